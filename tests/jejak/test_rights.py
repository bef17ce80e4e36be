"""The database itself keeps the trail: the web role may only add to it, and even the owner is stopped by triggers."""

import io
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import psycopg
import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import IntegrityError, connection, transaction
from psycopg import sql
from psycopg.errors import InsufficientPrivilege

from akun.actor import SYSTEM
from akun.models import Unit
from jejak import seal, trail
from jejak.models import Jejak, Segel

NOW = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
JEJAK = ("jejak_jejak", "jejak_segel")


def tulis() -> None:
    with transaction.atomic():
        unit = Unit.objects.create(kode="U", nama="Unit")
        trail.record(kejadian="uji.terjadi", objek=unit, by=SYSTEM, now=NOW)
        seal.seal(now=NOW)


@pytest.fixture
def web(transactional_db: None) -> Iterator[psycopg.Connection[Any]]:
    """A connection of its own with the rights of the web role, given as in production."""
    call_command("pasang_hak", stdout=io.StringIO())
    tulis()
    db = connection.settings_dict
    with psycopg.connect(
        host=db["HOST"],
        port=db["PORT"] or None,
        user=db["USER"],
        password=db["PASSWORD"],
        dbname=db["NAME"],
        options=f"-c role={settings.PERAN_WEB}",
        autocommit=True,
    ) as koneksi:
        yield koneksi


def test_the_web_role_adds_to_the_trail_and_changes_nothing_in_it(web: psycopg.Connection[Any]) -> None:
    assert web.execute("SELECT current_user").fetchone() == (settings.PERAN_WEB,)
    for tabel in JEJAK:
        for perintah in (
            "UPDATE {} SET sidik = ''",
            "DELETE FROM {}",
            "TRUNCATE {} CASCADE",
            "ALTER TABLE {} DISABLE TRIGGER ALL",
            "DROP TABLE {} CASCADE",
            "CREATE TRIGGER t BEFORE INSERT ON {} FOR EACH ROW EXECUTE FUNCTION suppress_redundant_updates_trigger()",
        ):
            with pytest.raises(InsufficientPrivilege):
                web.execute(sql.SQL(perintah).format(sql.Identifier(tabel)))
    web.execute(
        "INSERT INTO jejak_jejak (kejadian, objek_tipe, objek_id, urut, pada, pelaku, peran, data, sebelum, sidik)"
        " SELECT kejadian, objek_tipe, objek_id, urut + 1, pada, pelaku, peran, data, sidik, '' FROM jejak_jejak"
    )
    assert Jejak.objects.count() == 2


def test_the_web_role_works_on_everything_else_and_empties_no_table(web: psycopg.Connection[Any]) -> None:
    web.execute("UPDATE akun_unit SET nama = 'Lain'")
    web.execute("INSERT INTO akun_unit (kode, nama) VALUES ('V', 'V')")
    web.execute("DELETE FROM akun_unit WHERE kode = 'V'")
    for perintah in (
        "TRUNCATE akun_unit CASCADE",
        "CREATE TABLE public.milikku ()",
        "INSERT INTO django_migrations (app, name, applied) VALUES ('jejak', '0003', now())",
    ):
        with pytest.raises(InsufficientPrivilege):
            web.execute(perintah)


def test_tables_of_later_migrations_are_open_to_the_web_role_too(web: psycopg.Connection[Any]) -> None:
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE nanti (id bigserial)")
    try:
        web.execute("INSERT INTO nanti DEFAULT VALUES")
        with pytest.raises(InsufficientPrivilege):
            web.execute("TRUNCATE nanti")
    finally:
        with connection.cursor() as cursor:
            cursor.execute("DROP TABLE nanti")


@pytest.mark.django_db
@pytest.mark.parametrize("tabel", JEJAK)
@pytest.mark.parametrize("perintah", ["UPDATE {} SET sidik = ''", "DELETE FROM {}", "TRUNCATE {} CASCADE"])
def test_the_owner_is_stopped_by_a_trigger(tabel: str, perintah: str) -> None:
    tulis()
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # or their pending checks hinder ALTER TABLE
        for nama in JEJAK:
            cursor.execute(f"ALTER TABLE {nama} ENABLE TRIGGER USER")
        with pytest.raises(IntegrityError, match="hanya dapat ditambah"), transaction.atomic():
            cursor.execute(perintah.format(tabel))
    assert (Jejak.objects.count(), Segel.objects.count()) == (1, 1)


@pytest.mark.django_db
def test_rights_are_not_given_to_a_role_that_is_missing_or_owns_everything(settings: Any) -> None:
    settings.PERAN_WEB = "tidak_ada"
    with pytest.raises(CommandError, match="CREATE ROLE tidak_ada"):
        call_command("pasang_hak")
    settings.PERAN_WEB = connection.settings_dict["USER"]
    with pytest.raises(CommandError, match="milik pemilik tabel"):
        call_command("pasang_hak")
