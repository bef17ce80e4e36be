"""`manage.py impor_inspektorat [FILE.csv]`: loads inspectorates with their letters of basis."""

import argparse
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from inspektorat.models import DasarSurat, Inspektorat
from inspektorat.reference import BERGABUNG, load_inspektorat


class Command(BaseCommand):
    """Without a file: the 83 inspectorates that had joined by May 2023."""

    help = "Memuat daftar inspektorat beserta dasar suratnya. Boleh diulang; yang sudah ada tidak diubah."

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        """Another list of the same columns may be given."""
        parser.add_argument("berkas", nargs="?", type=Path, default=BERGABUNG)

    def handle(self, *args: Any, **options: Any) -> None:
        """Load and count."""
        try:
            hasil = load_inspektorat(options["berkas"])
        except (OSError, UnicodeDecodeError, KeyError, ValueError) as error:
            raise CommandError(f"{options['berkas']} tidak dapat dimuat: {error!r}") from error
        lepas = Inspektorat.objects.filter(instansi=None).values_list("nama", flat=True)
        for nama in lepas:
            self.stderr.write(f"Belum terhubung ke instansi: {nama}.")
        daerah = Inspektorat.objects.exclude(wilayah=None).count()
        self.stdout.write(
            f"{hasil.baru} inspektorat dibuat, {hasil.ada} sudah ada; {daerah} terhubung ke wilayah,"
            f" {DasarSurat.objects.count()} dasar surat."
        )
