"""Deadlines a second time, by walking minute after minute: the judge of sla/due.py, of which it knows nothing.

A limit in days counts the closing times that come after the day of receipt while the clock runs; it ends at the last
of them. A limit in hours counts the minutes that pass while the clock runs (and, in working hours, the office is open).
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache

HARI = 1440  # minutes of a day
JAM_16 = 16 * 60
Jam = Mapping[int, tuple[tuple[int, int], ...]]  # open minutes of each weekday, Monday 0


@dataclass(frozen=True, eq=False)
class Kantor:
    """An office as seen during `lama` days from `awal`, in a zone `offset` hours ahead of UTC."""

    awal: date
    offset: int
    jam: Jam
    musim: tuple[tuple[date, date, Jam], ...] = ()
    libur: frozenset[date] = frozenset()
    lama: int = 400


@dataclass(frozen=True)
class Case:
    """A limit to be computed. All moments are whole minutes, aware."""

    kantor: Kantor
    mulai: datetime
    jumlah: int
    satuan: str
    jeda: tuple[tuple[datetime, datetime], ...] = ()


@dataclass(frozen=True)
class Answer:
    """When the limit ends, and how much of each day counted: 1 for a day, minutes for hours."""

    jatuh_tempo: datetime
    hari: dict[date, int]


def usual(kantor: Kantor, tanggal: date) -> tuple[tuple[int, int], ...]:
    """The hours of a date if it were no holiday."""
    for mulai, sampai, jam in kantor.musim:
        if mulai <= tanggal <= sampai:
            return jam.get(tanggal.weekday(), ())
    return kantor.jam.get(tanggal.weekday(), ())


@lru_cache(maxsize=16)
def marks(kantor: Kantor, satuan: str) -> bytes:
    """One byte per minute of the window (and of one day more): 1 where something counts."""
    found = bytearray((kantor.lama + 1) * HARI)
    for d in range(kantor.lama):
        tanggal = kantor.awal + timedelta(days=d)
        buka = usual(kantor, tanggal)
        works = bool(buka) and tanggal not in kantor.libur
        if satuan == "hari_kalender" or (satuan == "hari_kerja" and works):
            found[d * HARI + (buka[-1][1] if buka else JAM_16)] = 1
        if satuan == "jam_kalender" or (satuan == "jam_kerja" and works):
            found[d * HARI : (d + 1) * HARI] = open_minutes(buka if satuan == "jam_kerja" else ((0, HARI),))
    return bytes(found)


@lru_cache(maxsize=256)
def open_minutes(buka: tuple[tuple[int, int], ...]) -> bytes:
    """The minutes of one day: 1 where the office is open."""
    return bytes(any(a <= minute < b for a, b in buka) for minute in range(HARI))


def minute_of(kantor: Kantor, moment: datetime) -> int:
    """Minutes since the window's first midnight on the office's wall clock."""
    return (moment - moment_of(kantor, 0)) // timedelta(minutes=1)


def moment_of(kantor: Kantor, minute: int) -> datetime:
    """The moment behind a minute of the window."""
    midnight = datetime(kantor.awal.year, kantor.awal.month, kantor.awal.day, tzinfo=UTC)
    return midnight + timedelta(minutes=minute) - timedelta(hours=kantor.offset)


def answer(case: Case) -> Answer:
    """Walk until the limit is used up. Raises ValueError when the window is too short for it."""
    kantor, in_days = case.kantor, case.satuan.startswith("hari")
    counts = bytearray(marks(kantor, case.satuan))
    for dari, sampai in case.jeda:
        a, b = max(0, minute_of(kantor, dari)), max(0, minute_of(kantor, sampai))
        counts[a:b] = bytes(b - a)
    first = minute_of(kantor, case.mulai)
    if in_days:  # past the midnight that ends the day of receipt, which may be its closing time
        first = (first // HARI + 1) * HARI + 1
    passed: list[int] = []
    minute = first - 1
    while len(passed) < (case.jumlah if in_days else case.jumlah * 60):
        minute = counts.index(1, minute + 1)
        passed.append(minute)
    per_day = Counter((minute - in_days) // HARI for minute in passed)
    ends = moment_of(kantor, minute if in_days else minute + 1)
    return Answer(ends, {kantor.awal + timedelta(days=d): n for d, n in per_day.items()})
