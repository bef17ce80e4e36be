"""A proof on a calendar: every day of it stands in exactly one place, with the word that belongs to it."""

from datetime import date, datetime, timedelta
from itertools import pairwise

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from sla.calendar import WIB, Calendar, Rules
from sla.due import Limit, Proof, prove
from sla.month import Bulan, Rupa, Sel, legend, months

JAM = dict.fromkeys(range(5), ((450, 960),))
NATAL = {date(2026, 12, 24): "Cuti Bersama Natal", date(2026, 12, 25): "Hari Raya Natal"}
KALENDER = Calendar(Rules(jam=JAM, libur=NATAL, resmi=frozenset({2026})))
KAMIS = datetime(2026, 12, 17, 10, 0, tzinfo=WIB)
HARI_INI = date(2026, 12, 21)


def bukti(jumlah: int = 5, satuan: str = "hari_kerja", mulai: datetime = KAMIS, jeda: int = 0) -> Proof:
    """A proof from Thursday on, with a pause of some days from the next Monday."""
    awal = datetime(2026, 12, 21, 9, 0, tzinfo=WIB)
    return prove(mulai, Limit(jumlah, satuan), KALENDER, [(awal, awal + timedelta(days=jeda))] if jeda else ())


def sel(bulan: list[Bulan]) -> dict[date, Sel]:
    return {s.tanggal: s for b in bulan for pekan in b.pekan for s in pekan if s}


def test_each_day_says_what_it_is() -> None:
    hari = sel(months(bukti(), hari_ini=HARI_INI))
    assert [(d, hari[date(2026, 12, d)].rupa, hari[date(2026, 12, d)].kata) for d in range(16, 29)] == [
        (16, "luar", ""),
        (17, "mulai", "mulai"),
        (18, "hitung", "ke-1"),
        (19, "pekan", "–"),
        (20, "pekan", "–"),
        (21, "hitung", "ke-2"),
        (22, "hitung", "ke-3"),
        (23, "hitung", "ke-4"),
        (24, "libur", "libur"),
        (25, "libur", "libur"),
        (26, "pekan", "–"),
        (27, "pekan", "–"),
        (28, "batas", "batas"),
    ]


def test_each_day_says_it_to_the_ear_as_well() -> None:
    hari = sel(months(bukti(), hari_ini=HARI_INI))
    uraian = {d: hari[date(2026, 12, d)].uraian for d in (16, 17, 18, 21, 25, 27, 28)}
    assert uraian == {
        16: "",
        17: "hari mulai, tidak dihitung",
        18: "dihitung, hari ke-1",
        21: "dihitung, hari ke-2, hari ini",
        25: "Hari Raya Natal, tidak dihitung",
        27: "akhir pekan, tidak dihitung",
        28: "batas waktu, hari ke-5",
    }


def test_holidays_are_named_under_their_month() -> None:
    (bulan,) = months(bukti(), hari_ini=HARI_INI)
    assert [(str(x.tanggal), x.nama, x.perkiraan) for x in bulan.libur] == [
        ("2026-12-24", "Cuti Bersama Natal", False),
        ("2026-12-25", "Hari Raya Natal", False),
    ]


def test_a_holiday_in_a_year_without_decree_is_an_estimate() -> None:
    kalender = Calendar(Rules(jam=JAM, libur={date(2027, 1, 1): "Tahun Baru"}, resmi=frozenset({2026})))
    akhir_tahun = prove(datetime(2026, 12, 30, 9, 0, tzinfo=WIB), Limit(3, "hari_kerja"), kalender)
    desember, januari = months(akhir_tahun, hari_ini=HARI_INI)
    assert (desember.libur, [x.perkiraan for x in januari.libur]) == ([], [True])


def test_days_of_a_pause_are_marked() -> None:
    hari = sel(months(bukti(jeda=2), hari_ini=HARI_INI))
    assert [hari[date(2026, 12, d)].kata for d in (18, 21, 22, 23)] == ["ke-1", "jeda", "jeda", "ke-2"]
    assert hari[date(2026, 12, 21)].uraian == "dijeda, tidak dihitung, hari ini"


