"""What somebody would try who wants more than is his: another's right, his own answer, a second look at a complaint."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from akun.actor import SYSTEM, Actor
from akun.models import User
from akun.receipt import new_token
from konsultasi import flow, flow_keluhan, flow_temu, kompensasi, permissions
from konsultasi.flow import DataKonsultasi
from konsultasi.kompensasi import Pemilik
from konsultasi.models import HakPrioritas, Keluhan, Konsultasi, SlotTatapMuka
from konsultasi.status import JANJI, Status
from sla import clock
from sla.stages import StepRefused
from tests.factories import SENIN

pytestmark = pytest.mark.django_db
BESOK = SENIN + timedelta(days=1)
TAMU = Actor("Pemohon", "pengadu")


@pytest.fixture
def pesan(
    tanya: Callable[..., Konsultasi], data: Callable[..., DataKonsultasi], actor: Callable[[str], Actor]
) -> Callable[..., Konsultasi]:
    """A visit that is booked by somebody."""

    def buat(tanda_terima: str = "", by: Actor = TAMU, hari: int = 1) -> Konsultasi:
        petugas, mulai = actor("petugas_advokasi"), SENIN + timedelta(days=hari)
        k = tanya()
        flow_temu.buka_slot(unit=k.unit, mulai=[mulai], kuota=5, by=petugas, now=SENIN)
        slot = SlotTatapMuka.objects.get(mulai=mulai)
        isi = {"data": data(), "slot": slot, "token": new_token(), "tanda_terima": tanda_terima}
        return flow_temu.buat_janji(**isi, by=by, now=SENIN)

    return buat


def test_an_address_that_somebody_types_uses_up_nobodys_right(pesan: Callable[..., Konsultasi]) -> None:
    lama = pesan()
    kompensasi.beri(sumber=lama, kode=JANJI, pemilik=Pemilik.dari(user_id=None, nomor=lama.nomor), by=SYSTEM, now=SENIN)
    assert not pesan().hak_prioritas  # the same address, typed by anybody
    assert not pesan(tanda_terima="KNS-2026-999999").hak_prioritas
    assert pesan(tanda_terima=lama.nomor).hak_prioritas  # whoever has opened the receipt with its token
    assert not pesan(tanda_terima=lama.nomor).hak_prioritas


def test_a_right_stays_used_when_its_request_is_called_off(
    tanya: Callable[..., Konsultasi], data: Callable[..., DataKonsultasi], actor: Callable[[str], Actor]
) -> None:
    pemohon = actor("pengadu")
    kompensasi.beri(sumber=tanya(), kode=JANJI, pemilik=Pemilik(pemohon.user_id), by=SYSTEM, now=SENIN)
    kini = flow.ajukan_website(data=data(), token=new_token(), by=pemohon, now=SENIN)
    flow.batalkan(konsultasi=kini, by=pemohon, now=SENIN)
    lagi = flow.ajukan_website(data=data(), token=new_token(), by=pemohon, now=SENIN)
    assert (kini.hak_prioritas, lagi.hak_prioritas) == (True, False)


def test_who_wrote_a_version_does_not_review_the_next_one(
    tanya: Callable[..., Konsultasi], actor: Callable[[str], Actor], orang: dict[str, User]
) -> None:
    k, penulis, kedua = tanya(Status.REVIU_JAWABAN), actor("petugas_advokasi"), actor("advokasi_2")
    flow.kembalikan_jawaban(konsultasi=k, catatan="Sebut pasalnya.", by=actor("direktur"), now=SENIN)
    flow.tugaskan(konsultasi=k, kepada=orang["advokasi_2"], by=penulis, now=SENIN)
    flow.proses(konsultasi=k, by=kedua, now=SENIN)
    flow.tulis_jawaban(konsultasi=k, jawaban="Dapat.", produk=["saran"], by=kedua, now=SENIN)
    for orangnya in (penulis, kedua):
        with pytest.raises(PermissionDenied):
            flow.setujui_jawaban(konsultasi=k, by=orangnya, now=SENIN)
    flow.setujui_jawaban(konsultasi=k, by=actor("advokasi_3"), now=SENIN)


def test_who_ever_served_does_not_handle_the_complaint(
    tanya: Callable[..., Konsultasi], actor: Callable[[str], Actor], orang: dict[str, User]
) -> None:
    k = tanya(Status.DIPROSES)
    flow.tugaskan(konsultasi=k, kepada=orang["advokasi_2"], by=actor("petugas_advokasi"), now=SENIN)
    keluhan = flow_keluhan.ajukan(konsultasi=k, isi="Lama sekali.", by=actor("pengadu"), now=SENIN)
    for nama in ("petugas_advokasi", "advokasi_2"):
        assert not Keluhan.objects.visible_to(actor(nama)).exists()
        assert not permissions.may_tangani_keluhan(actor(nama), keluhan)
    flow_keluhan.tangani(keluhan=keluhan, by=actor("advokasi_3"), now=SENIN)
    with pytest.raises(StepRefused):
        flow.tugaskan(konsultasi=k, kepada=orang["advokasi_3"], by=actor("direktur"), now=SENIN)


def test_who_refused_it_does_not_handle_the_complaint(
    tanya: Callable[..., Konsultasi], actor: Callable[[str], Actor]
) -> None:
    keluhan = flow_keluhan.ajukan(konsultasi=tanya(Status.DITOLAK), isi="Kenapa?", by=actor("pengadu"), now=SENIN)
    assert not permissions.may_tangani_keluhan(actor("petugas_advokasi"), keluhan)
    assert permissions.may_tangani_keluhan(actor("advokasi_2"), keluhan)


def test_an_officer_does_not_serve_his_own_question(
    direktorat: object, data: Callable[..., DataKonsultasi], actor: Callable[[str], Actor], orang: dict[str, User]
) -> None:
    saya, lain = actor("petugas_advokasi"), actor("advokasi_2")
    k = flow.ajukan_website(data=data(), token=new_token(), by=saya, now=SENIN)
    with pytest.raises(PermissionDenied):
        flow.verifikasi(konsultasi=k, by=saya, now=SENIN)
    flow.verifikasi(konsultasi=k, by=lain, now=SENIN)
    with pytest.raises(StepRefused):
        flow.tugaskan(konsultasi=k, kepada=orang["petugas_advokasi"], by=lain, now=SENIN)


def test_a_visit_called_off_a_moment_ago_starts_no_promise(
    pesan: Callable[..., Konsultasi], actor: Callable[[str], Actor]
) -> None:
    k = pesan(by=actor("pengadu"))
    di_meja = Konsultasi.objects.get(pk=k.pk)  # the officer's page, opened before
    flow.batalkan(konsultasi=k, by=actor("pengadu"), now=BESOK)
    with pytest.raises(StepRefused):
        flow_temu.datang(konsultasi=di_meja, by=actor("petugas_advokasi"), now=BESOK)
    assert not [t for t in clock.running(k) if t.kode == JANJI]
    assert not HakPrioritas.objects.exists()


def test_the_hour_of_a_visitor_who_comes_before_closing_goes_on_the_next_morning(
    pesan: Callable[..., Konsultasi], actor: Callable[[str], Actor]
) -> None:
    k, tiba = pesan(), BESOK.replace(hour=8, minute=50)  # 15.50 in Jakarta
    flow_temu.datang(konsultasi=k, by=actor("petugas_advokasi"), now=tiba)
    (janji,) = [t for t in clock.running(k) if t.kode == JANJI]
    assert janji.jatuh_tempo > tiba
    assert janji.jatuh_tempo - tiba in {timedelta(hours=1), timedelta(hours=16, minutes=30), timedelta(hours=17)}
