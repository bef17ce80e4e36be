"""Enter letters that went out before the portal: `manage.py impor_surat_lama FILE.csv FOLDER [--uji]`."""

from pathlib import Path
from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from akun.actor import Actor, Peran
from akun.models import User
from persuratan import impor_lama


class Command(BaseCommand):
    """With `--uji` nothing is written. Tickets are shown, tokens are not: output ends up in logs."""

    help = "Mencatat surat keluar terdahulu dari CSV dan folder PDF. Dengan --uji hanya memeriksa."

    def add_arguments(self, parser: CommandParser) -> None:
        """The sheet, the folder of its PDFs, and in whose name."""
        parser.add_argument("file", type=Path)
        parser.add_argument("folder", type=Path)
        parser.add_argument("--uji", action="store_true", help="periksa saja, tidak mencatat apa pun")
        parser.add_argument("--oleh", default="", metavar="EMAIL", help="petugas TU yang mencatat")

    def handle(self, *args: Any, file: Path, folder: Path, uji: bool, oleh: str, **options: Any) -> None:
        """Judge, say what is wrong, and write."""
        by = self._petugas(oleh)
        try:
            rows = impor_lama.urai(file.read_bytes())
            hasil = impor_lama.periksa(rows, folder)
            for ke, kolom, kalimat in hasil.cacat:
                self.stderr.write(f"Baris {ke}, {kolom}: {kalimat}")
            if hasil.cacat:
                raise CommandError(f"{len({c[0] for c in hasil.cacat})} dari {len(rows)} baris perlu diperbaiki.")
            if uji:
                self.stdout.write(f"{len(hasil.baik)} surat siap dicatat. Ulangi tanpa --uji.")
                return
            jadi = impor_lama.tulis(hasil, by=by, now=timezone.now())
        except OSError as error:
            raise CommandError(f"{error.filename or file} tidak terbaca: {error.strerror}.") from error
        except PermissionDenied as error:
            raise CommandError(str(error)) from error
        except impor_lama.ImporDitolak as error:
            raise CommandError(" ".join(error.messages)) from error
        self.stdout.write(f"{len(jadi)} surat terdahulu dicatat.")

    def _petugas(self, email: str) -> Actor:
        rows = User.objects.filter(is_active=True, peran=Peran.PETUGAS_TU).order_by("pk")
        user = rows.filter(email__iexact=email).first() if email else rows.first()
        if user is None:
            raise CommandError("Tidak ada akun petugas TU yang aktif. Sebut dengan --oleh EMAIL.")
        return Actor.of(user)
