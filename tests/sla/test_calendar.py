"""Working days against two other makers of calendars, the days that trap the careless, and calendars that cannot be."""

from datetime import UTC, date, datetime, timedelta

import holidays
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sla.calendar import (
    FIRST,
    HARI_KALENDER,
    HARI_KERJA,
    JAM_KALENDER,
    JAM_KERJA,
    LAST,
    WIB,
    Calendar,
    CalendarRefused,
    Jam,
    OutOfCalendar,
    Rules,
    Season,
)
from sla.due import Limit, Pause, due, prove
from tests.sla.offices import LIBUR, WIT, WITA, at, jam, lkpp

LAIN = holidays.country_holidays("ID", years=range(2023, 2028), categories=("public", "government"), language="id")
NUMPY = np.busdaycalendar(holidays=np.array(sorted(LIBUR), dtype="datetime64[D]"))
SETIAP_HARI: Jam = ((480, 960),)
SENIN_JUMAT = dict.fromkeys(range(5), SETIAP_HARI)


def ends(mulai: str, jumlah: int, satuan: str, kalender: Calendar | None = None, jeda: tuple[Pause, ...] = ()) -> str:
    """The due time as it is read on the office's wall."""
    return f"{due(at(mulai), Limit(jumlah, satuan), kalender or lkpp(), jeda):%Y-%m-%d %H:%M}"


@settings(deadline=None, max_examples=300)
@given(day=st.dates(date(2023, 1, 1), date(2027, 10, 1)), n=st.integers(1, 60), minute=st.integers(0, 1439))
def test_the_due_day_is_that_of_two_other_calendars(day: date, n: int, minute: int) -> None:
    mulai = datetime(day.year, day.month, day.day, tzinfo=WIB) + timedelta(minutes=minute)
    found = due(mulai, Limit(n, HARI_KERJA), lkpp()).date()
    assert found == LAIN.get_nth_working_day(day, n)
    assert found == np.busday_offset(day, n, roll="backward", busdaycal=NUMPY).item()


@pytest.mark.parametrize(
    ("mulai", "jumlah", "jatuh"),
    [
        ("2026-03-13 10:00", 3, "2026-03-25 16:00"),  # Nyepi, leave and Idulfitri in a row
        ("2026-03-16 10:00", 1, "2026-03-17 16:00"),
        ("2026-03-17 10:00", 1, "2026-03-25 16:00"),
        ("2026-03-18 10:00", 1, "2026-03-25 16:00"),
        ("2026-03-24 23:59", 1, "2026-03-25 16:00"),
        ("2026-03-25 00:00", 1, "2026-03-26 16:00"),
        ("2026-03-25 09:00", 2, "2026-03-27 16:30"),
        ("2026-11-20 16:29", 1, "2026-11-23 16:00"),  # Friday
        ("2026-11-20 16:31", 1, "2026-11-23 16:00"),
        ("2026-11-21 09:00", 3, "2026-11-25 16:00"),  # Saturday
        ("2026-11-22 09:00", 1, "2026-11-23 16:00"),  # Sunday
        ("2026-11-26 16:01", 1, "2026-11-27 16:30"),  # a minute after closing is still that day
        ("2026-12-23 09:00", 1, "2026-12-28 16:00"),  # leave, Christmas, weekend
        ("2026-12-24 09:00", 4, "2026-12-31 16:00"),
        ("2026-12-31 09:00", 1, "2027-01-04 16:00"),  # New Year, weekend
        ("2026-12-30 09:00", 3, "2027-01-06 16:00"),  # New Year, weekend, Isra Mikraj
        ("2024-02-28 09:00", 1, "2024-02-29 16:00"),
        ("2024-02-29 09:00", 1, "2024-03-01 16:30"),
        ("2028-02-28 09:00", 1, "2028-02-29 16:00"),
        ("2025-02-28 09:00", 1, "2025-03-03 16:00"),
        ("2026-01-30 09:00", 1, "2026-02-02 16:00"),  # end of a month
    ],
)
def test_known_ends_of_working_days(mulai: str, jumlah: int, jatuh: str) -> None:
    assert ends(mulai, jumlah, HARI_KERJA) == jatuh


