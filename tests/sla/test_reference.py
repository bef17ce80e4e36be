"""Calendars, holidays and policies: there from the first day, and LKPP's own ever after."""

from datetime import date, time

import pytest

from pengaduan.status import STAGES
from sla import office
from sla.models import HariLibur, JamKerja, Kalender, Kebijakan
from sla.reference import LOADERS, jam_lazim, load_kalender, load_kebijakan, load_libur

pytestmark = pytest.mark.usefixtures("kebijakan")


def test_loading_again_changes_nothing() -> None:
    tables = (Kalender, JamKerja, HariLibur, Kebijakan)
    before = [list(t.objects.order_by("pk").values()) for t in tables]
    assert [load().baru for load in LOADERS] == [0, 0, 0]
    assert [list(t.objects.order_by("pk").values()) for t in tables] == before


def test_every_limit_that_a_complaint_names_is_a_policy_with_its_basis() -> None:
    dipakai = {k for k in (*STAGES.limits.values(), *STAGES.pauses.values(), STAGES.overall) if k}
    assert dipakai <= set(Kebijakan.objects.values_list("kode", flat=True))
    assert not Kebijakan.objects.filter(dasar_hukum="").exists()
    assert set(Kebijakan.objects.values_list("versi", flat=True)) == {1}


def test_a_changed_policy_is_not_touched_and_a_missing_one_comes_back() -> None:
    Kebijakan.objects.filter(kode="pengaduan.verifikasi").update(versi=2, jumlah=2, dasar_hukum="Keputusan baru")
    Kebijakan.objects.filter(kode="pengaduan.apip").delete()
    assert (load_kebijakan().baru, load_kebijakan().baru) == (1, 0)
    assert Kebijakan.objects.get(kode="pengaduan.verifikasi").jumlah == 2
    assert Kebijakan.objects.get(kode="pengaduan.apip").jumlah == 60


def test_the_three_zones_have_the_usual_week_and_the_service_never_closes() -> None:
    assert set(Kalender.objects.values_list("kode", "zona", "selalu_buka")) == {
        ("lkpp", "Asia/Jakarta", False),
        ("wita", "Asia/Makassar", False),
        ("wit", "Asia/Jayapura", False),
        ("24x365", "Asia/Jakarta", True),
    }
    for kode in ("lkpp", "wita", "wit"):
        jam = JamKerja.objects.filter(kalender__kode=kode, musim=None).order_by("hari")
        assert [(j.hari, j.buka, j.tutup) for j in jam] == jam_lazim("")
    assert not JamKerja.objects.filter(kalender__kode="24x365").exists()
    assert office.kalender("24x365").works(date(2026, 11, 22))


def test_the_usual_weeks_are_those_of_the_decree_without_their_breaks() -> None:
    """Perpres 21/2023: 37.5 hours a week, 32.5 in Ramadan; breaks of 60 (Friday 90) and 30 (Friday 60) minutes."""
    for musim, minggu, istirahat in (("", 37.5, 4 * 60 + 90), ("Ramadan", 32.5, 4 * 30 + 60)):
        menit = sum((b.hour - a.hour) * 60 + b.minute - a.minute for _, a, b in jam_lazim(musim))
        assert (menit - istirahat) / 60 == minggu


def test_an_installation_that_knew_only_one_calendar_gets_hours_zones_and_decrees() -> None:
    """What the migration leaves behind: the row lkpp without hours, holidays without a basis."""
    JamKerja.objects.all().delete()
    Kalender.objects.exclude(kode="lkpp").delete()
    HariLibur.objects.update(dasar_hukum="")
    assert [load_kalender().baru, load_libur().baru] == [3, 0]
    assert JamKerja.objects.count() == 3 * 5
    assert office.kalender().rules.resmi == {2023, 2024, 2025, 2026}


def test_hours_that_an_officer_made_stay() -> None:
    JamKerja.objects.filter(kalender__kode="lkpp", hari=4).delete()
    JamKerja.objects.filter(kalender__kode="lkpp", hari=0).update(buka=time(9))
    load_kalender()
    jam = JamKerja.objects.filter(kalender__kode="lkpp").order_by("hari")
    assert [(j.hari, j.buka.hour) for j in jam] == [(0, 9), (1, 7), (2, 7), (3, 7)]


def test_holidays_of_five_years_are_there_with_cuti_bersama_and_their_decrees() -> None:
    assert {d.year for d in HariLibur.objects.dates("tanggal", "year")} == {2023, 2024, 2025, 2026, 2027}
    assert HariLibur.objects.filter(jenis="cuti_bersama").exists()
    assert HariLibur.objects.get(tanggal=date(2026, 8, 17)).dasar_hukum.startswith("SKB Tiga Menteri Nomor 1497")
    assert not HariLibur.objects.filter(tanggal__year=2027).exclude(dasar_hukum="").exists()
    assert set(HariLibur.objects.values_list("jenis", flat=True)) <= set(HariLibur.Jenis.values)


def test_a_holiday_that_an_officer_took_out_stays_out() -> None:
    HariLibur.objects.filter(tanggal=date(2026, 8, 17)).delete()
    HariLibur.objects.filter(tanggal__year=2027).delete()
    assert load_libur().baru > 0
    assert not HariLibur.objects.filter(tanggal=date(2026, 8, 17)).exists()
    assert HariLibur.objects.filter(tanggal__year=2027).exists()


def test_a_decree_that_an_officer_wrote_stays_and_days_off_of_their_own_get_none() -> None:
    HariLibur.objects.filter(tanggal__year=2026).update(dasar_hukum="")
    HariLibur.objects.filter(tanggal=date(2026, 8, 17)).update(dasar_hukum="Keppres baru")
    HariLibur.objects.filter(tanggal__year=2025).update(dasar_hukum="")
    HariLibur.objects.create(tanggal=date(2025, 7, 7), jenis="khusus", nama="Pemeliharaan gedung")
    load_libur()
    assert set(HariLibur.objects.filter(tanggal__year=2026).values_list("dasar_hukum", flat=True)) == {
        "",
        "Keppres baru",
    }
    kosong = HariLibur.objects.filter(tanggal__year=2025, dasar_hukum="")
    assert list(kosong.values_list("nama", flat=True)) == ["Pemeliharaan gedung"]
