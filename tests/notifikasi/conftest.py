"""A message that waits, and a mail server to send it to."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from akun.actor import SYSTEM
from akun.models import User
from jejak.trail import record
from notifikasi import send
from notifikasi.models import Pesan
from tests.conftest import SENIN_PAGI
from tests.notifikasi import smtp_sink


@pytest.fixture
def sink(settings: Any) -> Iterator[smtp_sink.Sink]:
    """Mail goes to a real server on this machine."""
    with smtp_sink.running() as server:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_TIMEOUT = "127.0.0.1", server.port, 0.3
        yield server


@pytest.fixture
def antre(orang: dict[str, User]) -> Callable[..., Pesan]:
    """Queue a message as a listener would, each about an event of its own."""

    def queue(**changes: Any) -> Pesan:
        user = orang["verifikator"]
        isi = {
            "jejak": record(kejadian="uji.terjadi", objek=user, by=SYSTEM, now=SENIN_PAGI),
            "penerima": f"user:{user.pk}",
            "user": user,
            "kanal": Pesan.Kanal.SUREL,
            "alamat": user.email,
            "templat": "ditugaskan",
            "konteks": {"nomor": "PGD202611230001", "tautan": "/pengaduan/PGD202611230001/"},
            "now": SENIN_PAGI,
        } | changes
        send.queue(**isi)
        return Pesan.objects.get(jejak=isi["jejak"], penerima=isi["penerima"], kanal=isi["kanal"])

    return queue
