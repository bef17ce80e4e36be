"""Letters from before the portal: what is entered, and what is wrong in which row."""

from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse

from akun.actor import Actor
from akun.models import Pejabat, Receipt, User
from persuratan import impor_lama
from persuratan.models import SuratKeluar
from persuratan.pilihan import AsalKeluar
from tests.berkas import samples
from tests.factories import SENIN
from tests.persuratan import asli

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("kebijakan", "gudang", "orang")]
KEPALA = "nomor_surat;tanggal;penandatangan;jabatan;perihal;tujuan;kerahasiaan;tiket;token;berkas\n"
SATU = "12/Pusdatin/02/2021;04/02/2021;Johan R.;Kepala Pusat;Undangan, SPSE;Kepala UKPBJ;{};SK202102040001;Sqi;a.pdf\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "a.pdf").write_bytes(samples.pdf(2))
    (tmp_path / "foto.pdf").write_bytes(samples.jpeg_gps())
    return tmp_path


def jalankan(folder: Path, isi: str, *pilihan: str) -> None:
    lembar = folder / "lama.csv"
    lembar.write_text(KEPALA + isi, encoding="utf-8")
    call_command("impor_surat_lama", str(lembar), str(folder), *pilihan)


def test_a_row_becomes_a_letter_that_its_old_ticket_and_token_open(folder: Path, client: Client) -> None:
    jalankan(folder, SATU.format(""))
    surat = SuratKeluar.objects.get()
    assert (surat.asal, surat.nomor, surat.nomor_surat) == (AsalKeluar.LAMA, "SK202102040001", "12/Pusdatin/02/2021")
    assert (surat.perihal, surat.tujuan, str(surat.tanggal_surat)) == ("Undangan, SPSE", "Kepala UKPBJ", "2021-02-04")
    assert client.post(reverse("keaslian:cek"), {"nomor": "SK202102040001", "token": "Sqi"}).status_code == 302
    halaman = client.get(reverse("keaslian:surat")).content.decode()
    assert "Surat ini benar diterbitkan LKPP" in halaman
    assert "Johan R." in halaman
    assert client.get(reverse("keaslian:salinan")).status_code == 404


def test_its_file_is_known_when_it_is_uploaded(folder: Path, client: Client) -> None:
    jalankan(folder, SATU.format("biasa"))
    periksa = asli.terunggah(client, samples.pdf(2))
    halaman = client.get(reverse("keaslian:hasil", args=[periksa.pk])).content.decode()
    assert "salinan persis surat dari LKPP" in halaman
    assert "Undangan, SPSE" in halaman


def test_a_secret_one_shows_number_and_date_only(folder: Path, client: Client) -> None:
    jalankan(folder, SATU.format("R"))
    client.post(reverse("keaslian:cek"), {"nomor": "SK202102040001", "token": "Sqi"})
    periksa = asli.terunggah(client, samples.pdf(2))
    for alamat in (reverse("keaslian:surat"), reverse("keaslian:hasil", args=[periksa.pk])):
        halaman = client.get(alamat).content.decode()
        assert "12/Pusdatin/02/2021" in halaman
        for teks in ("SPSE", "UKPBJ", "Johan", "Kepala Pusat"):
            assert teks not in halaman


def test_the_dry_run_writes_nothing(folder: Path) -> None:
    jalankan(folder, SATU.format(""), "--uji")
    assert not SuratKeluar.objects.exists()
    assert not Receipt.objects.exists()


@pytest.mark.parametrize(
    ("ganti", "kolom"),
    [
        (("04/02/2021", "4 Feb"), "tanggal: Tulis tanggal"),
        (("SK202102040001", "SM1"), "tiket: Tiket surat keluar"),
        (("Sqi", "S"), "token: Token paling sedikit"),
        (("a.pdf", "../a.pdf"), "berkas: Berkas ../a.pdf tidak ada"),
        (("a.pdf", "foto.pdf"), "berkas: Berkas foto.pdf bukan PDF"),
        (("Kepala UKPBJ", ""), "tujuan: Kosong"),
        ((";;SK", ";gawat;SK"), "kerahasiaan: Tulis biasa"),
    ],
)
def test_each_bad_row_is_named(ganti: tuple[str, str], kolom: str, folder: Path, capsys: Any) -> None:
    with pytest.raises(CommandError, match="1 dari 1 baris perlu diperbaiki"):
        jalankan(folder, SATU.format("").replace(*ganti))
    assert f"Baris 2, {kolom}" in capsys.readouterr().err
    assert not SuratKeluar.objects.exists()


def test_the_same_ticket_twice_and_a_second_import_are_refused(folder: Path, capsys: Any) -> None:
    with pytest.raises(CommandError):
        jalankan(folder, SATU.format("") * 2)
    assert "Baris 3, tiket: Tiket ini sudah dipakai baris 2." in capsys.readouterr().err
    jalankan(folder, SATU.format(""))
    with pytest.raises(CommandError):
        jalankan(folder, SATU.format(""))
    assert "sudah ada di register" in capsys.readouterr().err


def test_a_missing_column_is_named(folder: Path) -> None:
    (folder / "x.csv").write_text("nomor_surat,tanggal\n1,2\n")
    with pytest.raises(CommandError, match="penandatangan, jabatan"):
        call_command("impor_surat_lama", str(folder / "x.csv"), str(folder))


def test_only_the_desk_enters_letters(folder: Path, orang: dict[str, User]) -> None:
    rows = impor_lama.urai((KEPALA + SATU.format("")).encode())
    hasil = impor_lama.periksa(rows, folder)
    with pytest.raises(PermissionDenied):
        impor_lama.tulis(hasil, by=Actor.of(orang["verifikator"]), now=SENIN)


def test_the_office_is_found_when_it_still_exists(folder: Path, direktur: Pejabat) -> None:
    jalankan(folder, SATU.format("").replace("Kepala Pusat", direktur.jabatan.upper()))
    assert SuratKeluar.objects.get().penandatangan == direktur
