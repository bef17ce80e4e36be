"""Letters out to test with: a press and a signer that stand in for the real ones, and a letter in any state."""

import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

import pytest

from akun.actor import Actor
from akun.models import Pejabat, Pemangku, Unit, User
from persuratan import flow_keluar, naskah, signing
from persuratan.konsep_keluar import DataKeluar
from persuratan.models import SuratKeluar
from persuratan.pilihan import JenisKeluar
from persuratan.signing import Kode, Penandatangan, SigningRefused
from persuratan.status_keluar import Status
from tests.factories import SENIN

SANDI = "rahasia-negara"
ISI = "Dengan hormat,\n\nBersama ini kami sampaikan penjelasan tentang *sanggah*."


@dataclass
class PenandaPalsu:
    """Signs by adding a line; refuses as it is told to."""

    kode: Kode | None = None
    sandi: str = SANDI
    panggilan: list[Penandatangan] = field(default_factory=list)
    tunggu: threading.Event | None = None
    mulai: threading.Event = field(default_factory=threading.Event)

    def sign(self, pdf: bytes, *, siapa: Penandatangan, sandi: str, alasan: str, now: datetime) -> bytes:
        self.panggilan.append(siapa)
        self.mulai.set()
        if self.tunggu is not None:
            assert self.tunggu.wait(20)
        if self.kode is not None:
            raise SigningRefused(self.kode, "Belum ditandatangani: coba lagi.")
        if sandi != self.sandi:
            raise SigningRefused(Kode.SANDI_SALAH, "Kata sandi salah.")
        return pdf + f"\n% ditandatangani {siapa.nama}".encode()


@pytest.fixture
def mesin_cetak(monkeypatch: pytest.MonkeyPatch, gudang: None) -> list[naskah.Isi]:
    """A press without ink: a page says what would be printed, and the list holds it."""
    dicetak: list[naskah.Isi] = []

    def cetak(isi: naskah.Isi, lampiran: Sequence[bytes] = ()) -> bytes:
        dicetak.append(isi)
        return f"%PDF-1.7 {isi.nomor_surat} {isi.token} {isi.nama} + {len(lampiran)}".encode()

    monkeypatch.setattr(naskah, "cetak", cetak)
    return dicetak


@pytest.fixture
def penanda(monkeypatch: pytest.MonkeyPatch) -> PenandaPalsu:
    """The signer that stands in for the real one."""
    palsu = PenandaPalsu()
    monkeypatch.setattr(signing, "signer", lambda: palsu)
    return palsu


@pytest.fixture
def tangga(orang: dict[str, User], direktur: Pejabat) -> list[Pejabat]:
    """Three posts below the director, held by penelaah, verifikator and verifikator_2."""
    posts = []
    for n, nama in enumerate(("penelaah", "verifikator", "verifikator_2"), start=1):
        post = Pejabat.objects.create(jabatan=f"Kepala Subdirektorat {n}", unit=direktur.unit)
        Pemangku.objects.create(pejabat=post, user=orang[nama], mulai=date(2020, 1, 1))
        posts.append(post)
    return posts


def data(penandatangan: Pejabat, **ganti: Any) -> DataKeluar:
    """A whole letter; change what matters."""
    isi: dict[str, Any] = {
        "jenis": JenisKeluar.PEMBERITAHUAN,
        "penandatangan": penandatangan,
        "tujuan": "Kepala Dinas Contoh Jaya",
        "tujuan_tempat": "Ambon",
        "tujuan_email": "dinas@contoh.example",
        "perihal": "Penjelasan (Obat) & alkes",
        "isi": ISI,
        "tembusan": "Kepala LKPP\nArsip",
    }
    return DataKeluar(**(isi | ganti))


KONSEPTOR, PENANDA_TANGAN, TU = "penelaah", "pejabat_dpph", "petugas_tu"