@pytest.mark.parametrize(
    ("mulai", "jumlah", "jatuh"),
    [
        ("2026-11-27 16:10", 1, "2026-11-30 08:10"),  # twenty minutes on Friday, forty on Monday
        ("2026-11-27 16:29", 1, "2026-11-30 08:29"),
        ("2026-11-27 16:30", 1, "2026-11-30 08:30"),
        ("2026-11-27 16:31", 1, "2026-11-30 08:30"),
        ("2026-11-27 15:30", 1, "2026-11-27 16:30"),  # until closing, not until the next opening
        ("2026-11-28 12:00", 1, "2026-11-30 08:30"),
        ("2026-11-26 16:01", 9, "2026-11-27 16:30"),
        ("2026-03-17 15:00", 2, "2026-03-25 08:30"),
        ("2026-12-31 15:30", 1, "2027-01-04 08:00"),
        ("2024-02-29 15:59", 1, "2024-03-01 08:29"),
    ],
)
def test_known_ends_of_working_hours(mulai: str, jumlah: int, jatuh: str) -> None:
    assert ends(mulai, jumlah, JAM_KERJA) == jatuh


def test_parts_of_a_second_are_kept() -> None:
    half = timedelta(milliseconds=500)
    opening, due_then = at("2026-11-27 07:30"), at("2026-11-27 08:30")
    limit = Limit(1, JAM_KERJA)
    assert due(opening + half, limit, lkpp()) == due_then + half
    assert due(opening, limit, lkpp(), [(opening + half, opening + 2 * half)]) == due_then + half
    assert due(at("2026-11-27 16:30") - half, limit, lkpp()) == at("2026-11-30 08:30") - half


def test_hours_of_the_calendar_run_through_nights_and_holidays() -> None:
    assert ends("2026-03-17 10:00", 72, JAM_KALENDER) == "2026-03-20 10:00"
    assert ends("2026-12-30 22:15", 72, JAM_KALENDER) == "2027-01-02 22:15"


def test_calendar_days_count_every_day_and_end_at_the_closing_that_the_day_would_have() -> None:
    assert ends("2026-11-20 09:00", 10, HARI_KALENDER) == "2026-11-30 16:00"
    assert ends("2026-11-20 09:00", 1, HARI_KALENDER) == "2026-11-21 16:00"  # a Saturday has none: 16.00
    assert ends("2026-03-13 09:00", 7, HARI_KALENDER) == "2026-03-20 16:30"  # a Friday on leave
    assert ends("2024-02-28 09:00", 1, HARI_KALENDER) == "2024-02-29 16:00"
    assert ends("2026-12-31 09:00", 1, HARI_KALENDER) == "2027-01-01 16:30"


def test_in_ramadan_the_office_closes_at_15_and_on_fridays_at_15_30() -> None:
    puasa = lkpp(ramadan=True)
    assert ends("2026-02-17 09:00", 1, HARI_KERJA, puasa) == "2026-02-18 16:00"
    assert ends("2026-02-18 09:00", 1, HARI_KERJA, puasa) == "2026-02-19 15:00"
    assert ends("2026-02-19 09:00", 1, HARI_KERJA, puasa) == "2026-02-20 15:30"
    assert ends("2026-03-13 10:00", 3, HARI_KERJA, puasa) == "2026-03-25 16:00"
    assert ends("2026-02-18 15:00", 2, JAM_KERJA, puasa) == "2026-02-19 09:00"
    assert ends("2026-02-19 15:00", 1, JAM_KERJA, puasa) == "2026-02-20 09:00"


def test_the_day_of_receipt_is_that_of_the_offices_own_zone() -> None:
    """Half past ten at night in Jakarta is half an hour into Friday in Jayapura."""
    mulai = at("2026-11-26 22:30")
    found = {zona: due(mulai, Limit(1, HARI_KERJA), lkpp(zona)).isoformat() for zona in (WIB, WITA, WIT)}
    assert list(found.values()) == [
        "2026-11-27T16:30:00+07:00",
        "2026-11-27T16:30:00+08:00",
        "2026-11-30T16:00:00+09:00",
    ]


def test_late_in_the_evening_utc_is_the_next_day_in_jakarta() -> None:
    mulai = datetime(2026, 11, 23, 17, 30, tzinfo=UTC)
    assert due(mulai, Limit(1, HARI_KERJA), lkpp()).date() == date(2026, 11, 25)


