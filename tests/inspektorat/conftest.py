"""Memberships to test with: an application of Boven Digoel, carried to a status by the people whose work it is."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest

from akun.actor import Actor, Peran
from akun.models import Instansi, User
from akun.receipt import new_token
from akun.sealing import seal_text
from berkas.models import Berkas
from berkas.putusan import Putusan
from inspektorat import flow_keanggotaan as flow
from inspektorat import flow_petugas
from inspektorat.flow_keanggotaan import DataDasar, DataPermohonan
from inspektorat.models import Keanggotaan, Undangan
from inspektorat.petugas import DataPetugas
from inspektorat.status import Status
from tests import factories
from tests.factories import SENIN

ADMIN = DataPetugas("Maria Kambu", "maria.kambu@bovendigoelkab.go.id", "admin_apip")
AUDITOR = DataPetugas("Petrus Awom", "petrus.awom@bovendigoelkab.go.id", "auditor_apip")
SANDI = "kuda-nil-di-sungai-digul-7"


def berkas(putusan: str = Putusan.TERIMA) -> Berkas:
    """A letter on file, examined."""
    satu = Berkas(jenis="dokumen", mime="application/pdf", ukuran=9, sha256="0" * 64, diunggah_pada=SENIN)
    satu.nama = seal_text("surat.pdf", context=satu.konteks_nama)
    satu.putusan, satu.diperiksa_pada = putusan, SENIN
    satu.save(force_insert=True)
    return satu


def undangan_dari(keanggotaan: Keanggotaan, now: datetime = SENIN) -> dict[str, str]:
    """Tokens of the invitations that are out, by address: as the mails would carry them."""
    rows = Undangan.objects.filter(calon__keanggotaan=keanggotaan, dipakai_pada=None, dicabut_pada=None)
    return {u.calon.surel: flow_petugas.token_baru(u, now=now) for u in rows.select_related("calon")}


def terima(keanggotaan: Keanggotaan, surel: str = ADMIN.surel, *, kunci: bool = True, now: datetime = SENIN) -> User:
    """One of the invited comes: password, and (`kunci`) the second factor."""
    user = flow_petugas.terima_undangan(token=undangan_dari(keanggotaan, now)[surel], sandi=SANDI, now=now)
    if kunci:
        factories.kunci_kedua(user, "JBSWY3DPEHPK3PXP")
    return user


@pytest.fixture
def sendiri(orang: dict[str, User], boven_digoel: Instansi, kebijakan: None) -> Instansi:
    """Boven Digoel before anybody there has an account."""
    User.objects.filter(instansi=boven_digoel, peran__in=[Peran.ADMIN_APIP, Peran.AUDITOR_APIP]).update(instansi=None)
    return boven_digoel


@pytest.fixture
def data(sendiri: Instansi) -> Callable[..., DataPermohonan]:
    """A complete application."""

    def buat(**ubahan: Any) -> DataPermohonan:
        isi: dict[str, Any] = {
            "instansi": sendiri,
            "nama": "Yusak Mandowen",
            "surel": "inspektorat@bovendigoelkab.go.id",
            "petugas": (ADMIN, AUDITOR),
            "dasar": DataDasar("700/ /INSP/2026", "November 2026", berkas()),
        }
        return DataPermohonan(**(isi | ubahan))

    return buat


@pytest.fixture
def keanggotaan(data: Callable[..., DataPermohonan], actor: Callable[[str], Actor]) -> Callable[..., Keanggotaan]:
    """A membership that has lived up to a status."""

    def buat(sampai: str = Status.DIAJUKAN, **ubahan: Any) -> Keanggotaan:
        row = flow.ajukan(data=data(**ubahan), token=new_token(), now=SENIN)
        bawa(row, sampai, actor(Peran.PEJABAT_DPPH))
        return row

    return buat


def bawa(row: Keanggotaan, sampai: str, by: Actor) -> None:
    """Lead an application to a status through its own steps."""
    oleh: dict[str, Any] = {"keanggotaan": row, "by": by, "now": SENIN}
    jalan: dict[str, Callable[[], object]] = {
        Status.DIPERIKSA: lambda: flow.periksa(**oleh),
        Status.DISETUJUI: lambda: flow.setujui(**oleh),
        Status.AKUN_DIUNDANG: lambda: flow_petugas.undang(**oleh),
        Status.AKTIF: lambda: (terima(row), flow.aktifkan(**oleh)),
    }
    samping: dict[str, tuple[str, Callable[[], object]]] = {
        Status.DITOLAK: (Status.DIAJUKAN, lambda: flow.tolak(**oleh, alasan="Bukan inspektorat.")),
        Status.PERLU_PERBAIKAN: (Status.DIPERIKSA, lambda: flow.minta_perbaikan(**oleh, catatan="Suratnya kosong.")),
        Status.DITANGGUHKAN: (Status.AKTIF, lambda: flow.tangguhkan(**oleh, alasan="Diminta inspektoratnya.")),
        Status.NONAKTIF: (Status.AKTIF, lambda: flow.nonaktifkan(**oleh, alasan="Digabung.")),
    }
    tujuan, akhir = samping.get(sampai, (sampai, lambda: None))
    for langkah in jalan.values():
        if row.status == tujuan:
            break
        langkah()
    akhir()
    assert row.status == sampai
