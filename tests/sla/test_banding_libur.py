"""The holidays that ship are those of the `holidays` package; what differs is told day by day."""

import io
from datetime import date

import pytest
from django.core.management import CommandError, call_command

from sla.management.commands import banding_libur
from sla.models import HariLibur, Kalender

pytestmark = pytest.mark.usefixtures("kebijakan")


def banding(*argumen: str) -> str:
    keluar = io.StringIO()
    call_command("banding_libur", *argumen, stdout=keluar)
    return keluar.getvalue()


def berbeda(*argumen: str) -> list[str]:
    keluar = io.StringIO()
    with pytest.raises(CommandError, match="perbedaan") as refused:
        call_command("banding_libur", *argumen, stdout=keluar)
    assert refused.value.returncode == 1
    return [baris.strip() for baris in keluar.getvalue().splitlines() if baris.startswith("  ")]


def test_what_ships_differs_nowhere() -> None:
    teks = banding()
    assert [f"{tahun}:" in teks for tahun in range(2023, 2028)] == [True] * 5
    assert "2026: 25 hari libur di sini, 0 perbedaan" in teks
    assert teks.endswith("Tidak ada perbedaan.\n")


def test_each_kind_of_difference_is_told() -> None:
    HariLibur.objects.filter(tanggal=date(2026, 8, 17)).delete()
    HariLibur.objects.create(tanggal=date(2026, 8, 18), jenis="cuti_bersama", nama="Cuti Bersama Kemerdekaan")
    HariLibur.objects.filter(tanggal=date(2026, 12, 24)).update(jenis="libur_nasional")
    HariLibur.objects.filter(tanggal=date(2026, 12, 25)).update(nama="Natal")
    assert berbeda("--tahun", "2026") == [
        "2026-08-17 tidak ada di sini: Hari Kemerdekaan Republik Indonesia (Libur nasional)",
        "2026-08-18 hanya ada di sini: Cuti Bersama Kemerdekaan (Cuti bersama)",
        "2026-12-24 di sini Libur nasional, di sana Cuti bersama: Cuti Bersama Hari Raya Natal",
    ]
    assert banding("--tahun", "2025", "2027").count("0 perbedaan") == 2


def test_days_off_of_lkpps_own_and_of_one_office_are_no_difference() -> None:
    HariLibur.objects.create(tanggal=date(2026, 7, 7), jenis="khusus", nama="Pemeliharaan gedung")
    wit = Kalender.objects.get(kode="wit")
    HariLibur.objects.create(tanggal=date(2026, 7, 8), jenis="libur_nasional", nama="Hari jadi", berlaku_untuk=wit)
    assert "Tidak ada perbedaan." in banding()


def test_a_year_that_is_missing_here_is_told_whole() -> None:
    HariLibur.objects.filter(tanggal__year=2027).delete()
    assert len(berbeda("--tahun", "2027")) == 26


def test_without_any_holiday_it_says_how_to_load_them() -> None:
    HariLibur.objects.all().delete()
    assert "muat_acuan" in banding()


def test_without_the_package_it_says_how_to_install_it(monkeypatch: pytest.MonkeyPatch) -> None:
    def absent(nama: str) -> None:
        raise ModuleNotFoundError(nama)

    monkeypatch.setattr(banding_libur, "import_module", absent)
    with pytest.raises(CommandError, match='pip install "holidays'):
        banding("--tahun", "2026")
