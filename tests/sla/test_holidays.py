"""Holidays, seasons, hours and policies refuse what cannot be, whoever asks, with an error that has a name."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, time
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied

from akun.actor import SYSTEM, Actor
from jejak.models import Jejak
from sla import holidays, policies
from sla.calendar import CalendarRefused
from sla.holidays import HolidayRefused, HoursRefused, IsiMusim, Libur, SeasonRefused
from sla.models import HariLibur, Kalender, Kebijakan, Musim
from sla.policies import PolicyRefused
from tests.factories import SENIN

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("kebijakan")]
HARI_INI = SENIN.date()
LIBUR = Libur(date(2026, 11, 30), "khusus", "Hari Contoh")
JAM = [(0, time(8), time(15))]
MUSIM = IsiMusim("Ramadan", date(2027, 2, 8), date(2027, 3, 9), "", {"lkpp": JAM})


def versi(**ubah: Any) -> Callable[..., Any]:
    k = Kebijakan.objects.get(kode="pengaduan.verifikasi", versi=1)
    isi = replace(policies.isi_of(k), **ubah)
    return lambda **siapa: policies.new_version(kode=k.kode, isi=isi, berlaku_sejak=HARI_INI, **siapa)


def tindakan() -> list[Callable[..., Any]]:
    libur, lkpp = HariLibur.objects.earliest("pk"), Kalender.objects.get(kode="lkpp")
    musim = Musim.objects.create(nama="Musim", mulai=date(2028, 1, 1), sampai=date(2028, 1, 2))
    return [
        lambda **siapa: holidays.add_holiday(isi=LIBUR, **siapa),
        lambda **siapa: holidays.change_holiday(libur=libur, isi=replace(LIBUR, tanggal=date(2026, 12, 1)), **siapa),
        lambda **siapa: holidays.remove_holiday(libur=libur, **siapa),
        lambda **siapa: holidays.set_decree(tahun=2027, dasar_hukum="SKB", **siapa),
        lambda **siapa: holidays.add_season(isi=MUSIM, **siapa),
        lambda **siapa: holidays.remove_season(musim=musim, **siapa),
        lambda **siapa: holidays.set_hours(kalender=lkpp, nama="LKPP", zona="Asia/Jakarta", jam=JAM, **siapa),
        lambda **siapa: holidays.add_calendar(kode="x", nama="X", zona="Asia/Jakarta", jam=JAM, **siapa),
        versi(jumlah=9),
    ]


@pytest.mark.parametrize("siapa", ["verifikator", "pejabat_dpph", "pimpinan", "admin_apip"])
def test_nobody_but_the_administrator_changes_anything(siapa: str, actor: Callable[[str], Actor]) -> None:
    for ubah in tindakan():
        with pytest.raises(PermissionDenied):
            ubah(by=actor(siapa), now=SENIN)
    assert not Jejak.objects.exists()


def test_every_change_leaves_its_line_on_the_trail(actor: Callable[[str], Actor]) -> None:
    for ubah in tindakan():
        ubah(by=actor("admin_sistem"), now=SENIN)
    kejadian = set(Jejak.objects.values_list("kejadian", flat=True))
    assert kejadian == {
        "sla.libur_diubah",
        "sla.ketetapan_dicatat",
        "sla.musim_diubah",
        "sla.jam_diubah",
        "sla.kebijakan_diubah",
    }
    assert Jejak.objects.count() == 9


def test_a_holiday_twice_is_refused_by_name() -> None:
    holidays.add_holiday(isi=LIBUR, by=SYSTEM, now=SENIN)
    with pytest.raises(HolidayRefused, match="30 November 2026 sudah libur: Hari Contoh"):
        holidays.add_holiday(isi=replace(LIBUR, nama="Lain"), by=SYSTEM, now=SENIN)


def test_overlapping_seasons_are_refused_by_name() -> None:
    holidays.add_season(isi=MUSIM, by=SYSTEM, now=SENIN)
    for mulai, sampai in ((MUSIM.sampai, date(2027, 5, 1)), (date(2027, 1, 1), date(2027, 12, 31))):
        with pytest.raises(SeasonRefused, match="Bertumpuk dengan Ramadan"):
            holidays.add_season(isi=replace(MUSIM, mulai=mulai, sampai=sampai), by=SYSTEM, now=SENIN)


def test_a_calendar_that_is_never_open_or_runs_backwards_is_refused() -> None:
    lkpp, isi = Kalender.objects.get(kode="lkpp"), {"nama": "LKPP", "zona": "Asia/Jakarta", "by": SYSTEM, "now": SENIN}
    with pytest.raises(CalendarRefused):
        holidays.set_hours(kalender=lkpp, jam=[], **isi)
    with pytest.raises(HoursRefused):
        holidays.set_hours(kalender=lkpp, jam=[(0, time(16), time(8))], **isi)
    assert lkpp.jam.count() == 5


@pytest.mark.parametrize("jumlah", [0, -1, 10_001, 10**9])
@pytest.mark.parametrize("satuan", Kebijakan.Satuan.values)
def test_a_limit_without_length_or_beyond_the_tables_is_refused(jumlah: int, satuan: str) -> None:
    with pytest.raises(PolicyRefused):
        versi(jumlah=jumlah, satuan=satuan)(by=SYSTEM, now=SENIN)
    assert Kebijakan.objects.filter(kode="pengaduan.verifikasi").count() == 1
