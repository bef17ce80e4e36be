"""A working calendar as lookup tables: built once per version, then every question is a few additions.

Inside, a moment is a number of microseconds since EPOCH on the wall clock of the calendar's zone; Indonesia's zones
never change their offset. Pure: what the calendar says comes in as `Rules` (sla/office.py reads them from the tables).
"""

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

WIB = ZoneInfo("Asia/Jakarta")
FIRST, LAST = date(2015, 1, 1), date(2050, 1, 1)
DAYS = (LAST - FIRST).days
SECOND = 1_000_000
MINUTE = 60 * SECOND
HOUR = 60 * MINUTE
DAY = 24 * HOUR
END = DAYS * DAY
TUTUP_LAZIM = 16 * HOUR  # a limit in calendar days that ends on a weekday without hours ends at this time
HARI_KERJA, HARI_KALENDER = "hari_kerja", "hari_kalender"
JAM_KERJA, JAM_KALENDER = "jam_kerja", "jam_kalender"
SABTU = 5
Jam = Sequence[tuple[int, int]]  # when a day is open: minutes since midnight, ascending


class CalendarRefused(ValidationError):
    """A calendar that cannot be: never open, hours that overlap, seasons that overlap."""


class OutOfCalendar(ValidationError):
    """A date before or after all tables."""


def _outside() -> OutOfCalendar:
    """The error for a date that no table has."""
    return OutOfCalendar(
        _("Tanggal ini di luar kalender (%(awal)s sampai %(akhir)s).") % {"awal": FIRST.year, "akhir": LAST.year - 1}
    )


def too_long() -> OutOfCalendar:
    """The error for a limit that ends after all tables."""
    return OutOfCalendar(_("Batas waktu ini melampaui kalender. Kurangi lamanya."))


@dataclass(frozen=True)
class Season:
    """Days on which other hours hold, Ramadan for instance; both ends belong to it."""

    nama: str
    mulai: date
    sampai: date
    jam: Mapping[int, Jam]


@dataclass(frozen=True)
class Rules:
    """What an office says of its working time. `jam` maps weekdays (Monday 0) to open hours; no entry is closed.

    `resmi` are the years whose holidays an official decree has fixed.
    """

    jam: Mapping[int, Jam]
    zona: ZoneInfo = WIB
    libur: Mapping[date, str] = field(default_factory=dict)
    musim: Sequence[Season] = ()
    resmi: frozenset[int] = frozenset()
    versi: int = 1


def _checked(jam: Mapping[int, Jam]) -> dict[int, tuple[tuple[int, int], ...]]:
    """Hours in microseconds. Raises CalendarRefused when they overlap or end before they begin."""
    found = {}
    for hari, buka in jam.items():
        ends = [x for pair in sorted(buka) for x in pair]
        if ends != sorted(ends) or any(a >= b for a, b in buka) or (ends and not 0 <= ends[0] <= ends[-1] <= 1440):
            raise CalendarRefused(_("Jam buka harus lebih awal daripada jam tutup, dan tidak boleh bertumpuk."))
        found[hari] = tuple((a * MINUTE, b * MINUTE) for a, b in sorted(buka))
    return found


