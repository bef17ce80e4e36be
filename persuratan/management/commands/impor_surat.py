"""Enter many letters from a sheet: the same judgement and the same writing as the page of TU."""

import sys
import time
from pathlib import Path
from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from akun.actor import Actor
from akun.models import User
from persuratan import impor
from persuratan.lembar_kerja import LembarDitolak


class Command(BaseCommand):
    """Without `--jalankan` nothing is written. Numbers are shown, tokens are not: output ends up in logs."""

    help = "Mencatat surat masuk dari lembar .xlsx atau .csv. Tanpa --jalankan hanya memeriksa."

    def add_arguments(self, parser: CommandParser) -> None:
        """The sheet, the officer in whose name it is entered, and whether to write."""
        parser.add_argument("file", type=Path)
        parser.add_argument("--oleh", required=True, metavar="EMAIL", help="petugas TU yang mencatat")
        parser.add_argument("--jalankan", action="store_true", help="catat semuanya, atau tidak sama sekali")

    def handle(self, *args: Any, file: Path, oleh: str, jalankan: bool, **options: Any) -> None:
        """Judge, say what is wrong, and write when asked to."""
        user = User.objects.filter(email__iexact=oleh, is_active=True).first()
        if user is None:
            raise CommandError(f"Tidak ada akun aktif dengan e-mail {oleh}.")
        by, now, mulai = Actor.of(user), timezone.now(), time.monotonic()
        try:
            isi, cacat = impor.urai(file.read_bytes())
            hasil = impor.periksa(isi, now=now, cacat=cacat)
            for c in hasil.cacat:
                self.stderr.write(f"Baris {c.baris}{f', {c.kolom}' if c.kolom else ''}: {c.kalimat}")
            if not hasil.siap:
                raise CommandError(f"{len({c.baris for c in hasil.cacat})} dari {len(isi)} baris perlu diperbaiki.")
            if not jalankan:
                self.stdout.write(f"{len(hasil.baik)} baris siap dicatat. Ulangi dengan --jalankan.")
                return
            jadi = impor.tulis(hasil, by=by, now=now, maju=lambda n: self._maju(n, len(hasil.baik)))
        except OSError as error:
            raise CommandError(f"{file} tidak terbaca: {error.strerror}.") from error
        except PermissionDenied as error:
            raise CommandError(str(error)) from error
        except LembarDitolak as error:
            raise CommandError(" ".join(error.messages)) from error
        self.stdout.write(
            f"{len(jadi)} surat dicatat dalam {time.monotonic() - mulai:.0f} detik: "
            f"{jadi[0][0].nomor} sampai {jadi[-1][0].nomor}."
        )

    def _maju(self, n: int, dari: int) -> None:
        """A terminal sees one line that counts; a log one line now and then."""
        if sys.stdout.isatty() or n % 100 == 0:
            self.stdout.write(f"{n} dari {dari}", ending="\r" if sys.stdout.isatty() else "\n")
