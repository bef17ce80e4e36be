"""Sending a letter: every sign is welcome, nothing typed is lost, and one click is one letter."""

import threading
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from akun.actor import Actor
from akun.models import Pejabat, User
from akun.receipt import new_token
from berkas import flow as berkas_flow
from berkas.limits import MAKS_UKURAN
from berkas.models import Berkas
from jejak import trail
from persuratan import draf, flow_masuk, pengirim
from persuratan.flow_masuk import DataSurat
from persuratan.forms.kirim import stempel
from persuratan.models import BerkasDraf, DrafSurat, Pengirim, SuratMasuk
from persuratan.status import Event
from persuratan.tasks import sapu_draf
from tests import factories
from tests.berkas import samples
from tests.persuratan.pengirim import SIMBOL, TULIS, berdata, draf_milik, ketikan, kirim, pdf, terkirim

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("kebijakan")]
WIB = timezone.get_fixed_timezone(420)


@pytest.fixture
def siti(orang: dict[str, User]) -> User:
    berdata(orang["pengadu"])
    return orang["pengadu"]


@pytest.fixture
def browser(siti: User) -> Client:
    return factories.logged_in(siti)


def test_a_letter_is_sent_with_all_that_was_typed(browser: Client, siti: User, direktur: Pejabat) -> None:
    lain = Pejabat.objects.create(jabatan="Kepala LKPP", unit=direktur.unit)
    answer = kirim(
        browser, direktur, perihal=SIMBOL, nomor_surat=SIMBOL[:40], catatan=f"{SIMBOL}\nbaris kedua",
        tembusan=[lain.pk, direktur.pk], tanggal_surat="2026-11-01", batas_diminta="2099-12-01",
        kerahasiaan="terbatas",
    )  # fmt: skip
    surat = SuratMasuk.objects.get()
    assert answer["Location"] == terkirim(surat.nomor)
    assert (surat.perihal, surat.nomor_surat) == (SIMBOL, SIMBOL[:40].strip())
    assert surat.catatan.splitlines() == [SIMBOL, "baris kedua"]
    assert list(surat.tembusan.all()) == [lain]  # the addressee has it anyway
    assert (surat.pengirim, surat.nama_pengirim, surat.penerima) == (siti, siti.nama, direktur)
    assert surat.alamat.splitlines() == [siti.email, "0812-1"]
    assert (str(surat.tanggal_surat), str(surat.batas_diminta)) == ("2026-11-01", "2099-12-01")
    assert surat.berkas is not None
    assert surat.berkas.nama_asli == "surat.pdf"
    assert [j.kejadian for j in trail.of(surat)] == [Event.DIKIRIM]


def test_the_pages_show_every_sign_as_it_is_and_never_as_markup(browser: Client, direktur: Pejabat) -> None:
    kirim(browser, direktur, perihal="<script>alert(1)</script> & \"Obat\" 'Alkes'")
    nomor = SuratMasuk.objects.get().nomor
    for jalan in (reverse("persuratan:milik"), reverse("persuratan:surat_saya", args=[nomor])):
        isi = browser.get(jalan).content.decode()
        assert "<script>alert" not in isi
        assert "&lt;script&gt;alert(1)&lt;/script&gt; &amp; &quot;Obat&quot;" in isi


SALAH: list[tuple[dict[str, Any], str]] = [
    ({"perihal": ""}, "Tulis perihal surat."),
    ({"perihal": "a\r\nBcc: korban@contoh.example"}, "satu baris"),
    ({"perihal": "a\x00b"}, "NUL"),
    ({"perihal": "a\u2028b"}, "satu baris"),
    ({"perihal": "x" * 301}, "paling banyak 300 huruf"),
    ({"nomor_surat": "x" * 256}, "paling banyak 255 huruf"),
    ({"nomor_surat": "1\n2"}, "satu baris"),
    ({"catatan": "x" * 2001}, "paling banyak 2000 huruf"),
    ({"catatan": "a\x00b"}, "NUL"),
    ({"penerima": ""}, "Pilih pejabat yang dituju."),
    ({"penerima": "999999"}, "Pilih pejabat dari daftar."),
    ({"penerima": "1' OR 1=1"}, "Pilih pejabat dari daftar."),
    ({"kerahasiaan": "gaib"}, ""),
    ({"tanggal_surat": "2099-01-01"}, "belum tiba"),
    ({"tanggal_surat": "31-31-31"}, "tanggal yang benar"),
    ({"batas_diminta": "2020-01-01"}, "sudah lewat"),
]


