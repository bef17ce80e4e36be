"""The ladder: up to a team, an official, LKPP; and every answer back down to whoever had the ticket."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from akun.actor import Actor
from akun.models import User
from helpdesk import flow, flow_eskalasi
from helpdesk.models import EskalasiTiket, MejaLayanan, Regu, Tiket
from helpdesk.status import JANJI_LKPP, TIKET, Status
from sla import clock
from sla.stages import StepRefused
from tests.factories import SENIN
from tests.helpdesk.conftest import BuatTiket, Klasifikasikan

Pelaku = Callable[[str], Actor]
JAM = timedelta(hours=1)


@pytest.fixture
def tiket(buat: BuatTiket, klasifikasikan: Klasifikasikan) -> Tiket:
    """A classified ticket at Mamuju's desk."""
    return klasifikasikan(buat(), "galat_penyedia")


def naik_lkpp(tiket: Tiket, by: Actor) -> EskalasiTiket:
    return flow_eskalasi.eskalasi_lkpp(tiket=tiket, lingkup="bug", alasan="Galat di aplikasi", by=by, now=SENIN)


def kode(tiket: Tiket) -> dict[str, str]:
    return {t.kode: str(t.kalender_id) for t in clock.running(tiket)}


def test_to_lkpp_and_back_with_clocks_of_both(tiket: Tiket, petugas: dict[str, User], pelaku: Pelaku) -> None:
    naik_lkpp(tiket, pelaku("mamuju"))
    tiket.refresh_from_db()
    assert (tiket.status, tiket.lkpp, tiket.di_lkpp) == (Status.ESKALASI_LKPP, True, True)
    assert tiket.pemegang == petugas["helpdesk"]
    assert kode(tiket) == {TIKET: "wita", JANJI_LKPP: "lkpp"}  # LKPP's promise runs by LKPP's calendar
    with pytest.raises(PermissionDenied, match="LKPP"):
        flow.selesaikan(tiket=tiket, isi="Selesai", by=pelaku("mamuju"), now=SENIN)
    flow_eskalasi.jawab_eskalasi(tiket=tiket, jawaban="Diperbaiki di 4.5u", by=pelaku("helpdesk"), now=SENIN + JAM)
    tiket.refresh_from_db()
    assert (tiket.status, tiket.lkpp, tiket.di_lkpp) == (Status.PENANGANAN, True, False)
    assert tiket.pemegang == petugas["mamuju"]
    assert kode(tiket) == {TIKET: "wita"}
    (anak_tangga,) = tiket.eskalasi.all()
    assert (anak_tangga.jawaban, anak_tangga.selesai_oleh) == ("Diperbaiki di 4.5u", petugas["helpdesk"])
    flow.selesaikan(tiket=tiket, isi="Sudah diperbaiki.", by=pelaku("mamuju"), now=SENIN + JAM)


def test_within_lkpp_a_section_answers_lkpp_which_still_owes_the_lpse(
    tiket: Tiket, meja: dict[str, MejaLayanan], petugas: dict[str, User], pelaku: Pelaku
) -> None:
    regu = Regu.objects.get(meja=meja["lkpp"], kode="APLIKASI")
    regu.anggota.add(petugas["helpdesk_2"])
    naik_lkpp(tiket, pelaku("mamuju"))
    flow_eskalasi.eskalasi_fungsional(tiket=tiket, regu=regu, alasan="Perlu kode", by=pelaku("helpdesk"), now=SENIN)
    assert (tiket.pemegang_id, tiket.regu_id) == (petugas["helpdesk_2"].pk, regu.pk)
    assert set(kode(tiket)) == {TIKET, JANJI_LKPP, "helpdesk.eskalasi_fungsional"}
    flow_eskalasi.jawab_eskalasi(tiket=tiket, jawaban="Tambalan siap", by=pelaku("helpdesk_2"), now=SENIN + JAM)
    assert (tiket.status, tiket.di_lkpp, tiket.pemegang_id) == (Status.ESKALASI_LKPP, True, petugas["helpdesk"].pk)
    assert set(kode(tiket)) == {TIKET, JANJI_LKPP}
    flow_eskalasi.jawab_eskalasi(tiket=tiket, jawaban="Pasang tambalan", by=pelaku("helpdesk"), now=SENIN + JAM)
    assert (tiket.status, tiket.pemegang_id) == (Status.PENANGANAN, petugas["mamuju"].pk)
    assert [e.tingkat for e in tiket.eskalasi.all()] == [1, 2]


def test_a_team_that_has_not_answered_is_passed_over(
    tiket: Tiket, meja: dict[str, MejaLayanan], petugas: dict[str, User], pelaku: Pelaku
) -> None:
    regu = Regu.objects.create(meja=meja["mamuju"], kode="TEKNIS", nama="Tim teknis")
    regu.anggota.add(petugas["mamuju_2"])
    flow_eskalasi.eskalasi_fungsional(tiket=tiket, regu=regu, alasan="Server", by=pelaku("mamuju"), now=SENIN)
    flow_eskalasi.eskalasi_struktural(tiket=tiket, alasan="Perlu anggaran", by=pelaku("mamuju_2"), now=SENIN)
    assert (tiket.status, tiket.pemegang_id) == (Status.ESKALASI_STRUKTURAL, petugas["kepala"].pk)
    assert tiket.eskalasi.terbuka().count() == 1
    flow_eskalasi.jawab_eskalasi(tiket=tiket, jawaban="Disetujui", by=pelaku("kepala"), now=SENIN + JAM)
    assert (tiket.status, tiket.pemegang_id) == (Status.PENANGANAN, petugas["mamuju"].pk)


def test_what_cannot_be_escalated(buat: BuatTiket, tiket: Tiket, meja: dict[str, MejaLayanan], pelaku: Pelaku) -> None:
    with pytest.raises(StepRefused, match="klasifikasi"):
        naik_lkpp(buat(), pelaku("mamuju"))
    with pytest.raises(PermissionDenied):
        naik_lkpp(buat(di="lkpp"), pelaku("helpdesk"))
    with pytest.raises(PermissionDenied):
        naik_lkpp(tiket, pelaku("bontang"))
    asing = Regu.objects.filter(meja=meja["lkpp"])[0]
    with pytest.raises(StepRefused, match="regu"):
        flow_eskalasi.eskalasi_fungsional(tiket=tiket, regu=asing, alasan="x", by=pelaku("mamuju"), now=SENIN)
    with pytest.raises(StepRefused, match="menunggu jawaban"):
        flow_eskalasi.jawab_eskalasi(tiket=tiket, jawaban="x", by=pelaku("mamuju"), now=SENIN)


def test_whoever_has_left_does_not_get_it_back(tiket: Tiket, petugas: dict[str, User], pelaku: Pelaku) -> None:
    naik_lkpp(tiket, pelaku("mamuju"))
    petugas["mamuju"].is_active = False
    petugas["mamuju"].save()
    flow_eskalasi.jawab_eskalasi(tiket=tiket, jawaban="Sudah", by=pelaku("helpdesk"), now=SENIN)
    assert tiket.pemegang_id == petugas["mamuju_2"].pk


def test_a_withdrawn_ticket_leaves_no_open_rung(tiket: Tiket, pelaku: Pelaku) -> None:
    naik_lkpp(tiket, pelaku("mamuju"))
    flow.batalkan(tiket=tiket, alasan="Sudah bisa", by=pelaku("pelapor"), now=SENIN)
    assert not tiket.eskalasi.terbuka().exists()
    assert not clock.running(tiket).exists()
    assert not tiket.di_lkpp
