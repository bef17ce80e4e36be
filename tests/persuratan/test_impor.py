"""Many letters from one sheet: every kind of bad row is named, nothing is written before, and all or nothing then."""

import io
import zipfile
from collections.abc import Callable
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from akun.actor import Actor
from akun.models import Pejabat, User
from berkas.models import Berkas
from persuratan import impor, lembar_kerja
from persuratan.impor import Cacat, Hasil
from persuratan.lembar_kerja import LembarDitolak
from persuratan.models import SuratMasuk
from persuratan.templat_impor import xlsx as templat
from tests import factories
from tests.factories import SENIN
from tests.persuratan.lembar import JUDUL, baris, csv_, xlsx

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("kebijakan", "direktur")]


@pytest.fixture
def tu(orang: dict[str, User]) -> Actor:
    return Actor.of(orang["petugas_tu"])


def periksa(isi: bytes) -> Hasil:
    rows, cacat = impor.urai(isi)
    return impor.periksa(rows, now=SENIN, cacat=cacat)


def test_84_complaints_on_paper_go_in_at_once(tu: Actor) -> None:
    hasil = periksa(xlsx([baris(n) for n in range(1, 85)]))
    assert hasil.cacat == []
    jadi = impor.tulis(hasil, by=tu, now=SENIN)
    assert [s.nomor for s, _ in jadi] == [f"SM20261123{n:04d}" for n in range(1, 85)]
    assert len({token for _, token in jadi}) == 84
    s = SuratMasuk.objects.get(nomor="SM202611230007")
    assert s.perihal == "Pengaduan pengadaan ruang kelas 7 (Obat) & alkes"
    assert s.diterima_pada == datetime(2026, 11, 2, 9, 30, tzinfo=factories.WIB)
    assert s.kanal == "kertas"


def test_the_template_itself_is_a_good_sheet(tu: Actor) -> None:
    assert periksa(templat()).siap


@pytest.mark.parametrize(
    ("ganti", "kolom", "kata"),
    [
        ({"Jalur masuk": ""}, "Jalur masuk", "Pilih jalur masuk"),
        ({"Jalur masuk": "Merpati"}, "Jalur masuk", "Kertas, Faks, E-mail"),
        ({"Jalur masuk": "Portal"}, "Jalur masuk", "Kertas, Faks, E-mail"),
        ({"Tanggal terima": ""}, "Tanggal terima", "Tulis tanggal terima"),
        ({"Tanggal terima": "31/02/2026"}, "Tanggal terima", "21/11/2026"),
        ({"Tanggal terima": "24/11/2026"}, "Tanggal terima", "belum tiba"),
        ({"Tanggal terima": "23/11/2026", "Jam terima": "09.01"}, "Tanggal terima", "belum tiba"),
        ({"Tanggal terima": "29/10/2026"}, "Tanggal terima", "sebelum tanggal suratnya"),
        ({"Jam terima": "sore"}, "Jam terima", "14.05"),
        ({"Nomor surat": ""}, "Nomor surat", "- bila tidak bernomor"),
        ({"Nomor surat": "1\x0b2"}, "Nomor surat", "satu baris"),
        ({"Nomor surat": "9" * 256}, "Nomor surat", "Terlalu panjang"),
        ({"Nomor surat": date(2026, 11, 12)}, "Nomor surat", "sebagai tanggal"),
        ({"Tanggal surat": "kemarin"}, "Tanggal surat", "21/11/2026"),
        ({"Tanggal surat": "24/11/2026"}, "Tanggal surat", "belum tiba"),
        ({"Perihal": ""}, "Perihal", "Tulis perihal"),
        ({"Perihal": "a" * 301}, "Perihal", "Terlalu panjang"),
        ({"Perihal": "#REF!"}, "Perihal", "galat Excel"),
        ({"Jenis pengirim": "Makhluk"}, "Jenis pengirim", "Perorangan"),
        ({"Jenis pengirim": "Instansi"}, "Instansi", "Tulis nama instansi"),
        ({"Nama pengirim": ""}, "Nama pengirim", "Tulis nama pengirim"),
        ({"Pejabat tujuan": ""}, "Pejabat tujuan", "Tulis jabatan"),
        ({"Pejabat tujuan": "Direktur Urusan Bulan"}, "Pejabat tujuan", "tidak ada di daftar"),
        ({"Kerahasiaan": "Gawat"}, "Kerahasiaan", "Sangat rahasia"),
        ({"Catatan": "a" * 2001}, "Catatan", "Terlalu panjang"),
    ],
)  # fmt: skip
def test_each_bad_cell_is_named_with_row_and_column(ganti: dict[str, Any], kolom: str, kata: str) -> None:
    isi = csv_ if "1\x0b2" in ganti.values() else xlsx
    hasil = periksa(isi([baris(1), baris(2, **ganti), baris(3)]))
    assert [(c.baris, c.kolom) for c in hasil.cacat] == [(3, kolom)]
    assert kata in hasil.cacat[0].kalimat
    assert [ke for ke, _ in hasil.baik] == [2, 4]
    assert not hasil.siap


