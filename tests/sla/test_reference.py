"""Policies and holidays: there from the first day, and LKPP's own ever after."""

from datetime import date

import pytest

from pengaduan.status import STAGES
from sla.models import HariLibur, Kebijakan
from sla.reference import load_kebijakan, load_libur

pytestmark = pytest.mark.usefixtures("kebijakan")


def test_every_limit_that_a_complaint_names_is_a_policy_with_its_basis() -> None:
    dipakai = {k for k in (*STAGES.limits.values(), *STAGES.pauses.values(), STAGES.overall) if k}
    assert dipakai <= set(Kebijakan.objects.values_list("kode", flat=True))
    assert not Kebijakan.objects.filter(dasar_hukum="").exists()


def test_a_changed_policy_is_not_touched_and_a_missing_one_comes_back() -> None:
    Kebijakan.objects.filter(kode="pengaduan.verifikasi").update(jumlah=2, dasar_hukum="Keputusan baru")
    Kebijakan.objects.filter(kode="pengaduan.apip").delete()
    assert (load_kebijakan().baru, load_kebijakan().baru) == (1, 0)
    assert Kebijakan.objects.get(kode="pengaduan.verifikasi").jumlah == 2
    assert Kebijakan.objects.get(kode="pengaduan.apip").jumlah == 60


def test_holidays_of_five_years_are_there_with_cuti_bersama() -> None:
    assert {d.year for d in HariLibur.objects.dates("tanggal", "year")} == {2023, 2024, 2025, 2026, 2027}
    assert HariLibur.objects.filter(jenis="cuti_bersama").exists()
    assert HariLibur.objects.filter(tanggal=date(2026, 8, 17)).exists()


def test_a_holiday_that_an_officer_took_out_stays_out() -> None:
    HariLibur.objects.filter(tanggal=date(2026, 8, 17)).delete()
    HariLibur.objects.filter(tanggal__year=2027).delete()
    assert load_libur().baru > 0
    assert not HariLibur.objects.filter(tanggal=date(2026, 8, 17)).exists()
    assert HariLibur.objects.filter(tanggal__year=2027).exists()