def test_a_leave_day_declared_three_days_ahead_moves_what_is_still_open() -> None:
    """On Friday it becomes known that Monday is off: what was due on Monday or later ends a working day later."""
    then = lkpp(libur=(date(2026, 11, 30),))
    assert [ends("2026-11-26 09:00", n, HARI_KERJA) for n in (1, 2, 3)] == [
        "2026-11-27 16:30",
        "2026-11-30 16:00",
        "2026-12-01 16:00",
    ]
    assert [ends("2026-11-26 09:00", n, HARI_KERJA, then) for n in (1, 2, 3)] == [
        "2026-11-27 16:30",
        "2026-12-01 16:00",
        "2026-12-02 16:00",
    ]
    assert ends("2026-11-27 16:10", 1, JAM_KERJA, then) == "2026-12-01 08:10"


def test_a_pause_within_a_day_costs_days_nothing_and_over_the_closing_costs_one() -> None:
    within, over = [(at("2026-11-24 09:00"), at(f"2026-11-24 {jam}")) for jam in ("15:59", "16:01")]
    assert ends("2026-11-23 09:00", 2, HARI_KERJA, jeda=(within,)) == "2026-11-25 16:00"
    assert ends("2026-11-23 09:00", 2, HARI_KERJA, jeda=(over,)) == "2026-11-26 16:00"


def test_a_proof_names_every_day_and_why_it_does_not_count() -> None:
    jeda = [(at("2026-03-14 00:00"), at("2026-03-16 17:00"))]
    proof = prove(at("2026-03-13 10:00"), Limit(2, HARI_KERJA), lkpp(), jeda)
    assert [(h.tanggal.day, h.ke, h.sebab) for h in proof.hari] == [
        (13, None, "diterima"),
        (14, None, "akhir pekan"),
        (15, None, "akhir pekan"),
        (16, None, "dijeda"),
        (17, 1, ""),
        (18, None, "Cuti Bersama Hari Suci Nyepi"),
        (19, None, "Hari Suci Nyepi"),
        (20, None, "Cuti Bersama Hari Raya Idul Fitri"),
        (21, None, "Hari Raya Idul Fitri"),
        (22, None, "Hari kedua dari Hari Raya Idul Fitri"),
        (23, None, "Cuti Bersama Hari Raya Idul Fitri"),
        (24, None, "Cuti Bersama Hari Raya Idul Fitri"),
        (25, 2, ""),
    ]


