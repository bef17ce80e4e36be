"""Sending: once, whatever happens around it; and the page that says what happens next."""

import threading
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from kombu.exceptions import OperationalError

from jejak import trail, wake
from pengaduan import draf, vault
from pengaduan.models import DrafPengaduan, IdentitasPengadu, Pengaduan
from pengaduan.pilihan import Jalur
from pengaduan.status import Event
from tests.berkas import samples
from tests.factories import InstansiFactory, WilayahFactory
from tests.pengaduan.peramban import IDENTITAS, KEJADIAN, PAKET, isi, kirim, mulai, unggahan, url

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("kebijakan")]
TERKIRIM = "pengaduan:terkirim"


def test_everything_typed_becomes_the_complaint(client: Client) -> None:
    instansi = InstansiFactory(nama="Pemerintah Kabupaten Boven Digoel", alias="Kab. Boven Digoel")
    wilayah = WilayahFactory()
    answer = kirim(client)
    p = Pengaduan.objects.get()
    assert answer["Location"] == reverse(TERKIRIM)
    assert (p.nama_paket, p.kode_tender, p.hps) == (PAKET["nama_paket"], PAKET["kode_tender"], 8_312_775_000)
    assert [k.kode for k in p.kode_rup.all()] == ["56123407", "44204347"]
    assert (p.instansi, p.wilayah, p.lokasi) == (instansi, wilayah, "Distrik Mandobo")
    assert (p.uraian, p.waktu_kejadian) == (KEJADIAN["uraian"], "3 Agustus 2026")
    assert [(t.peran, t.nama) for t in p.teradu.order_by("id")] == [
        ("pokja", "Pokja 3"),
        ("penyedia", "PT Contoh Jaya"),
    ]
    assert p.tidak_tahu == {"bukti": "Dokumennya dipegang panitia."}
    assert (p.versi_pemberitahuan, p.jalur) == ("1", Jalur.EPENGADUAN)


def test_an_institution_we_do_not_know_is_kept_as_written(client: Client) -> None:
    kirim(client, paket={**PAKET, "wilayah": "Kampung Asing"})
    p = Pengaduan.objects.get()
    assert (p.instansi, p.instansi_teks) == (None, "kab. boven digoel")
    assert (p.wilayah, p.lokasi) == (None, "Distrik Mandobo, Kampung Asing")


def test_the_identity_goes_into_the_vault_and_nowhere_else(client: Client) -> None:
    kirim(client)
    p = Pengaduan.objects.get()
    assert vault.alamat_kabar(p) == IDENTITAS["surel"]
    assert p.tingkat_identitas == "rahasia"


def test_for_anonim_nothing_is_kept(client: Client) -> None:
    kirim(client, identitas={**IDENTITAS, "tingkat": "anonim"})
    p = Pengaduan.objects.get()
    assert not IdentitasPengadu.objects.exists()
    assert (p.diajukan_pada + timedelta(hours=7)).hour == 12


def test_a_send_needs_few_statements(client: Client, django_assert_max_num_queries: Any) -> None:
    InstansiFactory(nama="Pemerintah Kabupaten Boven Digoel", alias="Kab. Boven Digoel")
    WilayahFactory()
    isi(client, paket={**PAKET, "instansi": "Pemerintah Kabupaten Boven Digoel"})
    with django_assert_max_num_queries(29 + 4):  # four are marks of the test's own transaction
        answer = client.post(url("tinjau"), {"setuju": "on"})
    assert answer["Location"] == reverse(TERKIRIM)


def test_insiders_get_a_number_of_their_own(client: Client) -> None:
    mulai(client, jalur="wbs")
    row = draf.cari(client.session["draf"])
    lain = isi(Client())
    for langkah, data in draf.isi(DrafPengaduan.objects.get(pk=lain.pk)).items():
        draf.simpan(draf=row, langkah=langkah, data=data, now=timezone.now())
    client.post(url("tinjau"), {"setuju": "on"})
    assert Pengaduan.objects.get().nomor.startswith("WBS")


def test_without_the_notice_nothing_is_sent(client: Client) -> None:
    isi(client)
    answer = client.post(url("tinjau"), {})
    assert answer.status_code == 422
    assert "Centang pernyataan ini" in answer.content.decode()
    assert not Pengaduan.objects.exists()


def test_an_incomplete_draft_is_not_sent_and_loses_nothing(client: Client) -> None:
    isi(client, paket={**PAKET, "kategori": ""})
    assert client.post(url("tinjau"), {"setuju": "on"}).status_code == 422
    assert not Pengaduan.objects.exists()
    assert PAKET["nama_paket"] in client.get(url("paket")).content.decode()


def test_double_click_reload_and_a_second_tab_give_one_complaint(client: Client) -> None:
    kirim(client)
    token = client.get(reverse(TERKIRIM)).context["token"]
    for _ in range(2):
        assert client.post(url("tinjau"), {"setuju": "on"})["Location"] == reverse(TERKIRIM)
    assert client.get(url("paket"))["Location"] == reverse(TERKIRIM)
    assert client.get(reverse(TERKIRIM)).context["token"] == token
    assert Pengaduan.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_five_sends_at_once_give_one_complaint() -> None:
    awal = Client()
    isi(awal)
    mulai_serentak, jawaban = threading.Barrier(5), []

    def satu() -> None:
        tab = Client()
        tab.cookies = awal.cookies.copy()
        mulai_serentak.wait()
        jawaban.append(tab.post(url("tinjau"), {"setuju": "on", "kunci": kunci}).status_code)
        connection.close()

    kunci = awal.session["draf"]
    benang = [threading.Thread(target=satu) for _ in range(5)]
    for b in benang:
        b.start()
    for b in benang:
        b.join()
    assert jawaban == [302] * 5
    assert Pengaduan.objects.count() == 1


