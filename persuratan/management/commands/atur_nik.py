"""`manage.py atur_nik EMAIL --oleh ADMIN`: by which NIK the signing service knows an official."""

import argparse
import sys
from getpass import getpass
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from akun.actor import Actor
from akun.models import User
from persuratan import penandaan


class Command(BaseCommand):
    """The NIK is asked for, or read from standard input; it stands in no list of processes and no history."""

    help = "Mencatat NIK seorang penanda tangan (dibaca dari masukan standar); kosong menghapusnya."

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        """Whose, and who says so."""
        parser.add_argument("email", help="alamat e-mail penanda tangan")
        parser.add_argument("--oleh", required=True, help="alamat e-mail admin sistem yang mencatatnya")

    def handle(self, *args: Any, **options: Any) -> None:
        """Write it down, with a trail that holds no NIK."""
        siapa, oleh = self._orang(options["email"]), self._orang(options["oleh"])
        nik = (getpass("NIK: ") if sys.stdin.isatty() else sys.stdin.readline()).strip()
        try:
            penandaan.atur_nik(user=siapa, nik=nik, by=Actor.of(oleh), now=timezone.now())
        except (PermissionDenied, ValidationError) as sebab:
            raise CommandError("; ".join(getattr(sebab, "messages", [str(sebab)]))) from sebab
        self.stdout.write(f"NIK {siapa.email} {'dicatat' if nik else 'dihapus'}.")

    def _orang(self, email: str) -> User:
        user = User.objects.filter(email__iexact=email, is_active=True).first()
        if user is None:
            raise CommandError(f"Tidak ada akun aktif dengan alamat {email}.")
        return user
