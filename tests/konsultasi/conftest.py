"""Consultations to test with: a directorate with its director, its officers, and an applicant."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from akun.actor import Actor, Peran
from akun.models import Instansi, Pejabat, Pemangku, Unit, User
from akun.receipt import new_token
from konsultasi import flow
from konsultasi.flow import DataKonsultasi
from konsultasi.models import Konsultasi, Subjek
from konsultasi.status import Status
from tests import factories
from tests.factories import SENIN


@pytest.fixture
def direktorat(orang: dict[str, User], kebijakan: None) -> dict[str, Unit]:
    """The three directorates; that of local governments has a director and three officers."""
    units = {kode: Unit.objects.create(kode=kode, nama=f"Direktorat {kode}") for kode in ("DAPP", "DAPD", "DPPH")}
    pejabat = Pejabat.objects.create(jabatan="Direktur Advokasi Pemerintah Daerah", unit=units["DAPD"])
    orang["direktur"] = factories.UserFactory(peran=Peran.PIMPINAN, unit=units["DAPD"], nama="Ibu Direktur")
    Pemangku.objects.create(pejabat=pejabat, user=orang["direktur"], mulai=date(2020, 1, 1))
    User.objects.filter(pk=orang["petugas_advokasi"].pk).update(unit=units["DAPD"])
    orang["petugas_advokasi"].refresh_from_db()
    for nama, kode in (("advokasi_2", "DAPD"), ("advokasi_3", "DAPD"), ("advokasi_pusat", "DAPP")):
        orang[nama] = factories.UserFactory(peran=Peran.PETUGAS_ADVOKASI, unit=units[kode], nama=f"Pak {nama}")
    orang["pemohon_lain"] = factories.UserFactory(nama="Orang Lain")
    return units


@pytest.fixture
def subjek(db: None) -> Subjek:
    """What the questions are about."""
    return Subjek.objects.create(kode="kontrak", nama="Kontrak dan perubahan kontrak")


@pytest.fixture
def data(subjek: Subjek, boven_digoel: Instansi) -> Callable[..., DataKonsultasi]:
    """A complete question of a local government."""

    def buat(**ubahan: Any) -> DataKonsultasi:
        isi: dict[str, Any] = {
            "jenis_pemohon": "instansi",
            "nama": "Siti Rahmawati",
            "subjek": subjek,
            "pokok": "Perpanjangan waktu karena banjir",
            "uraian": "Apakah keterlambatan karena banjir dapat diberi perpanjangan tanpa denda?",
            "surel": "siti@pemda.example",
            "telepon": "0812-0000-1111",
            "instansi": boven_digoel,
        }
        return DataKonsultasi(**(isi | ubahan))

    return buat


@pytest.fixture
def tanya(
    direktorat: dict[str, Unit], data: Callable[..., DataKonsultasi], actor: Callable[[str], Actor]
) -> Callable[..., Konsultasi]:
    """A question asked on the website, carried to a status by the people whose work it is."""

    def buat(sampai: str = Status.DIAJUKAN, **ubahan: Any) -> Konsultasi:
        k = flow.ajukan_website(data=data(**ubahan), token=new_token(), by=actor("pengadu"), now=SENIN)
        bawa(k, sampai, actor)
        return k

    return buat


def bawa(k: Konsultasi, sampai: str, actor: Callable[[str], Actor]) -> None:
    """Lead a question of the website to a status through its own steps."""
    petugas, lain = actor("petugas_advokasi"), actor("advokasi_2")
    kepada = User.objects.get(pk=petugas.user_id)
    jalan = {
        Status.DIVERIFIKASI: lambda: flow.verifikasi(konsultasi=k, by=petugas, now=SENIN),
        Status.DITUGASKAN: lambda: flow.tugaskan(konsultasi=k, kepada=kepada, by=petugas, now=SENIN),
        Status.DIPROSES: lambda: flow.proses(konsultasi=k, by=petugas, now=SENIN),
        Status.BUTUH_DATA: lambda: flow.minta_data(konsultasi=k, isi="Lampirkan kontraknya.", by=petugas, now=SENIN),
        Status.REVIU_JAWABAN: lambda: flow.tulis_jawaban(
            konsultasi=k, jawaban="Dapat, dengan bukti.", produk=["saran"], by=petugas, now=SENIN
        ),
        Status.DIJAWAB: lambda: flow.setujui_jawaban(konsultasi=k, by=lain, now=SENIN),
        Status.SELESAI: lambda: flow.selesaikan(konsultasi=k, by=actor("pengadu"), now=SENIN),
    }
    if sampai == Status.DITOLAK:
        flow.tolak(konsultasi=k, alasan="Bukan pengadaan.", by=petugas, now=SENIN)
        return
    if sampai == Status.DIBATALKAN:
        flow.batalkan(konsultasi=k, by=actor("pengadu"), now=SENIN)
        return
    for status, langkah in jalan.items():
        if k.status == sampai:
            return
        if status == Status.BUTUH_DATA and sampai != Status.BUTUH_DATA:
            continue
        langkah()
