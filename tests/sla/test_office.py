"""What the tables say, as the engine gets it: at most a few seconds old, each office with its own."""

from datetime import date, time

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from sla import office
from sla.calendar import CalendarRefused
from sla.models import HariLibur, JamKerja, Kalender, Kebijakan, Musim
from sla.reference import jam_lazim
from tests.sla.offices import RAMADAN_1447, at

pytestmark = pytest.mark.usefixtures("kebijakan")
KODE = "pengaduan.verifikasi"
SENIN = at("2026-11-23 09:00")
LIBUR = date(2026, 11, 24)


def versi(n: int, sejak: date, jumlah: int) -> Kebijakan:
    """One more version of a policy."""
    return Kebijakan.objects.create(
        kode=KODE, versi=n, berlaku_sejak=sejak, nama="Verifikasi", jumlah=jumlah, dasar_hukum="Keputusan baru"
    )


def test_tables_are_read_once_until_somebody_forgets() -> None:
    assert office.kalender().works(LIBUR)
    with CaptureQueriesContext(
        connection,
    ) as queries:
        office.kalender()
        office.kebijakan(KODE, now=SENIN)
        HariLibur.objects.create(tanggal=LIBUR, jenis="khusus", nama="Libur khusus")
        assert office.kalender().works(LIBUR)
    assert len(queries) == 1  # the holiday
    office.forget()
    assert office.kalender().why_closed(LIBUR) == "Libur khusus"


def test_a_new_version_made_elsewhere_is_seen_after_a_few_seconds(monkeypatch: pytest.MonkeyPatch) -> None:
    jam = [100.0]
    monkeypatch.setattr(office.time, "monotonic", lambda: jam[0])
    assert office.kalender().works(LIBUR)
    HariLibur.objects.create(tanggal=LIBUR, jenis="khusus", nama="Libur khusus")
    Kalender.objects.update(versi=2)
    versi(2, date(2026, 1, 2), 7)
    jam[0] += office.UMUR - 0.1
    assert (office.kalender().rules.versi, office.kebijakan(KODE, now=SENIN).versi) == (1, 1)
    jam[0] += 0.1
    assert (office.kalender().rules.versi, office.kebijakan(KODE, now=SENIN).versi) == (2, 2)
    assert not office.kalender().works(LIBUR)


def test_a_version_holds_from_its_first_day_in_jakarta_on() -> None:
    versi(2, date(2026, 12, 1), 7)
    versi(3, date(2027, 1, 1), 9)
    office.forget()
    found = {saat: office.kebijakan(KODE, now=at(saat)).versi for saat in ("2026-11-30 23:59", "2026-12-01 00:00")}
    assert list(found.values()) == [1, 2]
    assert office.kebijakan(KODE, now=at("2027-01-01 00:00")).versi == 3
    assert [k.versi for k in office.versions(KODE)] == [3, 2, 1]


def test_before_its_first_day_a_policy_is_that_of_its_first_version() -> None:
    assert office.kebijakan(KODE, now=at("2025-05-05 09:00")).versi == 1


def test_a_policy_or_a_calendar_that_does_not_exist_is_an_error_of_its_own() -> None:
    with pytest.raises(Kebijakan.DoesNotExist):
        office.kebijakan("tidak.ada", now=SENIN)
    with pytest.raises(KeyError):
        office.kalender("tidak-ada")
    assert office.versions("tidak.ada") == []


def test_a_holiday_of_one_office_does_not_touch_another() -> None:
    wita = Kalender.objects.get(kode="wita")
    HariLibur.objects.create(tanggal=LIBUR, jenis="khusus", nama="Hari jadi", berlaku_untuk=wita)
    HariLibur.objects.create(tanggal=date(2026, 8, 17), jenis="khusus", nama="Pesta rakyat", berlaku_untuk=wita)
    office.forget()
    assert {kode: office.kalender(kode).works(LIBUR) for kode in ("lkpp", "wita", "wit", "24x365")} == {
        "lkpp": True,
        "wita": False,
        "wit": True,
        "24x365": True,
    }
    assert office.kalender("wita").why_closed(date(2026, 8, 17)) == "Pesta rakyat"
    assert office.kalender().why_closed(date(2026, 8, 17)) == "Hari Kemerdekaan Republik Indonesia"


def test_a_season_changes_the_hours_of_the_offices_that_have_hours_in_it() -> None:
    ramadan = Musim.objects.create(nama="Ramadan 1447 H", mulai=RAMADAN_1447[0], sampai=RAMADAN_1447[1])
    lkpp = Kalender.objects.get(kode="lkpp")
    for hari, buka, tutup in jam_lazim("Ramadan"):
        JamKerja.objects.create(kalender=lkpp, musim=ramadan, hari=hari, buka=buka, tutup=tutup)
    office.forget()
    kamis = at("2026-02-19 09:00")
    assert office.kalender().closing_after(kamis, 0) == at("2026-02-19 15:00")
    assert office.kalender("wit").closing_after(kamis, 0) == at("2026-02-19 14:00")  # 16.00 in Jayapura
    assert office.kalender().closing_after(at("2026-03-25 09:00"), 0) == at("2026-03-25 16:00")


def test_several_intervals_a_day_are_read_as_they_are() -> None:
    lkpp = Kalender.objects.get(kode="lkpp")
    JamKerja.objects.filter(kalender=lkpp, hari=0).delete()
    for buka, tutup in ((time(13), time(17, 15)), (time(8), time(12))):
        JamKerja.objects.create(kalender=lkpp, hari=0, buka=buka, tutup=tutup)
    office.forget()
    assert office.kalender().next_open(at("2026-11-23 12:30")) == at("2026-11-23 13:00")
    assert office.kalender().closing_after(SENIN, 0) == at("2026-11-23 17:15")


def test_an_office_that_never_opens_is_refused_with_a_sentence() -> None:
    Kalender.objects.create(kode="kosong", nama="Kantor tanpa jam")
    office.forget()
    with pytest.raises(CalendarRefused, match="Isi jam kerja"):
        office.kalender("kosong")


def test_day_and_night_service_knows_no_holiday_and_no_missing_decree() -> None:
    siaga = office.kalender("24x365")
    assert siaga.works(date(2026, 12, 25))
    assert {2028, 2049} <= siaga.rules.resmi


def test_a_year_is_decreed_when_its_national_holidays_rest_on_a_decree() -> None:
    assert office.kalender().rules.resmi == {2023, 2024, 2025, 2026}
    pemilu = HariLibur.objects.create(
        tanggal=date(2028, 2, 9), jenis="khusus", nama="Pemilihan umum", dasar_hukum="Keppres Nomor 10 Tahun 2028"
    )
    office.forget()
    assert 2028 not in office.kalender().rules.resmi  # one day off does not make a year
    HariLibur.objects.filter(pk=pemilu.pk).update(jenis="libur_nasional")
    office.forget()
    assert 2028 in office.kalender().rules.resmi


def test_holidays_can_be_tried_before_they_are_written() -> None:
    lkpp = Kalender.objects.get(kode="lkpp")
    assert office.rules(lkpp, libur={LIBUR: "coba"}).libur == {LIBUR: "coba"}