@pytest.mark.parametrize(("data", "kalimat"), SALAH, ids=lambda x: str(x)[:40])
def test_what_cannot_be_taken_is_said_and_nothing_is_lost(
    browser: Client, siti: User, direktur: Pejabat, data: dict[str, Any], kalimat: str
) -> None:
    answer = kirim(browser, direktur, **({"catatan": "Jangan hilang"} | data))
    assert answer.status_code == 422
    assert kalimat in answer.content.decode()
    assert not SuratMasuk.objects.exists()
    lagi = browser.get(TULIS).content.decode()
    assert "surat.pdf" in lagi  # the file need not be uploaded again
    assert "012/LSM/XI/2026" in lagi or "nomor_surat" in data
    assert "Jangan hilang" in lagi or "catatan" in data
    perbaikan = ketikan(direktur)
    assert browser.post(TULIS, perbaikan).status_code == 302
    assert SuratMasuk.objects.get().berkas.nama_asli == "surat.pdf"


def test_a_subject_of_300_signs_goes_through(browser: Client, direktur: Pejabat) -> None:
    kirim(browser, direktur, perihal="“Ö”&" * 75)
    assert SuratMasuk.objects.get().perihal == "“Ö”&" * 75


BERKAS_SALAH = [
    ("surat.pdf", samples.docx, "bukan PDF"),
    ("surat.docx", samples.docx, "bukan PDF"),
    ("foto.pdf", samples.jpeg_gps, "bukan PDF"),
    ("kosong.pdf", lambda: b"", "kosong"),
    ("program.pdf", samples.exe, "program"),
    ("besar.pdf", lambda: samples.pdf(padding=MAKS_UKURAN + 1), "20 MB"),
    ("lama.pdf", lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 2000, "bukan PDF"),
]


@pytest.mark.parametrize(("nama", "isi", "kalimat"), BERKAS_SALAH, ids=[n for n, _, _ in BERKAS_SALAH])
def test_a_file_that_is_no_letter_is_refused_at_once_and_the_rest_stays(
    browser: Client, siti: User, direktur: Pejabat, nama: str, isi: Callable[[], bytes], kalimat: str
) -> None:
    answer = kirim(browser, direktur, berkas=pdf(nama, isi()))
    assert answer.status_code == 422
    assert kalimat in answer.content.decode()
    assert not SuratMasuk.objects.exists()
    assert draf.isi(draf_milik(siti))["perihal"] == "Permohonan penjelasan"


@pytest.mark.parametrize(
    ("isi", "kalimat"),
    [
        (samples.pdf_encrypted, "terkunci kata sandi"),
        (samples.pdf_javascript, "berisi skrip"),
        (samples.pdf_embedded, "Ada berkas lain di dalam"),
        (samples.pdf_flate_bomb, "mengembang"),
    ],
)
def test_what_the_gate_finds_later_is_shown_on_the_letter_that_was_accepted(
    browser: Client, direktur: Pejabat, isi: Callable[[], bytes], kalimat: str
) -> None:
    assert kirim(browser, direktur, berkas=pdf(isi=isi())).status_code == 302
    surat = SuratMasuk.objects.get()
    berkas_flow.periksa(berkas_id=surat.berkas_id, now=timezone.now())
    assert kalimat in browser.get(reverse("persuratan:surat_saya", args=[surat.nomor])).content.decode()


def test_what_the_gate_has_found_already_is_said_before_sending(browser: Client, siti: User, direktur: Pejabat) -> None:
    browser.post(TULIS, ketikan(direktur, berkas=pdf(isi=samples.pdf_javascript()), unggah="1"))
    berkas_flow.periksa(berkas_id=Berkas.objects.get().pk, now=timezone.now())
    answer = browser.post(TULIS, ketikan(direktur))
    assert answer.status_code == 422
    assert "berisi skrip" in answer.content.decode()
    assert not SuratMasuk.objects.exists()


def test_without_a_file_there_is_no_letter(browser: Client, direktur: Pejabat) -> None:
    answer = browser.post(TULIS, ketikan(direktur))
    assert answer.status_code == 422
    assert "Pilih berkas PDF suratnya." in answer.content.decode()


