"""Workers that move clocks beside each other, beside officers at work, and after one of them has died."""

import threading
from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection, transaction

from jejak import trail
from jejak.models import Jejak
from pengaduan.models import Pengaduan
from sla import clock, move
from sla.models import Kalender, PerubahanKalender, Tenggat
from tests import factories
from tests.factories import SENIN
from tests.sla.test_move import VERIFIKASI, digeser, dihitung_satu_satu, jam, libur, ubah

pytestmark = pytest.mark.usefixtures("kebijakan")


def in_a_thread(work: Callable[[], object]) -> threading.Thread:
    def run() -> None:
        work()
        connection.close()

    thread = threading.Thread(target=run)
    thread.start()
    return thread


@pytest.mark.django_db(transaction=True)
def test_two_workers_move_each_clock_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(move, "SEKALI", 3)
    for _ in range(10):
        factories.ajukan()
    row = ubah(libur())
    other = in_a_thread(lambda: move.run(now=SENIN))
    move.run(now=SENIN, pekerja=2)
    other.join()
    move.run(now=SENIN)
    row.refresh_from_db()
    assert (row.diperiksa, row.bergeser) == (20, 10)
    assert sorted(digeser()) == sorted(Tenggat.objects.filter(kode=VERIFIKASI).values_list("pk", flat=True))
    assert trail.of(row).filter(kejadian=move.DIGESER).count() == 1
    assert jam() == dihitung_satu_satu()
    assert list(trail.broken(Jejak.objects.order_by("objek_tipe", "objek_id", "urut"))) == []


@pytest.mark.django_db(transaction=True)
def test_a_worker_that_dies_is_carried_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(move, "SEKALI", 2)
    for _ in range(3):
        factories.ajukan()
    row = ubah(libur())
    write, batches = trail.record_many, []

    def die_in_the_second(*args: Any, **named: Any) -> Any:
        batches.append(args)
        if len(batches) == 2:
            raise KeyboardInterrupt
        return write(*args, **named)

    with monkeypatch.context() as m:
        m.setattr(trail, "record_many", die_in_the_second)
        with pytest.raises(KeyboardInterrupt):
            move.run(now=SENIN)
    row.refresh_from_db()
    assert (row.diperiksa, row.selesai_pada, len(digeser())) == (2, None, 1)
    assert move.run(now=SENIN) == 4
    row.refresh_from_db()
    assert (row.diperiksa, row.selesai_pada) == (6, SENIN)
    assert len(set(digeser())) == len(digeser()) == 3


@pytest.mark.django_db(transaction=True)
def test_a_clock_in_other_hands_keeps_no_other_from_moving() -> None:
    p, lain = factories.ajukan(), factories.ajukan()
    row = ubah(libur())
    with transaction.atomic():
        clock.hold(p)
        in_a_thread(lambda: move.run(now=SENIN)).join()
        assert digeser() == [clock.running(lain).get(kode=VERIFIKASI).pk]
    row.refresh_from_db()
    assert row.selesai_pada is None
    assert move.run(now=SENIN) == 2
    assert jam() == dihitung_satu_satu()


@pytest.mark.django_db(transaction=True)
def test_a_case_in_other_hands_is_left_to_the_next_round() -> None:
    """Whoever holds the case may want its clock next: the move gives way before Postgres has to choose."""
    p = factories.ajukan()
    row = ubah(libur())
    with transaction.atomic():
        Pengaduan.objects.select_for_update(of=("self",)).get(pk=p.pk)
        in_a_thread(lambda: move.run(now=SENIN)).join()
        clock.hold(p)
    assert digeser() == []
    row.refresh_from_db()
    assert row.selesai_pada is None
    assert move.run(now=SENIN) == 2
    assert Pengaduan.objects.get(pk=p.pk).jatuh_tempo == clock.running(p).get(kode=VERIFIKASI).jatuh_tempo


@pytest.mark.django_db(transaction=True)
def test_two_officers_change_one_after_the_other() -> None:
    versi = Kalender.objects.get(kode="lkpp").versi
    with transaction.atomic():
        ubah(libur())
        other = in_a_thread(lambda: ubah(libur(date(2026, 11, 25))))
        other.join(0.2)
        assert other.is_alive()
    other.join()
    assert Kalender.objects.get(kode="lkpp").versi == versi + 2
    assert [r.uraian["versi"]["lkpp"] for r in PerubahanKalender.objects.order_by("pk")] == [versi + 1, versi + 2]


@pytest.mark.django_db(transaction=True)
def test_the_command_shows_how_far_it_is(capsys: pytest.CaptureFixture[str]) -> None:
    factories.ajukan()
    ubah(libur(), now=datetime.now(UTC))
    call_command("geser_tenggat")
    out, err = capsys.readouterr()
    assert "2 dari 2 tenggat diperiksa" in err
    assert "2 tenggat dihitung ulang" in out
