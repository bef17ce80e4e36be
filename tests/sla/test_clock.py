"""Clocks of a case as rows: side by side, paused, moved, stopped; each refuses what it cannot do."""

from datetime import date, datetime, timedelta

import pytest
from django.core.exceptions import ValidationError

from pengaduan.models import Pengaduan
from sla import clock, office, pita
from sla.clock import ClockRefused
from sla.due import PauseRefused
from sla.models import HariLibur, Kalender, Kebijakan, Tenggat
from tests import factories
from tests.sla.offices import WIT, at

pytestmark = pytest.mark.usefixtures("kebijakan")
VERIFIKASI, APIP, REVIU = "pengaduan.verifikasi", "pengaduan.apip", "pengaduan.reviu"
KAMIS = at("2026-11-26 09:00")


@pytest.fixture
def kasus() -> Pengaduan:
    """Sent on a Thursday."""
    return factories.ajukan(now=KAMIS)


@pytest.fixture
def tenggat(kasus: Pengaduan) -> Tenggat:
    """The case's first clock: three working days."""
    return clock.running(kasus).get(kode=VERIFIKASI)


def versi_baru(kode: str, jumlah: int, sejak: date) -> Kebijakan:
    """The next version of a policy."""
    lama = Kebijakan.objects.filter(kode=kode).latest("versi")
    isi = {k: v for k, v in vars(lama).items() if k not in {"_state", "id"}}
    baru = Kebijakan.objects.create(**isi | {"versi": lama.versi + 1, "jumlah": jumlah, "berlaku_sejak": sejak})
    office.forget()
    return baru


def test_a_case_keeps_the_version_it_started_with_until_it_is_moved_on_purpose(tenggat: Tenggat) -> None:
    baru = versi_baru(VERIFIKASI, 10, date(2026, 11, 27))
    assert tenggat.jatuh_tempo == at("2026-12-01 16:00")
    later = at("2026-11-27 10:00")
    clock.pause(tenggat, now=later)
    clock.resume(tenggat, now=later)
    assert (tenggat.kebijakan.versi, tenggat.jatuh_tempo) == (1, at("2026-12-01 16:00"))
    lain = factories.ajukan(now=later)
    assert clock.running(lain).get(kode=VERIFIKASI).kebijakan == baru
    clock.change_policy(tenggat, baru)
    tenggat.refresh_from_db()
    assert (tenggat.kebijakan, tenggat.mulai_pada, tenggat.kode) == (baru, KAMIS, VERIFIKASI)
    assert tenggat.jatuh_tempo == at("2026-12-10 16:00")


def test_two_clocks_of_different_policies_run_side_by_side_from_different_events(kasus: Pengaduan) -> None:
    """Since submission, and since the letter was received by the Direktur."""
    resmi = clock.start(kasus, REVIU, now=at("2026-11-30 16:30"))
    semua = {t.kode: t.jatuh_tempo for t in clock.running(kasus)}
    assert semua[REVIU] == at("2026-12-07 16:00")
    assert semua[VERIFIKASI] == at("2026-12-01 16:00")
    clock.stop(clock.running(kasus).get(kode=VERIFIKASI), now=at("2026-12-01 10:00"))
    assert [t.kode for t in clock.running(kasus)] == ["pengaduan.keseluruhan", REVIU]
    for t in clock.all_of(kasus):
        assert clock.proof(t).jatuh_tempo == t.jatuh_tempo
    assert resmi.siklus == 1


def test_the_same_policy_runs_once_at_a_time_and_counts_its_cycles(kasus: Pengaduan) -> None:
    first = clock.start(kasus, REVIU, now=KAMIS)
    with pytest.raises(ClockRefused, match="sudah berjalan"):
        clock.start(kasus, REVIU, now=KAMIS)
    clock.stop(first, now=KAMIS)
    assert clock.start(kasus, REVIU, now=KAMIS + timedelta(days=1)).siklus == 2


