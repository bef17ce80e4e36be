"""LKPP's own calendar without a database: its usual hours, Ramadan's when asked for, and the holidays that ship."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import date, datetime
from functools import lru_cache
from zoneinfo import ZoneInfo

from akun.reference import rows_of
from sla.calendar import WIB, Calendar, Rules, Season, minutes
from sla.reference import DATA, jam_lazim

WITA, WIT = ZoneInfo("Asia/Makassar"), ZoneInfo("Asia/Jayapura")
LIBUR = {date.fromisoformat(r["tanggal"]): r["nama"] for r in rows_of(DATA / "libur_2023_2027.csv")}
RAMADAN_1447 = (date(2026, 2, 19), date(2026, 3, 20))


def jam(musim: str) -> Mapping[int, list[tuple[int, int]]]:
    """The usual hours of the year ("") or of "Ramadan"."""
    found = defaultdict(list)
    for hari, buka, tutup in jam_lazim(musim):
        found[hari].append((minutes(buka), minutes(tutup)))
    return found


@lru_cache
def lkpp(zona: ZoneInfo = WIB, *, ramadan: bool = False, libur: tuple[date, ...] = ()) -> Calendar:
    """The calendar in a zone; `libur` are days off beside the usual ones."""
    musim = [Season("Ramadan 1447 H", *RAMADAN_1447, jam("Ramadan"))] if ramadan else []
    semua = LIBUR | dict.fromkeys(libur, "Libur khusus")
    return Calendar(Rules(jam(""), zona, semua, musim, resmi=frozenset(range(2023, 2027))))


def at(text: str, zona: ZoneInfo = WIB) -> datetime:
    """A wall-clock time, such as "2026-03-13 10:00"."""
    return datetime.fromisoformat(text).replace(tzinfo=zona)
