"""Bring open clocks to the present calendar, without Celery."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from sla import move, recount


class Command(BaseCommand):
    """Any number may run at once, beside the workers; one that was interrupted is simply started again."""

    help = "Menghitung ulang tenggat yang berjalan setelah kalender kerja berubah."

    def handle(self, *args: Any, **options: Any) -> None:
        """Move with a line of progress, then say what is left."""
        done = move.run(now=timezone.now(), progress=self._progress, pekerja=move.PEKERJA)
        self.stdout.write(f"{done} tenggat dihitung ulang oleh perintah ini.")
        if left := recount.left():
            self.stdout.write(f"{left} tenggat sedang dipakai proses lain. Jalankan lagi, atau tunggu satu menit.")

    def _progress(self, diperiksa: int, total: int) -> None:
        self.stderr.write(f"\r{diperiksa} dari {total} tenggat diperiksa", ending="")
        if diperiksa >= total:
            self.stderr.write("")