def test_a_clock_refuses_what_it_cannot_do(tenggat: Tenggat) -> None:
    with pytest.raises(ClockRefused, match="tidak dijeda"):
        clock.resume(tenggat, now=KAMIS)
    clock.pause(tenggat, now=KAMIS)
    with pytest.raises(ClockRefused, match="tidak berjalan"):
        clock.pause(tenggat, now=KAMIS)
    clock.resume(tenggat, now=KAMIS)
    with pytest.raises(ClockRefused, match="tidak dijeda"):
        clock.resume(tenggat, now=KAMIS)
    clock.stop(tenggat, now=KAMIS)
    for again in (clock.stop, clock.pause, clock.resume):
        with pytest.raises(ClockRefused):
            again(tenggat, now=KAMIS)
    with pytest.raises(ClockRefused, match="sudah berhenti"):
        clock.change_policy(tenggat, tenggat.kebijakan)
    assert issubclass(ClockRefused, ValidationError)


def test_a_clock_is_not_moved_under_a_policy_whose_clock_runs_beside_it(kasus: Pengaduan, tenggat: Tenggat) -> None:
    beside = clock.start(kasus, REVIU, now=KAMIS)
    with pytest.raises(ClockRefused, match="sudah berjalan"):
        clock.change_policy(tenggat, beside.kebijakan)
    clock.stop(beside, now=KAMIS)
    clock.change_policy(tenggat, beside.kebijakan)
    assert clock.running(kasus).get(kode=REVIU) == tenggat


def test_a_reclassified_case_is_counted_from_its_first_receipt_with_its_pauses(tenggat: Tenggat) -> None:
    clock.pause(tenggat, now=at("2026-11-27 10:00"))
    clock.resume(tenggat, now=at("2026-11-30 10:00"))
    clock.change_policy(tenggat, office.kebijakan(REVIU, now=KAMIS))
    assert tenggat.mulai_pada == KAMIS
    assert tenggat.jatuh_tempo == at("2026-12-04 16:30")  # five working days and the Friday that stood still


def test_a_paused_clock_is_silent_and_ends_later_by_the_closings_it_missed(tenggat: Tenggat) -> None:
    clock.pause(tenggat, now=at("2026-11-27 10:00"))
    assert (tenggat.dijeda, tenggat.alarm_pada) == (True, None)
    clock.resume(tenggat, now=at("2026-12-01 08:00"))
    tenggat.refresh_from_db()
    assert tenggat.jatuh_tempo == at("2026-12-03 16:00")
    assert tenggat.alarm_pada == at("2026-12-02 07:30")
    assert [h.sebab for h in clock.proof(tenggat).hari] == [
        "diterima",
        "dijeda",
        "akhir pekan",
        "akhir pekan",
        "dijeda",
        "",
        "",
        "",
    ]


def test_a_pause_resumed_by_a_machine_whose_clock_is_behind_has_no_length(tenggat: Tenggat) -> None:
    clock.pause(tenggat, now=at("2026-11-27 10:00"))
    clock.resume(tenggat, now=at("2026-11-27 09:00"))
    assert clock.pauses(tenggat) == [(at("2026-11-27 10:00"), at("2026-11-27 10:00"))]
    assert tenggat.jatuh_tempo == at("2026-12-01 16:00")


def test_a_stored_pause_that_runs_backwards_is_refused(tenggat: Tenggat) -> None:
    tenggat.jeda = [["2026-11-27T10:00:00+07:00", "2026-11-27T09:00:00+07:00"]]
    for ask in (clock.pauses, clock.proof, lambda t: clock.set_due(t, clock.calendar_of(t))):
        with pytest.raises(PauseRefused, match="sebelum mulai"):
            ask(tenggat)


