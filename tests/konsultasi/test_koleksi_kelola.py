"""The collection at the desk: written without names, reviewed by another, published, withdrawn; nothing is lost."""

import html
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from konsultasi.models import Konsultasi, Subjek, TanyaJawab
from konsultasi.status import Status

pytestmark = pytest.mark.django_db
KOLEKSI = "/konsultasi/meja/koleksi/"
Masuk = Callable[[str], Client]


def teks(jawaban: Any) -> str:
    return html.unescape(jawaban.content.decode())


def isi(subjek: Subjek, **ganti: str) -> dict[str, str]:
    return {"subjek": str(subjek.pk), "pertanyaan": "Apakah banjir didenda?", "jawaban": "Tidak selalu."} | ganti


def test_from_a_consultation_to_the_public_page_and_back(tanya: Callable[..., Konsultasi], masuk: Masuk) -> None:
    k, penulis, lain = tanya(Status.DIJAWAB), masuk("petugas_advokasi"), masuk("advokasi_pusat")
    assert "Tulis untuk koleksi" in teks(penulis.get(f"/konsultasi/meja/{k.nomor}/"))
    assert "Siti Rahmawati" not in teks(penulis.get(f"{KOLEKSI}tulis/?dari={k.nomor}"))
    page = penulis.post(f"{KOLEKSI}tulis/?dari={k.nomor}", isi(k.subjek), follow=True)
    assert "Draf sudah disimpan." in teks(page)
    entri = TanyaJawab.objects.get()
    assert entri.asal == k.nomor
    langkah = f"{KOLEKSI}{entri.pk}/langkah/"
    assert lain.post(langkah, {"langkah": "terbitkan"}).status_code == 409  # a draft is not published
    penulis.post(langkah, {"langkah": "ajukan"})
    assert penulis.post(langkah, {"langkah": "terbitkan"}).status_code == 409  # nor by its author
    assert "Menunggu petugas lain" in teks(penulis.get(f"{KOLEKSI}{entri.pk}/"))
    assert "Tanya jawab sudah terbit." in teks(lain.post(langkah, {"langkah": "terbitkan"}, follow=True))
    umum = teks(Client().get(f"/konsultasi/tanya-jawab/{entri.pk}/"))
    assert "Tidak selalu." in umum
    assert k.nomor not in umum
    assert "Tanya jawab ditarik." in teks(lain.post(langkah, {"langkah": "tarik"}, follow=True))
    assert Client().get(f"/konsultasi/tanya-jawab/{entri.pk}/").status_code == 404


@pytest.mark.parametrize(
    "nama",
    [
        "Siti Rahmawati",
        "siti rahmawati",
        "siti@pemda.example",
        "0812-0000-1111",
        "081200001111",
        "Pemerintah Kabupaten Boven Digoel",
        "kabupaten Boven Digoel",
        "Boven Digoel",
    ],
)
def test_what_names_the_applicant_is_refused(nama: str, tanya: Callable[..., Konsultasi], masuk: Masuk) -> None:
    k, browser = tanya(Status.DIJAWAB), masuk("petugas_advokasi")
    for kolom in ("pertanyaan", "jawaban"):
        page = browser.post(f"{KOLEKSI}tulis/?dari={k.nomor}", isi(k.subjek, **{kolom: f"Kata {nama} itu?"}))
        assert page.status_code == 422
        assert "menyebut pemohon" in teks(page)
    assert not TanyaJawab.objects.exists()


def test_a_new_text_is_a_draft_and_the_published_one_stays_readable(
    tanya: Callable[..., Konsultasi], subjek: Subjek, masuk: Masuk
) -> None:
    tanya()
    penulis, lain = masuk("petugas_advokasi"), masuk("advokasi_2")
    penulis.post(f"{KOLEKSI}tulis/", isi(subjek))
    entri = TanyaJawab.objects.get()
    for browser, langkah in ((penulis, "ajukan"), (lain, "terbitkan")):
        browser.post(f"{KOLEKSI}{entri.pk}/langkah/", {"langkah": langkah})
    lain.post(f"{KOLEKSI}{entri.pk}/ubah/", isi(subjek, jawaban="Menurut kontrak."))
    entri.refresh_from_db()
    assert (entri.status, entri.jawaban, entri.versi) == (TanyaJawab.Status.DRAF, "Menurut kontrak.", 1)
    page = teks(penulis.get(f"{KOLEKSI}{entri.pk}/"))
    assert "Versi 1" in page
    assert "Tidak selalu." in page
    for status, ada in (("draf", True), ("terbit", False)):
        assert ("Apakah banjir didenda?" in teks(penulis.get(f"{KOLEKSI}?status={status}"))) is ada


def test_a_consultation_of_another_directorate_is_no_source(tanya: Callable[..., Konsultasi], masuk: Masuk) -> None:
    k = tanya(Status.DIJAWAB)
    assert masuk("advokasi_pusat").get(f"{KOLEKSI}tulis/?dari={k.nomor}").status_code == 404


def test_an_officer_who_cannot_read_where_it_comes_from_writes_no_names_either(
    tanya: Callable[..., Konsultasi], masuk: Masuk
) -> None:
    k = tanya(Status.DIJAWAB)
    masuk("petugas_advokasi").post(f"{KOLEKSI}tulis/?dari={k.nomor}", isi(k.subjek))
    ubah = f"{KOLEKSI}{TanyaJawab.objects.get().pk}/ubah/"
    page = masuk("advokasi_pusat").post(ubah, isi(k.subjek, jawaban="Kata Siti Rahmawati, tidak."))
    assert page.status_code == 422
    assert k.nomor not in teks(page)
