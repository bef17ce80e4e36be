"""A changed calendar moves the open clocks: as it was foretold, each once, and nothing else."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from akun.actor import SYSTEM, Actor
from akun.models import User
from jejak import trail
from jejak.models import Jejak
from pengaduan import flow
from pengaduan.status import Event, Status
from sla import clock, move, office
from sla.calendar import CalendarRefused
from sla.models import HariLibur, JamKerja, Kalender, PerubahanKalender, Tenggat
from sla.sweep import sweep
from tests import factories
from tests.factories import SENIN

SELASA = date(2026, 11, 24)
VERIFIKASI = "pengaduan.verifikasi"


@pytest.fixture(autouse=True)
def _acuan(kebijakan: None) -> None: ...


def libur(tanggal: date = SELASA, untuk: str = "") -> Callable[[], object]:
    """An officer adds a holiday."""

    def edit() -> None:
        kalender = Kalender.objects.get(kode=untuk) if untuk else None
        HariLibur.objects.create(tanggal=tanggal, jenis="khusus", nama="Libur khusus", berlaku_untuk=kalender)

    return edit


def buka(tanggal: date = SELASA) -> Callable[[], object]:
    """He takes it away again."""
    return lambda: HariLibur.objects.filter(tanggal=tanggal).delete()


def ubah(edit: Callable[[], object], *, now: datetime = SENIN) -> PerubahanKalender:
    """The change alone, before any worker has run."""
    return move.apply(edit, uraian={"apa": "uji"}, by=SYSTEM, now=now)


def ubah_dan_geser(edit: Callable[[], object], *, now: datetime = SENIN) -> PerubahanKalender:
    """The change, and its worker."""
    row = ubah(edit, now=now)
    move.run(now=now)
    row.refresh_from_db()
    return row


def jam() -> dict[int, tuple[datetime, datetime | None]]:
    """Due time and next alarm of every clock."""
    return {t.pk: (t.jatuh_tempo, t.alarm_pada) for t in Tenggat.objects.all()}


def digeser() -> list[int]:
    """The clocks whose move the trail tells of."""
    rows = Jejak.objects.filter(kejadian=Event.TENGGAT_DIGESER).order_by("pk")
    return [row.data["tenggat"] for row in rows]


def dihitung_satu_satu() -> dict[int, tuple[datetime, datetime | None]]:
    """What the clocks have to say by the present calendar."""
    office.forget()
    rows = list(Tenggat.objects.filter(berhenti_pada=None).select_related("kebijakan"))
    for row in rows:
        clock.set_due(row, clock.calendar_of(row))
    return {row.pk: (row.jatuh_tempo, row.alarm_pada) for row in rows}


@contextmanager
def undone() -> Iterator[None]:
    with transaction.atomic():
        yield
        transaction.set_rollback(True)
    office.forget()


@pytest.mark.django_db
@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    hari=st.sets(st.integers(1, 45), min_size=1, max_size=8),
    masuk=st.lists(st.integers(0, 20), max_size=6),
    nanti=st.integers(0, 40),
)
def test_what_was_foretold_is_what_happens(hari: set[int], masuk: list[int], nanti: int) -> None:
    with undone():
        for n in masuk:
            factories.ajukan(now=SENIN + timedelta(days=n, hours=n))
        now = SENIN + timedelta(days=nanti)
        baru = [HariLibur(tanggal=SENIN.date() + timedelta(days=n), jenis="khusus", nama=f"Libur {n}") for n in hari]

        def edit() -> object:
            return HariLibur.objects.bulk_create(baru, ignore_conflicts=True)

        before = jam()
        dampak = move.preview(edit, now=now)
        assert jam() == before
        row = ubah_dan_geser(edit, now=now)
        assert (row.total, row.diperiksa) == (dampak.diperiksa, dampak.diperiksa)
        assert (row.bergeser, row.terlambat) == (dampak.bergeser, dampak.menjadi_terlambat)
        assert len(digeser()) == row.bergeser == sum(dampak.per_kebijakan.values())
        after = jam()
        assert after == dihitung_satu_satu()
        selisih = [after[pk][0] - before[pk][0] for pk in before] + [timedelta()]
        assert (dampak.mundur, dampak.maju) == (max(selisih), -min(selisih))


@pytest.mark.django_db
def test_a_preview_leaves_nothing_behind() -> None:
    factories.ajukan()

    def seen() -> list[object]:
        return [HariLibur.objects.count(), Jejak.objects.count(), jam(), list(Kalender.objects.values_list("versi"))]

    before = seen()
    assert move.preview(libur(), now=SENIN).bergeser > 0
    assert seen() == before
    assert not PerubahanKalender.objects.exists()
    assert office.kalender().works(SELASA)


@pytest.mark.django_db
def test_a_preview_tells_who_becomes_late_and_who_no_longer_is() -> None:
    factories.ajukan()
    batas = Tenggat.objects.get(kode=VERIFIKASI).jatuh_tempo
    dampak = move.preview(libur(), now=batas)
    assert (dampak.menjadi_tidak_terlambat, dampak.menjadi_terlambat) == (1, 0)
    ubah_dan_geser(libur())
    dampak = move.preview(buka(), now=batas)
    assert (dampak.menjadi_tidak_terlambat, dampak.menjadi_terlambat) == (0, 1)
    assert ubah_dan_geser(buka(), now=batas).terlambat == 1


@pytest.mark.django_db
def test_the_trail_of_a_case_names_old_and_new_and_stays_unbroken() -> None:
    p = factories.ajukan()
    lama = Tenggat.objects.get(kode=VERIFIKASI).jatuh_tempo
    perubahan = ubah_dan_geser(libur())
    tenggat = Tenggat.objects.get(kode=VERIFIKASI)
    row = trail.of(p).get(kejadian=Event.TENGGAT_DIGESER, data__tenggat=tenggat.pk)
    assert (row.data["kebijakan"], row.data["perubahan"]) == (VERIFIKASI, perubahan.pk)
    assert datetime.fromisoformat(row.data["lama"]) == lama < tenggat.jatuh_tempo
    assert datetime.fromisoformat(row.data["baru"]) == tenggat.jatuh_tempo
    assert tenggat.perubahan_id == perubahan.pk
    assert list(trail.broken(Jejak.objects.order_by("objek_tipe", "objek_id", "urut"))) == []


@pytest.mark.django_db
def test_the_change_and_its_end_are_each_told_once() -> None:
    factories.ajukan()
    row = ubah_dan_geser(libur())
    move.run(now=SENIN)
    assert list(trail.of(row).values_list("kejadian", flat=True)) == [move.DIUBAH, move.DIGESER]
    assert row.selesai_pada == SENIN
    assert row.uraian["versi"]["lkpp"] == Kalender.objects.get(kode="lkpp").versi


@pytest.mark.django_db
def test_a_change_that_moves_nothing_still_replaces_the_tables() -> None:
    """The name of a holiday stands in proofs; the version tells every process to read it anew."""
    factories.ajukan()
    ubah_dan_geser(libur())
    sudah, before = digeser(), jam()
    row = ubah_dan_geser(lambda: HariLibur.objects.filter(tanggal=SELASA).update(nama="Hari Guru"))
    assert (row.bergeser, row.diperiksa, digeser(), jam()) == (0, 2, sudah, before)
    assert office.kalender().why_closed(SELASA) == "Hari Guru"


@pytest.mark.django_db
def test_a_case_shows_the_new_date_of_its_present_status(orang: dict[str, User]) -> None:
    biasa, menunggu = factories.ajukan(), factories.bawa_ke(Status.PERLU_DILENGKAPI, orang)
    ubah_dan_geser(libur())
    for p, kode in ((biasa, VERIFIKASI), (menunggu, "pengaduan.kelengkapan")):
        before = p.jatuh_tempo
        p.refresh_from_db()
        assert p.jatuh_tempo == clock.running(p).get(kode=kode).jatuh_tempo != before


@pytest.mark.django_db
def test_a_paused_clock_follows_and_stays_silent(orang: dict[str, User]) -> None:
    p = factories.bawa_ke(Status.PERLU_DILENGKAPI, orang)
    before = clock.running(p).get(kode=VERIFIKASI).jatuh_tempo
    ubah_dan_geser(libur())
    paused = clock.running(p).get(kode=VERIFIKASI)
    assert (paused.dijeda, paused.alarm_pada) == (True, None)
    assert paused.jatuh_tempo > before
    flow.lengkapi(pengaduan=p, pesan="Ini.", by=Actor.pengadu(p.nomor), now=SENIN + timedelta(days=7))
    assert jam().items() >= dihitung_satu_satu().items()


@pytest.mark.django_db
def test_a_stopped_clock_is_history(orang: dict[str, User]) -> None:
    p = factories.bawa_ke(Status.BUKAN_KEWENANGAN, orang)
    before = list(clock.all_of(p).values())
    assert ubah_dan_geser(libur()).total == 0
    assert list(clock.all_of(p).values()) == before


@pytest.mark.django_db
def test_adding_and_removing_a_holiday_restores_every_clock(orang: dict[str, User]) -> None:
    factories.ajukan()
    p = factories.bawa_ke(Status.TINDAK_LANJUT_APIP, orang)
    before = jam()
    ubah_dan_geser(libur())
    assert jam() != before
    ubah_dan_geser(buka())
    assert jam() == before
    p.refresh_from_db()
    assert p.jatuh_tempo == clock.running(p).get(kode="pengaduan.apip").jatuh_tempo


@pytest.mark.django_db
def test_a_holiday_of_one_office_moves_its_clocks_only() -> None:
    a, b = factories.ajukan(), factories.ajukan()
    clock.running(b).delete()
    timur = clock.start(b, VERIFIKASI, now=SENIN, kalender="wit")
    before = jam()
    row = ubah_dan_geser(libur(untuk="wit"))
    assert (row.total, row.bergeser, list(row.uraian["versi"])) == (1, 1, ["wit"])
    assert digeser() == [timur.pk]
    assert {t.pk: before[t.pk] for t in clock.running(a)}.items() <= jam().items()


@pytest.mark.django_db
def test_changes_of_different_offices_are_told_apart() -> None:
    p = factories.ajukan()
    timur = clock.start(p, "pengaduan.telaah", now=SENIN, kalender="wit")
    barat = clock.running(p).get(kode=VERIFIKASI)
    satu, dua = ubah(libur(untuk="wit")), ubah(libur(untuk="lkpp"))
    move.run(now=SENIN)
    assert Tenggat.objects.get(pk=timur.pk).perubahan_id == satu.pk
    assert Tenggat.objects.get(pk=barat.pk).perubahan_id == dua.pk


@pytest.mark.django_db
def test_an_alarm_told_too_early_is_told_again_in_time() -> None:
    p = factories.ajukan()
    batas = clock.running(p).get(kode=VERIFIKASI).jatuh_tempo
    sweep(now=batas)
    ubah_dan_geser(libur(), now=batas)
    tenggat = clock.running(p).get(kode=VERIFIKASI)
    assert (tenggat.alarm_ke, tenggat.alarm_pada) == (1, tenggat.jatuh_tempo)
    sweep(now=tenggat.jatuh_tempo)
    told = trail.of(p).filter(kejadian__in=[Event.DIINGATKAN, Event.TERLAMBAT], data__kebijakan=VERIFIKASI)
    assert [r.data["tingkat"] for r in told] == [0, 1, 1]


@pytest.mark.django_db
def test_what_was_told_in_time_is_not_told_again() -> None:
    """Long late already: the due time moves by a day, but still lies in the past."""
    p = factories.ajukan()
    now = SENIN + timedelta(days=60)
    sweep(now=now)
    ubah_dan_geser(libur(), now=now)
    tenggat = clock.running(p).get(kode=VERIFIKASI)
    assert digeser() == [tenggat.pk]
    assert (tenggat.alarm_ke, tenggat.alarm_pada) == (4, None)


@pytest.mark.django_db
def test_a_clock_started_with_old_tables_is_found_later() -> None:
    row = ubah_dan_geser(libur())
    factories.ajukan()
    soll = jam()
    Tenggat.objects.update(kalender_versi=1, jatuh_tempo=SENIN)
    assert move.run(now=SENIN) == 2
    assert jam() == soll
    row.refresh_from_db()
    assert (row.total, row.diperiksa) == (2, 2)
    assert trail.of(row).filter(kejadian=move.DIGESER).count() == 1


@pytest.mark.django_db
def test_a_clock_that_cannot_be_computed_holds_up_no_other() -> None:
    rusak = clock.running(factories.ajukan()).get(kode=VERIFIKASI)
    sehat = clock.running(factories.ajukan()).get(kode=VERIFIKASI)
    besok = (SENIN + timedelta(days=1)).isoformat()
    Tenggat.objects.filter(pk=rusak.pk).update(jeda=[[besok, SENIN.isoformat()]])
    row = ubah_dan_geser(libur())
    assert row.selesai_pada
    assert Tenggat.objects.get(pk=rusak.pk).jatuh_tempo == rusak.jatuh_tempo
    assert digeser() == [sehat.pk]


@pytest.mark.django_db
def test_a_calendar_that_cannot_be_is_refused_and_changes_nothing() -> None:
    def edit() -> object:
        return JamKerja.objects.filter(kalender__kode="lkpp").delete()

    with pytest.raises(CalendarRefused):
        move.preview(edit, now=SENIN)
    with pytest.raises(CalendarRefused), transaction.atomic():
        ubah(edit)
    assert JamKerja.objects.filter(kalender__kode="lkpp").exists()
    assert not PerubahanKalender.objects.exists()


@pytest.mark.django_db
def test_idle_is_two_looks(django_assert_num_queries: Any) -> None:
    factories.ajukan()
    ubah_dan_geser(libur())
    with django_assert_num_queries(2):
        assert move.run(now=SENIN) == 0
