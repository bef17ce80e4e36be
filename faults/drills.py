"""The faults: for each, who runs, what is broken, and for how long deadlines fall due meanwhile.

A fault does its worst within its window and leaves everything whole again; it returns in words what it did.
"""

import random
import signal
import time
from collections.abc import Callable
from dataclasses import dataclass

from faults import clockwork
from faults.rig import JADWAL, PENYAPU, WORKERS, Rig


@dataclass
class Window:
    """The seconds in which deadlines fall due."""

    detik: float
    acak: random.Random
    mulai: float = 0.0

    def open(self) -> None:
        """From now on."""
        self.mulai = time.monotonic()

    def left(self) -> float:
        """Seconds until its end."""
        return self.mulai + self.detik - time.monotonic()

    def wait(self, seconds: float) -> None:
        """Let time pass."""
        time.sleep(max(0.0, seconds))

    def wait_until(self, share: float) -> None:
        """Wait until so much of it is over."""
        self.wait(self.left() - self.detik * (1 - share))


@dataclass(frozen=True)
class Drill:
    """A fault. `bagian`: its weight among all deadlines; `beats` and `sweepers`: who runs beside the worker."""

    kode: str
    nama: str
    act: Callable[[Rig, Window], str]
    detik: int
    bagian: int
    beats: int = 1
    sweepers: int = 0


class NotRefused(Exception):
    """A process did what it had to refuse; the text says what."""


def kill_workers(rig: Rig, window: Window) -> str:
    """F1: pool processes, sweepers and the whole worker, at random, when they are seen in a transaction."""
    kills = sure = 0
    while window.left() > 2:
        rig.wake()
        name = window.acak.choice([*WORKERS, *WORKERS, f"{PENYAPU}-0", f"{PENYAPU}-1"])
        pool_only = name in WORKERS and window.acak.random() < 0.8
        sure += rig.kill_in_the_middle(name, pool_only=pool_only, patience=1.5)
        kills += 1
        if not pool_only:
            rig.start(name)
        window.wait(window.acak.uniform(0.0, 0.6))
        rig.tend()
    rig.recovered()
    return f"{kills} kali kill -9 pada proses pekerja dan penyapu, {sure} pasti di tengah transaksi"


def flush_broker(rig: Rig, window: Window) -> str:
    """F3: FLUSHALL every half second; only Celery fires."""
    count = 0
    while window.left() > 1:
        rig.wake()
        rig.broker.flushall()
        count += 1
        window.wait(0.5)
    rig.recovered()
    return f"{count} kali FLUSHALL; hanya Celery yang menyapu"


def freeze_broker(rig: Rig, window: Window) -> str:
    """F5: Valkey hangs for half of the window; only Celery fires."""
    window.wait_until(0.25)
    rig.freeze_valkey(True)
    window.wait_until(0.75)
    rig.freeze_valkey(False)
    rig.recovered()
    return f"Valkey SIGSTOP {window.detik / 2:.0f} detik; hanya Celery yang menyapu"


def empty_broker(rig: Rig, window: Window) -> str:
    """F6: Valkey dies twice and comes back empty; only Celery fires."""
    for share in (0.3, 0.7):
        window.wait_until(share)
        rig.kill_valkey()
        window.wait(1.5)
        rig.start_valkey()
    rig.recovered()
    return "Valkey kill -9 dua kali, kembali kosong; hanya Celery yang menyapu"


def crash_database(rig: Rig, window: Window) -> str:
    """F8: PostgreSQL is stopped at once, twice, while it fires."""
    return _restart_database(rig, window, signal.SIGQUIT, 2.0, "PostgreSQL dihentikan seketika (immediate) dua kali")


def restart_database(rig: Rig, window: Window) -> str:
    """F9: PostgreSQL restarts in order; every kept connection is dead afterwards."""
    return _restart_database(rig, window, signal.SIGINT, 0.0, "PostgreSQL dimulai ulang dua kali, sambungan tersimpan")


def _restart_database(rig: Rig, window: Window, how: signal.Signals, dark: float, did: str) -> str:
    for share in (0.3, 0.65):
        window.wait_until(share)
        rig.stop_postgres(how)
        window.wait(dark)
        rig.start_postgres()
    rig.recovered()
    return did


def crooked_clocks(rig: Rig, window: Window) -> str:
    """F12: the clocks of three sweepers jump while they run; they refuse and say so, the straight ones go on."""
    crooked = [clockwork.start(rig, name) for name in clockwork.LOMPATAN]
    try:
        for clock in crooked:
            rig.wait_swept(clock.child)
        for clock in crooked:
            clock.jump()
        window.wait(max(window.left(), 2 * clockwork.SENYAP))
        rig.recovered()
        if fault := [clock.name for clock in crooked if not clock.refuses(rig.pulih)]:
            raise NotRefused(f"penyapu berjam {', '.join(fault)} tidak menolak")
    finally:
        for clock in crooked:
            clock.child.stop()
    return f"jam tiga penyapu {', '.join(clockwork.LOMPATAN)} ({clockwork.how()}): menolak dan mengatakannya"


def too_many(rig: Rig, window: Window) -> str:
    """F13: nothing is broken, but there are two beats and four sweepers beside the worker."""
    while window.left() > 1:
        rig.wake()
        window.wait(0.3)
    return "dua jadwal, empat penyapu, pekerja dibangunkan tiap 0,3 detik"


def dead_beat(rig: Rig, window: Window) -> str:
    """F14: nobody wakes the worker for the whole window; then beat comes back."""
    rig.kill(f"{JADWAL}-0")
    window.wait_until(1.0)
    rig.start(f"{JADWAL}-0")
    rig.recovered()
    return f"jadwal mati {window.detik:.0f} detik (dipersingkat dari 30 menit), lalu kembali; hanya Celery"


DRILLS = (
    Drill("F1", "pekerja dibunuh", kill_workers, detik=36, bagian=4, sweepers=2),
    Drill("F3", "Redis dikosongkan", flush_broker, detik=14, bagian=2),
    Drill("F5", "Redis membeku", freeze_broker, detik=16, bagian=2),
    Drill("F6", "Redis kembali kosong", empty_broker, detik=14, bagian=2),
    Drill("F8", "Postgres roboh", crash_database, detik=24, bagian=3, sweepers=2),
    Drill("F9", "Postgres dimulai ulang", restart_database, detik=14, bagian=2, sweepers=2),
    Drill("F12", "jam melompat", crooked_clocks, detik=20, bagian=2, sweepers=1),
    Drill("F13", "kembar", too_many, detik=14, bagian=2, beats=2, sweepers=4),
    Drill("F14", "jadwal mati", dead_beat, detik=12, bagian=1),
)
