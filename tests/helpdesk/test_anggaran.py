"""Error budgets: overlaps count once, years are cut in WIB, planned time stands apart; against counting minutes."""

from datetime import UTC, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from helpdesk import anggaran, selang
from tests.factories import WIB

AWAL = datetime(2026, 3, 1, tzinfo=UTC)
MENIT = timedelta(minutes=1)
JENDELA = 60
# a little before, within and after the window, so that every way of sticking out occurs
satu = st.tuples(st.integers(-20, 90), st.integers(0, 40)).map(lambda s: (s[0], s[0] + s[1]))
banyak = st.lists(satu, max_size=8)


def pada(menit: list[tuple[int, int]]) -> list[selang.Selang]:
    return [(AWAL + a * MENIT, AWAL + b * MENIT) for a, b in menit]


def satu_per_satu(semua: list[tuple[int, int]]) -> set[int]:
    """The oracle: each minute of the window on its own."""
    return {m for m in range(JENDELA) if any(a <= m < b for a, b in semua)}


@settings(max_examples=400, deadline=None)
@given(banyak, banyak)
def test_a_budget_is_what_counting_minute_by_minute_gives(galat, rencana) -> None:
    hasil = anggaran.hitung(pada(galat), pada(rencana), awal=AWAL, akhir=AWAL + JENDELA * MENIT)
    terencana = satu_per_satu(rencana)
    nyata = satu_per_satu(galat) - terencana
    assert hasil.terencana == len(terencana) * MENIT
    assert hasil.galat == len(nyata) * MENIT
    assert hasil.kali == sum(1 for m in nyata if m - 1 not in nyata)


def test_the_year_begins_and_ends_at_midnight_in_jakarta() -> None:
    awal, akhir = selang.tahun_wib(2026)
    assert (awal, akhir) == (datetime(2026, 1, 1, tzinfo=WIB), datetime(2027, 1, 1, tzinfo=WIB))
    malam = (datetime(2025, 12, 31, 23, 0, tzinfo=WIB), datetime(2026, 1, 1, 2, 0, tzinfo=WIB))
    assert anggaran.hitung([malam], [], awal=awal, akhir=akhir).galat == timedelta(hours=2)


def test_a_microsecond_counts() -> None:
    sedikit = (AWAL, AWAL + timedelta(microseconds=1))
    assert anggaran.hitung([sedikit], [], awal=AWAL, akhir=AWAL + MENIT).galat == timedelta(microseconds=1)
