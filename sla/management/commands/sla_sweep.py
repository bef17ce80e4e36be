"""Fire deadlines without Celery: once, or in a loop until a signal comes."""

import signal
import threading
from argparse import ArgumentParser
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import InterfaceError, OperationalError, connection
from django.utils import timezone

from sla import sweep

NASIHAT = (
    "Tidak ada tenggat yang dibunyikan. Betulkan jam yang salah; sapuan lalu berjalan lagi dengan sendirinya. Bila jam"
    " yang sekarang memang benar, jalankan sekali: manage.py sla_sweep --percaya-jam"
)


class Command(BaseCommand):
    """Exit code 1 when a clock has jumped or the database does not answer; a loop says so and goes on trying."""

    requires_system_checks = ()  # they load every page of the portal; a sweep needs none
    help = "Membunyikan tenggat yang sudah waktunya: pengingat, keterlambatan, eskalasi."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """How often, and whether the clocks may be believed after a jump."""
        parser.add_argument("--loop", action="store_true", help="ulangi sampai SIGTERM atau SIGINT")
        parser.add_argument("--setiap", type=float, default=15.0, metavar="DETIK", help="jeda antarsapuan (15)")
        parser.add_argument(
            "--percaya-jam", action="store_true", help="jam yang sekarang memang benar: mulai lagi dari sini"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Sweep once or until told to stop."""
        if options["setiap"] <= 0:
            raise CommandError("--setiap harus lebih dari nol.")
        self.galat: Exception | None = None
        stop = threading.Event()
        with _until_signal(stop):
            error = self._round(stop, percaya=options["percaya_jam"])
            if error and not options["loop"]:
                raise CommandError(_sentence(error))
            while options["loop"]:
                self._complain(error)
                if stop.wait(options["setiap"]):
                    break
                error = self._round(stop)

    def _round(self, stop: threading.Event, *, percaya: bool = False) -> Exception | None:
        """One round; returns why nothing could be done."""
        try:
            if percaya:
                self.stdout.write(sweep.trust())
            done = sweep.once(stop=stop.is_set)
        except sweep.ClockJumped as error:
            return error
        except (OperationalError, InterfaceError) as error:
            connection.close()
            return error
        if done.ditembak:
            pukul = timezone.localtime().strftime("%H.%M.%S")
            self.stdout.write(f"{pukul} {done.ditembak} alarm dibunyikan, paling lambat {done.terlambat:.0f} detik.")
        return None

    def _complain(self, error: Exception | None) -> None:
        """Say a trouble when it begins and when it is over, not in every round."""
        if type(error) is not type(self.galat):
            self.stderr.write(_sentence(error) if error else "Sapuan berjalan lagi.")
        self.galat = error


def _sentence(error: Exception) -> str:
    if isinstance(error, sweep.ClockJumped):
        return f"{error} {NASIHAT}"
    return f"Basis data tidak menjawab ({type(error).__name__}). Tidak ada tenggat yang dibunyikan."


@contextmanager
def _until_signal(stop: threading.Event) -> Iterator[None]:
    """SIGTERM and SIGINT end the work after the batch that runs."""
    before = {s: signal.signal(s, lambda *_: stop.set()) for s in (signal.SIGTERM, signal.SIGINT)}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