@dataclass(frozen=True)
class Meja:
    """Who does what with a test letter."""

    by: dict[str, Actor]
    direktur: Pejabat
    tangga: list[Pejabat]

    def konsep(self, **ganti: Any) -> SuratKeluar:
        """A draft."""
        lain = {k: ganti.pop(k) for k in ("membalas",) if k in ganti}
        penandatangan = ganti.pop("penandatangan", self.direktur)
        oleh = self.by[ganti.pop("oleh", KONSEPTOR)]
        return flow_keluar.konsep(data=data(penandatangan, **ganti), by=oleh, now=SENIN, **lain)

    def konseptor(self, surat: SuratKeluar) -> Actor:
        """Who drafted a letter."""
        return next(a for a in self.by.values() if a.user_id == surat.konseptor_id)

    def bawa_ke(self, status: str, **ganti: Any) -> SuratKeluar:
        """A letter that has lived up to `status`."""
        surat = self.konsep(**ganti)
        for langkah in JALAN[Status(status)]:
            langkah(surat, self)
        surat.refresh_from_db()
        assert surat.status == status
        return surat


def _ajukan(s: SuratKeluar, m: Meja) -> None:
    flow_keluar.ajukan_paraf(surat=s, tangga=m.tangga[:1], by=m.konseptor(s), now=SENIN)


def _paraf(s: SuratKeluar, m: Meja) -> None:
    flow_keluar.paraf(surat=s, by=m.by["penelaah"], now=SENIN)


def _kembalikan(s: SuratKeluar, m: Meja) -> None:
    flow_keluar.kembalikan(surat=s, catatan="Sebut pasalnya.", by=m.by["penelaah"], now=SENIN)


def _nomori(s: SuratKeluar, m: Meja) -> None:
    flow_keluar.nomori(surat=s, by=m.by[PENANDA_TANGAN], now=SENIN)


def _tanda_tangani(s: SuratKeluar, m: Meja) -> None:
    flow_keluar.tanda_tangani(surat=s, sandi=SANDI, by=m.by[PENANDA_TANGAN], now=SENIN)


def _kirim(s: SuratKeluar, m: Meja) -> None:
    flow_keluar.kirim(surat=s, cara="cetak", by=m.by[TU], now=SENIN)


def _arsipkan(s: SuratKeluar, m: Meja) -> None:
    flow_keluar.arsipkan(surat=s, by=m.by[TU], now=SENIN)


def _cabut(s: SuratKeluar, m: Meja) -> None:
    flow_keluar.cabut(surat=s, alasan="Keliru alamat.", by=m.by[PENANDA_TANGAN], now=SENIN)


def _batalkan(s: SuratKeluar, m: Meja) -> None:
    flow_keluar.batalkan(surat=s, alasan="Tidak jadi.", by=m.konseptor(s), now=SENIN)


Langkah = Callable[[SuratKeluar, Meja], None]
SIAP: tuple[Langkah, ...] = (_ajukan, _paraf)
JALAN: dict[str, tuple[Langkah, ...]] = {
    Status.KONSEP: (),
    Status.PARAF: (_ajukan,),
    Status.REVISI: (_ajukan, _kembalikan),
    Status.SIAP_TANDA_TANGAN: SIAP,
    Status.DINOMORI: (*SIAP, _nomori),
    Status.TERBIT: (*SIAP, _tanda_tangani),
    Status.DIKIRIM: (*SIAP, _tanda_tangani, _kirim),
    Status.DIARSIPKAN: (*SIAP, _tanda_tangani, _kirim, _arsipkan),
    Status.DICABUT: (*SIAP, _tanda_tangani, _cabut),
    Status.BATAL: (_batalkan,),
}


@pytest.fixture
def meja(
    kebijakan: None,
    orang: dict[str, User],
    direktur: Pejabat,
    tangga: list[Pejabat],
    mesin_cetak: list[naskah.Isi],
    penanda: PenandaPalsu,
) -> Meja:
    """People, posts, press and signer: everything that a letter out needs."""
    return Meja({nama: Actor.of(user) for nama, user in orang.items()}, direktur, tangga)


def unit_lain() -> Unit:
    """Another series of numbers."""
    return Unit.objects.get_or_create(kode="PUSDATIN", defaults={"nama": "Pusat Data dan Informasi"})[0]
