"""The portal's holidays beside those of the `holidays` package: what is missing on which side."""

from argparse import ArgumentParser
from datetime import date
from importlib import import_module
from typing import Any, NamedTuple

from django.core.management.base import BaseCommand, CommandError

from sla.models import HariLibur

Jenis = HariLibur.Jenis
KATEGORI = {"government": Jenis.CUTI_BERSAMA, "public": Jenis.LIBUR_NASIONAL}  # on a day that is both, the latter


class Libur(NamedTuple):
    """A holiday without its date."""

    jenis: str
    nama: str


def theirs(tahun: int) -> dict[date, Libur]:
    """A year's holidays by the package. Raises CommandError where it is not installed."""
    try:
        holidays = import_module("holidays")
    except ModuleNotFoundError:
        raise CommandError('Pustaka holidays belum terpasang. Pasang dengan: pip install "holidays>=0.108".') from None
    found: dict[date, Libur] = {}
    for kategori, jenis in KATEGORI.items():
        days = holidays.country_holidays("ID", years=tahun, categories=(kategori,), language="id")
        found |= {tanggal: Libur(str(jenis), nama) for tanggal, nama in days.items()}
    return found


def ours(tahun: int) -> dict[date, Libur]:
    """A year's holidays that hold for every office."""
    rows = HariLibur.objects.filter(berlaku_untuk=None, tanggal__year=tahun)
    return {row.tanggal: Libur(row.jenis, row.nama) for row in rows}


def differences(sini: dict[date, Libur], sana: dict[date, Libur]) -> list[str]:
    """One line per day. Another name is none; a day off of LKPP's own (khusus) may be missing there or be called so."""
    found = []
    for tanggal in sorted(sini.keys() | sana.keys()):
        a, b = sini.get(tanggal), sana.get(tanggal)
        if a is None and b is not None:
            found.append(f"{tanggal} tidak ada di sini: {b.nama} ({Jenis(b.jenis).label})")
        elif a is None or a.jenis == Jenis.KHUSUS:
            continue
        elif b is None:
            found.append(f"{tanggal} hanya ada di sini: {a.nama} ({Jenis(a.jenis).label})")
        elif a.jenis != b.jenis:
            found.append(f"{tanggal} di sini {Jenis(a.jenis).label}, di sana {Jenis(b.jenis).label}: {a.nama}")
    return found


class Command(BaseCommand):
    """Exit code 1 when there are differences."""

    help = "Membandingkan hari libur di portal ini dengan pustaka holidays. Tidak mengubah apa pun."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Years; without any, all those of which the portal knows a holiday."""
        parser.add_argument("--tahun", type=int, nargs="+", metavar="TAHUN")

    def handle(self, *args: Any, **options: Any) -> None:
        """Compare year by year."""
        years = options["tahun"] or [d.year for d in HariLibur.objects.dates("tanggal", "year")]
        total = 0
        for tahun in years:
            sini = ours(tahun)
            lines = differences(sini, theirs(tahun))
            total += len(lines)
            self.stdout.write(f"{tahun}: {len(sini)} hari libur di sini, {len(lines)} perbedaan")
            for line in lines:
                self.stdout.write(f"  {line}")
        if total:
            raise CommandError(f"{total} perbedaan. Periksa ketetapan resminya sebelum mengubah kalender.")
        self.stdout.write(
            "Tidak ada perbedaan." if years else "Belum ada hari libur. Muat dengan manage.py muat_acuan."
        )
