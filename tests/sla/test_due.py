"""The engine against an oracle that walks minute by minute, and the laws that every deadline obeys."""

import ast
import random
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import cache
from itertools import pairwise
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sla.calendar import DAY, FIRST, HARI_KERJA, JAM_KALENDER, JAM_KERJA, MINUTE, Calendar, OutOfCalendar
from sla.due import SATUAN, Limit, LimitRefused, PauseRefused, Proof, due, prove
from tests.sla import oracle, walk
from tests.sla.offices import at, lkpp
from tests.sla.walk import Case, Kantor

OFFICES = 40
ZONES = ["UTC", "Asia/Tokyo", "America/New_York", "Europe/Berlin", "Asia/Kathmandu"]


@cache
def office(n: int, more: int = 0) -> Kantor:
    """The n-th office; `more` days off beside its own."""
    found = oracle.kantor(random.Random(n))
    chance = random.Random(-n - 1)
    extra = {found.awal + timedelta(days=chance.randrange(60)) for _ in range(more)}
    return replace(found, libur=found.libur | extra) if more else found


@st.composite
def cases(draw: st.DrawFn, satuan: str | None = None, offices: int = OFFICES) -> Case:
    """What the generator of the benchmark makes, chosen and shrunk by hypothesis."""
    n, chance = draw(st.integers(0, offices - 1)), draw(st.randoms())
    made = oracle.case(chance, office(n))
    return replace(made, satuan=satuan) if satuan else made


def ends(case: Case, calendar: Calendar | None = None) -> datetime:
    """The engine's answer."""
    return due(case.mulai, Limit(case.jumlah, case.satuan), calendar or oracle.engine(case.kantor), case.jeda)


def proof(case: Case) -> Proof:
    """The engine's answer with its proof."""
    return prove(case.mulai, Limit(case.jumlah, case.satuan), oracle.engine(case.kantor), case.jeda)


@settings(max_examples=1000, deadline=None)
@given(cases())
def test_the_engine_agrees_with_the_walk(case: Case) -> None:
    assert oracle.compare(case) is None


def test_the_engine_agrees_with_the_walk_on_offices_never_seen_before() -> None:
    seed = random.getrandbits(32)
    assert [d for case in oracle.cases(seed, 1000) if (d := oracle.compare(case))] == [], f"seed {seed}"


def test_the_walk_knows_nothing_of_the_engine() -> None:
    tree = ast.parse(Path(walk.__file__).read_text())
    imported = {n.module for n in ast.walk(tree) if isinstance(n, ast.ImportFrom)}
    imported |= {a.name for n in ast.walk(tree) if isinstance(n, ast.Import) for a in n.names}
    assert imported == {"collections", "collections.abc", "dataclasses", "datetime", "functools"}


def test_a_wrong_engine_would_be_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(oracle, "due", lambda *args: due(*args) + timedelta(minutes=1))
    assert all(oracle.compare(case) for case in oracle.cases(1, 20))


@settings(max_examples=300, deadline=None)
@given(cases(), st.integers(0, 5 * 1440))
def test_a_later_start_never_gives_an_earlier_due(case: Case, later: int) -> None:
    assert ends(replace(case, mulai=case.mulai + timedelta(minutes=later))) >= ends(case)


@settings(max_examples=200, deadline=None)
@given(cases(JAM_KERJA), st.floats(0, 1), st.integers(0, 5000))
def test_a_pause_of_working_minutes_moves_a_limit_in_hours_by_just_as_many(case: Case, part: float, long: int) -> None:
    case = replace(case, jeda=())
    calendar, before = oracle.engine(case.kantor), ends(case)
    begun = case.mulai + (before - case.mulai) * part
    if begun == before:  # too late to pause anything
        return
    pause = (begun, begun + timedelta(minutes=long))
    lost = calendar.worked(calendar.of(pause[1])) - calendar.worked(calendar.of(begun))
    after = ends(replace(case, jeda=(pause,)))
    assert calendar.worked(calendar.of(after)) - calendar.worked(calendar.of(before)) == lost


@settings(max_examples=200, deadline=None)
@given(cases(HARI_KERJA))
def test_pauses_move_a_limit_in_working_days_by_the_days_whose_closing_they_cover(case: Case) -> None:
    calendar = oracle.engine(case.kantor)
    still = [h.tanggal for h in proof(case).hari if h.sebab == "dijeda"]
    for tanggal in still:
        closing = calendar.moment(calendar.closing((tanggal - FIRST).days))
        assert calendar.works(tanggal)
        assert any(a <= closing < b for a, b in case.jeda)
    assert ends(case) == ends(replace(case, jumlah=case.jumlah + len(still), jeda=()))


@settings(max_examples=300, deadline=None)
@given(cases(offices=15), st.integers(1, 12))
def test_more_holidays_never_move_a_due_earlier(case: Case, n: int) -> None:
    more = office(next(i for i in range(15) if office(i) is case.kantor), 6)
    assert ends(case, oracle.engine(more)) >= ends(case)


@settings(max_examples=200, deadline=None)
@given(cases(), st.lists(st.integers(0, 20 * 1440), min_size=3, max_size=3))
def test_open_time_adds_up_however_it_is_split(case: Case, steps: list[int]) -> None:
    calendar, first = oracle.engine(case.kantor), walk.minute_of(case.kantor, case.mulai)
    a, b, c = sorted(first + s for s in steps)
    open_minutes = walk.marks(case.kantor, JAM_KERJA)
    worked = [calendar.worked(calendar.of(walk.moment_of(case.kantor, m))) for m in (a, b, c)]
    assert [(y - x) // MINUTE for x, y in pairwise(worked)] == [
        sum(open_minutes[a:b]),
        sum(open_minutes[b:c]),
    ]


