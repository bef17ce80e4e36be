"""A sweeper whose clock cannot be right fires nothing and says so; with a right clock it goes on."""

import time
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import connection

from jejak.models import Jejak
from sla import sweep
from sla.models import Sapuan, Tenggat
from sla.sweep import ClockJumped, Watch
from sla.tasks import sapu
from tests import factories

KINI = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
SEJAM = timedelta(hours=1)
MENIT = timedelta(minutes=1)


def look(watch: Watch, now: datetime, *, beat: float, wall: datetime | None = None, **known: Any) -> None:
    """A round at which the machine's clock shows the database's time unless told otherwise."""
    watch.check(now, wall=wall or now, beat=beat, last=known.pop("last", None), **known)


def refuses(watch: Watch, now: datetime, **known: Any) -> str:
    with pytest.raises(ClockJumped) as caught:
        look(watch, now, **known)
    return str(caught.value)


@pytest.mark.parametrize("lompatan", [SEJAM, -SEJAM, 6 * MENIT, -6 * MENIT])
def test_a_jump_of_both_clocks_is_seen_by_the_time_that_has_passed(lompatan: timedelta) -> None:
    watch = Watch()
    look(watch, KINI, beat=100.0)
    assert "20 detik" in refuses(watch, KINI + timedelta(seconds=20) + lompatan, beat=120.0)


@pytest.mark.parametrize("lompatan", [SEJAM, -SEJAM])
def test_a_machine_that_contradicts_the_database_is_refused_at_its_first_round(lompatan: timedelta) -> None:
    assert "mesin ini" in refuses(Watch(), KINI, beat=0.0, wall=KINI + lompatan)


@pytest.mark.parametrize("lompatan", [4 * MENIT, -4 * MENIT])
def test_what_is_within_five_minutes_is_let_pass(lompatan: timedelta) -> None:
    watch = Watch()
    look(watch, KINI, beat=0.0, wall=KINI + lompatan, last=KINI + lompatan)
    look(watch, KINI + MENIT + lompatan, beat=60.0)


def test_a_sweeper_goes_on_by_itself_when_the_clock_is_right_again() -> None:
    watch = Watch()
    look(watch, KINI, beat=0.0)
    for detik in (20, 40, 60):
        refuses(watch, KINI + SEJAM + timedelta(seconds=detik), beat=float(detik))
    look(watch, KINI + timedelta(seconds=80), beat=80.0)


def test_a_night_of_sleep_is_no_jump() -> None:
    """The machine's own clock counts while it sleeps."""
    watch = Watch()
    look(watch, KINI, beat=0.0)
    look(watch, KINI + 9 * SEJAM, beat=9 * 3600.0)


def test_a_new_process_believes_a_long_silence_but_no_sweep_from_the_future() -> None:
    look(Watch(), KINI, beat=0.0, last=KINI - timedelta(days=2))
    assert "Sapuan terakhir" in refuses(Watch(), KINI, beat=0.0, last=KINI + SEJAM)


def test_a_sweeper_that_knows_its_clock_is_not_stopped_by_another_that_was_fooled() -> None:
    watch = Watch()
    look(watch, KINI, beat=0.0)
    look(watch, KINI + MENIT, beat=60.0, last=KINI + SEJAM)


def test_an_operators_word_counts_once_for_every_sweeper() -> None:
    first, second = Watch(), Watch()
    for watch in (first, second):
        look(watch, KINI, beat=0.0)
        refuses(watch, KINI + SEJAM, beat=60.0)
        look(watch, KINI + SEJAM, beat=60.0, dipercaya=7)
        refuses(watch, KINI + 3 * SEJAM, beat=120.0, dipercaya=7)


def test_where_no_clock_counts_sleep_another_that_cannot_be_set_is_read() -> None:
    assert sweep.JAM in {getattr(time, "CLOCK_BOOTTIME", None), time.CLOCK_MONOTONIC}
    assert time.clock_gettime(time.CLOCK_MONOTONIC) > 0


@pytest.fixture
def due(kebijakan: None) -> Tenggat:
    """A clock whose alarm is due by the real time."""
    factories.ajukan(now=datetime.now(UTC))
    row = Tenggat.objects.get(kode="pengaduan.verifikasi")
    Tenggat.objects.exclude(pk=row.pk).delete()
    Tenggat.objects.filter(pk=row.pk).update(alarm_pada=datetime.now(UTC), jatuh_tempo=datetime.now(UTC), alarm_ke=1)
    return row


