"""Load the demo complaints and letters, once."""

import sys
import time
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from akun import demo
from pengaduan import contoh
from pengaduan.models import Pengaduan
from persuratan import contoh as contoh_surat
from persuratan import contoh_keluar


class Command(BaseCommand):
    """Does nothing when there are complaints already."""

    help = "Memuat sekitar 60 pengaduan dan 40 surat contoh (hanya mode demo)."

    def handle(self, *args: Any, **options: Any) -> None:
        """Show how far it is; a terminal sees one line that counts."""
        if settings.PORTAL_MODE == "produksi":
            raise CommandError("Data contoh tidak dimuat di mode produksi.")
        if Pengaduan.objects.exists():
            self.stdout.write("Pengaduan sudah ada; data contoh tidak dimuat lagi.")
            return
        orang = {u.email.partition("@")[0]: u for u in demo.siapkan()}
        total, started = sum(n for n, _ in contoh.SEBARAN.values()), time.monotonic()
        for n, _p in enumerate(contoh.muat(orang=orang, now=timezone.now()), start=1):
            if sys.stdout.isatty() or n % 20 == 0:
                self.stdout.write(f"{n} dari {total} pengaduan contoh", ending="\r" if sys.stdout.isatty() else "\n")
        self.stdout.write(f"{total} pengaduan contoh dimuat dalam {time.monotonic() - started:.0f} detik.")
        started = time.monotonic()
        jumlah = sum(1 for _surat in contoh_surat.muat(orang=orang, now=timezone.now()))
        contoh.dari_surat(orang=orang, now=timezone.now())
        call_command("siapkan_tte", stdout=self.stdout)
        jumlah += sum(1 for _surat in contoh_keluar.muat(orang=orang, now=timezone.now()))
        self.stdout.write(f"{jumlah} surat contoh dimuat dalam {time.monotonic() - started:.0f} detik.")
