"""Words and headers that one mail carries: sealed while it waits, gone once it has left."""

import pytest
from django.core import mail

from akun.actor import SYSTEM
from akun.models import User
from jejak.trail import record
from notifikasi import send
from notifikasi.models import Pesan
from notifikasi.sisipan import Sisipan
from tests import factories
from tests.factories import SENIN


@pytest.mark.django_db
def test_a_mail_of_a_thread_leaves_with_its_headers_and_its_words_are_forgotten() -> None:
    user: User = factories.UserFactory()
    sisipan = Sisipan(
        konteks={"isi": "Coba peramban lain.", "perihal": "Tolong"},
        kepala={"In-Reply-To": "<satu@x>", "Auto-Submitted": "no"},
        nama="LPSE Uji",
        balas_ke="meja@lpse.example",
    )
    send.queue(
        jejak=record(kejadian="uji", objek=user, by=SYSTEM, now=SENIN),
        penerima="surel:1",
        user=None,
        kanal=Pesan.Kanal.SUREL,
        alamat="a@b.example",
        templat="tiket_surel_balasan",
        konteks={"nomor": "TKT202611230001", "tautan": "/lacak/"},
        now=SENIN,
        sisipan=sisipan,
    )
    segel = bytes(Pesan.objects.get().sisipan_segel)
    assert segel
    assert b"peramban" not in segel
    send.deliver(now=SENIN)
    (surel,) = mail.outbox
    assert "Coba peramban lain." in surel.body
    assert (surel.reply_to, surel.extra_headers["In-Reply-To"], surel.extra_headers["Auto-Submitted"]) == (
        ["meja@lpse.example"],
        "<satu@x>",
        "no",
    )
    assert surel.from_email.startswith("LPSE Uji <")
    assert bytes(Pesan.objects.get().sisipan_segel) == b""