def test_a_name_that_several_institutions_bear_is_asked_for_in_full() -> None:
    factories.InstansiFactory(nama="Pemerintah Kabupaten Bogor", jenis="kabupaten")
    factories.InstansiFactory(nama="Pemerintah Kota Bogor", jenis="kota")
    hasil = periksa(xlsx([baris(1, **{"Jenis pengirim": "Instansi", "Instansi": "Bogor"})]))
    assert hasil.cacat[0].kolom == "Instansi"
    assert "Pemerintah Kota Bogor" in hasil.cacat[0].kalimat
    baik = periksa(xlsx([baris(1, **{"Jenis pengirim": "Instansi", "Instansi": "pemerintah kota bogor"})]))
    assert baik.baik[0][1].surat.instansi is not None


def test_an_institution_that_is_not_on_the_list_stays_as_written() -> None:
    hasil = periksa(xlsx([baris(1, **{"Jenis pengirim": "Non pemerintah", "Instansi": "LSM Contoh"})]))
    assert hasil.baik[0][1].surat.instansi_teks == "LSM Contoh"


def test_a_closed_envelope_needs_neither_number_nor_subject(tu: Actor) -> None:
    tutup = {"Kerahasiaan": "Rahasia", "Nomor surat": "", "Perihal": ""}
    jadi = impor.tulis(periksa(xlsx([baris(1, **tutup), baris(2, **tutup)])), by=tu, now=SENIN)
    assert len(jadi) == 2


def test_twins_are_found_in_the_sheet_and_in_the_register(tu: Actor) -> None:
    hasil = periksa(xlsx([baris(1), baris(2), baris(1, Perihal="Salinan")]))
    assert [(c.baris, c.kolom) for c in hasil.cacat] == [(4, "")]
    assert "sama dengan baris 2" in hasil.cacat[0].kalimat
    ((s, _token),) = impor.tulis(periksa(xlsx([baris(1)])), by=tu, now=SENIN)
    lagi = periksa(xlsx([baris(1, Alamat="Lain", **{"Nama pengirim": "SITI contoh"})]))
    assert s.nomor in lagi.cacat[0].kalimat


def test_letters_without_a_number_are_told_apart_by_their_subject() -> None:
    tanpa = [baris(1, **{"Nomor surat": "-"}), baris(2, **{"Nomor surat": "-"})]
    assert periksa(xlsx(tanpa)).siap


def test_a_formula_is_text_and_never_computed(tu: Actor) -> None:
    rumus = '=HYPERLINK("http://jahat.example","klik")'
    ((s, _token),) = impor.tulis(periksa(xlsx([baris(1, Perihal=rumus)])), by=tu, now=SENIN)
    assert SuratMasuk.objects.get(pk=s.pk).perihal == rumus


@pytest.mark.parametrize(("pemisah", "sandi"), [(";", "utf-8-sig"), (",", "utf-8"), ("\t", "cp1252")])
def test_csv_is_read_as_people_save_it(pemisah: str, sandi: str) -> None:
    hasil = periksa(csv_([baris(1, **{"Nama pengirim": "José Núñez"})], pemisah=pemisah, sandi=sandi))
    assert hasil.baik[0][1].surat.nama_pengirim == "José Núñez"


