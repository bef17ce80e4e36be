"""Red when the database is silent or no sweep was finished within a minute; numbers and times, nothing else."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client

from jejak import outbox
from notifikasi.models import Pesan
from sla.models import Sapuan
from sla.sweep import Watch, run
from tests import factories

SEJAM = timedelta(hours=1)


def ask(client: Client, method: str = "get") -> tuple[int, dict[str, Any]]:
    answer = getattr(client, method)("/healthz")
    return answer.status_code, answer.json() if method == "get" else {}


def swept(ago: float, *, jumlah: int = 0, terlambat: float = 0.0) -> None:
    """A sweep was finished so many seconds ago."""
    selesai = datetime.now(UTC) - timedelta(seconds=ago)
    Sapuan.objects.create(oleh="uji", jumlah=jumlah, terlambat=terlambat, selesai_pada=selesai)


@pytest.mark.django_db
def test_green_right_after_a_sweep(client: Client, kebijakan: None) -> None:
    assert ask(client)[0] == 503
    run(Watch())
    status, body = ask(client)
    assert status == 200
    assert body["basis_data"] is True
    assert 0 <= body["sapuan"]["umur_detik"] < 60
    assert datetime.fromisoformat(body["sapuan"]["selesai_pada"]).tzinfo is not None


@pytest.mark.django_db
@pytest.mark.parametrize(("ago", "status"), [(5, 200), (50, 200), (65, 503), (86_000, 503), (-50, 200), (-3600, 503)])
def test_a_minute_without_a_sweep_is_red(client: Client, ago: float, status: int) -> None:
    swept(ago)
    assert ask(client)[0] == status


@pytest.mark.django_db
def test_the_last_hour_is_told(client: Client) -> None:
    swept(30, jumlah=3, terlambat=12.34)
    swept(1800, jumlah=4, terlambat=75.0)
    swept(3700, jumlah=50, terlambat=9000.0)
    _, body = ask(client)
    assert body["sapuan"]["ditembak_1_jam"] == 7
    assert body["sapuan"]["terlambat_maks_1_jam_detik"] == 75.0


@pytest.mark.django_db
def test_what_waits_is_counted_and_what_waits_for_the_office_is_not(client: Client, kebijakan: None) -> None:
    factories.ajukan()
    assert ask(client)[1]["peristiwa_tertunda"] == 2, "who is told, and the figures"
    outbox.deliver(now=datetime.now(UTC))
    _, body = ask(client)
    assert (body["peristiwa_tertunda"], body["pesan_tertunda"]) == (0, 1)
    Pesan.objects.update(coba_pada=datetime.now(UTC) + SEJAM)
    assert ask(client)[1]["pesan_tertunda"] == 0
    Pesan.objects.update(percobaan=1)
    assert ask(client)[1]["pesan_tertunda"] == 1
    Pesan.objects.update(coba_pada=None)
    assert ask(client)[1]["pesan_tertunda"] == 0, "given up"


@pytest.mark.django_db
def test_head_is_answered_post_is_not_and_nothing_is_kept(client: Client) -> None:
    swept(5)
    answer = client.head("/healthz")
    assert (answer.status_code, answer["Cache-Control"]) == (200, "no-store")
    assert client.post("/healthz").status_code == 405
    assert not answer.cookies


@pytest.mark.django_db(transaction=True)
def test_a_silent_database_is_told_without_a_word_of_why(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    connection.close()
    for nama, nilai in (("HOST", "127.0.0.1"), ("PORT", "1")):
        monkeypatch.setitem(connection.settings_dict, nama, nilai)
    answer = client.get("/healthz")
    assert answer.status_code == 503
    silent = {"basis_data": False, "sapuan": None, "pesan_tertunda": None, "peristiwa_tertunda": None}
    assert answer.json() == silent
    assert b"127.0.0.1" not in answer.content
