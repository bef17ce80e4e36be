"""Consultations of every channel and status for the pages of the desk, and who opens them."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.utils import timezone

from akun.actor import Actor
from akun.models import Pejabat, Unit, User
from akun.receipt import new_token
from konsultasi import flow, flow_temu
from konsultasi.flow import DataKonsultasi
from konsultasi.models import Konsultasi, SlotTatapMuka
from konsultasi.pilihan import Kanal
from konsultasi.status import Status
from persuratan import flow_masuk
from persuratan.flow_masuk import DataSurat
from persuratan.models import SuratMasuk
from tests.factories import SENIN

S = Status
HARI, JAM = timedelta(days=1), timedelta(hours=1)


@pytest.fixture
def kunjungi(
    direktorat: dict[str, Unit], data: Callable[..., DataKonsultasi], actor: Callable[[str], Actor]
) -> Callable[..., Konsultasi]:
    """A visit, carried to a status; booked for an hour that has passed, or that is ahead."""

    def buat(sampai: str = S.DIJADWALKAN, *, mulai: datetime | None = None, datang: bool = False) -> Konsultasi:
        now, petugas = timezone.now(), actor("petugas_advokasi")
        jam = mulai or now + HARI
        unit = direktorat["DAPD"]
        slot = SlotTatapMuka.objects.create(unit=unit, mulai=now + 3 * JAM, selesai=now + 4 * JAM, kuota=5)
        pesan: dict[str, Any] = {
            "data": data(identitas="ktp"),
            "slot": slot,
            "token": new_token(),
            "by": actor("pengadu"),
        }
        k = flow_temu.buat_janji(**pesan, now=now)
        SlotTatapMuka.objects.filter(pk=slot.pk).update(mulai=jam, selesai=jam + JAM)
        if datang or sampai != S.DIJADWALKAN:
            flow_temu.datang(konsultasi=k, by=petugas, now=now)
        if sampai in {S.BERLANGSUNG, S.LAPORAN}:
            flow_temu.mulai_sesi(konsultasi=k, by=petugas, now=now)
        if sampai == S.LAPORAN:
            flow_temu.tulis_laporan(konsultasi=k, isi="Disarankan adendum.", produk=["saran"], by=petugas, now=now)
        return Konsultasi.objects.get(pk=k.pk)

    return buat


@pytest.fixture
def surat_konsultasi(direktorat: dict[str, Unit], orang: dict[str, User]) -> Callable[..., SuratMasuk]:
    """A letter to the director, passed on to her by TU."""

    def buat(**data: object) -> SuratMasuk:
        isi: dict[str, Any] = {
            "jenis_pengirim": "perorangan",
            "nama_pengirim": "Siti Rahmawati",
            "penerima": Pejabat.objects.get(unit__kode="DAPD"),
            "kerahasiaan": "biasa",
            "nomor_surat": "027/12/2026",
            "perihal": "Permohonan konsultasi perpanjangan waktu",
        } | data
        tu = Actor.of(orang["petugas_tu"])
        token = new_token()
        surat = flow_masuk.catat(
            data=DataSurat(**isi),
            kanal="kertas",
            diterima_pada=SENIN,
            berkas=None,
            token=token,
            by=tu,
            now=SENIN,
        )
        flow_masuk.teruskan(surat=surat, nomor_agenda="1/TU/2026", penerima=None, by=tu, now=SENIN)
        surat.__dict__["token"] = token
        return surat

    return buat


@pytest.fixture
def undang(
    direktorat: dict[str, Unit],
    data: Callable[..., DataKonsultasi],
    actor: Callable[[str], Actor],
    orang: dict[str, User],
    surat_konsultasi: Callable[..., SuratMasuk],
) -> Callable[..., Konsultasi]:
    """A consultation that came by letter, online or for a letter in answer, carried to a status."""

    def buat(sampai: str = S.DIAJUKAN, *, kanal: str = Kanal.DARING) -> Konsultasi:
        now, direktur, petugas = timezone.now(), actor("direktur"), actor("petugas_advokasi")
        k = flow.dari_surat(surat=surat_konsultasi(), kanal=kanal, data=data(), by=petugas, now=now)
        if sampai in {S.DIAJUKAN}:
            return k
        flow.verifikasi(konsultasi=k, by=petugas, now=now)
        if sampai == S.DIVERIFIKASI:
            return k
        flow.tugaskan(konsultasi=k, kepada=orang["petugas_advokasi"], by=direktur, now=now)
        if sampai == S.DITUGASKAN:
            return k
        if kanal == Kanal.DARING and sampai in {S.DIJADWALKAN, S.BERLANGSUNG}:
            temu: dict[str, Any] = {"mulai": now + HARI, "lama_menit": 60, "tautan": "https://rapat.example/abc"}
            flow_temu.jadwalkan_daring(konsultasi=k, by=petugas, now=now, **temu)
            if sampai == S.BERLANGSUNG:
                flow_temu.mulai_sesi(konsultasi=k, by=petugas, now=now)
            return k
        flow.proses(konsultasi=k, by=petugas, now=now)
        if sampai == S.REVIU_JAWABAN:
            flow.tulis_jawaban(konsultasi=k, jawaban="Dapat.", produk=["saran"], by=petugas, now=now)
        return k

    return buat
