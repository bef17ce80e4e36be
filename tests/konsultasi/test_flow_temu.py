"""Meetings: booking, arrival, the hour, the report; appointments online."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from akun.actor import Actor
from akun.models import Unit, User
from akun.receipt import new_token
from jejak import outbox
from konsultasi import flow_keluhan, flow_temu, kompensasi
from konsultasi.flow import DataKonsultasi
from konsultasi.kompensasi import Pemilik
from konsultasi.models import HakPrioritas, Keluhan, Konsultasi, SlotTatapMuka
from konsultasi.status import JANJI, Status
from konsultasi.status_keluhan import StatusKeluhan
from sla import clock, sweep
from sla.stages import StepRefused
from tests.factories import SENIN

pytestmark = pytest.mark.django_db
BESOK = SENIN + timedelta(days=1)
JAM = timedelta(hours=1)


@pytest.fixture
def slot(direktorat: dict[str, Unit], actor: Callable[[str], Actor]) -> SlotTatapMuka:
    """One visitor tomorrow at nine."""
    return flow_temu.buka_slot(
        unit=direktorat["DAPD"], mulai=[BESOK], kuota=1, by=actor("petugas_advokasi"), now=SENIN
    )[0]


@pytest.fixture
def kunjungan(slot: SlotTatapMuka, data: Callable[..., DataKonsultasi], actor: Callable[[str], Actor]) -> Konsultasi:
    """A booked visit."""
    return flow_temu.buat_janji(
        data=data(identitas="ktp"), slot=slot, token=new_token(), by=actor("pengadu"), now=SENIN
    )


def test_from_the_booking_to_the_report(kunjungan: Konsultasi, actor: Callable[[str], Actor]) -> None:
    petugas = actor("petugas_advokasi")
    assert kunjungan.status == Status.DIJADWALKAN
    assert flow_temu.datang(konsultasi=kunjungan, by=petugas, now=BESOK) == 1
    flow_temu.mulai_sesi(konsultasi=kunjungan, by=petugas, now=BESOK + JAM / 4)
    flow_temu.tulis_laporan(
        konsultasi=kunjungan, isi="Disarankan adendum.", produk=["saran"], by=petugas, now=BESOK + JAM / 2
    )
    k = Konsultasi.objects.get(pk=kunjungan.pk)
    assert (k.status, k.janji.laporan, k.petugas_id) == (Status.LAPORAN, "Disarankan adendum.", petugas.user_id)
    assert not [t for t in clock.running(k) if t.kode == JANJI]


def test_the_hour_is_counted_from_the_arrival_and_its_loss_is_compensated(
    kunjungan: Konsultasi, actor: Callable[[str], Actor]
) -> None:
    flow_temu.datang(konsultasi=kunjungan, by=actor("petugas_advokasi"), now=BESOK)
    janji = next(t for t in clock.running(kunjungan) if t.kode == JANJI)
    assert janji.jatuh_tempo == BESOK + JAM
    sweep.sweep(now=BESOK + 2 * JAM)
    outbox.deliver(now=BESOK + 2 * JAM)
    assert HakPrioritas.objects.get().sumber_nomor == kunjungan.nomor
    assert kompensasi.tersedia(Pemilik(kunjungan.pemohon_id), now=BESOK + 2 * JAM).count() == 1


def test_a_slot_that_is_full_closed_or_near_is_not_booked(
    kunjungan: Konsultasi,
    slot: SlotTatapMuka,
    data: Callable[..., DataKonsultasi],
    actor: Callable[[str], Actor],
) -> None:
    pesan = {"data": data(), "slot": slot, "token": new_token(), "by": actor("pemohon_lain")}
    with pytest.raises(StepRefused, match="Jam itu"):
        flow_temu.buat_janji(**pesan, now=SENIN)
    SlotTatapMuka.objects.filter(pk=slot.pk).update(kuota=2)
    with pytest.raises(StepRefused, match="Jam itu"):
        flow_temu.buat_janji(**pesan, now=BESOK - JAM)
    flow_temu.tutup_slot(slot=slot, by=actor("petugas_advokasi"))
    with pytest.raises(StepRefused, match="Jam itu"):
        flow_temu.buat_janji(**pesan, now=SENIN)


def test_a_cancelled_visit_frees_its_time(
    kunjungan: Konsultasi, slot: SlotTatapMuka, direktorat: dict[str, Unit], actor: Callable[[str], Actor]
) -> None:
    assert not flow_temu.slot_tersedia(direktorat["DAPD"], now=SENIN).exists()
    with pytest.raises(StepRefused, match="jamnya lewat"):
        flow_temu.tidak_datang(konsultasi=kunjungan, by=actor("petugas_advokasi"), now=BESOK)
    flow_temu.tidak_datang(konsultasi=kunjungan, by=actor("petugas_advokasi"), now=BESOK + JAM)
    assert flow_temu.slot_tersedia(direktorat["DAPD"], now=SENIN).get() == slot


def test_visitors_get_the_numbers_of_their_day_and_directorate(
    data: Callable[..., DataKonsultasi], direktorat: dict[str, Unit], actor: Callable[[str], Actor]
) -> None:
    petugas = actor("petugas_advokasi")
    tamu = [
        flow_temu.catat_tamu(data=data(), token=new_token(), by=petugas, now=w) for w in (SENIN, SENIN + JAM, BESOK)
    ]
    assert [t.janji.nomor_antrean for t in Konsultasi.objects.filter(pk__in=[t.pk for t in tamu]).order_by("pk")] == [
        1,
        2,
        1,
    ]
    with pytest.raises(StepRefused):
        flow_temu.datang(konsultasi=tamu[0], by=petugas, now=SENIN)


def test_a_visitor_is_received_after_he_came(kunjungan: Konsultasi, actor: Callable[[str], Actor]) -> None:
    with pytest.raises(StepRefused, match="kedatangan"):
        flow_temu.mulai_sesi(konsultasi=kunjungan, by=actor("petugas_advokasi"), now=BESOK)


@pytest.mark.parametrize(("kuota", "geser"), [(0, JAM), (1, -JAM)])
def test_no_slot_for_nobody_or_in_the_past(
    direktorat: dict[str, Unit], actor: Callable[[str], Actor], kuota: int, geser: timedelta
) -> None:
    with pytest.raises(StepRefused):
        flow_temu.buka_slot(
            unit=direktorat["DAPD"], mulai=[SENIN + geser], kuota=kuota, by=actor("petugas_advokasi"), now=SENIN
        )


def test_a_complaint_is_answered_by_somebody_who_did_not_give_the_service(
    tanya: Callable[..., Konsultasi], orang: dict[str, User], actor: Callable[[str], Actor]
) -> None:
    k = tanya(Status.DIJAWAB)
    keluhan = flow_keluhan.ajukan(konsultasi=k, isi="Jawabannya tidak jelas.", by=actor("pengadu"), now=SENIN)
    with pytest.raises(StepRefused, match="masih ditangani"):
        flow_keluhan.ajukan(konsultasi=k, isi="Lagi", by=actor("pengadu"), now=SENIN)
    boleh = {
        n
        for n, u in orang.items()
        if Keluhan.objects.visible_to(Actor.of(u)).filter(pk=keluhan.pk).exists() and u.pk != k.pemohon_id
    }
    assert boleh == {"advokasi_3", "advokasi_pusat", "pimpinan", "direktur"}  # not who wrote it, nor who let it go
    flow_keluhan.tangani(keluhan=keluhan, by=actor("advokasi_3"), now=SENIN)
    flow_keluhan.jawab(keluhan=keluhan, jawaban="Kami jelaskan lagi.", by=actor("advokasi_3"), now=SENIN)
    tersimpan = Keluhan.objects.get()
    assert (tersimpan.status, tersimpan.jawaban) == (StatusKeluhan.DIJAWAB, "Kami jelaskan lagi.")
    assert tersimpan.pengadu_id == k.pemohon_id
