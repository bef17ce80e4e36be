"""The pages of the questions and answers: for everybody, and for those who write them."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from akun.actor import Actor
from akun.models import User
from helpdesk import faq, flow, reference_faq
from helpdesk.faq import IsiFaq
from helpdesk.models import Faq, FaqTerjawab, MejaLayanan, VersiFaq
from tests import factories
from tests.factories import SENIN

pytestmark = pytest.mark.django_db
Pelaku = Callable[[str], Actor]
ISI = {"pertanyaan": "Apa itu Apendo?", "kata_kunci": "", "kategori": "tender", "jawaban": "Alat **enkripsi**."}


def url(nama: str, *args: Any) -> str:
    return reverse(f"helpdesk:{nama}", args=args)


@pytest.fixture
def isi(db: None) -> None:
    reference_faq.load_faq()


def test_the_list_stands_by_category_and_is_narrowed(isi: None, client: Client) -> None:
    halaman = client.get(url("faq")).content.decode()
    assert halaman.index("Akun dan kata sandi</h2>") < halaman.index("Layanan helpdesk</h2>")
    akun = client.get(url("faq"), {"kategori": "akun"}).content.decode()
    assert "Saya lupa kata sandi SPSE" in akun
    assert "Apakah layanan LPSE dan helpdesk berbayar" not in akun
    assert client.get(url("faq"), {"kategori": "x' OR 1=1", "halaman": "999"}).status_code == 200


def test_the_search_finds_or_says_that_it_did_not(isi: None, client: Client) -> None:
    assert "Saya lupa kata sandi SPSE" in client.get(url("faq"), {"q": "lupa pasword"}).content.decode()
    halaman = client.get(url("faq"), {"q": '<b>"zzzz\x00'}).content.decode()
    assert "Belum ada jawaban yang cocok" in halaman
    assert "<b>&quot;" not in halaman
    assert "?judul=" in halaman  # what was asked goes along to the report


def test_the_fragment_is_for_the_script_and_the_page_for_everybody_else(isi: None, client: Client) -> None:
    potongan = client.get(url("faq_saran"), {"q": "lupa kata sandi"}, headers={"X-Potongan": "1"})
    assert potongan.status_code == 200
    assert "<html" not in potongan.content.decode()
    assert "Saya lupa kata sandi SPSE" in potongan.content.decode()
    tanpa = client.get(url("faq_saran"), {"q": "lupa kata sandi"})
    assert tanpa["Location"] == url("faq") + "?q=lupa+kata+sandi"
    assert client.get(url("faq_saran"), headers={"X-Potongan": "1"}).content.strip() == b""


def test_answered_is_counted_and_makes_no_ticket(isi: None, client: Client) -> None:
    kode = "lupa-kata-sandi"
    halaman = client.get(url("faq_satu", kode)).content.decode()
    assert "Belum, lanjut melapor" in halaman
    for _kali in range(12):
        assert client.post(url("faq_terjawab", kode), follow=True).status_code == 200
    assert FaqTerjawab.objects.get().sendiri == 10  # one address is not a crowd
    assert client.get(url("faq_terjawab", kode)).status_code == 405
    assert client.get(url("faq_satu", "tidak-ada")).status_code == 404


def test_what_is_not_published_is_nobodys(client: Client, pelaku: Pelaku) -> None:
    versi = faq.tulis(IsiFaq("Rahasia dapur?", "Belum.", "lainnya"), meja=None, by=pelaku("helpdesk"), now=SENIN)
    assert client.get(url("faq_satu", versi.faq.kode)).status_code == 404
    assert client.post(url("faq_terjawab", versi.faq.kode)).status_code == 404
    assert "Rahasia dapur" not in client.get(url("faq")).content.decode()


def test_from_the_first_draft_to_the_public_page(petugas: dict[str, User], client: Client) -> None:
    penulis, peninjau = factories.logged_in(petugas["mamuju"]), factories.logged_in(petugas["kepala"])
    penulis.post(url("faq_baru"), ISI | {"untuk": "meja"})
    entri = Faq.objects.get()
    halaman = url("faq_entri", entri.pk)
    assert "Mintalah rekan Anda" in penulis.get(halaman).content.decode()
    assert "Perlu ditinjau" in peninjau.get(url("faq_kelola")).content.decode()
    assert peninjau.post(halaman, {"langkah": "kembalikan", "catatan": ""}).status_code == 422
    peninjau.post(halaman, {"langkah": "kembalikan", "catatan": "Sebut tempat unduhnya."})
    assert "Sebut tempat unduhnya." in penulis.get(url("faq_ubah", entri.pk)).content.decode()
    penulis.post(url("faq_ubah", entri.pk), ISI | {"jawaban": "Unduh dari situs LPSE."})
    assert peninjau.post(halaman, {"langkah": "setuju", "catatan": ""}).status_code == 302
    assert penulis.post(halaman, {"langkah": "terbit", "catatan": ""}).status_code == 302
    assert "Unduh dari situs LPSE." in client.get(url("faq_satu", entri.kode)).content.decode()
    assert penulis.post(halaman, {"langkah": "tarik", "catatan": "Sudah usang."}).status_code == 302
    assert client.get(url("faq_satu", entri.kode)).status_code == 404


def test_a_page_that_is_old_says_so(petugas: dict[str, User], pelaku: Pelaku) -> None:
    versi = faq.tulis(IsiFaq("Apa?", "Itu.", "lainnya"), meja=None, by=pelaku("helpdesk"), now=SENIN)
    faq.tarik(versi.faq, alasan="Salah.", by=pelaku("helpdesk"), now=SENIN)
    browser = factories.logged_in(petugas["helpdesk_2"])
    for langkah in ("setuju", "terbit", "tarik", "", "aneh"):
        jawaban = browser.post(url("faq_entri", versi.faq_id), {"langkah": langkah, "catatan": "x"})
        assert jawaban.status_code == 422


def test_another_lpse_does_not_see_it(petugas: dict[str, User], pelaku: Pelaku, meja: dict[str, MejaLayanan]) -> None:
    versi = faq.tulis(IsiFaq("Apa?", "Itu.", "lainnya"), meja=meja["mamuju"], by=pelaku("mamuju"), now=SENIN)
    umum = faq.tulis(IsiFaq("Umum?", "Ya.", "lainnya"), meja=None, by=pelaku("helpdesk"), now=SENIN)
    browser = factories.logged_in(petugas["bontang"])
    assert browser.get(url("faq_entri", versi.faq_id)).status_code == 404
    assert browser.get(url("faq_entri", umum.faq_id)).status_code == 200
    assert browser.get(url("faq_ubah", umum.faq_id)).status_code == 403
    assert browser.post(url("faq_entri", umum.faq_id), {"langkah": "tarik", "catatan": "x"}).status_code == 422


def test_an_answered_ticket_becomes_a_draft_in_one_step(petugas: dict[str, User], buat: Any, pelaku: Pelaku) -> None:
    tiket = buat()
    browser = factories.logged_in(petugas["mamuju"])
    assert browser.post(url("faq_dari_tiket", tiket.nomor))["Location"] == url("faq_kelola")
    flow.balas(tiket=tiket, isi="Hapus cache peramban.", by=pelaku("mamuju"), now=SENIN)
    jawaban = browser.post(url("faq_dari_tiket", tiket.nomor))
    versi = VersiFaq.objects.get()
    assert jawaban["Location"] == url("faq_ubah", versi.faq_id)
    assert versi.jawaban == "Hapus cache peramban."
    assert tiket.nomor in browser.get(jawaban["Location"]).content.decode()
    asing = factories.logged_in(petugas["bontang"])
    assert asing.post(url("faq_dari_tiket", tiket.nomor)).status_code == 404
