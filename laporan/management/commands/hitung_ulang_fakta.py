"""`manage.py hitung_ulang_fakta`: read all cases anew for the figures. Harmless at any time; nothing is removed."""

import argparse
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from laporan import fakta
from laporan.models import FaktaKasus


class Command(BaseCommand):
    """See the module."""

    help = "Membaca ulang semua kasus untuk angka dan laporan; aman dijalankan kapan saja."

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        """After an upgrade the first reading is due, and no second one."""
        parser.add_argument("--bila-kosong", action="store_true", help="hanya bila belum ada yang dibaca")

    def handle(self, *args: Any, **options: Any) -> None:
        """Rebuild, saying how far it is."""
        if options["bila_kosong"] and FaktaKasus.objects.exists():
            return
        fakta.bangun_ulang(
            now=timezone.now(), say=lambda tipe, ke, akhir: self.stdout.write(f"  {tipe}: sampai {ke} dari {akhir}")
        )
        self.stdout.write("Fakta siap.")
