"""Made-up deadlines, and the engine compared with the walk (tests/sla/walk.py). `bench sla` runs a million of these."""

import random
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from sla.calendar import Calendar, Rules, Season
from sla.due import SATUAN, Limit, due, prove
from tests.sla import walk
from tests.sla.walk import HARI, Case, Kantor

ZONA = {7: ZoneInfo("Asia/Jakarta"), 8: ZoneInfo("Asia/Makassar"), 9: ZoneInfo("Asia/Jayapura")}
PER_KANTOR = 200  # cases made up for one office before the next one
JAM_LKPP = {**dict.fromkeys(range(4), ((450, 960),)), 4: ((450, 990),)}
JAM_RAMADAN = {**dict.fromkeys(range(4), ((480, 900),)), 4: ((480, 930),)}
SIANG_MALAM = dict.fromkeys(range(7), ((0, HARI),))


def kantor(rng: random.Random) -> Kantor:
    """An office with hours, seasons, holidays and a zone of its own."""
    awal = date(2016, 1, 1) + timedelta(days=rng.randrange(365 * 30))
    libur = {awal + timedelta(days=rng.randrange(120)) for _ in range(rng.choice([0, 3, 12, 30]))}
    lama = rng.randint(1, 30)
    musim = []
    for _ in range(rng.randint(0, 2)):
        mulai = (musim[-1][1] if musim else awal) + timedelta(days=rng.randint(1, 20))
        musim.append((mulai, mulai + timedelta(days=lama), rng.choice([JAM_RAMADAN, {}, _jam(rng)])))
    return Kantor(awal, rng.choice([7, 8, 9]), _jam(rng), tuple(musim), frozenset(libur))


def _jam(rng: random.Random) -> walk.Jam:
    """Hours of a week: LKPP's, day and night, or any (at least ten hours a week)."""
    if rng.random() < 0.4:
        return rng.choice([JAM_LKPP, JAM_LKPP, SIANG_MALAM])
    while True:
        jam = {}
        for hari in rng.sample(range(7), rng.randint(2, 7)):
            cuts = sorted(rng.sample(range(0, HARI + 1, 15), 2 * rng.randint(1, 3)))
            jam[hari] = tuple(zip(cuts[::2], cuts[1::2], strict=True))
        if sum(b - a for buka in jam.values() for a, b in buka) >= 600:
            return jam


def moment(rng: random.Random, office: Kantor, day: int) -> datetime:
    """Some minute of a day; half of them at its midnight, its opening or its closing, or a minute beside."""
    minute = rng.randrange(HARI)
    if rng.random() < 0.5:
        edges = [x for pair in walk.usual(office, office.awal + timedelta(days=day)) for x in pair]
        minute = rng.choice([0, *edges]) + rng.choice([-1, 0, 0, 1])
    return walk.moment_of(office, day * HARI + minute)


def case(rng: random.Random, office: Kantor) -> Case:
    """A limit in that office, with pauses of all kinds."""
    day = rng.randint(8, 40)
    satuan = rng.choice(SATUAN)
    most = rng.choice([2, 15]) if satuan.startswith("hari") else rng.choice([3, 40])
    jeda = []
    for _ in range(rng.choice([0, 0, 1, 1, 2, 4])):
        first = day + rng.randint(-6, 12)
        ends = moment(rng, office, first), moment(rng, office, first + rng.choice([0, 0, 1, 2, 9]))
        jeda.append((min(ends), max(ends)))
    return Case(office, moment(rng, office, day), rng.randint(1, most), satuan, tuple(jeda))


def cases(seed: int, n: int) -> Iterator[Case]:
    """`n` cases; the same ones for the same seed."""
    rng = random.Random(seed)
    for i in range(n):
        if i % PER_KANTOR == 0:
            office = kantor(rng)
        yield case(rng, office)


@lru_cache(maxsize=64)
def engine(office: Kantor) -> Calendar:
    """The same office as the engine sees it."""
    libur = dict.fromkeys(office.libur, "Hari libur")
    musim = [Season(f"musim {a}", a, b, jam) for a, b, jam in office.musim]
    return Calendar(Rules(office.jam, ZONA[office.offset], libur, musim))


def compare(what: Case) -> str | None:
    """How the engine differs from the oracle: due time, or the days that its proof counts. None: not at all."""
    office, limit = engine(what.kantor), Limit(what.jumlah, what.satuan)
    expected = walk.answer(what)
    proof = prove(what.mulai, limit, office, what.jeda)
    found = due(what.mulai, limit, office, what.jeda)
    if not found == proof.jatuh_tempo == expected.jatuh_tempo:
        return f"{found.astimezone(UTC)}, proof {proof.jatuh_tempo.astimezone(UTC)}, not {expected.jatuh_tempo}: {what}"
    in_days = what.satuan.startswith("hari")
    counted = {h.tanggal: 1 if in_days else h.lama // timedelta(minutes=1) for h in proof.hari if h.ke is not None}
    return None if counted == expected.hari else f"{counted}, not {expected.hari}: {what}"
