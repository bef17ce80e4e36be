"""Signing several letters with one passphrase, and the register of numbers."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.utils import timezone

from persuratan.models import SuratKeluar
from persuratan.status_keluar import Status
from persuratan.views import keluar_massal
from tests.persuratan.keluar import SANDI, Meja, PenandaPalsu

pytestmark = pytest.mark.django_db
Masuk = Callable[[str], Client]
S = Status
KELUAR = "/surat/keluar/"


def url(s: SuratKeluar, halaman: str = "") -> str:
    return f"{KELUAR}{s.pk}/{halaman}"


@pytest.mark.django_db(transaction=True)
def test_several_letters_are_signed_with_one_passphrase(meja: Meja, masuk: Masuk) -> None:
    satu, dua, lain = (meja.bawa_ke(S.SIAP_TANDA_TANGAN) for _ in range(3))
    browser = masuk("pejabat_dpph")
    jawaban = browser.post(f"{KELUAR}tanda-tangan/", {"pilih": [satu.pk, dua.pk], "sandi": SANDI})
    assert jawaban.streaming
    potong = [bagian.decode() for bagian in jawaban]
    assert len(potong) == 4, "the head, a piece per letter, the foot"
    assert "1/DPPH/11/2026" in potong[1]
    assert "2/DPPH/11/2026" in potong[2]
    assert "2 dari 2 surat terbit" in potong[3]
    assert potong[3].rstrip().endswith("</html>")
    for s, status in ((satu, S.TERBIT), (dua, S.TERBIT), (lain, S.SIAP_TANDA_TANGAN)):
        s.refresh_from_db()
        assert s.status == status


@pytest.mark.django_db(transaction=True)
def test_a_wrong_passphrase_ends_the_batch(meja: Meja, masuk: Masuk, penanda: PenandaPalsu) -> None:
    daftar = [meja.bawa_ke(S.SIAP_TANDA_TANGAN).pk for _ in range(3)]
    jawaban = masuk("pejabat_dpph").post(f"{KELUAR}tanda-tangan/", {"pilih": daftar, "sandi": "salah-sandi"})
    teks = jawaban.getvalue().decode()
    assert len(penanda.panggilan) == 1, "an account would be locked"
    assert teks.count("Tidak dicoba") == 2
    assert "0 dari 3 surat terbit" in teks
    assert "salah-sandi" not in teks


def test_a_batch_ends_in_time(meja: Meja, masuk: Masuk, monkeypatch: pytest.MonkeyPatch) -> None:
    s = meja.bawa_ke(S.SIAP_TANDA_TANGAN)
    monkeypatch.setattr(keluar_massal, "WAKTU", -keluar_massal.WAKTU)
    jawaban = masuk("pejabat_dpph").post(f"{KELUAR}tanda-tangan/", {"pilih": [s.pk], "sandi": SANDI})
    assert "Waktunya habis" in jawaban.getvalue().decode()


def test_only_letters_that_wait_for_the_reader_are_signed(meja: Meja, masuk: Masuk) -> None:
    s = meja.bawa_ke(S.SIAP_TANDA_TANGAN)
    jawaban = masuk("verifikator").post(f"{KELUAR}tanda-tangan/", {"pilih": [s.pk], "sandi": SANDI})
    assert jawaban.status_code == 422
    assert masuk("pejabat_dpph").post(f"{KELUAR}tanda-tangan/", {"sandi": SANDI}).status_code == 422


# -- the register ------------------------------------------------------------------------------------------------------


def test_the_register_explains_every_gap(meja: Meja, masuk: Masuk) -> None:
    browser = masuk("petugas_tu")
    tahun = timezone.localdate().year
    seri = f"{KELUAR}nomor/?unit={meja.direktur.unit_id}&tahun={tahun}"
    assert browser.post(seri, {"terakhir": "dua", "penjelasan": ""}).status_code == 422
    assert browser.post(seri, {"terakhir": "112", "penjelasan": "Buku agenda kertas."}).status_code == 302
    teks = browser.get(seri).content.decode()
    assert "1–112" in teks
    assert "Buku agenda kertas." in teks
    assert browser.post(seri, {"terakhir": "7", "penjelasan": "Lagi."}).status_code == 409


def test_a_given_up_number_says_why(meja: Meja, masuk: Masuk) -> None:
    s = meja.bawa_ke(S.DINOMORI)
    masuk("pejabat_dpph").post(url(s, "batalkan/"), {"alasan": "Sudah diselesaikan lewat rapat."})
    teks = masuk("petugas_tu").get(f"{KELUAR}nomor/?unit={meja.direktur.unit_id}&tahun=2026").content.decode()
    assert s.nomor_surat in teks
    assert "diselesaikan lewat rapat" in teks