def test_a_click_that_comes_after_the_answer_was_lost_leads_to_the_token(client: Client) -> None:
    isi(client)
    terlambat = Client()
    terlambat.cookies = client.cookies.copy()
    kiriman = {"setuju": "on", "kunci": client.session["draf"]}
    client.post(url("tinjau"), kiriman)
    halaman = terlambat.post(url("tinjau"), kiriman, follow=True)
    assert halaman.context["token"]
    assert Pengaduan.objects.count() == 1


def test_a_second_complaint_from_the_same_browser_is_a_second_complaint(client: Client) -> None:
    kirim(client)
    kirim(client)
    assert Pengaduan.objects.count() == 2


def test_the_broker_may_be_down(
    client: Client, monkeypatch: pytest.MonkeyPatch, django_capture_on_commit_callbacks: Any
) -> None:
    def mati(*args: object, **kwargs: object) -> None:
        raise OperationalError

    monkeypatch.setattr(wake.current_app, "send_task", mati)
    with django_capture_on_commit_callbacks(execute=True):
        assert kirim(client, bukti={"bukti": unggahan("a.pdf", samples.pdf())}).status_code == 302
    p = Pengaduan.objects.get()
    assert p.bukti.get().berkas.nama_asli == "a.pdf"
    assert trail.of(p).get().kejadian == Event.DIAJUKAN


def test_a_hostile_file_does_not_keep_the_complaint_out(client: Client) -> None:
    berkas = [unggahan("bom.pdf", samples.pdf_flate_bomb(3)), unggahan("x.exe", samples.exe())]
    isi(client, bukti={"bukti": berkas, "sumber_lain": "Saksi"})
    assert client.post(url("tinjau"), {"setuju": "on"}).status_code == 302
    assert Pengaduan.objects.get().bukti.count() == 1


def test_the_page_after_sending_shows_number_token_and_dates(client: Client) -> None:
    kirim(client)
    page = client.get(reverse(TERKIRIM)).content.decode()
    p = Pengaduan.objects.get()
    assert p.nomor in page
    assert client.get(reverse(TERKIRIM)).context["token"] in page
    assert page.count("Paling lambat") == 3
    assert "Mengapa tanggal ini?" in page
    assert "hari__satu--batas" in page


def test_the_address_of_the_page_carries_neither_number_nor_token(client: Client) -> None:
    answer = kirim(client)
    p = Pengaduan.objects.get()
    assert p.nomor not in answer["Location"]


def test_once_kept_the_token_is_forgotten_everywhere(client: Client) -> None:
    kirim(client)
    kunci = client.session["draf"]
    token = client.get(reverse(TERKIRIM)).context["token"]
    page = client.post(reverse("pengaduan:terkirim_simpan"), follow=True).content.decode()
    assert token not in page
    assert Pengaduan.objects.get().nomor in page
    assert DrafPengaduan.objects.get().token == ""
    assert token not in Client().get(reverse("pengaduan:lanjut", args=[kunci]), follow=True).content.decode()


def test_what_was_sent_stays_with_the_browser_that_sent_it(client: Client) -> None:
    kirim(client)
    kunci = client.session["draf"]
    tautan = reverse("pengaduan:lanjut", args=[kunci])
    lain = Client()
    assert [lain.get(tautan).status_code, lain.post(tautan).status_code] == [404, 404]
    assert lain.post(url("tinjau"), {"setuju": "on", "kunci": kunci}).status_code == 404
    assert lain.get(reverse(TERKIRIM))["Location"] == reverse("lacak")
    assert client.get(tautan)["Location"] == reverse(TERKIRIM)


def test_after_a_lapsed_session_sending_asks_once_more_so_that_no_click_loses_the_token(client: Client) -> None:
    isi(client)
    data = {"setuju": "on", "kunci": client.session["draf"]}
    lain = Client()
    assert "Tekan Kirim sekali lagi" in lain.post(url("tinjau"), data, follow=True).content.decode()
    assert not Pengaduan.objects.exists()
    for _ in range(2):
        assert lain.post(url("tinjau"), data)["Location"] == reverse(TERKIRIM)
    assert lain.get(reverse(TERKIRIM)).context["token"]


def test_the_token_disappears_after_half_an_hour(client: Client) -> None:
    kirim(client)
    DrafPengaduan.objects.update(diubah_pada=timezone.now() - draf.TOKEN_TAMPIL)
    assert client.get(reverse(TERKIRIM)).context["token"] == ""


def test_a_stranger_sees_no_page_after_sending(client: Client) -> None:
    kirim(client)
    for nama in ("terkirim", "terkirim_cetak", "terkirim_pdf"):
        assert Client().get(reverse(f"pengaduan:{nama}"))["Location"] == reverse("lacak")
