"""`manage.py muat_acuan`: loads the reference data of all apps; may be repeated without harm."""

import time
from typing import Any

from django.core.management.base import BaseCommand

from akun import reference as akun
from helpdesk import reference as helpdesk
from helpdesk import reference_faq as faq
from helpdesk import reference_layanan as layanan
from inspektorat import reference as inspektorat
from konsultasi import reference as konsultasi
from laporan import reference as laporan
from sla import reference as sla

LOADERS = (
    *akun.LOADERS,
    *sla.LOADERS,
    *inspektorat.LOADERS,
    *konsultasi.LOADERS,
    *helpdesk.LOADERS,
    *faq.LOADERS,
    *layanan.LOADERS,
    *laporan.LOADERS,
)


class Command(BaseCommand):
    """Regions, institutions, units, posts, policies, holidays, inspectorates, LKPP's helpdesk, the action plan."""

    help = "Memuat data acuan; baris yang sudah diubah petugas tidak ditimpa."

    def handle(self, *args: Any, **options: Any) -> None:
        """One line per kind of data."""
        mulai = time.monotonic()
        for load in LOADERS:
            hasil = load()
            self.stdout.write(f"  {hasil.nama}: {hasil.baru} baru, {hasil.ada} sudah ada")
            self.stdout.flush()
        self.stdout.write(f"  Data acuan siap ({time.monotonic() - mulai:.1f} d)".replace(".", ","))
