"""`python -m faults.crooked FILE`: a sweeper in which the clock is wrong by the seconds written in a file.

For machines without libfaketime: only the time that sla/sweep.py asks of its own machine is wrong.
"""

import importlib
import sys
from datetime import datetime, timedelta, tzinfo
from pathlib import Path

import django
from django.core.management import call_command

FILE = Path(sys.argv[-1])


class Wrong(datetime):
    """The time, wrong by as much as the file says."""

    @classmethod
    def now(cls, tz: tzinfo | None = None) -> "Wrong":
        """The wrong time."""
        return super().now(tz) + timedelta(seconds=float(FILE.read_text()))


if __name__ == "__main__":
    django.setup()
    importlib.import_module("sla.sweep").__dict__["datetime"] = Wrong
    call_command("sla_sweep", loop=True, setiap=1.0)
