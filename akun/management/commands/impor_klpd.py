"""`manage.py impor_klpd FILE.json [--coba]`: takes over LKPP's K/L/PD codes."""

import argparse
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from akun.klpd import BukanDaftar, impor


class Command(BaseCommand):
    """Reads the JSON list that ISB Satu Data gives out as MasterKLPD."""

    help = "Memadankan kode K/L/PD dari berkas JSON ISB; instansi yang belum dikenal dibuat. Boleh diulang."

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        """The file, and a trial run."""
        parser.add_argument("berkas", type=Path)
        parser.add_argument("--coba", action="store_true", help="laporkan saja, tidak menyimpan apa pun")

    def handle(self, *args: Any, **options: Any) -> None:
        """Import and report; rows left out are listed on the error stream with their line."""
        berkas: Path = options["berkas"]
        try:
            hasil = impor(berkas.read_text(encoding="utf-8-sig"), coba=options["coba"])
        except (OSError, UnicodeDecodeError, BukanDaftar) as error:
            raise CommandError(f"{berkas} tidak dapat dibaca: {error}") from error
        for nama, instansi in hasil.lewat_wilayah:
            self.stdout.write(f"Dipadankan lewat kode wilayah: {nama} = {instansi}")
        for nama in hasil.dibuat:
            self.stdout.write(f"Dibuat: {nama}")
        for baris, sebab in hasil.masalah:
            self.stderr.write(f"Baris {baris}: {sebab}.")
        self.stdout.write(
            f"{hasil.diberi_kode} instansi diberi kode, {len(hasil.dibuat)} dibuat, {hasil.tetap} tetap,"
            f" {len(hasil.masalah)} baris dilewati{' (percobaan: tidak disimpan)' if options['coba'] else ''}."
        )