def test_a_leave_day_declared_three_days_ahead_moves_an_open_clock_and_its_reminder(tenggat: Tenggat) -> None:
    HariLibur.objects.create(tanggal=date(2026, 11, 30), jenis=HariLibur.Jenis.KHUSUS, nama="Hari pemilihan")
    Kalender.objects.filter(kode="lkpp").update(versi=2)
    office.forget()
    clock.set_due(tenggat, clock.calendar_of(tenggat))
    assert (tenggat.jatuh_tempo, tenggat.kalender_versi) == (at("2026-12-02 16:00"), 2)
    assert tenggat.alarm_pada == at("2026-12-01 07:30")
    assert "Hari pemilihan" in [h.sebab for h in clock.proof(tenggat).hari]


def test_a_clock_of_another_office_runs_by_its_zone(kasus: Pengaduan) -> None:
    malam = at("2026-11-26 22:30")  # half an hour into Friday in Jayapura
    found = {k: clock.start(kasus, kode, now=malam, kalender=k) for k, kode in (("lkpp", REVIU), ("wit", APIP))}
    assert clock.proof(found["lkpp"]).hari[0].tanggal == date(2026, 11, 26)
    assert clock.proof(found["wit"]).hari[0].tanggal == date(2026, 11, 27)
    found["wit"].refresh_from_db()
    assert found["wit"].jatuh_tempo.astimezone(WIT).time().isoformat() in {"16:00:00", "16:30:00"}


def test_alarms_come_in_order_and_only_those_of_the_policy(tenggat: Tenggat) -> None:
    semua = clock.alarms(tenggat.kebijakan, tenggat.jatuh_tempo, clock.calendar_of(tenggat))
    assert [(a.jenis, a.tingkat, a.pada) for a in semua] == [
        ("diingatkan", 0, at("2026-11-30 07:30")),
        ("terlambat", 1, at("2026-12-01 16:00")),
        ("terlambat", 2, at("2026-12-03 16:00")),
        ("terlambat", 3, at("2026-12-08 16:00")),
    ]
    tanpa = Kebijakan(pengingat=0, eskalasi_2=0, eskalasi_3=5)
    semua = clock.alarms(tanpa, tenggat.jatuh_tempo, clock.calendar_of(tenggat))
    assert [a.tingkat for a in semua] == [1, 3]
    found = [clock.next_alarm(semua, n) for n in (0, 1, 2, 4)]
    assert [a and a.tingkat for a in found] == [1, 1, 3, None]


@pytest.mark.parametrize("tahun", [2014, 2050])
def test_a_clock_outside_the_calendar_is_refused_with_a_sentence(kasus: Pengaduan, tahun: int) -> None:
    with pytest.raises(ValidationError, match="di luar kalender"):
        clock.start(kasus, REVIU, now=datetime(tahun, 5, 5, tzinfo=KAMIS.tzinfo))
    assert not clock.running(kasus).filter(kode=REVIU).exists()


@pytest.mark.parametrize(
    ("dijeda", "berhenti", "tepat"),
    [
        (None, "2026-12-01 16:00", True),
        (None, "2026-12-01 16:01", False),
        ("2026-12-01 16:00", "2026-12-15 09:00", True),  # the complainant never answered: not the office's delay
        ("2026-12-02 08:00", "2026-12-15 09:00", False),
    ],
)
def test_a_clock_that_stood_still_when_it_stopped_is_judged_by_when_it_was_paused(
    tenggat: Tenggat, dijeda: str | None, berhenti: str, tepat: bool
) -> None:
    assert tenggat.jatuh_tempo == at("2026-12-01 16:00")
    if dijeda:
        clock.pause(tenggat, now=at(dijeda))
    clock.stop(tenggat, now=at(berhenti))
    tenggat.refresh_from_db()
    assert clock.kept(tenggat) is tepat
    assert pita.jam(tenggat, now=at("2026-12-20 09:00"))["nada"] == ("baik" if tepat else "telat")


def test_a_pause_that_has_ended_does_not_excuse_a_late_stop(tenggat: Tenggat) -> None:
    clock.pause(tenggat, now=at("2026-11-27 09:00"))
    clock.resume(tenggat, now=at("2026-11-27 10:00"))
    clock.stop(tenggat, now=at("2026-12-15 09:00"))
    assert not clock.kept(tenggat)
