"""`manage.py keluarkan_semua`: everybody has to log in again, now. For incidents and after a restore."""

from typing import Any

import structlog
from django.core.management.base import BaseCommand

from akun.flow import keluarkan_semua

log = structlog.get_logger(__name__)


class Command(BaseCommand):
    """Receipts and drafts of complainants are not sessions and stay as they are."""

    help = "Mengakhiri semua sesi masuk, milik siapa pun."

    def handle(self, *args: Any, **options: Any) -> None:
        """End them and count."""
        jumlah = keluarkan_semua()
        log.warning("semua_dikeluarkan", jumlah=jumlah)
        self.stdout.write(f"{jumlah} sesi diakhiri. Semua orang harus masuk lagi.")
