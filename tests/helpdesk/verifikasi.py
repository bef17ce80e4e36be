"""Verifications to test with: two LPSE with their people, a provider, and a verification in any state."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from akun.actor import Actor, Peran
from akun.models import Unit, User
from akun.receipt import new_token
from helpdesk import flow_verifikasi as flow
from helpdesk import tanda_lulus
from helpdesk.flow_verifikasi import DataPenyedia, HasilItem
from helpdesk.models.meja import MejaLayanan
from helpdesk.models.verifikasi import Verifikasi
from helpdesk.pilihan_verifikasi import Putusan
from helpdesk.status_verifikasi import Status
from tests import factories
from tests.factories import SENIN

YA, TIDAK, BELUM = Putusan.YA, Putusan.TIDAK, Putusan.BELUM
NPWP = "01.234.567.8-901.000"


def data(**ganti: str) -> DataPenyedia:
    """A whole provider; change what matters."""
    isi = {
        "nama": "PT Contoh Makmur & Rekan",
        "npwp": NPWP,
        "alamat": "Jalan Contoh 1, Mamuju",
        "bentuk": "pt",
        "bidang": "umum",
        "surel": "admin@makmur.example",
        "telepon": "0426-12345",
        "pimpinan": "Siti Contoh",
    } | ganti
    return DataPenyedia(**isi)


@dataclass
class Loket:
    """The counter of an LPSE, and whoever else there is."""

    meja: MejaLayanan
    petugas: User
    kepala: User
    petugas_lain: User

    @property
    def by(self) -> Actor:
        return Actor.of(self.petugas)

    def daftar(self, token: str = "", **ganti: str) -> Verifikasi:
        return flow.daftarkan(meja=self.meja, data=data(**ganti), token=token or new_token(), by=self.by, now=SENIN)

    def periksa(self, v: Verifikasi, nilai: str = YA, **ganti: tuple[str, str, str]) -> None:
        """The same verdict on every document that is needed; `ganti` names others."""
        hasil = []
        for item in v.item.all():
            if not item.wajib and item.kode not in ganti:
                continue
            tiga = ganti.get(item.kode, (nilai, nilai, nilai))
            hasil.append(HasilItem(item.pk, *tiga, asli_dilihat=True))
        flow.periksa(verifikasi=v, hasil=hasil, by=self.by, now=SENIN)

    def bawa_ke(self, status: str, token: str = "", **ganti: str) -> Verifikasi:
        """A verification that has lived up to a status."""
        v, by = self.daftar(token, **ganti), self.by
        if status in {Status.DIPERIKSA, Status.LULUS, Status.DICABUT}:
            self.periksa(v)
        if status == Status.DIKEMBALIKAN:
            self.periksa(v, npwp=(YA, TIDAK, YA))
            flow.kembalikan(verifikasi=v, penjelasan="NPWP tidak terbaca.", by=by, now=SENIN)
        if status in {Status.LULUS, Status.DICABUT}:
            flow.luluskan(verifikasi=v, by=by, now=SENIN)
        if status == Status.DICABUT:
            flow.cabut(verifikasi=v, alasan="Akta ternyata palsu.", by=by, now=SENIN)
        if status == Status.BATAL:
            flow.batalkan(verifikasi=v, alasan="Salah daftar.", by=by, now=SENIN)
        assert v.status == status
        return v


def lpse(kode: str, nama: str) -> MejaLayanan:
    """An LPSE with its desk."""
    unit = Unit.objects.create(kode=kode, nama=nama, jenis=Unit.Jenis.LPSE)
    return MejaLayanan.objects.create(unit=unit, jenis="lpse", telepon="0426-22222")


@pytest.fixture
def loket(kebijakan: None, orang: dict[str, User], settings: Any, tmp_path: Path) -> Loket:
    """LPSE Mamuju with its officer and its head, and an officer of LPSE Bontang; files go to a folder of the test."""
    settings.FOLDER_BERKAS, settings.CLAMD_URL = tmp_path / "berkas", ""
    meja, lain = lpse("LPSE-76.02", "LPSE Kabupaten Mamuju"), lpse("LPSE-64.74", "LPSE Kota Bontang")
    petugas, kepala = orang["petugas_lpse"], orang["kepala_lpse"]
    User.objects.filter(pk__in=(petugas.pk, kepala.pk)).update(unit=meja.unit)
    petugas.refresh_from_db()
    kepala.refresh_from_db()
    asing = factories.UserFactory(peran=Peran.PETUGAS_LPSE, unit=lain.unit)
    return Loket(meja, petugas, kepala, asing)


@pytest.fixture
def cetak_palsu(monkeypatch: pytest.MonkeyPatch) -> list[dict[str, str]]:
    """A press without ink: the list holds what would be printed."""
    dicetak: list[dict[str, str]] = []

    def cetak(verifikasi: Verifikasi, *, nomor_lulus: str, tanggal: date, token: str, petugas: str) -> bytes:
        dicetak.append({"nomor_lulus": nomor_lulus, "token": token, "petugas": petugas})
        return f"%PDF-1.7 {nomor_lulus} {token}".encode()

    monkeypatch.setattr(tanda_lulus, "cetak", cetak)
    return dicetak
