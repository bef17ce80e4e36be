"""Load the demo consultations, once."""

import time
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from akun import demo
from konsultasi import contoh
from konsultasi.models import Konsultasi


class Command(BaseCommand):
    """Does nothing when there are consultations already."""

    help = "Memuat contoh konsultasi, jam kunjungan, dan tanya jawab (hanya mode demo)."

    def handle(self, *args: Any, **options: Any) -> None:
        """Let them live their lives."""
        if settings.PORTAL_MODE == "produksi":
            raise CommandError("Data contoh tidak dimuat di mode produksi.")
        if Konsultasi.objects.exists():
            self.stdout.write("Konsultasi sudah ada; data contoh tidak dimuat lagi.")
            return
        orang = {u.email.partition("@")[0]: u for u in demo.siapkan()}
        started = time.monotonic()
        jumlah = sum(1 for _konsultasi in contoh.muat(orang=orang, now=timezone.now()))
        self.stdout.write(f"{jumlah} konsultasi contoh dimuat dalam {time.monotonic() - started:.0f} detik.")
