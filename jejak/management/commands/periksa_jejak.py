"""Check the whole trail: every chain, every seal."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from jejak.seal import check


class Command(BaseCommand):
    """Exit code 0 when the trail is unbroken, 1 with every finding otherwise."""

    help = "Memeriksa rantai jejak dan segel harian."

    def handle(self, *args: Any, **options: Any) -> None:
        """Print progress and findings."""
        found = 0
        for temuan in check(lambda n: self.stderr.write(f"{n} jejak diperiksa ...")):
            found += 1
            self.stdout.write(temuan.kalimat)
        if found:
            raise CommandError(f"{found} temuan. Jejak tidak utuh; amankan basis data dan hubungi tim keamanan.")
        self.stdout.write("Jejak utuh.")
