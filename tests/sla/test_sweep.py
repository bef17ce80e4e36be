"""Every deadline fires, once, with its levels in order; what has stopped or waits stays silent."""

import threading
from datetime import timedelta

import pytest
from django.db import connection, transaction
from django.db.models import F

from akun.actor import Actor
from akun.models import User
from jejak import trail
from jejak.models import Jejak
from pengaduan import flow
from pengaduan.models import Pengaduan
from pengaduan.status import Event, Status
from sla import clock, move, office
from sla.models import Kalender, Kebijakan, Tenggat
from sla.sweep import sweep
from tests import factories
from tests.factories import SENIN

SETAHUN = timedelta(days=365)


@pytest.fixture(autouse=True)
def _acuan(kebijakan: None) -> None: ...


def fired(p: Pengaduan) -> list[tuple[str, str, int]]:
    rows = trail.of(p).filter(kejadian__in=[Event.DIINGATKAN, Event.TERLAMBAT])
    return [(r.kejadian, r.data["kebijakan"], r.data["tingkat"]) for r in rows]


@pytest.mark.django_db
def test_nothing_fires_early() -> None:
    p = factories.ajukan()
    first = Tenggat.objects.get(kode="pengaduan.verifikasi").alarm_pada
    assert first is not None
    assert sweep(now=first - timedelta(seconds=1)) == 0
    assert sweep(now=first) == 1
    assert fired(p) == [(Event.DIINGATKAN, "pengaduan.verifikasi", 0)]


@pytest.mark.django_db
def test_a_neglected_case_climbs_level_by_level_and_then_is_silent() -> None:
    p = factories.ajukan()
    sweep(now=SENIN + SETAHUN)
    of_verification = [f for f in fired(p) if f[1] == "pengaduan.verifikasi"]
    kode = "pengaduan.verifikasi"
    late = [(Event.TERLAMBAT, kode, n) for n in (1, 2, 3)]
    assert of_verification == [(Event.DIINGATKAN, kode, 0), *late]
    assert sweep(now=SENIN + 2 * SETAHUN) == 0
    assert list(trail.broken(trail.of(p))) == []


@pytest.mark.django_db
def test_a_paused_clock_is_silent_until_it_goes_on(orang: dict[str, User]) -> None:
    p = factories.bawa_ke(Status.PERLU_DILENGKAPI, orang)
    sweep(now=SENIN + timedelta(days=8))
    assert [f for f in fired(p) if f[1] == "pengaduan.verifikasi"] == []
    flow.lengkapi(pengaduan=p, pesan="Ini.", by=Actor.pengadu(p.nomor), now=SENIN + timedelta(days=8))
    sweep(now=SENIN + timedelta(days=20))
    assert (Event.TERLAMBAT, "pengaduan.verifikasi", 1) in fired(p)


@pytest.mark.django_db
def test_a_stopped_clock_is_silent(orang: dict[str, User]) -> None:
    p = factories.bawa_ke(Status.BUKAN_KEWENANGAN, orang)
    assert sweep(now=SENIN + SETAHUN) == 0
    assert clock.running(p).count() == 0


@pytest.mark.django_db(transaction=True)
def test_four_sweepers_at_once_fire_each_alarm_once(transactional_db: None) -> None:
    for _ in range(20):
        factories.ajukan()
    now = SENIN + SETAHUN

    def run() -> None:
        sweep(now=now)
        connection.close()

    threads = [threading.Thread(target=run) for _ in range(4)]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    told = Jejak.objects.filter(kejadian__in=[Event.DIINGATKAN, Event.TERLAMBAT])
    keys = [(j.objek_id, j.data["kebijakan"], j.kejadian, j.data["tingkat"]) for j in told]
    assert (
        len(keys) == len(set(keys)) == 20 * 5
    )  # reminder and three levels of one clock, the overall limit of the other
    assert list(trail.broken(Jejak.objects.order_by("objek_tipe", "objek_id", "urut"))) == []


@pytest.mark.django_db
def test_a_policy_that_loses_its_escalations_stops_no_other_deadline() -> None:
    """An administrator may take levels away while clocks run; a row beyond the last level must not poison the sweep."""
    p = factories.ajukan()
    verifikasi = Tenggat.objects.select_related("kebijakan").get(kode="pengaduan.verifikasi")
    sweep(now=verifikasi.jatuh_tempo)
    Kebijakan.objects.filter(kode="pengaduan.verifikasi").update(pengingat=0, eskalasi_2=0, eskalasi_3=0)
    lain = factories.ajukan(now=SENIN + timedelta(days=1))
    sweep(now=SENIN + SETAHUN)
    assert [t for _, kode, t in fired(p) if kode == "pengaduan.verifikasi"] == [0, 1]
    assert [t for _, kode, t in fired(lain) if kode == "pengaduan.verifikasi"] == [1]


@pytest.mark.django_db
def test_a_policy_that_loses_its_reminder_still_tells_that_the_time_is_over() -> None:
    """The first level closes cases; it must not be skipped, nor come early, because the reminder is gone."""
    p = factories.ajukan()
    tenggat = Tenggat.objects.get(kode="pengaduan.verifikasi")
    assert tenggat.alarm_pada is not None
    Kebijakan.objects.filter(kode="pengaduan.verifikasi").update(pengingat=0)
    sweep(now=tenggat.alarm_pada)
    assert [f for f in fired(p) if f[1] == "pengaduan.verifikasi"] == []
    sweep(now=tenggat.jatuh_tempo)
    assert [t for _, kode, t in fired(p) if kode == "pengaduan.verifikasi"] == [1]


@pytest.mark.django_db(transaction=True)
def test_a_step_and_the_sweep_cannot_hold_each_other_up(orang: dict[str, User]) -> None:
    """Both take the clock first and the chain second; the other way round Postgres would have to kill one of them."""
    p = factories.bawa_ke(Status.VERIFIKASI, orang)
    by = Actor.of(orang["verifikator"])

    def step() -> None:
        flow.minta_lengkapi(pengaduan=p, kurang=["kode"], pesan="Kode RUP-nya?", by=by, now=SENIN + timedelta(days=1))
        connection.close()

    thread = threading.Thread(target=step)
    with transaction.atomic(), connection.cursor() as cursor:
        list(clock.running(p).select_for_update(of=("self",)))
        thread.start()
        waiting = False
        while thread.is_alive() and not waiting:
            cursor.execute(
                "SELECT count(*) > 0 FROM pg_stat_activity"
                " WHERE wait_event_type = 'Lock' AND datname = current_database()"
            )
            (waiting,) = cursor.fetchone()
            cursor.execute("SELECT pg_stat_clear_snapshot()")
        cursor.execute("SELECT pg_try_advisory_xact_lock(hashtextextended(%s, 7))", [f"pengaduan.pengaduan:{p.pk}"])
        assert (waiting, cursor.fetchone()) == (True, (True,))
    thread.join()
    p.refresh_from_db()
    assert p.status == Status.PERLU_DILENGKAPI


@pytest.mark.django_db
def test_a_deadline_of_an_old_calendar_waits_for_the_move() -> None:
    """A holiday declared this morning must not close a case today because the move has not come to it yet."""
    factories.ajukan()
    Kalender.objects.update(versi=F("versi") + 1)
    office.forget()
    assert sweep(now=SENIN + SETAHUN) == 0
    move.run(now=SENIN)
    assert sweep(now=SENIN + SETAHUN) > 0