class Calendar:
    """The tables of one version of one calendar. Raises CalendarRefused for rules that cannot be."""

    def __init__(self, rules: Rules) -> None:
        biasa = _checked(rules.jam)
        self.rules = rules
        self.epoch = datetime(FIRST.year, FIRST.month, FIRST.day, tzinfo=rules.zona)
        self._jam: list[tuple[tuple[int, int], ...]] = [biasa.get((FIRST.weekday() + d) % 7, ()) for d in range(DAYS)]
        terakhir: int | None = None
        for musim in sorted(rules.musim, key=lambda m: m.mulai):
            first, last = (musim.mulai - FIRST).days, (musim.sampai - FIRST).days
            if last < first or (terakhir is not None and first <= terakhir):
                raise CalendarRefused(
                    _("Musim %(nama)s bertumpuk dengan musim lain, atau berakhir sebelum mulai.") % {"nama": musim.nama}
                )
            jam = _checked(musim.jam)
            for d in range(max(0, first), min(DAYS, last + 1)):
                self._jam[d] = jam.get((FIRST.weekday() + d) % 7, ())
            terakhir = last
        # Before the holidays: they take a day's working time away, but never bring its closing forward.
        self._tutup = [d * DAY + (jam[-1][1] if jam else TUTUP_LAZIM) for d, jam in enumerate(self._jam)]
        for libur in rules.libur:
            if FIRST <= libur < LAST:
                self._jam[(libur - FIRST).days] = ()
        self._tabulate()
        if not any(biasa.values()) or not self._jumlah:
            raise CalendarRefused(_("Kalender ini tidak pernah buka. Isi jam kerja untuk paling sedikit satu hari."))

    def _tabulate(self) -> None:
        self._sebelum = [0]  # open time before each day
        self._hari_ke = [0] * DAYS  # how many working days up to and with a day
        self._ke_hari = [0]  # the day that is the n-th working day
        jumlah = 0
        for d, jam in enumerate(self._jam):
            self._sebelum.append(self._sebelum[-1] + sum(b - a for a, b in jam))
            if jam:
                jumlah += 1
                self._ke_hari.append(d)
            self._hari_ke[d] = jumlah
        self._jumlah = jumlah
        self._sesudah: dict[int, list[int]] = {}  # per amount: the day so many working days after each day

    def of(self, moment: datetime) -> int:
        """A moment as this calendar's number. Raises OutOfCalendar."""
        since = moment - self.epoch
        at = since.days * DAY + since.seconds * SECOND + since.microseconds
        if not 0 <= at < END:
            raise _outside()
        return at

    def moment(self, at: int) -> datetime:
        """The moment behind a number."""
        return self.epoch + timedelta(microseconds=at)

    def day(self, d: int) -> date:
        """The date of a day's number."""
        return FIRST + timedelta(days=d)

    def worked(self, at: int) -> int:
        """Open time from the beginning of the tables to a moment."""
        d, rest = divmod(at, DAY)
        done = self._sebelum[d]
        for buka, tutup in self._jam[d]:
            if rest > buka:
                done += min(rest, tutup) - buka
        return done

    def after(self, at: int, lama: int) -> int:
        """The first moment at which `lama` of open time has passed since `at`. Raises OutOfCalendar."""
        target = self.worked(at) + lama
        if target > self._sebelum[-1]:
            raise too_long()
        d = bisect_left(self._sebelum, target) - 1
        rest = target - self._sebelum[d]
        for buka, tutup in self._jam[d]:
            if rest <= tutup - buka:
                return d * DAY + buka + rest
            rest -= tutup - buka
        raise AssertionError("the tables disagree")

    def counting(self, satuan: str) -> tuple[Sequence[int], Sequence[int]]:
        """Two tables for a unit of days: how many have passed with a day, and which day is the n-th."""
        if satuan == HARI_KALENDER:
            return range(DAYS), range(DAYS)
        return self._hari_ke, self._ke_hari

    def days_after(self, days: Sequence[int], jumlah: int) -> list[int]:
        """For many days at once: the `jumlah`-th working day after each. Raises OutOfCalendar."""
        if jumlah not in self._sesudah:
            self._sesudah[jumlah] = [self._ke_hari[n + jumlah] for n in self._hari_ke if n + jumlah <= self._jumlah]
        try:
            return list(map(self._sesudah[jumlah].__getitem__, days))
        except IndexError:
            raise too_long() from None

    def opened(self, first: date, last: date) -> list[tuple[date, int, Jam]]:
        """For whoever counts in bulk: each day, the open time before it, and its hours; microseconds."""
        dari, sampai = max(0, (first - FIRST).days), min(DAYS - 1, (last - FIRST).days)
        return [(self.day(d), self._sebelum[d], self._jam[d]) for d in range(dari, sampai + 1)]

    def closing(self, d: int) -> int:
        """When a day's office closes, as a number."""
        return self._tutup[d]

    def closed_before(self, at: int) -> int:
        """The last day whose closing lies before a moment."""
        d = at // DAY
        while d >= 0 and self._tutup[d] >= at:
            d -= 1
        return d

    def works(self, day: date) -> bool:
        """Whether the office is open at all on a date. Raises OutOfCalendar."""
        if not FIRST <= day < LAST:
            raise _outside()
        return bool(self._jam[(day - FIRST).days])

    def why_closed(self, day: date) -> str:
        """The holiday's name, or "akhir pekan"; empty for a working day."""
        if self.works(day):
            return ""
        if nama := self.rules.libur.get(day):
            return nama
        return _("akhir pekan") if day.weekday() >= SABTU else _("kantor tutup")

    def closing_after(self, moment: datetime, hari_kerja: int) -> datetime:
        """Closing time of the n-th working day after the day of a moment (before it, for negative n)."""
        return self.moment(self._tutup[self._step(moment, hari_kerja)])

    def opening_before(self, moment: datetime, hari_kerja: int) -> datetime:
        """Opening time of the n-th working day before the day of a moment."""
        d = self._step(moment, -hari_kerja)
        return self.moment(d * DAY + self._jam[d][0][0])

    def _step(self, moment: datetime, n: int) -> int:
        d = self.of(moment) // DAY
        if n < 0 and not self._jam[d]:
            n += 1  # from a closed day, the first working day back is the last one that has passed
        return self._ke_hari[min(max(1, self._hari_ke[d] + n), len(self._ke_hari) - 1)]

    def next_open(self, moment: datetime) -> datetime:
        """The moment itself while the office is open, otherwise when it opens next."""
        at = self.of(moment)
        d, rest = divmod(at, DAY)
        if any(buka <= rest < tutup for buka, tutup in self._jam[d]):
            return moment
        return self.moment(self.after(at, 1) - 1)

    def days_left(self, now: datetime, due: datetime) -> int:
        """Working days left after today: 0 on the due day, 1 on the working day before; negative when it has passed."""
        today, last = self.of(now) // DAY, self.of(due) // DAY
        if today == last:
            return 0
        count = max(1, abs(self._hari_ke[last] - self._hari_ke[today]))
        return count if today < last else -count


def minutes(jam: time) -> int:
    """A time of the day in minutes since midnight."""
    return jam.hour * 60 + jam.minute
