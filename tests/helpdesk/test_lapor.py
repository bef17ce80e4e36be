"""Reporting by the web: one click is one ticket, nothing typed is lost, and no password is kept."""

import threading
from datetime import timedelta
from html import unescape
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from akun.models import User
from berkas.limits import MAKS_UKURAN
from berkas.models import Berkas
from helpdesk import draf
from helpdesk.forms.lapor import stempel
from helpdesk.models import DrafTiket, MejaLayanan, Tiket
from helpdesk.reference_faq import load_faq
from tests import factories
from tests.berkas import samples
from tests.helpdesk.pelapor import LAPOR, gambar, halaman, ketikan, kirim

pytestmark = pytest.mark.django_db
SIMBOL = """( ) ! * @ # $ % " < > / \\ - + | & ' ` ~ ^ = ; : , . ? [ ] { } é 信 🙂"""
Meja = dict[str, MejaLayanan]


def test_a_report_without_an_account_becomes_a_ticket_with_everything_typed(client: Client, meja: Meja) -> None:
    answer = kirim(client, judul=SIMBOL, uraian=f"{SIMBOL}\nbaris kedua", berkas=gambar())
    assert answer["Location"] == reverse("helpdesk:terkirim")
    t = Tiket.objects.get()
    assert t.nomor.startswith("TKT")
    assert (t.meja, t.kanal, t.jenis, t.pengguna, t.pelapor) == (meja["mamuju"], "web", "gangguan", "penyedia", None)
    assert (t.judul, t.kode_tender) == (SIMBOL, "10102858000")
    assert t.uraian.splitlines() == [SIMBOL, "baris kedua"]
    assert (t.nama, t.surel) == ("Andi Contoh", "andi@penyedia.example")
    assert [x.berkas.nama_asli for x in t.lampiran.all()] == ["layar.jpg"]


def test_the_page_shows_every_sign_as_it_is_and_never_as_markup(client: Client, meja: Meja) -> None:
    kirim(client, judul="<script>alert(1)</script> & x")
    isi = halaman(client)
    assert "<script>alert" not in isi
    assert "&lt;script&gt;alert(1)&lt;/script&gt; &amp; x" in isi


def test_the_error_summary_goes_down_the_page(client: Client, meja: Meja) -> None:
    isi = kirim(client, judul="", lpse="", nama="").content.decode()
    letak = [isi.index(f'href="#id_{nama}"') for nama in ("judul", "lpse", "nama")]
    assert letak == sorted(letak)


SALAH: list[tuple[dict[str, Any], str]] = [
    ({"judul": ""}, "Tulis masalahnya"),
    ({"judul": "a\r\nBcc: korban@contoh.example"}, "satu baris"),
    ({"uraian": ""}, "Ceritakan apa yang terjadi"),
    ({"uraian": "x" * 10_001}, "paling banyak 10000 huruf"),
    ({"surel": "bukan"}, "e-mail lengkap"),
    ({"surel": "", "telepon": ""}, "Isi alamat e-mail atau nomor telepon"),
    ({"nama": ""}, "Tulis nama Anda"),
    ({"pengguna": "raja"}, "raja"),
    ({"lpse": ""}, "Tulis nama LPSE-nya"),
    ({"lpse": "LPSE Atlantis"}, "tidak ada di daftar"),
    ({"lpse": "lpse"}, "Ada beberapa LPSE"),
    ({"kode_tender": "abc"}, "angka"),
    ({"situs": "http://iklan.example"}, "terlalu cepat"),
    ({"dibuka": stempel(timezone.now() + timedelta(days=1))}, "terlalu cepat"),
    ({"untuk": ""}, "Pilih siapa yang menangani"),
]


@pytest.mark.parametrize(("data", "kata"), SALAH, ids=[k for _d, k in SALAH])
def test_an_error_says_how_to_mend_it_and_keeps_the_rest(
    client: Client, meja: Meja, data: dict[str, Any], kata: str
) -> None:
    answer = kirim(client, berkas=gambar(), **({"uraian": "Cerita saya"} | data))
    assert answer.status_code == 422
    isi = answer.content.decode()
    assert kata in isi
    assert "layar.jpg" in isi, "the file stays with the draft"
    assert data.get("uraian", "Cerita saya")[:20] in isi
    assert not Tiket.objects.exists()


