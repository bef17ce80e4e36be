"""E-mail in a real browser: a mail becomes a ticket, an officer answers it on his page, the answer goes back in the
thread, and what is written back stands below it."""

from datetime import timedelta
from email.message import EmailMessage
from typing import Any

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from akun.models import User
from helpdesk import kotak_surel
from helpdesk.alamat_kotak import baca_alamat
from helpdesk.models import Tiket
from jejak import outbox
from notifikasi import send
from tests.helpdesk.conftest import meja, petugas  # noqa: F401
from tests.helpdesk.dovecot import Dovecot
from tests.journeys.test_halaman import Buka, periksa
from tests.peramban import PERLU_CHROMIUM

pytestmark = [*PERLU_CHROMIUM, pytest.mark.usefixtures("kebijakan")]
MEJA, KOTAK = "LPSE-76.02", "perjalanan"


def surat(isi: str, subjek: str, **kepala: str) -> bytes:
    pesan = EmailMessage()
    pesan["From"], pesan["Subject"] = "Siti <siti@penyedia.example>", subjek
    for nama, nilai in kepala.items():
        pesan[nama.replace("_", "-")] = nilai
    pesan.set_content(isi)
    return pesan.as_bytes()


def ambil(dovecot: Dovecot, *pesan: bytes) -> None:
    """Mails arrive and are fetched."""
    now = timezone.now()
    dovecot.antar(KOTAK, *pesan, pada=now - timedelta(minutes=5))
    assert [h.galat for h in kotak_surel.sapu(now=now)] == [""]


def keluar() -> list[Any]:
    """What leaves for the reporter now."""
    mail.outbox.clear()
    now = timezone.now()
    while outbox.deliver(now=now):
        pass
    send.deliver(now=now)
    return [m for m in mail.outbox if m.to == ["siti@penyedia.example"]]


def test_a_mail_is_answered_on_the_page_and_the_thread_goes_on(
    buka: Buka,
    petugas: dict[str, User],  # noqa: F811
    dovecot: Dovecot,
    settings: Any,
) -> None:
    settings.KOTAK_HELPDESK = baca_alamat([dovecot.url(KOTAK, MEJA)])
    ambil(dovecot, surat("Penawaran kami gagal diunggah.", "Gagal unggah", Message_ID="<satu@penyedia.example>"))
    tiket = Tiket.objects.get()
    (status,) = keluar()
    assert tiket.nomor in status.subject
    assert status.extra_headers["In-Reply-To"] == "<satu@penyedia.example>"

    layar = buka(petugas["mamuju"])
    page = layar.page
    page.goto(reverse("helpdesk:meja"))
    page.get_by_role("link", name="Gagal unggah").click()
    expect(page.locator("main")).to_contain_text("Penawaran kami gagal diunggah.")
    page.get_by_role("link", name="Balas pelapor").click()
    page.locator("[name=isi]").fill("Coba lagi dengan berkas di bawah 20 MB.")
    page.locator("main form[method=post] button[type=submit]").last.click()
    expect(page.locator("main")).to_contain_text("Coba lagi dengan berkas di bawah 20 MB.")
    (balasan,) = keluar()
    assert "Coba lagi dengan berkas di bawah 20 MB." in balasan.body
    assert "<satu@penyedia.example>" in balasan.extra_headers["References"]

    acuan = balasan.extra_headers["Message-ID"]
    ambil(dovecot, surat("Berhasil, terima kasih.", f"Re: {balasan.subject}", Message_ID="<dua@x>", In_Reply_To=acuan))
    assert Tiket.objects.count() == 1
    page.goto(reverse("helpdesk:tiket", args=[tiket.nomor]))
    expect(page.locator("main")).to_contain_text("Berhasil, terima kasih.")
    periksa(layar)
