"""`manage.py cabut_kunci_api`: end the keys of programs, of one person or of everybody. For incidents."""

from typing import Any

import structlog
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from laporan import kunci_api

log = structlog.get_logger(__name__)


class Command(BaseCommand):
    """What `keluarkan_semua` is for sessions."""

    help = "Mengakhiri kunci API yang masih berlaku: milik satu orang, atau semuanya."

    def add_arguments(self, parser: CommandParser) -> None:
        """Whose keys."""
        parser.add_argument("email", nargs="?", default="", help="Alamat akun pemilik kunci.")
        parser.add_argument("--semua", action="store_true", help="Kunci milik siapa pun.")

    def handle(self, *args: Any, **options: Any) -> None:
        """End them and count. Raises CommandError unless it is said whose."""
        if bool(options["email"]) == bool(options["semua"]):
            raise CommandError("Sebutkan alamat satu akun, atau --semua.")
        jumlah = kunci_api.habiskan(email=options["email"], now=timezone.now())
        log.warning("kunci_api_diakhiri", jumlah=jumlah)
        self.stdout.write(f"{jumlah} kunci diakhiri. Sistem yang memakainya langsung tertutup.")
