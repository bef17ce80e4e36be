"""LKPP's own list of K/L/PD is taken over without doubling anything."""

import io
import json
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from akun.klpd import BukanDaftar, kode_wilayah, read
from akun.models import Instansi

pytestmark = pytest.mark.usefixtures("acuan")


def butir(kode: str, nama: str, jenis: str, prov: object = None, kab: object = None) -> dict[str, Any]:
    return {"kd_klpd": kode, "nama_klpd": nama, "jenis_klpd": jenis, "kd_provinsi": prov, "kd_kabupaten": kab}


BAIK = [
    butir("D1", "Aceh", "PROVINSI", 11),
    butir("D10", "Kab. Bireuen", "KABUPATEN", 11, "11.11"),
    butir("D99", "Bandung (Kota)", "KOTA", "32", "3273"),
    butir("K34", "Kementerian Ketenagakerjaan", "KEMENTERIAN"),
    butir("L99", "Lembaga Contoh Baru", "LEMBAGA"),
    butir("D700", "Kab. Boven Digul", "KABUPATEN", "93", "02"),
]


def impor(berkas: Path, *opsi: str) -> tuple[str, str]:
    keluar, galat = io.StringIO(), io.StringIO()
    call_command("impor_klpd", str(berkas), *opsi, stdout=keluar, stderr=galat)
    return keluar.getvalue(), galat.getvalue()


@pytest.fixture
def berkas(tmp_path: Path) -> Path:
    path = tmp_path / "klpd.json"
    path.write_text(json.dumps(BAIK, indent=1))
    return path


def test_institutions_are_matched_by_spelling_or_region_and_unknown_ones_made(berkas: Path) -> None:
    keluar, galat = impor(berkas)
    assert "5 instansi diberi kode, 1 dibuat, 0 tetap, 0 baris dilewati" in keluar
    assert "Dipadankan lewat kode wilayah: Kab. Boven Digul = Pemerintah Kabupaten Boven Digoel" in keluar
    assert galat == ""
    assert Instansi.objects.get(kd_klpd="D99").nama == "Pemerintah Kota Bandung"
    assert Instansi.objects.get(kd_klpd="L99").nama == "Lembaga Contoh Baru"
    assert Instansi.objects.get(kd_klpd="D700").alias == "Kab. Boven Digoel; Kab. Boven Digul"


def test_a_second_import_changes_nothing(berkas: Path) -> None:
    impor(berkas)
    sebelum = list(Instansi.objects.order_by("pk").values())
    assert "0 instansi diberi kode, 0 dibuat, 6 tetap" in impor(berkas)[0]
    assert list(Instansi.objects.order_by("pk").values()) == sebelum


def test_a_trial_reports_the_same_and_keeps_nothing(berkas: Path) -> None:
    keluar, _ = impor(berkas, "--coba")
    assert "5 instansi diberi kode, 1 dibuat" in keluar
    assert "percobaan: tidak disimpan" in keluar
    assert not Instansi.objects.exclude(kd_klpd=None).exists()


def test_every_bad_row_is_told_with_its_line_and_the_good_ones_count(tmp_path: Path) -> None:
    path = tmp_path / "klpd.json"
    path.write_text(
        "[\n"
        '"bukan objek",\n'
        '{"kd_klpd": "d1", "nama_klpd": "Aceh", "jenis_klpd": "PROVINSI"},\n'
        '{"kd_klpd": "D2", "nama_klpd": " ", "jenis_klpd": "PROVINSI"},\n'
        '{"kd_klpd": "U5", "nama_klpd": "PT Contoh", "jenis_klpd": "BUMN"},\n'
        '{"kd_klpd": "D1", "nama_klpd": "Aceh", "jenis_klpd": "PROVINSI"},\n'
        '{"kd_klpd": "D1", "nama_klpd": "Bali", "jenis_klpd": "PROVINSI"},\n'
        '{"kd_klpd": "D3", "nama_klpd": "Prov. Aceh", "jenis_klpd": "PROVINSI"},\n'
        '{"kd_klpd": "D4", "nama_klpd": "Antah\\u0000", "jenis_klpd": "LEMBAGA"}\n'
        "]"
    )
    keluar, galat = impor(path)
    assert [baris.split(":")[0] for baris in galat.splitlines()] == [f"Baris {n}" for n in (2, 3, 4, 5, 7, 8, 9)]
    assert "sudah dipakai Pemerintah Provinsi Aceh" in galat
    assert "1 instansi diberi kode, 0 dibuat, 0 tetap, 7 baris dilewati" in keluar


@pytest.mark.parametrize("isi", ["", "{}", "[1, 2", "[1 2]", '[{"a": }]', "\x00"])
def test_a_file_that_is_no_list_is_refused_in_a_sentence(tmp_path: Path, isi: str) -> None:
    path = tmp_path / "rusak.json"
    path.write_text(isi)
    with pytest.raises(CommandError, match="tidak dapat dibaca: Baris 1"):
        impor(path)


def test_an_empty_list_is_a_list() -> None:
    assert list(read(" [ ] ")) == []
    with pytest.raises(BukanDaftar):
        list(read("[1,]"))


@pytest.mark.parametrize(
    ("prov", "kab", "jenis", "kode"),
    [
        ("11", None, "provinsi", "11"),
        (11, 11, "kabupaten", "11.11"),
        ("11", "1111", "kabupaten", "11.11"),
        ("11", "11.11", "kabupaten", "11.11"),
        ("32", 3, "kota", "32.03"),
        ("11", None, "kabupaten", ""),
        ("11", "11", "kementerian", ""),
    ],
)
def test_region_codes_come_in_several_shapes(prov: object, kab: object, jenis: str, kode: str) -> None:
    assert kode_wilayah(prov, kab, jenis) == kode
