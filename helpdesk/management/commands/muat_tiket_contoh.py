"""Load the demo desks, their tickets, verifications and announcements, once."""

import time
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from akun import demo
from helpdesk import contoh, contoh_pengumuman, contoh_verifikasi
from helpdesk.models import Tiket


class Command(BaseCommand):
    """Does nothing when there are tickets already."""

    help = "Memuat helpdesk dua LPSE dengan tiket, verifikasi, dan pengumuman contoh (hanya mode demo)."

    def handle(self, *args: Any, **options: Any) -> None:
        """Says how many came of it."""
        if settings.PORTAL_MODE == "produksi":
            raise CommandError("Data contoh tidak dimuat di mode produksi.")
        if Tiket.objects.exists():
            self.stdout.write("Tiket sudah ada; tiket contoh tidak dimuat lagi.")
            return
        orang, started = {u.email.partition("@")[0]: u for u in demo.siapkan()}, time.monotonic()
        now = timezone.now()
        jumlah = {
            "tiket": sum(1 for _satu in contoh.muat(orang=orang, now=now)),
            "verifikasi": sum(1 for _satu in contoh_verifikasi.muat(now=now)),
            "pengumuman dan gangguan": contoh_pengumuman.muat(orang=orang, now=now),
        }
        isi = ", ".join(f"{n} {apa}" for apa, n in jumlah.items())
        self.stdout.write(f"Contoh dimuat: {isi} ({time.monotonic() - started:.0f} detik).")
