"""The chain notices every change, and an event is written with what it tells of or not at all."""

from datetime import UTC, datetime

import pytest
from django.db import connection, transaction

from akun.actor import SYSTEM
from akun.models import Unit
from jejak import seal, trail
from jejak.models import Jejak

NOW = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)


@pytest.fixture
def unit(db: None) -> Unit:
    return Unit.objects.create(kode="U", nama="Unit")


def write(unit: Unit, n: int = 3) -> None:
    for i in range(n):
        trail.record(kejadian="uji.terjadi", objek=unit, by=SYSTEM, now=NOW, data={"n": i, "teks": "Ω“"})


def forge(sql: str, *args: object) -> None:
    """What somebody with the owner's rights could do to a row, triggers off."""
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE jejak_jejak DISABLE TRIGGER USER")
        cursor.execute(sql, args)
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("ALTER TABLE jejak_jejak ENABLE TRIGGER USER")


def test_a_chain_of_its_own_per_object(unit: Unit) -> None:
    other = Unit.objects.create(kode="V", nama="Lain")
    write(unit)
    write(other, 1)
    assert [r.urut for r in trail.of(unit)] == [1, 2, 3]
    assert [r.urut for r in trail.of(other)] == [1]
    assert list(trail.broken(Jejak.objects.order_by("objek_tipe", "objek_id", "urut"))) == []


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE jejak_jejak SET pelaku = 'Orang lain' WHERE urut = 2",
        "UPDATE jejak_jejak SET data = '{\"n\": 9}' WHERE urut = 2",
        "UPDATE jejak_jejak SET pada = pada - interval '1 day' WHERE urut = 2",
        "DELETE FROM jejak_jejak WHERE urut = 2",
        "DELETE FROM jejak_jejak WHERE urut = 1",
    ],
)
def test_a_changed_or_missing_row_breaks_the_chain(unit: Unit, sql: str) -> None:
    write(unit)
    forge(sql)
    assert list(trail.broken(trail.of(unit))) != []


def test_the_seal_notices_a_tail_that_was_cut_off(unit: Unit) -> None:
    write(unit)
    seal.seal(now=NOW)
    assert list(seal.check()) == []
    forge("DELETE FROM jejak_jejak WHERE urut = 3")
    assert [t for t in seal.check() if "Segel" in t.kalimat]


def test_no_event_without_a_transaction(transactional_db: None) -> None:
    unit = Unit.objects.create(kode="U", nama="Unit")
    with pytest.raises(transaction.TransactionManagementError):
        write(unit)


@pytest.mark.parametrize("sql", ["UPDATE jejak_jejak SET pelaku = 'x'", "DELETE FROM jejak_jejak"])
def test_the_database_refuses_to_change_the_trail(unit: Unit, sql: str) -> None:
    from django.db import DatabaseError

    write(unit, 1)
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)
    assert trail.of(unit).count() == 1
