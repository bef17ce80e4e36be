"""Working days against an independent oracle, and the days that trap the careless."""

from datetime import UTC, date, datetime, timedelta

import holidays
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sla import calendar
from sla.calendar import WIB

ORACLE = holidays.country_holidays("ID", years=range(2023, 2028), categories=("public", "government"), language="id")
LIBUR = {d: str(n) for d, n in ORACLE.items()}
HK = "hari_kerja"


def at(day: date, hour: int = 9) -> datetime:
    return datetime(day.year, day.month, day.day, hour, tzinfo=WIB)


@given(day=st.dates(date(2023, 1, 1), date(2027, 10, 1)), n=st.integers(1, 60), hour=st.integers(0, 23))
def test_the_due_day_is_the_nth_working_day_after_the_day_of_receipt(day: date, n: int, hour: int) -> None:
    due, proof = calendar.prove(at(day, hour), n, HK, LIBUR)
    assert due.date() == ORACLE.get_nth_working_day(day, n)
    assert proof[-1].tanggal == due.date()
    assert sum(1 for h in proof if h.ke is not None) == n
    assert [h.ke for h in proof if h.ke] == list(range(1, n + 1))
    assert all(h.sebab for h in proof if h.ke is None)


def _works(day: date) -> bool:
    return bool(ORACLE.is_working_day(day))


@pytest.mark.parametrize(
    ("mulai", "n", "jatuh"),
    [
        (date(2026, 3, 13), 3, date(2026, 3, 25)),  # Nyepi, cuti bersama and Idulfitri in a row
        (date(2026, 11, 21), 3, date(2026, 11, 25)),  # sent on a Saturday
        (date(2026, 11, 22), 1, date(2026, 11, 23)),  # sent on a Sunday
        (date(2026, 12, 23), 1, date(2026, 12, 28)),  # cuti bersama, Christmas, weekend
    ],
)
def test_known_dates(mulai: date, n: int, jatuh: date) -> None:
    assert calendar.prove(at(mulai), n, HK, LIBUR)[0].date() == jatuh


def test_the_office_closes_at_16_and_on_fridays_at_16_30() -> None:
    assert calendar.closing(date(2026, 11, 26)).time().isoformat() == "16:00:00"
    assert calendar.closing(date(2026, 11, 27)).time().isoformat() == "16:30:00"


def test_calendar_days_count_weekends_too() -> None:
    assert calendar.prove(at(date(2026, 11, 20)), 10, "hari_kalender", LIBUR)[0].date() == date(2026, 11, 30)


def test_late_in_the_evening_utc_is_the_next_day_in_jakarta() -> None:
    utc = datetime(2026, 11, 23, 17, 30, tzinfo=UTC)
    assert calendar.prove(utc, 1, HK, LIBUR)[0].date() == date(2026, 11, 25)


@given(
    start=st.dates(date(2026, 1, 1), date(2026, 6, 1)),
    n=st.integers(1, 20),
    wait=st.integers(0, 15),
    length=st.integers(0, 40),
)
def test_a_pause_moves_the_due_day_by_the_working_days_that_stood_still(
    start: date, n: int, wait: int, length: int
) -> None:
    frm, to = at(start + timedelta(days=wait), 11), at(start + timedelta(days=wait + length), 10)
    due, proof = calendar.prove(at(start), n, HK, LIBUR, [[frm.isoformat(), max(frm, to).isoformat()]])
    still = {h.tanggal for h in proof if h.ke is None and _works(h.tanggal) and h.tanggal != start}
    assert due.date() == calendar.prove(at(start), n + len(still), HK, LIBUR)[0].date()
    assert all(frm.date() <= d < to.date() for d in still)


def test_days_left_are_those_after_today() -> None:
    friday = at(date(2026, 11, 20))
    left = {d: calendar.working_days_left(friday, at(date(2026, 11, d), 16), LIBUR) for d in (17, 19, 20, 21, 23, 24)}
    assert left == {17: -3, 19: -1, 20: 0, 21: 1, 23: 1, 24: 2}


def test_shift_goes_both_ways() -> None:
    friday = at(date(2026, 11, 20))
    assert calendar.shift(friday, 1, LIBUR).date() == date(2026, 11, 23)
    assert calendar.shift(friday, -5, LIBUR).date() == date(2026, 11, 13)
