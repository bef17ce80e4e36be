"""A letter becomes a consultation beside it: by officers, and what its sender reads of that."""

import html
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from akun.models import User
from konsultasi.models import Konsultasi, Subjek
from konsultasi.status import Status
from persuratan.models import SuratMasuk

pytestmark = pytest.mark.django_db
Masuk = Callable[[str], Client]
Surat = Callable[..., SuratMasuk]


def teks(jawaban: Any) -> str:
    return html.unescape(jawaban.content.decode())


def jalan(surat: SuratMasuk) -> str:
    return f"/konsultasi/meja/surat/{surat.nomor}/"


def isi(tentang: Subjek, /, **ganti: str) -> dict[str, str]:
    return {
        "kanal": "surat",
        "jenis_pemohon": "instansi",
        "nama": "Siti Rahmawati",
        "instansi": "Pemerintah Kabupaten Boven Digoel",
        "subjek": str(tentang.pk),
        "pokok": "Perpanjangan waktu",
        "uraian": "Mohon penjelasan.",
    } | ganti


def lacak(surat: SuratMasuk) -> Client:
    browser = Client()
    browser.post("/lacak/", {"nomor": surat.nomor, "token": surat.__dict__["token"]})
    return browser


@pytest.mark.parametrize("kanal", ["surat", "daring"])
def test_the_director_makes_it_and_comes_to_its_sheet(
    kanal: str, surat_konsultasi: Surat, subjek: Subjek, masuk: Masuk
) -> None:
    surat, browser = surat_konsultasi(), masuk("direktur")
    assert "Jadikan konsultasi" in teks(browser.get(f"/surat/masuk/{surat.nomor}/"))
    form = teks(browser.get(jalan(surat)))
    assert "Permohonan konsultasi perpanjangan waktu" in form
    page = browser.post(jalan(surat), isi(subjek, kanal=kanal), follow=True)
    k = Konsultasi.objects.get()
    assert page.redirect_chain[-1][0] == f"/konsultasi/meja/{k.nomor}/"
    assert (k.surat, k.kanal, k.unit.kode, k.status) == (surat, kanal, "DAPD", Status.DIAJUKAN)
    assert f"/surat/masuk/{surat.nomor}/" in teks(page)
    assert browser.get(jalan(surat))["Location"] == f"/surat/masuk/{surat.nomor}/"
    assert "Jadikan konsultasi" not in teks(browser.get(f"/surat/masuk/{surat.nomor}/"))


def test_two_clicks_make_one(surat_konsultasi: Surat, subjek: Subjek, masuk: Masuk) -> None:
    surat, browser = surat_konsultasi(), masuk("direktur")
    for _ in range(2):
        assert browser.post(jalan(surat), isi(subjek)).status_code == 302
    assert Konsultasi.objects.count() == 1


@pytest.mark.parametrize("kosong", ["kanal", "nama", "subjek", "pokok", "uraian", "instansi"])
def test_what_has_to_be_there(kosong: str, surat_konsultasi: Surat, subjek: Subjek, masuk: Masuk) -> None:
    surat = surat_konsultasi()
    assert masuk("direktur").post(jalan(surat), isi(subjek, **{kosong: ""})).status_code == 422
    assert not Konsultasi.objects.exists()


def test_a_secret_letter_stays_a_letter(surat_konsultasi: Surat, subjek: Subjek, masuk: Masuk) -> None:
    surat, browser = surat_konsultasi(kerahasiaan="rahasia"), masuk("direktur")
    assert "Jadikan konsultasi" not in teks(browser.get(f"/surat/masuk/{surat.nomor}/"))
    assert browser.post(jalan(surat), isi(subjek)).status_code == 403
    assert not Konsultasi.objects.exists()


def test_the_sender_reads_what_became_of_it_and_comes_there(
    surat_konsultasi: Surat, subjek: Subjek, masuk: Masuk
) -> None:
    surat = surat_konsultasi()
    browser = lacak(surat)
    assert "ditangani sebagai" not in teks(browser.get("/surat/progres/"))
    masuk("direktur").post(jalan(surat), isi(subjek))
    k = Konsultasi.objects.get()
    assert f"Surat ini ditangani sebagai Konsultasi {k.nomor}" in teks(browser.get("/surat/progres/"))
    page = browser.post("/konsultasi/dari-surat/", {"nomor": surat.nomor}, follow=True)
    assert (page.status_code, page.redirect_chain[-1][0]) == (200, "/konsultasi/progres/")
    assert k.nomor in teks(page)


def test_nobody_else_comes_there(surat_konsultasi: Surat, subjek: Subjek, masuk: Masuk, orang: dict[str, User]) -> None:
    surat = surat_konsultasi()
    masuk("direktur").post(jalan(surat), isi(subjek))
    for browser in (Client(), masuk("pemohon_lain"), lacak(surat_konsultasi())):
        for nomor in (surat.nomor, "", "SM1\x00", Konsultasi.objects.get().nomor):
            assert browser.post("/konsultasi/dari-surat/", {"nomor": nomor}).status_code == 404
    assert Client().get("/konsultasi/dari-surat/").status_code == 405
