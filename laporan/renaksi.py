"""The matrix of the open government action plan: what was promised, what was done, and what the portal can count.

Notes are never changed: a mended or withdrawn one leaves the one before it readable. The public reads a frozen copy.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from akun.actor import Actor
from akun.decision import require
from akun.receipt import WIB
from jejak.trail import record
from laporan import permissions, renaksi_angka
from laporan.models import CatatanRenaksi, Renaksi, TerbitanRenaksi
from laporan.renaksi_angka import Terisi
from laporan.saringan import terlarang
from sla.stages import StepRefused

RENCANA = "RAN OGI 2023–2024"
DICATAT, DIPERBAIKI, DICABUT = "laporan.renaksi_dicatat", "laporan.renaksi_diperbaiki", "laporan.renaksi_dicabut"
DITERBITKAN, DITARIK = "laporan.renaksi_diterbitkan", "laporan.renaksi_ditarik"


@dataclass(frozen=True)
class IsiCatatan:
    """What a note says; `tautan` are pairs of address and title."""

    tanggal: date
    isi: str
    waktu: str = ""
    tautan: Sequence[tuple[str, str]] = ()


@dataclass(frozen=True)
class Ukuran:
    """One measure as it is read."""

    renaksi: Renaksi
    catatan: list[CatatanRenaksi]
    angka: list[Terisi]


def matriks(*, by: Actor, now: datetime) -> list[Ukuran]:
    """All measures with the notes that stand and the figures of now."""
    catatan: dict[int, list[CatatanRenaksi]] = {}
    for satu in CatatanRenaksi.objects.berlaku():
        catatan.setdefault(satu.renaksi_id, []).append(satu)
    semua = list(Renaksi.objects.all())
    diisi = [kode for r in semua for kode in r.angka]
    terisi = renaksi_angka.terisi(diisi, now=now, kecuali=terlarang(by)) if diisi else {}
    return [Ukuran(r, catatan.get(r.pk, []), [terisi[kode] for kode in r.angka]) for r in semua]


def riwayat(renaksi: Renaksi) -> list[CatatanRenaksi]:
    """Every note that was ever made, the newest first."""
    return list(renaksi.catatan.select_related("oleh", "ganti").order_by("-pk"))


def berlaku(catatan: CatatanRenaksi) -> bool:
    """Nothing stands for it yet, and it was not withdrawn."""
    return CatatanRenaksi.objects.berlaku().filter(pk=catatan.pk).exists()


@transaction.atomic
def catat(*, renaksi: Renaksi, isi: IsiCatatan, by: Actor, now: datetime) -> CatatanRenaksi:
    """Add a note. Raises PermissionDenied, and StepRefused for a day that has not come."""
    require(permissions.may_renaksi(by))
    satu = CatatanRenaksi.objects.create(renaksi=renaksi, **_kolom(isi, by, now))
    record(kejadian=DICATAT, objek=renaksi, by=by, now=now, data={"catatan": satu.pk})
    return satu


@transaction.atomic
def perbaiki(*, catatan: CatatanRenaksi, isi: IsiCatatan, alasan: str, by: Actor, now: datetime) -> CatatanRenaksi:
    """Put another note in its place. Raises PermissionDenied, and StepRefused when somebody was faster."""
    require(permissions.may_renaksi(by))
    lama = _kunci(catatan)
    satu = CatatanRenaksi.objects.create(renaksi_id=lama.renaksi_id, ganti=lama, alasan=alasan, **_kolom(isi, by, now))
    record(kejadian=DIPERBAIKI, objek=lama.renaksi, by=by, now=now, data={"catatan": satu.pk, "ganti": lama.pk})
    return satu


@transaction.atomic
def cabut(*, catatan: CatatanRenaksi, alasan: str, by: Actor, now: datetime) -> CatatanRenaksi:
    """Withdraw a note. Raises PermissionDenied, and StepRefused when somebody was faster."""
    require(permissions.may_renaksi(by))
    lama = _kunci(catatan)
    isi = {"tanggal": lama.tanggal, "waktu": lama.waktu, "oleh_id": by.petugas_id, "pada": now}
    satu = CatatanRenaksi.objects.create(renaksi_id=lama.renaksi_id, ganti=lama, dicabut=True, alasan=alasan, **isi)
    record(kejadian=DICABUT, objek=lama.renaksi, by=by, now=now, data={"catatan": lama.pk})
    return satu


def _kolom(isi: IsiCatatan, by: Actor, now: datetime) -> dict[str, Any]:
    if isi.tanggal > now.astimezone(WIB).date():
        raise StepRefused(
            _("Tanggal ini belum tiba. Catat yang sudah terjadi; rencana ditulis dengan tanggal hari ini.")
        )
    kolom = {"tanggal": isi.tanggal, "waktu": isi.waktu, "isi": isi.isi, "tautan": [list(t) for t in isi.tautan]}
    return kolom | {"oleh_id": by.petugas_id, "pada": now}


def _kunci(catatan: CatatanRenaksi) -> CatatanRenaksi:
    """The note, for nobody else to change until this is done."""
    lama = CatatanRenaksi.objects.select_for_update().get(pk=catatan.pk)
    if not berlaku(lama):
        raise StepRefused(_("Catatan ini sudah diganti atau dicabut. Kembali ke ukurannya dan lihat yang terbaru."))
    return lama


def terbitan() -> TerbitanRenaksi | None:
    """What the public reads; None while nothing is published."""
    satu = TerbitanRenaksi.objects.first()
    return satu if satu and satu.isi is not None else None


def susun(now: datetime) -> list[dict[str, Any]]:
    """The matrix as it would be published now."""
    catatan: dict[int, list[dict[str, Any]]] = {}
    for c in CatatanRenaksi.objects.berlaku():
        isi = {"tanggal": c.tanggal.isoformat(), "waktu": c.waktu, "isi": c.isi, "tautan": c.tautan}
        catatan.setdefault(c.renaksi_id, []).append(isi)
    return [
        {
            "nomor": r.nomor,
            "ukuran": r.ukuran,
            "aksi": r.aksi,
            "angka": {bahasa: _terisi(r, bahasa, now) for bahasa, _nama in settings.LANGUAGES},
            "catatan": catatan.get(r.pk, []),
        }
        for r in Renaksi.objects.all()
    ]


def angka_publik(*, now: datetime) -> list[Terisi]:
    """All figures as the public would read them now."""
    kode = [k for r in Renaksi.objects.all() for k in r.angka]
    return renaksi_angka.untuk_publik(kode, now=now)


def _terisi(renaksi: Renaksi, bahasa: str, now: datetime) -> list[dict[str, str]]:
    """The figures in the words of a language."""
    with translation.override(bahasa):
        semua = renaksi_angka.untuk_publik(renaksi.angka, now=now)
        return [{"judul": a.judul, "nilai": a.nilai, "arti": a.arti} for a in semua]


@transaction.atomic
def terbitkan(*, alasan: str, by: Actor, now: datetime) -> TerbitanRenaksi:
    """Freeze the matrix for the public. Raises PermissionDenied."""
    require(permissions.may_terbit_renaksi(by))
    isi = {"matriks": susun(now), "hingga": renaksi_angka.hari_terakhir(now).isoformat()}
    satu = TerbitanRenaksi.objects.create(isi=isi, alasan=alasan, oleh_id=by.petugas_id, pada=now)
    record(kejadian=DITERBITKAN, objek=satu, by=by, now=now)
    return satu


@transaction.atomic
def tarik(*, alasan: str, by: Actor, now: datetime) -> TerbitanRenaksi:
    """Take it back from the public. Raises PermissionDenied, and StepRefused when nothing is published."""
    require(permissions.may_terbit_renaksi(by))
    if terbitan() is None:
        raise StepRefused(_("Tidak ada yang sedang diterbitkan."))
    satu = TerbitanRenaksi.objects.create(isi=None, alasan=alasan, oleh_id=by.petugas_id, pada=now)
    record(kejadian=DITARIK, objek=satu, by=by, now=now)
    return satu
