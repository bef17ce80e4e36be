"""Seal everything anew with the first key of each ring."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from akun.sealing import UnsealError
from lkpp_portal.rotation import rotate


class Command(BaseCommand):
    """Says how far it is; safe to stop and start again."""

    help = "Menyegel ulang semua teks, identitas, dan berkas dengan kunci pertama."

    def handle(self, *args: Any, **options: Any) -> None:
        """Run the rotation to its end."""
        try:
            for bagian in rotate():
                self.stdout.write(f"{bagian.nama}: {bagian.selesai} dari {bagian.jumlah}")
        except UnsealError as error:
            raise CommandError(f"{error} Kembalikan kunci lama ke gantungan kunci, lalu jalankan lagi.") from error
        self.stdout.write("Semua sudah disegel dengan kunci pertama. Kunci lama boleh dilepas.")
