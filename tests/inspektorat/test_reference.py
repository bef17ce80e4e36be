"""The 83 inspectorates of May 2023, quirks included."""

import io
from datetime import date
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from akun import reference as akun
from akun.models import Instansi
from inspektorat.models import DasarSurat, Inspektorat
from inspektorat.reference import load_inspektorat


@pytest.fixture
def dimuat(db: None) -> None:
    akun.load_wilayah()
    akun.load_instansi()
    assert load_inspektorat().baru == 83


pytestmark = pytest.mark.usefixtures("dimuat")


def surat(no: int) -> list[tuple[str, str, date | None]]:
    rows = DasarSurat.objects.filter(nomor_urut=no).order_by("pk")
    return list(rows.values_list("nomor_surat", "tanggal_teks", "tanggal_surat"))


def test_83_are_there_68_of_them_regional_and_all_have_their_institution() -> None:
    assert Inspektorat.objects.count() == 83
    assert Inspektorat.objects.exclude(wilayah=None).count() == 68
    assert not Inspektorat.objects.filter(instansi=None).exists()
    assert not Inspektorat.objects.exclude(status="terdaftar").exists()
    for inspektorat in Inspektorat.objects.exclude(wilayah=None).select_related("instansi"):
        assert inspektorat.instansi is not None
        assert inspektorat.instansi.wilayah_id == inspektorat.wilayah_id


@pytest.mark.parametrize(
    ("nama", "instansi"),
    [
        ("Inspektorat Jenderal Kementerian Keuangan", "Kementerian Keuangan"),
        ("Inspektorat Kementerian PANRB", "Kementerian Pendayagunaan Aparatur Negara dan Reformasi Birokrasi"),
        ("Inspektorat Komisi Pemilihan Umum", "Komisi Pemilihan Umum"),
        ("Inspektorat Kota Lubuklinggau", "Pemerintah Kota Lubuk Linggau"),
    ],
)
def test_names_lead_to_institutions(nama: str, instansi: str) -> None:
    assert str(Inspektorat.objects.get(nama=nama).instansi) == instansi


def test_the_quirks_of_the_list_are_kept() -> None:
    assert surat(5) == [("-", "24-Feb-22", date(2022, 2, 24))]
    assert surat(53) == [("700/20/1/2023/ITKAB", "Januari 2023", None)]
    assert surat(82)[0][0] == "713/ /INSP/2023"
    assert surat(77)[0][0] == "700/40 a/SPT/III.01-WK/2023"
    assert DasarSurat.objects.count() == 86


@pytest.mark.parametrize(
    ("no", "nomor"),
    [
        (61, ["057/SPT/2023", "058/SPT/2023"]),
        (75, ["800.1.11.1/105/SPT/2023", "800.1.11.1/106/SPT/2023"]),
        (83, ["000.2.2.4/586/ITKO/IV/2023", "000.2.2.4/585/ITKO/IV/2023"]),
    ],
)
def test_two_letters_in_one_cell_become_two_with_the_same_date(no: int, nomor: list[str]) -> None:
    assert [s[0] for s in surat(no)] == nomor
    assert len({s[1:] for s in surat(no)}) == 1


def test_loading_again_adds_nothing_and_keeps_corrections() -> None:
    DasarSurat.objects.filter(nomor_urut=82).update(nomor_surat="713/01/INSP/2023")
    assert (load_inspektorat().baru, load_inspektorat().ada) == (0, 83)
    assert surat(82)[0][0] == "713/01/INSP/2023"
    assert DasarSurat.objects.count() == 86


def test_the_command_says_what_it_did_and_names_rows_without_an_institution(tmp_path: Path) -> None:
    lain = tmp_path / "lain.csv"
    lain.write_text(
        "no,dasar_surat,tanggal_teks,tanggal_iso,nama_inspektorat,jenis_instansi,kode_wilayah\n"
        "90,1/X/2024,2-Jan-24,2024-01-02,Inspektorat Lembaga Antah,lembaga,\n"
    )
    keluar, galat = io.StringIO(), io.StringIO()
    call_command("impor_inspektorat", str(lain), stdout=keluar, stderr=galat)
    assert "1 inspektorat dibuat, 83 sudah ada; 68 terhubung ke wilayah, 87 dasar surat" in keluar.getvalue()
    assert "Inspektorat Lembaga Antah" in galat.getvalue()
    assert Instansi.objects.filter(nama__contains="Antah").count() == 0


@pytest.mark.parametrize("isi", ["", "a,b\n1,2\n", "\xff\xfe"])
def test_a_file_of_another_kind_is_refused(tmp_path: Path, isi: str) -> None:
    rusak = tmp_path / "rusak.csv"
    rusak.write_bytes(isi.encode("latin-1"))
    if isi == "":
        call_command("impor_inspektorat", str(rusak), stdout=io.StringIO())
    else:
        with pytest.raises(CommandError, match="tidak dapat dimuat"):
            call_command("impor_inspektorat", str(rusak))
    assert Inspektorat.objects.count() == 83
