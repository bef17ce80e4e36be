"""Telephone and walk-in: the greeting, the least that is asked, the number, answers without a ticket, what is owed."""

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.test import Client
from django.urls import reverse

from akun.actor import Actor
from akun.models import User
from helpdesk import flow, loket, reference_faq
from helpdesk.models import FaqTerjawab, MejaLayanan, Tiket
from tests import factories
from tests.factories import SENIN

pytestmark = pytest.mark.django_db
ISI = {
    "kanal": "telepon",
    "nama": "Andi Contoh",
    "telepon": "0812 1234 5678",
    "alamat": "Kalukku, Mamuju",
    "jenis": "pertanyaan",
    "pengguna": "penyedia",
    "uraian": "Bagaimana mengganti nama direktur? Akta baru sudah ada.",
}


def url(nama: str, *args: Any) -> str:
    return reverse(f"helpdesk:{nama}", args=args)


@pytest.fixture
def browser(petugas: dict[str, User]) -> Client:
    return factories.logged_in(petugas["mamuju"])


@pytest.mark.parametrize(
    ("jam", "salam"),
    [(4, "pagi"), (10, "pagi"), (11, "siang"), (14, "siang"), (15, "sore"), (17, "sore"), (18, "malam"), (3, "malam")],
)
def test_the_greeting_follows_the_clock_of_the_desk(jam: int, salam: str, meja: dict[str, MejaLayanan]) -> None:
    pukul = datetime(2026, 11, 23, jam, 30, tzinfo=ZoneInfo("Asia/Makassar"))
    kalimat = loket.sapaan(meja["mamuju"], now=pukul)
    assert kalimat == f"Selamat {salam}, dengan LPSE Mamuju di sini. Ada yang bisa kami bantu?"


@pytest.mark.parametrize(
    ("uraian", "judul"),
    [
        ("Bagaimana mengganti direktur? Akta sudah ada.", "Bagaimana mengganti direktur?"),
        ("Tidak bisa login. Sudah dicoba.", "Tidak bisa login"),
        ("\n\n  satu   baris \nkedua", "satu baris"),
        ("kata " * 60, ("kata " * 24).strip() + " …"),
    ],
)
def test_the_first_sentence_is_the_title(uraian: str, judul: str) -> None:
    assert loket.judul(uraian) == judul


def test_a_call_becomes_a_ticket_whose_number_is_read_out(browser: Client, petugas: dict[str, User]) -> None:
    jawaban = browser.post(url("loket"), ISI, follow=True)
    tiket = Tiket.objects.get()
    halaman = jawaban.content.decode()
    assert (tiket.kanal, tiket.nama, tiket.telepon, tiket.alamat) == (
        "telepon",
        "Andi Contoh",
        "0812 1234 5678",
        "Kalukku, Mamuju",
    )
    assert tiket.judul == "Bagaimana mengganti nama direktur?"
    assert (tiket.dicatat_oleh, tiket.pelapor) == (petugas["mamuju"], None)
    assert tiket.nomor in halaman
    assert 'value="Andi Contoh"' not in halaman  # ready for the next caller
    browser.post(url("loket_selesai"))
    assert tiket.nomor not in browser.get(url("loket")).content.decode()


def test_the_token_opens_the_ticket_and_no_other_officer_sees_it(browser: Client, petugas: dict[str, User]) -> None:
    browser.post(url("loket"), ISI | {"kanal": "datang"})
    tercatat = loket.terakhir(browser.session, by=Actor.of(petugas["mamuju"]), now=datetime.now().astimezone())
    assert tercatat is not None
    assert tercatat.token not in str(dict(browser.session))
    assert loket.terakhir(browser.session, by=Actor.of(petugas["kepala"]), now=datetime.now().astimezone()) is None
    jawaban = Client().post(reverse("lacak"), {"nomor": tercatat.nomor, "token": tercatat.token})
    assert jawaban.status_code == 302


@pytest.mark.parametrize("kurang", ["nama", "telepon", "alamat", "uraian", "kanal", "jenis"])
def test_name_address_and_telephone_are_the_least(kurang: str, browser: Client) -> None:
    jawaban = browser.post(url("loket"), {**ISI, kurang: ""})
    assert jawaban.status_code == 422
    assert not Tiket.objects.exists()
    if kurang != "uraian":
        assert "Akta baru sudah ada" in jawaban.content.decode()


def test_a_telephone_number_can_be_dialled(browser: Client) -> None:
    assert browser.post(url("loket"), ISI | {"telepon": "tidak punya"}).status_code == 422


def test_a_password_that_was_typed_is_masked_and_the_officer_hears_of_it(browser: Client) -> None:
    jawaban = browser.post(url("loket"), ISI | {"uraian": "Tidak bisa masuk. Password: Rahasia123!"}, follow=True)
    assert "sudah kami samarkan" in jawaban.content.decode()
    assert "Rahasia123" not in Tiket.objects.get().uraian


def test_the_search_without_script_keeps_what_was_typed(browser: Client) -> None:
    reference_faq.load_faq()
    halaman = browser.post(url("loket"), ISI | {"uraian": "lupa kata sandi", "cari": "1"}).content.decode()
    assert "Saya lupa kata sandi SPSE" in halaman
    assert 'value="Andi Contoh"' in halaman
    assert not Tiket.objects.exists()
    kosong = browser.post(url("loket"), ISI | {"uraian": "zzzzqq", "cari": "1"}).content.decode()
    assert "Belum ada jawaban yang cocok" in kosong


def test_an_answer_that_was_read_out_is_counted_and_no_ticket_is_made(browser: Client) -> None:
    reference_faq.load_faq()
    jawaban = browser.post(url("loket_terjawab", "lupa-kata-sandi"), follow=True)
    assert "Terjawab tanpa tiket" in jawaban.content.decode()
    assert FaqTerjawab.objects.values_list("petugas", "sendiri").get() == (1, 0)
    assert not Tiket.objects.exists()
    assert browser.post(url("loket_terjawab", "tidak-ada")).status_code == 404


def test_what_cannot_be_answered_now_stands_in_the_pending_list(browser: Client, buat: Any, pelaku: Any) -> None:
    browser.post(url("loket"), ISI | {"pending": "on"})
    tiket = Tiket.objects.get()
    assert tiket.pending
    lama = buat(judul="Pertanyaan lama dari situs")
    flow.tandai_pending(tiket=lama, by=pelaku("mamuju"), now=SENIN.replace(year=2025))
    halaman = browser.get(url("belum_terjawab")).content.decode()
    assert halaman.index("Pertanyaan lama dari situs") < halaman.index(tiket.judul)
    assert 'href="tel:081212345678"' in halaman
    flow.tandai_pending(tiket=tiket, pending=False, by=pelaku("mamuju"), now=SENIN)
    assert tiket.judul not in browser.get(url("belum_terjawab")).content.decode()


def test_another_desk_sees_none_of_it(browser: Client, petugas: dict[str, User]) -> None:
    browser.post(url("loket"), ISI | {"pending": "on"})
    lain = factories.logged_in(petugas["bontang"])
    assert Tiket.objects.get().judul not in lain.get(url("belum_terjawab")).content.decode()


def test_lkpp_records_calls_too_and_who_has_no_desk_reads_why(petugas: dict[str, User]) -> None:
    browser = factories.logged_in(petugas["helpdesk"])
    browser.post(url("loket"), ISI)
    assert Tiket.objects.get().meja.is_lkpp
    petugas["bontang"].unit = None
    petugas["bontang"].save()
    jawaban = factories.logged_in(petugas["bontang"]).get(url("loket"))
    assert jawaban.status_code == 404
