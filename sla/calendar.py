"""Working days as a pure function: the day of receipt is not counted, each following working day is."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from sla.models import HariLibur, Kebijakan

WIB = ZoneInfo("Asia/Jakarta")
TUTUP = time(16, 0)  # Monday to Thursday; Perpres 21/2023
TUTUP_JUMAT = time(16, 30)
JUMAT, SABTU = 4, 5
Jeda = Sequence[Sequence[str | None]]  # [[from, to], ...] in ISO format; an open pause has no end


@dataclass(frozen=True)
class Hari:
    """One calendar day of a proof: counted (its number) or not, and why."""

    tanggal: date
    ke: int | None
    sebab: str


def closing(day: date) -> datetime:
    """When the office closes on a day, in WIB."""
    return datetime.combine(day, TUTUP_JUMAT if day.weekday() == JUMAT else TUTUP, tzinfo=WIB)


def holidays_between(first: date, last: date) -> dict[date, str]:
    """The names of the holidays in a range, from the table that LKPP keeps."""
    rows = HariLibur.objects.filter(tanggal__range=(first, last)).values_list("tanggal", "nama")
    return dict(rows)


def holidays_for(mulai: datetime, jumlah: int) -> dict[date, str]:
    """Enough holidays to count `jumlah` working days from `mulai` and the escalations behind them."""
    first = mulai.astimezone(WIB).date()
    return holidays_between(first, first + timedelta(days=3 * jumlah + 60))


def _paused(moment: datetime, jeda: Jeda) -> bool:
    """Whether the clock stood still at a moment."""
    for start, end in jeda:
        if datetime.fromisoformat(str(start)) <= moment and (end is None or moment < datetime.fromisoformat(end)):
            return True
    return False


def prove(
    mulai: datetime, jumlah: int, satuan: str, libur: dict[date, str], jeda: Jeda = ()
) -> tuple[datetime, list[Hari]]:
    """The due time of a limit and its proof: every day from receipt to the due day, counted or not and why.

    A working day counts when the clock runs at its closing time (a pause within one day costs nothing).
    """
    day = mulai.astimezone(WIB).date()
    proof = [Hari(day, None, _("diterima"))]
    counted = 0
    while counted < jumlah:
        day += timedelta(days=1)
        sebab = _skipped(day, satuan, libur, jeda)
        if not sebab:
            counted += 1
        proof.append(Hari(day, None if sebab else counted, sebab))
    return closing(day), proof


def _skipped(day: date, satuan: str, libur: dict[date, str], jeda: Jeda) -> str:
    """Why a day does not count; empty when it does."""
    if _paused(closing(day), jeda):
        return _("dijeda")
    if satuan == Kebijakan.Satuan.HARI_KALENDER:
        return ""
    if day.weekday() >= SABTU:
        return _("akhir pekan")
    return libur.get(day, "")


def shift(moment: datetime, hari_kerja: int, libur: Iterable[date]) -> datetime:
    """Closing time of the n-th working day after (or before, for negative n) the day of `moment`."""
    closed = set(libur)
    day, left = moment.astimezone(WIB).date(), abs(hari_kerja)
    while left:
        day += timedelta(days=1 if hari_kerja > 0 else -1)
        if day.weekday() < SABTU and day not in closed:
            left -= 1
    return closing(day)


def working_days_left(now: datetime, due: datetime, libur: Iterable[date]) -> int:
    """Working days left after today: 0 on the due day, 1 on the working day before it, negative when it has passed."""
    today, last = now.astimezone(WIB).date(), due.astimezone(WIB).date()
    if today == last:
        return 0
    first, end = min(today, last), max(today, last)
    closed = set(libur)
    days = (first + timedelta(days=i) for i in range(1, (end - first).days + 1))
    count = max(1, sum(1 for d in days if d.weekday() < SABTU and d not in closed))
    return count if today < last else -count
