"""Due dates per second: one by one beside businesstimedelta, many at once beside numpy, on the same calendar."""

import json
import random
import sys
import time
from collections.abc import Callable
from datetime import date, datetime, timedelta
from statistics import median
from typing import Any

import businesstimedelta
import numpy as np
import pytz

from akun.reference import rows_of
from sla.calendar import DAY, HARI_KERJA, JAM_KERJA, WIB, Calendar, Rules
from sla.due import Limit, due
from sla.reference import DATA, jam_lazim

SATU, BANYAK, LAMBAT = 20_000, 10_000, 500
JAM, HARI = 12, 5


def calendar() -> Calendar:
    """LKPP's usual week with the holidays of 2023 to 2027."""
    jam: dict[int, list[tuple[int, int]]] = {}
    for hari, buka, tutup in jam_lazim(""):
        jam[hari] = [(buka.hour * 60 + buka.minute, tutup.hour * 60 + tutup.minute)]
    libur = {date.fromisoformat(r["tanggal"]): r["nama"] for r in rows_of(DATA / "libur_2023_2027.csv")}
    return Calendar(Rules(jam=jam, libur=libur))


def others(kalender: Calendar) -> businesstimedelta.Rules:
    """The same week and the same holidays, as businesstimedelta reads them."""
    zone = pytz.timezone("Asia/Jakarta")
    days = [
        businesstimedelta.WorkDayRule(start_time=buka, end_time=tutup, working_days=[hari], tz=zone)
        for hari, buka, tutup in jam_lazim("")
    ]
    return businesstimedelta.Rules([*days, businesstimedelta.HolidayRule(dict(kalender.rules.libur), tz=zone)])


def rate(work: Callable[[], int], rounds: int) -> float:
    """Times per second, the median of some rounds."""
    found = []
    for _round in range(rounds):
        begin = time.perf_counter()
        count = work()
        found.append(count / (time.perf_counter() - begin))
    return median(found)


def measure(rounds: int) -> dict[str, Any]:
    """Rates of both sides, and how many of their answers differ."""
    kalender, chance = calendar(), random.Random(20260408)
    starts = [datetime(2024, 1, 1, tzinfo=WIB) + timedelta(minutes=chance.randrange(1_500_000)) for _ in range(SATU)]
    slow, limit, work_time = starts[:LAMBAT], Limit(JAM, JAM_KERJA), others(kalender)
    add = businesstimedelta.BusinessTimeDelta(work_time, hours=JAM)
    days = [kalender.of(start) // DAY for start in starts[:BANYAK]]
    numbers = np.array([start.date() for start in starts[:BANYAK]], dtype="datetime64[D]")
    weekdays = np.busdaycalendar(holidays=np.array(list(kalender.rules.libur), dtype="datetime64[D]"))

    def offset() -> Any:
        return np.busday_offset(numbers, HARI, roll="backward", busdaycal=weekdays)

    def each(unit: str, amount: int) -> Callable[[], int]:
        fixed = Limit(amount, unit)
        return lambda: len([due(start, fixed, kalender) for start in starts])

    many = [kalender.day(d) for d in kalender.days_after(days, HARI)]
    return {
        "jam_kerja": rate(each(JAM_KERJA, JAM), rounds),
        "hari_kerja": rate(each(HARI_KERJA, HARI), rounds),
        "businesstimedelta": rate(lambda: len([start + add for start in slow]), rounds),
        "sekaligus": rate(lambda: sum(len(kalender.days_after(days, HARI)) for _ in range(20)), rounds),
        "numpy": rate(lambda: sum(len(offset()) for _ in range(20)), rounds),
        "berbeda": sum(start + add != due(start, limit, kalender) for start in slow)
        + sum(a != b for a, b in zip(many, offset().tolist(), strict=True)),
    }


def main(arguments: list[str]) -> int:
    """`python -m bench.inside arithmetic ROUNDS` prints one line of JSON."""
    sys.stdout.write(json.dumps(measure(int(arguments[0]))) + "\n")
    return 0