def test_cells_that_excel_made_dates_times_and_numbers_are_understood() -> None:
    sel = {"Tanggal terima": datetime(2026, 11, 2, 14, 5), "Jam terima": None, "Nomor surat": 12.0}  # noqa: DTZ001
    hasil = periksa(xlsx([baris(1, **sel), baris(2, **{"Tanggal surat": date(2026, 10, 1)})]))
    assert hasil.baik[0][1].cleaned_data["diterima_pada"] == datetime(2026, 11, 2, 14, 5, tzinfo=factories.WIB)
    assert hasil.baik[0][1].surat.nomor_surat == "12"
    assert hasil.baik[1][1].surat.tanggal_surat == date(2026, 10, 1)


def test_columns_may_stand_in_any_order_and_empty_rows_count_as_rows() -> None:
    isi = xlsx([baris(1), {}, baris(2, Perihal="")], [*reversed(JUDUL), "Kolom saya"])
    assert periksa(isi).cacat == [Cacat(4, "Perihal", "Tulis perihal surat.")]


def _arsip(nama: str, isi: bytes) -> bytes:
    tujuan = io.BytesIO(xlsx([baris(1)]))
    with zipfile.ZipFile(tujuan, "a", zipfile.ZIP_DEFLATED) as arsip:
        arsip.writestr(nama, isi)
    return tujuan.getvalue()


