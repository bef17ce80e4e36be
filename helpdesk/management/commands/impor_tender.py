"""`manage.py impor_tender UNIT BERKAS`: the running tenders of an LPSE from a CSV or JSON file."""

import argparse
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from akun.actor import Actor, Peran
from helpdesk import tender
from helpdesk.models import MejaLayanan


class Command(BaseCommand):
    """All or nothing; names every line that is wrong."""

    help = "Mengimpor tender yang sedang berjalan di sebuah LPSE (kolom kode_tender, nama, tahap 1-12)."

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        """Unit, file, and whether the file is the whole list."""
        parser.add_argument("unit", help="kode unit LPSE, misalnya LPSE-76.02")
        parser.add_argument("berkas", type=Path)
        parser.add_argument("--ganti-semua", action="store_true", help="hapus tender yang tidak disebut berkas")

    def handle(self, *args: Any, **options: Any) -> None:
        """Import, and say what changed."""
        meja = MejaLayanan.objects.select_related("unit").filter(unit__kode=options["unit"]).first()
        if meja is None:
            raise CommandError(f"Tidak ada helpdesk untuk unit {options['unit']}.")
        operator = Actor("Operator", Peran.PETUGAS_HELPDESK)
        try:
            isi = options["berkas"].read_bytes()
            hasil = tender.impor(
                meja=meja, isi=isi, ganti_semua=options["ganti_semua"], by=operator, now=timezone.now()
            )
        except OSError as error:
            raise CommandError(f"Berkas tidak dapat dibaca: {options['berkas']}") from error
        except tender.ImporSalah as error:
            raise CommandError("\n".join(error.messages)) from error
        self.stdout.write(f"{hasil.baru} tender baru, {hasil.diubah} diperbarui, {hasil.dihapus} dihapus.")
