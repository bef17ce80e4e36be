"""When a limit ends, and why: a pure function of where a clock began, its limit, its pauses and a calendar."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from sla.calendar import DAY, END, HARI_KALENDER, HARI_KERJA, HOUR, JAM_KALENDER, JAM_KERJA, Calendar, too_long

SATUAN = (HARI_KERJA, HARI_KALENDER, JAM_KERJA, JAM_KALENDER)
SATUAN_HARI = (HARI_KERJA, HARI_KALENDER)
Pause = tuple[datetime, datetime]


class LimitRefused(ValidationError):
    """A limit that is none: no length, or a unit that does not exist."""


class PauseRefused(ValidationError):
    """A pause that ends before it starts."""


@dataclass(frozen=True)
class Limit:
    """How long something may take: an amount of a unit. Raises LimitRefused."""

    jumlah: int
    satuan: str

    def __post_init__(self) -> None:
        if self.jumlah <= 0 or self.satuan not in SATUAN:
            raise LimitRefused(_("Lama batas waktu paling sedikit 1, dalam hari atau jam."))


@dataclass(frozen=True)
class Hari:
    """One calendar day of a proof. `ke`: the number it has among the counted days. `lama`: counted time, for hours."""

    tanggal: date
    ke: int | None
    sebab: str
    lama: timedelta = timedelta()


@dataclass(frozen=True)
class Proof:
    """The due time and every day from receipt to due day; years whose holidays no decree has fixed yet."""

    jatuh_tempo: datetime
    hari: list[Hari]
    tanpa_ketetapan: tuple[int, ...]


def due(mulai: datetime, limit: Limit, kalender: Calendar, jeda: Sequence[Pause] = ()) -> datetime:
    """When the limit ends. The day of receipt does not count; a day ends at its closing time; hours run at once.

    A counted day is one at whose closing time the clock runs, so a pause within one day costs nothing; in hours each
    paused moment is added. Raises PauseRefused, OutOfCalendar.
    """
    pauses = _merged(jeda, kalender) if jeda else []
    at = kalender.of(mulai)
    if limit.satuan in SATUAN_HARI:
        return kalender.moment(kalender.closing(_due_day(at, limit, kalender, pauses)))
    return kalender.moment(_due_hour(at, limit, kalender, pauses))


def _merged(jeda: Sequence[Pause], kalender: Calendar) -> list[tuple[int, int]]:
    """Pauses as numbers, in order, overlapping ones as one."""
    found: list[tuple[int, int]] = []
    for dari, sampai in sorted((kalender.of(a), kalender.of(b)) for a, b in jeda):
        if sampai < dari:
            raise PauseRefused(_("Jeda berakhir sebelum mulai. Periksa kedua waktunya."))
        if found and dari <= found[-1][1]:
            found[-1] = (found[-1][0], max(found[-1][1], sampai))
        else:
            found.append((dari, sampai))
    return found


def _due_day(at: int, limit: Limit, kalender: Calendar, pauses: list[tuple[int, int]]) -> int:
    """The number of the day on which a limit in days ends."""
    hari_ke, ke_hari = kalender.counting(limit.satuan)
    day, left = at // DAY, limit.jumlah
    for dari, sampai in pauses:
        run = max(day, kalender.closed_before(dari))
        if hari_ke[run] - hari_ke[day] >= left:
            break
        left -= hari_ke[run] - hari_ke[day]
        day = max(run, kalender.closed_before(sampai))
    if hari_ke[day] + left >= len(ke_hari):
        raise too_long()
    return ke_hari[hari_ke[day] + left]


def _due_hour(at: int, limit: Limit, kalender: Calendar, pauses: list[tuple[int, int]]) -> int:
    """The moment at which a limit in hours ends."""
    left = limit.jumlah * HOUR
    for dari, sampai in pauses:
        if sampai <= at:
            continue
        done = _passed(at, max(at, dari), limit.satuan, kalender)
        if done >= left:
            break
        left -= done
        at = sampai
    if limit.satuan == JAM_KERJA:
        return kalender.after(at, left)
    if at + left >= END:
        raise too_long()
    return at + left


def _passed(dari: int, sampai: int, satuan: str, kalender: Calendar) -> int:
    """Time that counts between two moments."""
    return sampai - dari if satuan == JAM_KALENDER else kalender.worked(sampai) - kalender.worked(dari)


def prove(mulai: datetime, limit: Limit, kalender: Calendar, jeda: Sequence[Pause] = ()) -> Proof:
    """The due time with its proof: each day counted or not, and why. What is counted sums to the limit."""
    ends = due(mulai, limit, kalender, jeda)
    first, last = kalender.of(mulai), kalender.of(ends)
    pauses = _merged(jeda, kalender)
    hari: list[Hari] = []
    ke = 0
    for d in range(first // DAY, _last_day(first, last) + 1):
        if limit.satuan in SATUAN_HARI:
            sebab = _("diterima") if d == first // DAY else _skipped(d, limit, kalender, pauses)
            ke += not sebab
            hari.append(Hari(kalender.day(d), None if sebab else ke, sebab))
        else:
            lama = _counted(d, first, last, limit, kalender, pauses)
            ke += bool(lama)
            sebab = "" if lama else _idle(d, first, kalender, pauses, limit)
            hari.append(Hari(kalender.day(d), ke if lama else None, sebab, timedelta(microseconds=lama)))
    tahun = {h.tanggal.year for h in hari} - kalender.rules.resmi
    return Proof(ends, hari, tuple(sorted(tahun)) if limit.satuan in {HARI_KERJA, JAM_KERJA} else ())


def _last_day(first: int, last: int) -> int:
    """The day of the due time; midnight belongs to the day that it ends."""
    return max(first // DAY, (last - 1) // DAY)


def _skipped(d: int, limit: Limit, kalender: Calendar, pauses: list[tuple[int, int]]) -> str:
    """Why a day does not count; empty when it does."""
    if limit.satuan == HARI_KERJA and (sebab := kalender.why_closed(kalender.day(d))):
        return sebab
    return _("dijeda") if any(dari <= kalender.closing(d) < sampai for dari, sampai in pauses) else ""


def _counted(d: int, first: int, last: int, limit: Limit, kalender: Calendar, pauses: list[tuple[int, int]]) -> int:
    """The time of one day that counts."""
    dari, sampai = max(first, d * DAY), min(last, (d + 1) * DAY)
    lama = _passed(dari, sampai, limit.satuan, kalender)
    for a, b in pauses:
        if max(a, dari) < min(b, sampai):
            lama -= _passed(max(a, dari), min(b, sampai), limit.satuan, kalender)
    return lama


def _idle(d: int, first: int, kalender: Calendar, pauses: list[tuple[int, int]], limit: Limit) -> str:
    """Why nothing of a day counts towards a limit in hours."""
    if limit.satuan == JAM_KERJA and (sebab := kalender.why_closed(kalender.day(d))):
        return sebab
    if any(dari < (d + 1) * DAY and sampai > max(first, d * DAY) for dari, sampai in pauses):
        return _("dijeda")
    return _("di luar jam kerja")
