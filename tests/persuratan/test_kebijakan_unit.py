"""Each unit keeps its own promise where it has one; the clock is the same clock."""

from collections.abc import Callable
from datetime import date

import pytest

from akun.actor import Actor
from akun.models import Pejabat, Unit, User
from persuratan import flow_masuk
from persuratan.models import SuratMasuk
from persuratan.status import STAGES
from sla import clock, office
from sla.models import Kebijakan
from tests.factories import SENIN


def milik_unit(unit: str, jumlah: int, sejak: date = date(2026, 1, 1), kode: str = "persuratan.surat") -> None:
    umum = Kebijakan.objects.get(kode=kode)
    umum.pk, umum.kode, umum.jumlah, umum.berlaku_sejak = None, f"{kode}.{unit}", jumlah, sejak
    umum.nama = f"{unit}: {umum.nama}"
    umum.save(force_insert=True)
    office.forget()


@pytest.fixture
def biro(db: None) -> Pejabat:
    unit = Unit.objects.create(kode="BHU", nama="Biro Contoh")
    return Pejabat.objects.create(jabatan="Kepala Biro Contoh", unit=unit)


def jam(surat: SuratMasuk) -> dict[str, Kebijakan]:
    return {t.kode: t.kebijakan for t in clock.running(surat)}


def test_advocacy_directorates_promise_by_the_decree_and_others_by_their_own(
    surat: Callable[..., SuratMasuk], orang: dict[str, User], biro: Pejabat
) -> None:
    dpph, lain = surat(), surat(penerima=biro, nomor_surat="2")
    for satu in (dpph, lain):
        flow_masuk.teruskan(surat=satu, nomor_agenda="", penerima=None, by=Actor.of(orang["petugas_tu"]), now=SENIN)
    flow_masuk.terima_pejabat(surat=dpph, by=Actor.of(orang["pejabat_dpph"]), now=SENIN)
    assert jam(dpph)["persuratan.surat"].kode == "persuratan.surat.DPPH"
    assert "234/2024" in jam(dpph)["persuratan.pejabat"].dasar_hukum
    assert not jam(dpph)["persuratan.pejabat"].kebijakan_internal
    assert jam(lain)["persuratan.surat"].kode == "persuratan.surat"
    assert jam(lain)["persuratan.surat"].kebijakan_internal


def test_a_unit_may_promise_another_time(surat: Callable[..., SuratMasuk], biro: Pejabat) -> None:
    milik_unit("BHU", 5)
    umum, cepat = surat(), surat(penerima=biro, nomor_surat="2")
    batas = {t.kode: t.jatuh_tempo for t in clock.running(cepat)}
    assert batas["persuratan.surat"] < {t.kode: t.jatuh_tempo for t in clock.running(umum)}["persuratan.surat"]


def test_what_a_unit_promises_later_does_not_hold_yet(kebijakan: None) -> None:
    milik_unit("BHU", 5, sejak=date(2027, 1, 1))
    assert office.kebijakan("persuratan.surat", now=SENIN, unit="BHU").kode == "persuratan.surat"


def test_a_letter_passed_on_runs_by_the_unit_that_gets_it(
    surat: Callable[..., SuratMasuk], orang: dict[str, User], biro: Pejabat
) -> None:
    milik_unit("BHU", 4, kode="persuratan.disposisi")
    row = surat()
    flow_masuk.teruskan(surat=row, nomor_agenda="", penerima=biro, by=Actor.of(orang["petugas_tu"]), now=SENIN)
    assert jam(row)["persuratan.disposisi"].kode == "persuratan.disposisi.BHU"


def test_a_clock_under_a_unit_s_own_policy_stays_known_to_the_stages_when_its_version_changes(
    surat: Callable[..., SuratMasuk], orang: dict[str, User], biro: Pejabat
) -> None:
    milik_unit("BHU", 4, kode="persuratan.disposisi")
    row = surat()
    flow_masuk.teruskan(surat=row, nomor_agenda="", penerima=biro, by=Actor.of(orang["petugas_tu"]), now=SENIN)
    tenggat = clock.running(row).get(kode="persuratan.disposisi")
    lama, baru = tenggat.jatuh_tempo, tenggat.kebijakan
    baru.pk, baru.versi, baru.jumlah = None, 2, 9
    baru.save(force_insert=True)
    office.forget()
    STAGES.change_policy(row, tenggat, baru)
    assert jam(row)["persuratan.disposisi"] == baru
    row.refresh_from_db()
    assert row.jatuh_tempo == tenggat.jatuh_tempo > lama


def test_the_clocks_of_a_unit_stop_like_all_others(surat: Callable[..., SuratMasuk], orang: dict[str, User]) -> None:
    row, direktur = surat(), Actor.of(orang["pejabat_dpph"])
    flow_masuk.teruskan(surat=row, nomor_agenda="", penerima=None, by=Actor.of(orang["petugas_tu"]), now=SENIN)
    flow_masuk.terima_pejabat(surat=row, by=direktur, now=SENIN)
    flow_masuk.jawab(surat=row, jawaban=None, penutup="Sudah.", by=direktur, now=SENIN)
    assert jam(row) == {}
