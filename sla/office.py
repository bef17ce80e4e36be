"""The office's calendars and policies, read from their tables at most every few seconds and kept in the process.

A clock that was computed with a calendar version that has meanwhile been replaced is found by its version and moved
(sla/move.py); a new policy version takes effect after at most UMUR.
"""

import time
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import lru_cache
from zoneinfo import ZoneInfo

from django.db.models import Q

from sla.calendar import WIB, Calendar, Jam, Rules, Season, minutes
from sla.models import KANTOR, HariLibur, JamKerja, Kalender, Kebijakan, Musim

UMUR = 5.0  # seconds
SELALU: dict[int, Jam] = dict.fromkeys(range(7), ((0, 1440),))


@dataclass
class _Known:
    """What was read, and when (monotonic seconds)."""

    pada: float
    kalender: dict[str, Kalender] = field(default_factory=dict)
    kebijakan: dict[str, list[Kebijakan]] = field(default_factory=lambda: defaultdict(list))


_known: list[_Known] = []


def forget() -> None:
    """Read everything anew at the next question: the calendar or a policy was changed by this process."""
    _known.clear()
    _built.cache_clear()


def _current() -> _Known:
    known = next(iter(_known), None)  # one look: another thread may forget at any moment
    if known and time.monotonic() - known.pada < UMUR:
        return known
    known = _Known(time.monotonic(), {k.kode: k for k in Kalender.objects.all()})
    for row in Kebijakan.objects.order_by("kode", "-versi"):
        known.kebijakan[row.kode].append(row)
    _known[:] = [known]
    return known


def kalender(kode: str = KANTOR) -> Calendar:
    """The calendar of an office as it is now. Raises KeyError for one that does not exist."""
    row = _current().kalender[kode]
    return _built(row.pk, row.versi)


@lru_cache(maxsize=64)
def _built(pk: int, versi: int) -> Calendar:
    return Calendar(rules(Kalender.objects.get(pk=pk)))


def rules(row: Kalender, *, libur: dict[date, str] | None = None) -> Rules:
    """What the tables say of a calendar; `libur`, if given, instead of its holidays (to try a change)."""
    zona = ZoneInfo(row.zona)
    if row.selalu_buka:
        return Rules(jam=SELALU, zona=zona, versi=row.versi, resmi=frozenset(range(2000, 2100)))
    biasa: dict[int, list[tuple[int, int]]] = defaultdict(list)
    musiman: dict[int, dict[int, list[tuple[int, int]]]] = defaultdict(lambda: defaultdict(list))
    for jam in JamKerja.objects.filter(kalender=row):
        where = biasa if jam.musim_id is None else musiman[jam.musim_id]
        where[jam.hari].append((minutes(jam.buka), minutes(jam.tutup)))
    return Rules(
        jam=biasa,
        zona=zona,
        libur=holidays_of(row) if libur is None else libur,
        musim=[Season(m.nama, m.mulai, m.sampai, musiman[m.pk]) for m in Musim.objects.filter(pk__in=musiman)],
        resmi=years_decreed(),
        versi=row.versi,
    )


def holidays_of(row: Kalender) -> dict[date, str]:
    """The names of the days on which an office is closed; its own name for a day goes before everybody's."""
    rows = HariLibur.objects.filter(Q(berlaku_untuk=None) | Q(berlaku_untuk=row))
    return dict(rows.order_by("-berlaku_untuk").values_list("tanggal", "nama"))


def years_decreed() -> frozenset[int]:
    """The years whose holidays rest on a decree; one single day off on its own basis does not make a year."""
    rows = HariLibur.objects.filter(berlaku_untuk=None).exclude(dasar_hukum="").exclude(jenis=HariLibur.Jenis.KHUSUS)
    return frozenset(d.year for d in rows.dates("tanggal", "year"))


def kebijakan(kode: str, *, now: datetime, unit: str = "") -> Kebijakan:
    """The version of a policy that holds now: a unit's own (`kode.UNIT`) before the general one.

    Raises Kebijakan.DoesNotExist.
    """
    today = now.astimezone(WIB).date()
    for row in _current().kebijakan.get(f"{kode}.{unit}", []) if unit else []:
        if row.berlaku_sejak <= today:
            return row
    versions = _current().kebijakan.get(kode, [])
    for row in versions:
        if row.berlaku_sejak <= today:
            return row
    if versions:
        return versions[-1]
    raise Kebijakan.DoesNotExist(kode)


def general(kode: str) -> str:
    """The code by which the stages know a policy: of a unit's own (`kode.UNIT`) that of the general one."""
    return min((k for k in _current().kebijakan if kode.startswith(f"{k}.")), key=len, default=kode)


def versions(kode: str) -> list[Kebijakan]:
    """All versions of a policy, the newest first."""
    return list(_current().kebijakan.get(kode, []))