def test_hours_are_shown_by_the_day() -> None:
    hari = sel(months(bukti(20, "jam_kerja"), hari_ini=HARI_INI))
    assert [hari[date(2026, 12, d)].kata for d in (17, 18, 19, 21, 22)] == ["6 j", "8,5 j", "–", "batas", ""]
    sesudah_tutup = months(bukti(2, "jam_kerja", datetime(2026, 12, 17, 17, 0, tzinfo=WIB)), hari_ini=HARI_INI)
    assert sel(sesudah_tutup)[date(2026, 12, 17)].kata == "tutup"


def test_today_is_marked_inside_and_around_the_count() -> None:
    for hari_ini in (date(2026, 12, 16), HARI_INI, date(2026, 12, 28)):
        assert [d for d, s in sel(months(bukti(), hari_ini=hari_ini)).items() if s.kini] == [hari_ini]
    assert not any(s.kini for s in sel(months(bukti(), hari_ini=date(2027, 5, 1))).values())


def test_a_long_count_folds_the_months_in_which_nothing_happens() -> None:
    enam_puluh = months(bukti(60), hari_ini=HARI_INI)
    assert [(b.nama, b.terlipat) for b in enam_puluh] == [
        ("Desember 2026", False),
        ("Januari 2027", True),
        ("Februari 2027", True),
        ("Maret 2027", False),
    ]
    assert enam_puluh[1].ringkas == "Januari 2027: 21 hari dihitung"
    assert not months(bukti(60), hari_ini=date(2027, 2, 3))[2].terlipat
    assert not any(b.terlipat for b in months(bukti(40), hari_ini=HARI_INI))


def test_a_year_of_calendar_days_has_all_its_months() -> None:
    bulan = months(bukti(365, "hari_kalender"), hari_ini=HARI_INI)
    assert (len(bulan), sum(b.dihitung for b in bulan)) == (13, 365)


def test_the_legend_explains_what_is_there_and_nothing_else() -> None:
    assert [s.rupa for s in legend(months(bukti(), hari_ini=HARI_INI))] == [
        "mulai",
        "hitung",
        "batas",
        "pekan",
        "libur",
        "luar",
    ]
    assert [s.rupa for s in legend(months(bukti(2, "hari_kalender"), hari_ini=date(2027, 1, 1)))] == [
        "mulai",
        "hitung",
        "batas",
    ]


@given(
    st.integers(1, 130),
    st.sampled_from(["hari_kerja", "hari_kalender", "jam_kerja", "jam_kalender"]),
    st.integers(0, 40),
)
def test_every_day_of_a_proof_stands_once_and_in_order(jumlah: int, satuan: str, jeda: int) -> None:
    p = bukti(jumlah, satuan, jeda=jeda)
    bulan = months(p, hari_ini=HARI_INI)
    tampil = [s.tanggal for b in bulan for pekan in b.pekan for s in pekan if s and s.rupa != Rupa.LUAR]
    assert tampil == [h.tanggal for h in p.hari]
    assert all(b - a == timedelta(days=1) for a, b in pairwise(tampil))
    assert all(len(pekan) == 7 for b in bulan for pekan in b.pekan)
    assert all(s is None or s.tanggal.weekday() == n for b in bulan for pekan in b.pekan for n, s in enumerate(pekan))
    assert sum(b.dihitung for b in bulan) == sum(1 for h in p.hari if h.ke is not None)


@pytest.mark.parametrize(
    ("bahasa", "nama", "hari"), [("id", "Desember 2026", "Senin"), ("en", "December 2026", "Monday")]
)
def test_months_and_weekdays_speak_the_readers_language(bahasa: str, nama: str, hari: str) -> None:
    with translation.override(bahasa):
        (bulan,) = months(bukti(), hari_ini=HARI_INI)
        assert (bulan.nama, bulan.kepala[0]) == (nama, (hari[:3], hari))
        rupa = [s.rupa for s in sel([bulan]).values()]
    assert rupa.count(Rupa.LIBUR) == 2
    assert rupa.count(Rupa.PEKAN) == 4
