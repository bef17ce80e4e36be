"""Arithmetic of stretches of time, exact to the microsecond. Pure: error budgets rest on it."""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta

from akun.receipt import WIB

Selang = tuple[datetime, datetime]


def gabungkan(semua: Iterable[Selang]) -> list[Selang]:
    """The union: in order, those that overlap or touch as one; what has no length is left out."""
    jadi: list[Selang] = []
    for mulai, selesai in sorted(s for s in semua if s[0] < s[1]):
        if jadi and mulai <= jadi[-1][1]:
            jadi[-1] = (jadi[-1][0], max(jadi[-1][1], selesai))
        else:
            jadi.append((mulai, selesai))
    return jadi


def potong(semua: Iterable[Selang], awal: datetime, akhir: datetime) -> list[Selang]:
    """What of them lies between two moments."""
    return [(max(a, awal), min(b, akhir)) for a, b in semua if a < akhir and b > awal]


def kurangi(semua: Sequence[Selang], tanpa: Sequence[Selang]) -> list[Selang]:
    """What of a union is not in another one."""
    sisa = list(semua)
    for dari, sampai in tanpa:
        sisa = [s for a, b in sisa for s in ((a, min(b, dari)), (max(a, sampai), b)) if s[0] < s[1]]
    return sisa


def lama(semua: Iterable[Selang]) -> timedelta:
    """How long they are together."""
    return sum((b - a for a, b in semua), timedelta())


def tahun_wib(tahun: int) -> Selang:
    """The year, from midnight to midnight in Western Indonesian Time."""
    awal, akhir = (datetime(t, 1, 1, tzinfo=WIB).astimezone(UTC) for t in (tahun, tahun + 1))
    return awal, akhir