def test_the_same_letter_again_shows_the_earlier_ticket_and_asks(browser: Client, direktur: Pejabat) -> None:
    kirim(browser, direktur)
    nomor = SuratMasuk.objects.get().nomor
    answer = kirim(browser, direktur, perihal="Perihal lain, berkas dan nomor sama")
    assert answer.status_code == 422
    assert nomor in answer.content.decode()
    assert "Centang bila memang ingin" in answer.content.decode()
    assert browser.post(TULIS, ketikan(direktur, kirim_lagi="on")).status_code == 302
    assert SuratMasuk.objects.count() == 2


def test_another_senders_letter_with_the_same_number_and_file_is_not_the_same(
    browser: Client, direktur: Pejabat
) -> None:
    kirim(browser, direktur)
    budi = factories.UserFactory()
    berdata(budi)
    assert kirim(factories.logged_in(budi), direktur).status_code == 302


def test_a_second_click_leads_to_the_same_letter(browser: Client, siti: User, direktur: Pejabat) -> None:
    nomor_draf = str(draf_milik(siti).pk)
    pertama = kirim(browser, direktur, draf=nomor_draf)
    for _ in range(2):
        assert kirim(browser, direktur, draf=nomor_draf)["Location"] == pertama["Location"]
    assert SuratMasuk.objects.count() == 1
    assert browser.get(TULIS).status_code == 200  # and the next letter begins with an empty form


def serentak(banyak: int, satu: Callable[[int], Any]) -> list[Any]:
    """Do it at once in so many threads; the answers, or what went wrong."""
    tunggu, jawaban = threading.Barrier(banyak), []

    def jalan(ke: int) -> None:
        tunggu.wait()
        try:
            jawaban.append(satu(ke))
        except Exception as galat:  # noqa: BLE001 - shown in the assertion
            jawaban.append(galat)
        finally:
            connection.close()

    benang = [threading.Thread(target=jalan, args=(i,)) for i in range(banyak)]
    for b in benang:
        b.start()
    for b in benang:
        b.join()
    return jawaban


@pytest.mark.django_db(transaction=True)
def test_five_clicks_at_once_give_one_letter(siti: User, direktur: Pejabat) -> None:
    nomor_draf = str(draf_milik(siti).pk)
    klien = [factories.logged_in(siti) for _ in range(5)]
    jawaban = serentak(5, lambda i: kirim(klien[i], direktur, draf=nomor_draf).status_code)
    assert jawaban == [302] * 5
    assert SuratMasuk.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_fifty_senders_at_once_get_fifty_consecutive_numbers(orang: dict[str, User], direktur: Pejabat) -> None:
    now = datetime(2026, 11, 23, 9, 0, tzinfo=WIB)
    berkas = [berkas_flow.terima(unggahan=pdf(f"{i}.pdf"), now=now) for i in range(50)]
    by = Actor.of(orang["pengadu"])

    def satu(i: int) -> str:
        data = DataSurat("perorangan", "Siti", direktur, "biasa", str(i), "Perihal")
        return flow_masuk.kirim(data=data, berkas=berkas[i], token=new_token(), by=by, now=now).nomor

    assert sorted(map(str, serentak(50, satu))) == [f"SM20261123{n:04d}" for n in range(1, 51)]


def test_at_midnight_in_jakarta_the_numbers_begin_again(orang: dict[str, User], direktur: Pejabat) -> None:
    by, nomor = Actor.of(orang["pengadu"]), []
    malam = datetime(2026, 11, 23, 23, 59, 59, tzinfo=WIB)
    for i, now in enumerate((malam, malam, malam + timedelta(seconds=1))):
        data = DataSurat("perorangan", "Siti", direktur, "biasa", str(i), "Perihal")
        berkas = berkas_flow.terima(unggahan=pdf(), now=now)
        nomor.append(flow_masuk.kirim(data=data, berkas=berkas, token=new_token(), by=by, now=now).nomor)
    assert nomor == ["SM202611230001", "SM202611230002", "SM202611240001"]


def test_a_machine_that_fills_in_everything_or_at_once_is_stopped(browser: Client, direktur: Pejabat) -> None:
    for data in ({"situs": "https://iklan.example"}, {"dibuka": stempel(timezone.now())}, {"dibuka": "palsu"}):
        answer = kirim(browser, direktur, **data)
        assert answer.status_code == 422
        assert "terlalu cepat" in answer.content.decode()
    assert not SuratMasuk.objects.exists()