def test_what_was_kept_after_an_error_is_sent_with_the_next_try(client: Client, meja: Meja) -> None:
    pertama = ketikan(nama="", berkas=gambar())
    client.post(LAPOR, pertama)
    del pertama["berkas"]
    assert client.post(LAPOR, pertama | {"nama": "Andi"}).status_code == 302
    assert [x.berkas.nama_asli for x in Tiket.objects.get().lampiran.all()] == ["layar.jpg"]
    assert not DrafTiket.objects.get().berkas.exists()


def test_a_file_can_be_taken_out_again_and_another_kind_is_refused_by_name(client: Client, meja: Meja) -> None:
    isi = ketikan()
    jawaban = client.post(LAPOR, isi | {"unggah": "1", "berkas": [gambar(), gambar("x.docx", samples.docx())]})
    assert jawaban.status_code == 200
    assert "x.docx: Lampirkan tangkapan layar" in jawaban.content.decode()
    (satu,) = DrafTiket.objects.get().berkas.all()
    jawaban = client.post(LAPOR, isi | {"hapus": str(satu.pk)})
    assert "Tidak bisa mengunggah penawaran" in jawaban.content.decode()
    assert not Berkas.objects.exists()


def test_a_file_that_is_too_large_costs_the_report_nothing(client: Client, meja: Meja) -> None:
    besar = gambar("besar.jpg", samples.jpeg_gps() + b"\0" * MAKS_UKURAN)
    answer = kirim(client, berkas=[besar, gambar()])
    assert "besar.jpg: Berkas lebih besar" in answer.content.decode()
    assert [b.berkas.nama_asli for b in DrafTiket.objects.get().berkas.all()] == ["layar.jpg"]


def test_a_password_is_masked_before_anything_is_kept_and_he_is_told(client: Client, meja: Meja) -> None:
    isi = ketikan(uraian="password: R4hasia!Sekali tidak diterima", nama="")
    galat = client.post(LAPOR, isi).content.decode()
    assert "R4hasia" not in galat + draf.isi(DrafTiket.objects.get())["uraian"]
    assert "Kata sandi di tulisan Anda kami samarkan" in galat
    client.post(LAPOR, isi | {"nama": "Andi"})
    assert "R4hasia" not in Tiket.objects.get().uraian
    assert "tidak diterima" in Tiket.objects.get().uraian
    assert "Kata sandi di tulisan Anda kami samarkan" in halaman(client, "terkirim")


def test_going_back_and_sending_again_leads_to_the_same_receipt(client: Client, meja: Meja) -> None:
    isi = ketikan()
    for _ in range(3):
        assert client.post(LAPOR, isi)["Location"] == reverse("helpdesk:terkirim")
    t = Tiket.objects.get()
    assert t.nomor in halaman(client, "terkirim")


@pytest.mark.django_db(transaction=True)
def test_a_double_click_is_one_ticket(meja: Meja) -> None:
    isi, jawaban = ketikan(), []

    def klik() -> None:
        jawaban.append(Client().post(LAPOR, isi).status_code)
        connection.close()

    klik_ = [threading.Thread(target=klik) for _ in range(4)]
    for k in klik_:
        k.start()
    for k in klik_:
        k.join()
    assert jawaban == [302] * 4
    assert Tiket.objects.count() == 1


def test_the_receipt_shows_the_token_once_and_it_opens_the_ticket_elsewhere(client: Client, meja: Meja) -> None:
    kirim(client)
    nomor, token = Tiket.objects.get().nomor, DrafTiket.objects.get().token
    assert token in halaman(client, "terkirim")
    assert token in halaman(client, "terkirim_cetak")
    tamu = Client()
    assert tamu.post("/lacak/", {"nomor": nomor, "token": token})["Location"] == reverse("helpdesk:progres")
    assert "Laporan Anda sudah kami terima" in halaman(tamu)
    client.post(reverse("helpdesk:terkirim_simpan"))
    assert token not in halaman(client, "terkirim")
    assert not DrafTiket.objects.get().token_segel


