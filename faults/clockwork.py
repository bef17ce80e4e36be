"""Sweepers whose clock can be set wrong while they run: by libfaketime, or without it inside the one process."""

import sys
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from faults.rig import SAPU, Rig
from lkpp_portal.bootstrap import ROOT
from lkpp_portal.children import Child, spawn
from sla.models import Sapuan

LOMPATAN = {"+1 jam": 3600, "+10 hari": 864_000, "-1 jam": -3600}  # seconds
PUSTAKA = "faketime/libfaketime.so.1"
SENYAP = 5  # seconds without a finished sweep
MENOLAK = "Betulkan jam yang salah"  # what it writes when it refuses


def library() -> Path | None:
    """libfaketime, where it is installed (Debian: `apt-get install faketime`)."""
    return next((p for lib in ("/usr/lib", "/usr/local/lib") for p in sorted(Path(lib).glob(f"*/{PUSTAKA}"))), None)


def how() -> str:
    """By what the clocks are set wrong, for the table."""
    return "libfaketime" if library() else "di dalam proses, libfaketime tidak ada"


@dataclass
class Crooked:
    """A running sweeper and the file that says by how many seconds its clock is wrong."""

    name: str
    child: Child
    file: Path

    def jump(self) -> None:
        """Set its clock wrong."""
        draft = self.file.with_suffix(".baru")
        draft.write_text(f"{LOMPATAN[self.name]:+d}")
        draft.replace(self.file)

    def refuses(self, now: datetime) -> bool:
        """Whether it says that it refuses, and has not finished a sweep for a while before `now`."""
        swept = Sapuan.objects.filter(oleh__endswith=f":{self.child.process.pid}")
        last = swept.order_by("-selesai_pada").values_list("selesai_pada", flat=True).first()
        silent = last is not None and (now - last).total_seconds() > SENYAP
        return silent and MENOLAK in self.child.log.read_text(errors="replace")


def start(rig: Rig, name: str) -> Crooked:
    """A sweeper whose clock is right as yet."""
    file = rig.place.data / f"jam{LOMPATAN[name]:+d}"
    file.write_text("+0")
    env = rig.env | {"FAKETIME_TIMESTAMP_FILE": str(file), "PGAPPNAME": "penyapu-jam"}
    command: tuple[str, ...] = (sys.executable, "-m", "faults.crooked", str(file))
    if pustaka := library():
        # the jump is of the clock that people set; the one that counts since the start goes on
        env |= {"LD_PRELOAD": str(pustaka), "FAKETIME_NO_CACHE": "1", "FAKETIME_DONT_FAKE_MONOTONIC": "1"}
        command = SAPU
    return Crooked(name, spawn(name, command, log=rig.place.logs / f"{file.name}.log", env=env, cwd=ROOT), file)
