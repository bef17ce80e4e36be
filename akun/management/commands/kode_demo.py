"""`manage.py kode_demo`: the second-factor code of all demo accounts, for the next half minute."""

import time
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from akun import demo


class Command(BaseCommand):
    """Not in production: there every officer has a second factor of his own."""

    help = "Mencetak kode langkah kedua akun demo."

    def handle(self, *args: Any, **options: Any) -> None:
        """Print the code and how long it is good."""
        if not demo.boleh():
            raise CommandError(
                "Akun demo hanya ada di mode demo; di produksi setiap petugas punya kunci kedua sendiri."
            )
        kode, sisa = demo.kode(time.time())
        self.stdout.write(f"{kode}  (berlaku {sisa} detik lagi)")