def fired() -> int:
    return Jejak.objects.filter(kejadian__startswith="pengaduan.", data__has_key="tingkat").count()


@pytest.mark.django_db
@pytest.mark.parametrize("lompatan", [SEJAM, -SEJAM])
def test_a_round_under_a_wrong_clock_fires_nothing_and_counts_as_no_sweep(due: Tenggat, lompatan: timedelta) -> None:
    now = datetime.now(UTC)
    watch = Watch(terakhir=(now - lompatan, time.clock_gettime(sweep.JAM)))
    with pytest.raises(ClockJumped):
        sweep.run(watch)
    assert (fired(), Sapuan.objects.count()) == (0, 0)
    assert sweep.run(Watch()) == 1
    assert (fired(), Sapuan.objects.get().jumlah) == (1, 1)


@pytest.mark.django_db
def test_the_worker_says_that_it_refuses(due: Tenggat, monkeypatch: pytest.MonkeyPatch) -> None:
    Sapuan.objects.create(oleh="lain", jumlah=0, terlambat=0, selesai_pada=datetime.now(UTC) + SEJAM)
    monkeypatch.setattr(sweep.WATCH, "terakhir", None)
    assert (sapu(), fired()) == (0, 0)


@pytest.mark.django_db
def test_after_the_operators_word_the_database_holds_no_sweep_of_the_future(due: Tenggat) -> None:
    Sapuan.objects.create(oleh="lain", jumlah=0, terlambat=0, selesai_pada=datetime.now(UTC) + SEJAM)
    stuck = Watch(terakhir=(datetime.now(UTC) + SEJAM, time.clock_gettime(sweep.JAM)))
    with pytest.raises(ClockJumped):
        sweep.run(Watch())
    assert "1 catatan sapuan dari masa depan" in sweep.trust()
    assert sweep.run(stuck) == 1
    sweep.run(Watch())


@pytest.mark.django_db
def test_a_sweeper_that_knows_its_clock_removes_the_sweeps_of_one_that_was_fooled(due: Tenggat) -> None:
    Sapuan.objects.create(oleh="lain", jumlah=0, terlambat=0, selesai_pada=datetime.now(UTC) + SEJAM)
    sweep.run(Watch(terakhir=(datetime.now(UTC), time.clock_gettime(sweep.JAM))))
    assert Sapuan.objects.filter(oleh="lain").count() == 0
    sweep.run(Watch())


@pytest.mark.django_db
def test_an_operator_cannot_vouch_for_clocks_that_contradict_each_other(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sweep, "_database_time", lambda: (datetime.now(UTC) + SEJAM, None, 0))
    with pytest.raises(ClockJumped):
        sweep.trust()
    assert not Sapuan.objects.exists()


@pytest.mark.django_db
def test_the_databases_clock_decides_not_the_machines(due: Tenggat) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT clock_timestamp()")
        (before,) = cursor.fetchone()
    sweep.run(Watch())
    sapuan = Sapuan.objects.get()
    assert sapuan.selesai_pada >= before - timedelta(seconds=1)
    assert 0 <= sapuan.terlambat < sweep.LAMBAT


@pytest.mark.django_db
def test_lateness_counts_from_when_the_clock_could_have_been_heard(due: Tenggat) -> None:
    """A reminder that lay before the start of its clock, or a due day that was moved back, is not late."""
    now = datetime.now(UTC)
    Tenggat.objects.update(mulai_pada=now, jatuh_tempo=now - SEJAM, alarm_pada=now - SEJAM)
    assert sweep._sweep(now, lambda: False).terlambat < sweep.LAMBAT
    Tenggat.objects.update(mulai_pada=now - 2 * SEJAM, alarm_ke=1, alarm_pada=now - SEJAM)
    done = sweep._sweep(now, lambda: False)
    assert (done.lambat, done.terlambat) == (1, pytest.approx(3600, abs=5))


@pytest.mark.django_db
def test_a_sweep_that_was_stopped_is_no_finished_sweep(due: Tenggat, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sweep, "SEKALI", 1)
    done = sweep.once(Watch(), stop=lambda: True)
    assert (done.ditembak, done.tuntas, Sapuan.objects.count()) == (1, False, 0)
