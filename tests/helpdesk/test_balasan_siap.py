"""Answers that a desk keeps ready."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from akun.actor import Actor
from akun.models import User
from helpdesk import balasan_siap
from helpdesk.models import JawabanSiap, MejaLayanan
from tests import factories
from tests.factories import SENIN

pytestmark = pytest.mark.django_db
Pelaku = Callable[[str], Actor]
TEKS = "Yth. {nama}, tiket {nomor} ({judul}) kami terima. {petugas}, {meja}"


@pytest.fixture
def siap(pelaku: Pelaku, meja: dict[str, MejaLayanan]) -> JawabanSiap:
    return balasan_siap.simpan(
        None, meja=meja["mamuju"], judul="Terima kasih", isi=TEKS, aktif=True, by=pelaku("mamuju"), now=SENIN
    )


def test_placeholders_are_filled_in(siap: JawabanSiap, buat: Any, pelaku: Pelaku) -> None:
    tiket = buat(judul="Login gagal")
    assert balasan_siap.isi(siap, tiket, pelaku("mamuju")) == (
        f"Yth. Andi Contoh, tiket {tiket.nomor} (Login gagal) kami terima. Orang mamuju, LPSE Mamuju"
    )


def test_what_a_reporter_typed_is_no_placeholder(siap: JawabanSiap, buat: Any, pelaku: Pelaku) -> None:
    tiket = buat(nama="{petugas}", judul="{nama} {asing} {0.__class__}")
    hasil = balasan_siap.isi(siap, tiket, pelaku("mamuju"))
    assert hasil.startswith("Yth. {petugas}, tiket")
    assert "({nama} {asing} {0.__class__})" in hasil


def test_only_known_placeholders_are_accepted(petugas: dict[str, User]) -> None:
    browser = factories.logged_in(petugas["mamuju"])
    jawaban = browser.post(reverse("helpdesk:balasan_siap_baru"), {"judul": "A", "isi": "Halo {sandi}", "aktif": "on"})
    assert jawaban.status_code == 422
    assert "{sandi} tidak dikenal" in jawaban.content.decode()
    assert balasan_siap.asing("{nama} {Nama} {x.y} {}") == ["Nama"]


def test_it_is_written_changed_and_switched_off(petugas: dict[str, User], meja: dict[str, MejaLayanan]) -> None:
    browser = factories.logged_in(petugas["kepala"])
    browser.post(reverse("helpdesk:balasan_siap_baru"), {"judul": "Salam", "isi": TEKS, "aktif": "on"})
    siap = balasan_siap.pilihan(meja["mamuju"]).get()
    ubah = reverse("helpdesk:balasan_siap_ubah", args=[siap.pk])
    assert browser.post(ubah, {"judul": "Salam baru", "isi": "Halo {nama}"}).status_code == 302
    assert not balasan_siap.pilihan(meja["mamuju"])
    assert "Salam baru" in browser.get(reverse("helpdesk:balasan_siap")).content.decode()
    browser.post(reverse("helpdesk:balasan_siap_baru"), {"judul": "Lain", "isi": "x"})
    jawaban = browser.post(reverse("helpdesk:balasan_siap_baru"), {"judul": "Salam baru", "isi": "x"})
    assert "sudah dipakai" in jawaban.content.decode()


def test_a_desk_keeps_its_own(siap: JawabanSiap, petugas: dict[str, User], pelaku: Pelaku) -> None:
    asing = factories.logged_in(petugas["bontang"])
    assert asing.get(reverse("helpdesk:balasan_siap_ubah", args=[siap.pk])).status_code == 404
    assert "Terima kasih" not in asing.get(reverse("helpdesk:balasan_siap")).content.decode()
    with pytest.raises(PermissionDenied):
        balasan_siap.simpan(siap, meja=siap.meja, judul="x", isi="x", aktif=True, by=pelaku("bontang"), now=SENIN)
