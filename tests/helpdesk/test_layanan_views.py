"""The catalogue in public, requests by their forms, and the page of error budgets."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from berkas import flow as berkas_flow
from berkas import store
from berkas.models import Berkas
from berkas.putusan import Putusan
from helpdesk.models import GangguanLayanan, Layanan, Tiket
from helpdesk.reference_layanan import load_layanan
from tests import factories
from tests.berkas import samples

KONTAK = {"telepon": "0426 21000", "alamat": "Jl. Soekarno Hatta 1, Mamuju"}
RHS = bytes(range(256)) * 8  # no kind of file that anybody knows
AKSES = {
    "isi_peristiwa": "perubahan",
    "isi_alamat": "203.0.113.10",
    "isi_port": "22",
    "isi_tanggal": "2026-11-23",
    "isi_penerima": "Petugas Seksi TIK SPSE",
    "isi_saluran": "telepon",
    "isi_daftar_ip": "on",
    **KONTAK,
}
FORENSIK = {"isi_kode_tender": "1234567", "isi_penyedia": "PT Contoh", "isi_galat": "Gagal dekripsi", **KONTAK}


@pytest.fixture
def katalog(meja) -> dict[str, Layanan]:
    load_layanan()
    return {lay.kode: lay for lay in Layanan.objects.all()}


@pytest.fixture
def mamuju(katalog, petugas) -> Client:
    return factories.logged_in(petugas["mamuju"])


def rhs(nama: str = "penawaran.rhs", isi: bytes = RHS) -> SimpleUploadedFile:
    return SimpleUploadedFile(nama, isi, "application/octet-stream")


def berita_acara(isi: bytes | None = None) -> SimpleUploadedFile:
    return SimpleUploadedFile("berita-acara.pdf", isi or samples.pdf(), "application/pdf")


def kirim(browser: Client, kode: str, data: dict):
    return browser.post(reverse("helpdesk:layanan_minta", args=[kode]), data)


def test_anybody_reads_the_catalogue_with_provider_hours_and_limits(
    client, katalog, django_assert_max_num_queries
) -> None:
    with django_assert_max_num_queries(3):
        isi = client.get(reverse("helpdesk:layanan")).content.decode()
    for kata in ("Seksi TIK SPSE", "24 jam sehari, 365 hari setahun", "paling lama 7 hari kerja", "5 jam setahun"):
        assert kata in isi
    satu = client.get(reverse("helpdesk:layanan_satu", args=["12.a"])).content.decode()
    assert "Petugas LPSE" in satu
    assert client.get(reverse("helpdesk:layanan_satu", args=["99"])).status_code == 404


def test_the_catalogue_speaks_english(client, katalog) -> None:
    client.cookies["django_language"] = "en"
    isi = client.get(reverse("helpdesk:layanan")).content.decode()
    assert "Installation of the SPSE application" in isi
    assert "Instalasi aplikasi" not in isi


@pytest.mark.parametrize("kode", ["3", "4", "5", "6", "7", "8", "9", "10", "12.a", "20", "21"])
def test_every_form_of_an_lpse_opens_and_says_what_is_missing(mamuju, kode: str) -> None:
    url = reverse("helpdesk:layanan_minta", args=[kode])
    assert mamuju.get(url).status_code == 200
    jawab = mamuju.post(url, {})
    assert jawab.status_code == 422
    assert "Tulis nomor telepon" in jawab.content.decode()
    assert 'type="password"' not in jawab.content.decode()


def test_a_request_gets_a_number_and_a_date(mamuju, petugas) -> None:
    data = {"isi_cara": "lokasi", "isi_alamat": "lpse.contoh.go.id", "isi_spesifikasi": "16 GB", **KONTAK}
    jawab = kirim(mamuju, "4", {**data, "isi_tanggal": "2026-12-01", "isi_narahubung": "Andi, 0812"})
    tiket = Tiket.objects.get()
    assert jawab.url == reverse("helpdesk:layanan_diterima", args=[tiket.nomor])
    isi = mamuju.get(jawab.url).content.decode()
    for kata in (tiket.nomor, "paling lambat", "Datang ke lokasi", "lpse.contoh.go.id"):
        assert kata in isi
    assert (tiket.meja.jenis, tiket.kebijakan_sendiri) == ("lkpp", "layanan_4_lokasi")
    lain = factories.logged_in(petugas["bontang"])
    assert lain.get(jawab.url).status_code == 404


def test_a_user_asks_an_lpse_of_his_choice(katalog, petugas, meja) -> None:
    browser = factories.logged_in(petugas["pelapor"])
    data = {"isi_peran": "penyedia", "isi_materi": "Unggah penawaran", "isi_peserta": "20", **KONTAK}
    data["isi_tanggal"] = "2026-12-10"
    assert kirim(browser, "12.c", data).status_code == 422
    assert kirim(browser, "12.c", data | {"meja": meja["bontang"].pk}).status_code == 302
    assert Tiket.objects.get().meja == meja["bontang"]
    assert browser.get(reverse("helpdesk:layanan_minta", args=["4"])).status_code == 403


def test_a_change_of_access_never_keeps_the_password_and_says_so(mamuju) -> None:
    jawab = kirim(mamuju, "21", AKSES | {"isi_keterangan": "user root password: R4has!a-Sekali"})
    tiket = Tiket.objects.get()
    assert "R4has!a-Sekali" not in f"{tiket.uraian}{tiket.data_layanan}"
    assert "Kami menyamarkannya sebelum disimpan" in mamuju.get(jawab.url).content.decode()


@pytest.mark.parametrize("port", ["0", "65536", "dua"])
def test_a_port_is_a_number_that_exists(mamuju, port: str) -> None:
    assert kirim(mamuju, "21", AKSES | {"isi_port": port}).status_code == 422


def test_a_forensic_test_keeps_the_bid_as_it_is_and_never_opens_it(mamuju) -> None:
    jawab = kirim(mamuju, "20", FORENSIK | {"isi_rhs": rhs(), "isi_berita_acara": berita_acara()})
    assert jawab.status_code == 302, jawab.content.decode()
    berkas = {b.nama_asli: b for b in Berkas.objects.all()}
    assert {x.berkas_id for x in Tiket.objects.get().lampiran.all()} == {b.pk for b in berkas.values()}
    penawaran = berkas["penawaran.rhs"]
    assert berkas_flow.periksa(berkas_id=penawaran.pk, now=timezone.now()) == Putusan.TERIMA
    penawaran.refresh_from_db()
    assert (penawaran.mime, penawaran.punya_salinan) == ("application/octet-stream", False)
    assert b"".join(store.read(penawaran.pk)) == RHS


@pytest.mark.parametrize(
    ("ganti", "kata"),
    [
        ({"isi_rhs": None}, "Berkas penawaran"),
        ({"isi_berita_acara": None}, "Berita Acara"),
        ({"isi_rhs": rhs("penawaran.zip")}, ".rhs"),
        ({"isi_rhs": rhs(isi=b"")}, "kosong"),
        ({"isi_rhs": rhs(isi=b"\x7fELF" + RHS)}, "program"),
        ({"isi_berita_acara": berita_acara(b"bukan pdf")}, "bukan PDF"),
    ],
)
def test_a_forensic_test_needs_both_files_as_they_should_be(mamuju, ganti, kata: str) -> None:
    data = FORENSIK | {"isi_rhs": rhs(), "isi_berita_acara": berita_acara()} | ganti
    jawab = kirim(mamuju, "20", {k: v for k, v in data.items() if v is not None})
    assert jawab.status_code == 422
    assert kata in jawab.content.decode()
    assert (Tiket.objects.count(), Berkas.objects.count()) == (0, 0)


def test_an_unknown_file_is_taken_where_it_is_asked_for_only(mamuju) -> None:
    data = {"isi_jenis": "bug", "isi_menu": "Login", "isi_uraian_teknis": "Gagal", "isi_bukti": rhs(), **KONTAK}
    assert kirim(mamuju, "6", data).status_code == 422


# -- error budgets ----------------------------------------------------------------------------------------


def test_the_helpdesk_writes_an_outage_down_and_every_desk_reads_the_budget(katalog, petugas) -> None:
    browser = factories.logged_in(petugas["helpdesk"])
    kemarin = timezone.localtime() - timedelta(days=1)
    data = {
        "layanan": katalog["11"].pk,
        "mulai_tanggal": f"{kemarin:%Y-%m-%d}",
        "mulai_jam": "08.00",
        "selesai_tanggal": f"{kemarin:%Y-%m-%d}",
        "selesai_jam": "09.30",
        "catatan": "Basis data penuh",
    }
    assert browser.post(reverse("helpdesk:gangguan_catat"), data | {"selesai_jam": "07.30"}).status_code == 422
    assert browser.post(reverse("helpdesk:gangguan_catat"), data).status_code == 302
    g = GangguanLayanan.objects.get()
    url = reverse("helpdesk:gangguan_ubah", args=[g.pk])
    assert 'value="Basis data penuh"' in browser.get(url).content.decode()
    assert browser.post(url, data | {"selesai_jam": "10.00"}).status_code == 302
    assert "Basis data penuh" in browser.get(reverse("helpdesk:gangguan")).content.decode()
    tahun = f"{reverse('helpdesk:anggaran')}?tahun={kemarin.year}"
    for siapa in ("helpdesk", "mamuju", "kepala", "pimpinan"):
        isi = factories.logged_in(petugas[siapa]).get(tahun).content.decode()
        assert "2 jam" in isi
        assert "3 jam" in isi
    assert factories.logged_in(petugas["mamuju"]).get(reverse("helpdesk:gangguan")).status_code == 403


def test_an_lpse_reads_its_own_budgets_alone(katalog, petugas, meja) -> None:
    kini = timezone.now()
    for nama in ("mamuju", "bontang"):
        GangguanLayanan.objects.create(
            layanan=katalog["4"],
            meja=meja[nama],
            mulai=kini - timedelta(hours=2),
            selesai=kini - timedelta(hours=1),
            catatan="x",
            dicatat_oleh=petugas["helpdesk"],
            dicatat_pada=kini,
        )
    isi = factories.logged_in(petugas["mamuju"]).get(reverse("helpdesk:anggaran")).content.decode()
    assert "LPSE Mamuju" in isi
    assert "LPSE Bontang" not in isi
    tanpa_meja = factories.UserFactory(peran="petugas_lpse", instansi=petugas["mamuju"].instansi)
    isi = factories.logged_in(tanpa_meja).get(reverse("helpdesk:anggaran")).content.decode()
    assert "LPSE Mamuju" not in isi
    assert "LPSE Bontang" not in isi