@pytest.mark.parametrize(
    ("isi", "kata"),
    [
        (lambda: b"", "kosong"),
        (lambda: b" \n ", "kosong"),
        (lambda: b"PK\x03\x04rusak", "rusak"),
        (lambda: b"\x00\x01\x02", "bukan lembar"),
        (lambda: b"a;b\n1;2\n", "Jalur masuk"),
        (lambda: xlsx([]), "hanya berisi judul"),
        (lambda: xlsx([baris(n) for n in range(502)]), "lebih dari 500"),
        (lambda: b"x" * (lembar_kerja.MAKS_BERKAS + 1), "2 MB"),
        (lambda: _arsip("xl/bom.bin", b"\0" * (lembar_kerja.MAKS_BENTANG + 1)), "terlalu besar bila dibuka"),
        (lambda: _arsip("xl/x.xml", b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'), "rusak"),
    ],
)  # fmt: skip
def test_what_is_no_sheet_is_refused_with_a_sentence(isi: Callable[[], bytes], kata: str) -> None:
    with pytest.raises(LembarDitolak, match=kata):
        periksa(isi())


def test_nothing_is_written_when_one_letter_fails(tu: Actor) -> None:
    hasil = periksa(xlsx([baris(1), baris(2)]))
    hasil.baik[1][1].cleaned_data["diterima_pada"] = SENIN + timedelta(days=1)
    with pytest.raises(LembarDitolak, match="Baris 3 ditolak"):
        impor.tulis(hasil, by=tu, now=SENIN)
    assert not SuratMasuk.objects.exists()


def test_a_second_confirmation_of_the_same_sheet_writes_nothing(tu: Actor) -> None:
    satu, dua = periksa(xlsx([baris(1)])), periksa(xlsx([baris(1)]))
    impor.tulis(satu, by=tu, now=SENIN)
    with pytest.raises(LembarDitolak, match="baru saja dicatat"):
        impor.tulis(dua, by=tu, now=SENIN)


def test_only_tu_enters_letters(orang: dict[str, User]) -> None:
    with pytest.raises(PermissionDenied):
        impor.tulis(periksa(xlsx([baris(1)])), by=Actor.of(orang["verifikator"]), now=SENIN)


def test_the_rows_travel_sealed_for_one_officer_and_an_hour(tu: Actor) -> None:
    rows, _cacat = impor.urai(xlsx([baris(1)]))
    paket = impor.kemas(rows, by=tu, now=SENIN)
    assert impor.buka(paket, by=tu, now=SENIN) == rows
    lain = Actor.of(factories.UserFactory(peran="petugas_tu"))
    for kunci, by, now in (
        (paket, lain, SENIN),
        (paket[:-4] + "AAAA", tu, SENIN),
        ("", tu, SENIN),
        (paket, tu, SENIN + timedelta(hours=2)),
    ):
        with pytest.raises(LembarDitolak):
            impor.buka(kunci, by=by, now=now)


@pytest.fixture
def halaman(orang: dict[str, User]) -> Client:
    return factories.logged_in(orang["petugas_tu"])


def unggah(halaman: Client, isi: bytes, nama: str = "surat.xlsx") -> Any:
    return halaman.post(reverse("persuratan:tu_impor"), {"lembar": SimpleUploadedFile(nama, isi)})


def test_the_page_shows_the_dry_run_and_then_writes_all(halaman: Client) -> None:
    jawaban = unggah(halaman, xlsx([baris(n) for n in range(1, 4)]))
    assert jawaban.status_code == 200
    assert "3 surat siap dicatat" in jawaban.content.decode()
    assert not SuratMasuk.objects.exists()
    muatan = jawaban.context["muatan"]
    assert "Siti" not in muatan
    hasil = halaman.post(reverse("persuratan:tu_impor"), {"muatan": muatan}, follow=True)
    assert SuratMasuk.objects.count() == 3
    for s in SuratMasuk.objects.all():
        assert s.nomor in hasil.content.decode()
    lagi = halaman.post(reverse("persuratan:tu_impor"), {"muatan": muatan})
    assert lagi.status_code == 422
    assert "sudah tercatat" in lagi.content.decode()
    assert SuratMasuk.objects.count() == 3


def test_the_page_names_bad_rows_and_offers_no_confirmation(halaman: Client) -> None:
    jawaban = unggah(halaman, xlsx([baris(1), baris(2, Perihal="")]))
    isi = jawaban.content.decode()
    assert jawaban.status_code == 422
    assert "Baris 3" in isi
    assert "Tulis perihal surat." in isi
    assert "muatan" not in isi


def test_the_sheet_is_not_kept(halaman: Client, settings: Any, tmp_path: Path) -> None:
    settings.FOLDER_BERKAS = tmp_path / "berkas"
    assert unggah(halaman, xlsx([baris(1)])).status_code == 200
    assert not Berkas.objects.exists()
    assert [p for p in tmp_path.rglob("*") if p.is_file()] == []


def test_the_template_is_a_workbook_with_the_offices(halaman: Client) -> None:
    jawaban = halaman.get(reverse("persuratan:tu_templat"))
    buku = openpyxl.load_workbook(io.BytesIO(jawaban.content))
    assert [c.value for c in buku.worksheets[0][1]] == JUDUL
    pilihan = {c.value for row in buku.worksheets[1].iter_rows() for c in row}
    assert set(Pejabat.objects.values_list("jabatan", flat=True)) <= pilihan


def test_the_command_checks_first_and_writes_when_told(tmp_path: Path, orang: dict[str, User], capsys: Any) -> None:
    lembar, oleh = tmp_path / "surat.csv", orang["petugas_tu"].email
    lembar.write_bytes(csv_([baris(n) for n in range(1, 6)]))
    call_command("impor_surat", lembar, "--oleh", oleh)
    assert "5 baris siap dicatat" in capsys.readouterr().out
    assert not SuratMasuk.objects.exists()
    call_command("impor_surat", lembar, "--oleh", oleh, "--jalankan")
    assert f"SM{timezone.localdate():%Y%m%d}0005" in capsys.readouterr().out
    with pytest.raises(CommandError, match="5 dari 5 baris"):
        call_command("impor_surat", lembar, "--oleh", oleh, "--jalankan")
    assert "Baris 2: " in capsys.readouterr().err
    lembar.write_bytes(csv_([baris(9)]))
    with pytest.raises(CommandError, match="petugas TU"):
        call_command("impor_surat", lembar, "--oleh", orang["verifikator"].email, "--jalankan")
    with pytest.raises(CommandError, match="Tidak ada akun"):
        call_command("impor_surat", lembar, "--oleh", "tiada@uji.example")
    with pytest.raises(CommandError, match="tidak terbaca"):
        call_command("impor_surat", tmp_path / "tiada.csv", "--oleh", oleh)
