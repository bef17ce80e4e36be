"""`manage.py terbitkan_statistik`: freezes the closed quarters that are not public yet. Harmless at any time."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from laporan.statistik import terbit


class Command(BaseCommand):
    """See the module."""

    help = "Menerbitkan statistik publik dari triwulan yang sudah tertutup; yang sudah terbit tidak dihitung lagi."

    def handle(self, *args: Any, **options: Any) -> None:
        """Publish, and say what."""
        terbit_baru = terbit.terbitkan_semua(now=timezone.now())
        for triwulan in terbit_baru:
            self.stdout.write(f"  {triwulan} diterbitkan")
        if not terbit_baru:
            self.stdout.write("  Tidak ada triwulan tertutup yang belum terbit.")