def test_a_proof_of_hours_says_how_long_each_day_counted() -> None:
    proof = prove(at("2026-11-27 16:10"), Limit(1, JAM_KERJA), lkpp())
    menit = [(h.tanggal.day, h.lama // timedelta(minutes=1), h.sebab) for h in proof.hari]
    assert menit == [(27, 20, ""), (28, 0, "akhir pekan"), (29, 0, "akhir pekan"), (30, 40, "")]
    proof = prove(at("2026-11-26 16:01"), Limit(1, JAM_KERJA), lkpp())
    assert proof.hari[0].sebab == "di luar jam kerja"


def test_a_year_without_a_decree_is_said() -> None:
    years = {
        satuan: prove(at("2026-12-30 09:00"), Limit(jumlah, satuan), lkpp()).tanpa_ketetapan
        for satuan, jumlah in ((HARI_KERJA, 3), (JAM_KERJA, 24), (HARI_KALENDER, 9), (JAM_KALENDER, 99))
    }
    assert years == {HARI_KERJA: (2027,), JAM_KERJA: (2027,), HARI_KALENDER: (), JAM_KALENDER: ()}
    assert prove(at("2026-03-13 10:00"), Limit(3, HARI_KERJA), lkpp()).tanpa_ketetapan == ()


def test_days_left_are_those_after_today() -> None:
    friday = at("2026-11-20 09:00")
    left = {d: lkpp().days_left(friday, at(f"2026-11-{d} 16:00")) for d in (17, 19, 20, 21, 23, 24)}
    assert left == {17: -3, 19: -1, 20: 0, 21: 1, 23: 1, 24: 2}


def test_openings_and_closings_are_found_both_ways() -> None:
    friday, sunday = at("2026-11-20 09:00"), at("2026-11-22 09:00")
    assert lkpp().closing_after(friday, 1) == at("2026-11-23 16:00")
    assert lkpp().closing_after(friday, -5) == at("2026-11-13 16:30")
    assert lkpp().opening_before(friday, 1) == at("2026-11-19 07:30")
    assert lkpp().opening_before(sunday, 1) == at("2026-11-20 07:30")


def test_the_next_opening_is_now_while_the_office_is_open() -> None:
    assert lkpp().next_open(at("2026-11-20 16:29")) == at("2026-11-20 16:29")
    assert lkpp().next_open(at("2026-11-20 16:30")) == at("2026-11-23 07:30")
    assert lkpp().next_open(at("2026-11-20 03:00")) == at("2026-11-20 07:30")
    assert lkpp().next_open(at("2026-03-17 20:00")) == at("2026-03-25 07:30")


@pytest.mark.parametrize(
    "jam",
    [
        {},
        {0: ()},
        {0: ((960, 480),)},  # closes before it opens
        {0: ((480, 480),)},
        {0: ((480, 720), (700, 960))},  # overlapping
        {0: ((480, 960), (480, 960))},
        {0: ((480, 1441),)},
        {0: ((-60, 480),)},
    ],
)
def test_hours_that_cannot_be_are_refused(jam: dict[int, Jam]) -> None:
    with pytest.raises(CalendarRefused) as refused:
        Calendar(Rules(jam))
    assert refused.value.messages[0].endswith(".")


def test_a_calendar_whose_every_working_day_is_taken_away_is_refused() -> None:
    with pytest.raises(CalendarRefused, match="tidak pernah buka"):
        Calendar(Rules(SENIN_JUMAT, musim=[Season("Tutup", date(2010, 1, 1), date(2060, 1, 1), {})]))
    sundays = {FIRST + timedelta(days=d): "Minggu" for d in range((LAST - FIRST).days)}
    with pytest.raises(CalendarRefused, match="tidak pernah buka"):
        Calendar(Rules({6: SETIAP_HARI}, libur=sundays))


@pytest.mark.parametrize(
    "musim",
    [
        [("A", "2026-02-19", "2026-03-20"), ("B", "2026-03-20", "2026-03-25")],
        [("A", "2026-02-19", "2026-03-20"), ("B", "2026-02-01", "2026-02-19")],
        [("A", "2026-02-19", "2026-03-20"), ("B", "2026-03-01", "2026-03-02")],
        [("A", "2026-03-20", "2026-02-19")],
    ],
)
def test_seasons_that_overlap_or_run_backwards_are_refused(musim: list[tuple[str, str, str]]) -> None:
    seasons = [Season(n, date.fromisoformat(a), date.fromisoformat(b), jam("Ramadan")) for n, a, b in musim]
    with pytest.raises(CalendarRefused, match=f"Musim {musim[-1][0]}|Musim A"):
        Calendar(Rules(SENIN_JUMAT, musim=seasons))


def test_a_season_with_hours_that_cannot_be_is_refused() -> None:
    with pytest.raises(CalendarRefused):
        Calendar(Rules(SENIN_JUMAT, musim=[Season("A", date(2026, 2, 19), date(2026, 3, 20), {0: ((960, 480),)})]))


def test_seasons_that_touch_and_seasons_outside_the_tables_are_fine() -> None:
    pagi: dict[int, Jam] = {0: ((480, 500),)}
    seasons = [
        Season("lama", date(2010, 1, 1), date(2014, 1, 1), pagi),
        Season("awal", date(2014, 12, 1), date(2015, 1, 31), pagi),
        Season("sambung", date(2015, 2, 1), date(2015, 2, 28), pagi),
        Season("nanti", date(2051, 1, 1), date(2051, 2, 1), pagi),
    ]
    calendar = Calendar(Rules(SENIN_JUMAT, musim=seasons))
    assert [calendar.works(date(2015, m, 3)) for m in (2, 3)] == [False, True]


def test_days_outside_the_tables_are_refused() -> None:
    for day in (date(2014, 12, 31), date(2050, 1, 1), date(1, 1, 1)):
        for ask in (lkpp().works, lkpp().why_closed):
            with pytest.raises(OutOfCalendar):
                ask(day)
    with pytest.raises(OutOfCalendar):
        lkpp().days_after([10, 12_700], 90)
    with pytest.raises(OutOfCalendar):
        lkpp().next_open(at("2049-12-31 22:00"))