def test_the_receipt_is_a_pdf(client: Client, meja: Meja) -> None:
    kirim(client)
    answer = client.get(reverse("helpdesk:terkirim_pdf"))
    assert (answer["Content-Type"], answer.content[:5]) == ("application/pdf", b"%PDF-")


def test_nobody_else_sees_a_receipt(client: Client, meja: Meja) -> None:
    kirim(client)
    for nama in ("terkirim", "terkirim_cetak", "terkirim_pdf", "progres"):
        assert Client().get(reverse(f"helpdesk:{nama}")).status_code == 302


def test_an_account_finds_its_name_typed_and_its_tickets_listed(meja: Meja, petugas: dict[str, User]) -> None:
    client = factories.logged_in(petugas["pelapor"])
    assert 'value="Orang pelapor"' in client.get(LAPOR).content.decode()
    kirim(client)
    t = Tiket.objects.get()
    assert t.pelapor == petugas["pelapor"]
    assert t.nomor in halaman(client, "milik")


def test_staff_of_an_lpse_report_to_lkpp(meja: Meja, petugas: dict[str, User]) -> None:
    client = factories.logged_in(petugas["mamuju"])
    assert client.get(LAPOR).context["form"]["untuk"].value() == "lkpp"
    kirim(client, untuk="lkpp", lpse="", pengguna="pengelola")
    assert (Tiket.objects.get().meja, Tiket.objects.get().pelapor) == (meja["lkpp"], petugas["mamuju"])


def test_names_of_lpses_appear_while_typing(client: Client, meja: Meja) -> None:
    MejaLayanan.objects.filter(pk=meja["bontang"].pk).update(aktif=False)
    assert client.get("/helpdesk/lapor/lpse/?q=mam").json() == {"hasil": ["LPSE Mamuju"]}
    assert client.get("/helpdesk/lapor/lpse/?q=bontang").json() == {"hasil": []}
    assert client.get("/helpdesk/lapor/lpse/?q=\x00").json() == {"hasil": []}


def test_a_name_that_means_one_lpse_is_enough(client: Client, meja: Meja) -> None:
    kirim(client, lpse="  mamuju ")
    assert Tiket.objects.get().meja == meja["mamuju"]


def test_too_many_reports_from_one_network_wait_and_lose_nothing(
    client: Client, meja: Meja, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(draf, "BATAS_TIKET", 1)
    kirim(client)
    answer = kirim(client)
    assert answer.status_code == 422
    assert "Terlalu banyak laporan" in answer.content.decode()
    assert Tiket.objects.count() == 1


def test_old_drafts_and_shown_tokens_are_forgotten(client: Client, meja: Meja) -> None:
    kirim(client)
    kirim(client, nama="", berkas=gambar())
    now = timezone.now()
    assert draf.lupakan(now=now + timedelta(minutes=10)) == 0
    assert draf.lupakan(now=now + draf.TOKEN_TAMPIL + timedelta(minutes=1)) == 1
    draf.lupakan(now=now + draf.UMUR + timedelta(minutes=1))
    assert not DrafTiket.objects.exists()
    assert not Berkas.objects.exists()
    assert Tiket.objects.count() == 1


def test_an_answer_is_offered_before_a_ticket_is_made(client: Client, meja: Meja) -> None:
    load_faq()
    jawaban = client.post(LAPOR, ketikan(judul="Lupa kata sandi akun penyedia", uraian="", saran="1"))
    isi = jawaban.content.decode()
    assert jawaban.context["saran"]
    assert jawaban.context["saran"][0].pertanyaan in unescape(isi)
    assert "Lupa kata sandi akun penyedia" in isi
    assert not Tiket.objects.exists()
    kosong = client.post(LAPOR, ketikan(judul="qwxz", uraian="vvvv", saran="1")).content.decode()
    assert "Belum ada jawaban yang cocok" in kosong