def test_an_account_sends_no_more_than_its_share(
    browser: Client, direktur: Pejabat, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(draf, "BATAS_SURAT", 1)
    assert kirim(browser, direktur).status_code == 302
    answer = kirim(browser, direktur, nomor_surat="lain")
    assert answer.status_code == 422
    assert "Terlalu banyak surat" in answer.content.decode()


def test_a_draft_waits_for_its_owner_only(browser: Client, siti: User, direktur: Pejabat) -> None:
    browser.post(TULIS, ketikan(direktur, perihal="Rahasia Siti", berkas=pdf(), simpan="1"))
    budi = factories.UserFactory()
    berdata(budi)
    lain = factories.logged_in(budi)
    assert kirim(lain, direktur, draf=str(draf_milik(siti).pk)).status_code == 302
    assert SuratMasuk.objects.get().pengirim == budi
    assert "Rahasia Siti" in browser.get(TULIS).content.decode()
    milik_siti = BerkasDraf.objects.get(draf__user=siti)
    lain.post(TULIS, ketikan(direktur, hapus=str(milik_siti.pk)))
    assert BerkasDraf.objects.filter(pk=milik_siti.pk).exists()


def test_a_draft_is_sealed_and_forgotten_with_its_files_after_two_weeks(
    browser: Client, siti: User, direktur: Pejabat
) -> None:
    browser.post(TULIS, ketikan(direktur, perihal="Perihal tersegel", berkas=pdf(), simpan="1"))
    row = draf_milik(siti)
    assert b"Perihal tersegel" not in bytes(row.isi_segel)
    assert draf.lupakan(now=timezone.now() + timedelta(days=13)) == 0
    DrafSurat.objects.update(diubah_pada=timezone.now() - timedelta(days=15))
    assert sapu_draf() == 3
    assert not DrafSurat.objects.exists()
    assert not Berkas.objects.exists()


def test_the_sender_says_once_for_whom_he_writes_and_corrects_it_later(
    orang: dict[str, User], direktur: Pejabat
) -> None:
    user = orang["pengadu"]
    browser = factories.logged_in(user)
    assert browser.get(TULIS)["Location"] == reverse("persuratan:data_saya")
    isi = {"nama": "Siti Baru", "jenis": "instansi", "instansi": "kab. boven digoel", "telepon": "0812"}
    assert browser.post(reverse("persuratan:data_saya"), isi)["Location"] == TULIS
    ada = pengirim.milik(Actor.of(user))
    assert ada is not None
    assert (ada.asal, ada.telepon) == ("Pemerintah Kabupaten Boven Digoel", "0812")
    user.refresh_from_db()
    assert user.nama == "Siti Baru"
    kirim(browser, direktur)
    browser.post(reverse("persuratan:data_saya"), {"nama": "Siti Lagi", "jenis": "perorangan"})
    surat = SuratMasuk.objects.get()
    assert (surat.asal, surat.nama_pengirim) == ("Pemerintah Kabupaten Boven Digoel", "Siti Baru")
    assert Pengirim.objects.get().asal == ""


@pytest.mark.parametrize(
    ("isi", "kalimat"),
    [
        ({"jenis": ""}, "Pilih untuk siapa"),
        ({"jenis": "instansi", "instansi": ""}, "Tulis nama instansi"),
        ({"jenis": "instansi", "instansi": "Kementerian Khayalan"}, "centang “Lainnya”"),
        ({"jenis": "non_pemerintah", "instansi": ""}, "Tulis nama instansi"),
        ({"jenis": "perorangan", "nama": "a\nb"}, "satu baris"),
        ({"jenis": "perorangan", "telepon": "1" * 41}, "paling banyak 40"),
    ],
)
def test_sender_data_that_cannot_be_used_is_said(orang: dict[str, User], isi: dict[str, str], kalimat: str) -> None:
    browser = factories.logged_in(orang["pengadu"])
    answer = browser.post(reverse("persuratan:data_saya"), {"nama": "Siti"} | isi)
    assert answer.status_code == 422
    assert kalimat in answer.content.decode()
    assert not Pengirim.objects.exists()


def test_an_institution_of_no_list_is_kept_as_it_was_written(orang: dict[str, User]) -> None:
    browser = factories.logged_in(orang["pengadu"])
    isi = {"nama": "Siti", "jenis": "instansi", "instansi": "Badan Khayalan <Daerah>", "lainnya": "on"}
    browser.post(reverse("persuratan:data_saya"), isi)
    ada = Pengirim.objects.get()
    assert (ada.asal, ada.instansi) == ("Badan Khayalan <Daerah>", None)
    assert b"Khayalan" not in bytes(ada.instansi_segel)