@settings(max_examples=200, deadline=None)
@given(cases(), st.integers(1, 4000), st.integers(1, 4000))
def test_working_on_after_working_is_working_at_once(case: Case, m: int, n: int) -> None:
    calendar = oracle.engine(case.kantor)
    at = calendar.of(case.mulai)
    once = calendar.after(at, (m + n) * MINUTE)
    assert calendar.after(calendar.after(at, m * MINUTE), n * MINUTE) == once


@settings(max_examples=200, deadline=None)
@given(cases(), st.sampled_from(ZONES))
def test_the_same_instant_said_in_another_zone_gives_the_same_due(case: Case, zone: str) -> None:
    there = ZoneInfo(zone)
    jeda = tuple((a.astimezone(there), b.astimezone(there)) for a, b in case.jeda)
    assert ends(replace(case, mulai=case.mulai.astimezone(there), jeda=jeda)) == ends(case)


@settings(max_examples=300, deadline=None)
@given(cases(), st.integers(0, 59_999_999))
def test_a_proof_sums_to_the_limit_to_the_microsecond_and_ends_at_the_due(case: Case, microseconds: int) -> None:
    by = timedelta(microseconds=microseconds)
    case = replace(case, mulai=case.mulai + by, jeda=tuple((a + by, b + by) for a, b in case.jeda))
    shown = proof(case)
    counted = [h for h in shown.hari if h.ke is not None]
    assert shown.jatuh_tempo == ends(case)
    assert [h.ke for h in counted] == list(range(1, len(counted) + 1))
    assert [h.tanggal for h in shown.hari] == [
        shown.hari[0].tanggal + timedelta(days=n) for n in range(len(shown.hari))
    ]
    assert shown.hari[-1] is counted[-1]
    assert all(bool(h.sebab) == (h.ke is None) for h in shown.hari)
    if case.satuan in {JAM_KERJA, JAM_KALENDER}:
        assert sum((h.lama for h in counted), timedelta()) == timedelta(hours=case.jumlah)
    else:
        assert len(counted) == case.jumlah


@settings(max_examples=100, deadline=None)
@given(st.integers(0, OFFICES - 1), st.lists(st.integers(0, 12_000), max_size=30), st.integers(1, 60))
def test_many_days_at_once_give_what_one_by_one_gives(n: int, days: list[int], jumlah: int) -> None:
    calendar = oracle.engine(office(n))
    one_by_one = [due(calendar.moment(d * DAY + 1), Limit(jumlah, HARI_KERJA), calendar) for d in days]
    assert [calendar.moment(calendar.closing(d)) for d in calendar.days_after(days, jumlah)] == one_by_one


@pytest.mark.parametrize("satuan", SATUAN)
@pytest.mark.parametrize("jumlah", [0, -1])
def test_a_limit_without_length_is_refused(jumlah: int, satuan: str) -> None:
    with pytest.raises(LimitRefused, match="paling sedikit 1"):
        Limit(jumlah, satuan)


def test_a_unit_that_does_not_exist_is_refused() -> None:
    with pytest.raises(LimitRefused):
        Limit(1, "minggu")


@pytest.mark.parametrize("satuan", SATUAN)
@pytest.mark.parametrize("jumlah", [12_784, 400_000, 10**12, 10**18])
def test_a_limit_beyond_the_tables_is_refused(jumlah: int, satuan: str) -> None:
    limit = Limit(jumlah * 24 if "jam" in satuan else jumlah, satuan)
    for ask in (due, prove):
        with pytest.raises(OutOfCalendar):
            ask(at("2026-03-13 10:00"), limit, lkpp())


@pytest.mark.parametrize("satuan", SATUAN)
@pytest.mark.parametrize("mulai", ["2014-12-31 23:59", "1970-01-01 00:00", "2050-01-01 00:00", "9999-01-01 00:00"])
def test_a_start_outside_the_tables_is_refused(mulai: str, satuan: str) -> None:
    with pytest.raises(OutOfCalendar, match="2015 sampai 2049"):
        prove(at(mulai), Limit(1, satuan), lkpp())


@pytest.mark.parametrize("satuan", SATUAN)
def test_the_last_days_of_the_tables_end_in_a_sentence(satuan: str) -> None:
    for jumlah in range(1, 60):
        try:
            assert due(at("2049-12-25 10:00"), Limit(jumlah, satuan), lkpp()) < at("2050-01-01 00:00")
        except OutOfCalendar:
            break
    else:
        assert "jam" in satuan


@pytest.mark.parametrize("satuan", SATUAN)
def test_a_pause_that_ends_before_it_starts_is_refused(satuan: str) -> None:
    baik, buruk = [(at(f"2026-03-{a} 09:00"), at(f"2026-03-{b} 08:00")) for a, b in ((12, 14), (16, 16))]
    for ask in (due, prove):
        with pytest.raises(PauseRefused, match="berakhir sebelum mulai"):
            ask(at("2026-03-13 10:00"), Limit(3, satuan), lkpp(), [baik, buruk])


@pytest.mark.parametrize("satuan", SATUAN)
def test_a_pause_that_lasts_beyond_the_tables_is_refused(satuan: str) -> None:
    for ends_at in ("2049-12-31 23:00", "2060-01-01 00:00"):
        with pytest.raises(OutOfCalendar):
            due(at("2026-03-13 10:00"), Limit(40, satuan), lkpp(), [(at("2026-03-13 11:00"), at(ends_at))])


def test_a_due_time_is_told_in_the_zone_of_its_office() -> None:
    assert due(at("2026-03-13 10:00").astimezone(UTC), Limit(3, HARI_KERJA), lkpp()).isoformat().endswith("+07:00")
