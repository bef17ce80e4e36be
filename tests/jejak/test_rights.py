"""The database itself keeps the trail: the web role may only add to it, and even the owner is stopped by triggers."""

import io
import os
import secrets
from collections.abc import Callable, Iterator
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

NOW = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
JEJAK = ("jejak_jejak", "jejak_segel")
Masuk = Callable[[], psycopg.Connection[Any]]


def tulis() -> None:
    with transaction.atomic():
        unit = Unit.objects.create(kode="U", nama="Unit")
        trail.record(kejadian="uji.terjadi", objek=unit, by=SYSTEM, now=NOW)
        seal.seal(now=NOW)


@pytest.fixture
def peran_web(transactional_db: None) -> Iterator[Masuk]:
    """Gives the rights as in production and connects to this database with the web role's rights and no others."""
    call_command("pasang_hak", stdout=io.StringIO())
    tulis()
    terbuka = []

    def masuk() -> psycopg.Connection[Any]:
        baru = psycopg.connect(**connection.get_connection_params() | {"cursor_factory": None, "context": None})
        baru.autocommit = True
        baru.execute(sql.SQL("SET SESSION AUTHORIZATION DEFAULT"))
        baru.execute(sql.SQL("SET ROLE {}").format(sql.Identifier(settings.PERAN_WEB)))
        terbuka.append(baru)
        return baru

    yield masuk
    for koneksi in terbuka:
        koneksi.close()


@pytest.mark.parametrize("tabel", JEJAK)
@pytest.mark.parametrize(
    "perintah",
    [
        "UPDATE {} SET sidik = ''",
        "DELETE FROM {}",
        "TRUNCATE {} CASCADE",
        "ALTER TABLE {} DISABLE TRIGGER ALL",
        "DROP TABLE {} CASCADE",
    ],
)
def test_the_web_role_cannot_change_the_trail(peran_web: Masuk, tabel: str, perintah: str) -> None:
    with pytest.raises(InsufficientPrivilege):
        peran_web().execute(sql.SQL(perintah).format(sql.Identifier(tabel)))
