"""`manage.py siapkan`: everything between an installed portal and its first page, in one process."""

import argparse
import io
import time
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand

STEPS: tuple[tuple[str, str, dict[str, Any]], ...] = (
    ("Memutakhirkan skema basis data", "migrate", {"verbosity": 0, "interactive": False}),
    ("Memberi hak kepada peran web", "pasang_hak", {}),
    ("Memuat data acuan", "muat_acuan", {}),
    ("Menyiapkan akun demo", "akun_demo", {"stdout": io.StringIO()}),
    ("Menyiapkan tanda tangan uji", "siapkan_tte", {"stdout": io.StringIO()}),
    ("Memuat data contoh", "muat_contoh", {}),
    ("Memuat contoh konsultasi", "muat_konsultasi_contoh", {}),
    ("Memuat tiket contoh", "muat_tiket_contoh", {}),
    ("Membaca kasus untuk angka dan laporan", "hitung_ulang_fakta", {"bila_kosong": True, "stdout": io.StringIO()}),
    ("Menerbitkan statistik triwulan yang tertutup", "terbitkan_statistik", {"stdout": io.StringIO()}),
    ("Mengumpulkan berkas statis", "collectstatic", {"verbosity": 0, "interactive": False}),
)


class Command(BaseCommand):
    """Runs as the owner of the database; every step may be repeated without harm."""

    requires_system_checks = ()  # migrate and collectstatic check for themselves
    help = "Migrasi, hak basis data, data acuan, data contoh (demo saja), dan berkas statis."

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        """An image carries its static files already; a demo may run on a database with a single role."""
        parser.add_argument("--tanpa-statis", action="store_true", help="berkas statis sudah ada di dalam citra")
        parser.add_argument("--tanpa-hak", action="store_true", help="satu peran basis data untuk semuanya (demo)")

    def handle(self, *args: Any, **options: Any) -> None:
        """Run the steps in order, each with its time."""
        choices = (
            ("collectstatic", options["tanpa_statis"]),
            ("pasang_hak", options["tanpa_hak"] and settings.PORTAL_MODE == "demo"),
            ("akun_demo", settings.PORTAL_MODE != "demo"),
            ("siapkan_tte", settings.PORTAL_MODE != "demo"),
            ("muat_contoh", settings.PORTAL_MODE != "demo"),
            ("muat_konsultasi_contoh", settings.PORTAL_MODE != "demo"),
            ("muat_tiket_contoh", settings.PORTAL_MODE != "demo"),
        )
        skipped = {name for name, skip in choices if skip}
        for label, name, arguments in STEPS:
            if name in skipped:
                continue
            started = time.monotonic()
            self.stdout.write(f"          {label} ...")
            self.stdout.flush()
            call_command(name, **arguments)
            seconds = f"{time.monotonic() - started:.1f}".replace(".", ",")
            self.stdout.write(f"          {label}: selesai ({seconds} d)")
