"""The organisations of the helpdesk: desks of LPSEs with their contacts, and the teams behind them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction
from django.db.models import ProtectedError
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from akun.actor import LPSE, Actor
from akun.decision import require
from akun.models import Unit, User, Wilayah
from helpdesk.models import MejaLayanan, Regu
from helpdesk.permissions import may_kelola_meja
from helpdesk.permissions_organisasi import may_isi_meja
from helpdesk.pilihan import JenisMeja
from jejak import trail

KONTAK = ("alamat", "telepon", "situs")
KELOLA = ("bentuk", "kalender", "wilayah", "surel", "aktif")


class Event(models.TextChoices):
    """What the trail tells of a desk."""

    DIBUAT = "helpdesk.meja_dibuat", gettext_lazy("Meja helpdesk dibuat")
    DIUBAH = "helpdesk.meja_diubah", gettext_lazy("Data meja helpdesk diubah")
    REGU_DISIMPAN = "helpdesk.regu_disimpan", gettext_lazy("Regu disimpan")
    REGU_DIHAPUS = "helpdesk.regu_dihapus", gettext_lazy("Regu dihapus")


class MejaRefused(ValidationError):
    """A desk or a team that cannot be as it was typed."""


@dataclass(frozen=True)
class DataMeja:
    """What is typed of a desk. `kalender` is the code of one."""

    nama: str
    bentuk: str
    kalender: str
    wilayah: Wilayah | None
    alamat: str
    telepon: str
    surel: str
    situs: str
    aktif: bool = True


def _kode(data: DataMeja) -> str:
    """The code of a new LPSE: of its region, or made of its name; the next one where it is taken."""
    dasar = data.wilayah.kode if data.wilayah else slugify(re.sub(r"^LPSE\s+", "", data.nama, flags=re.I)).upper()
    calon = kode = f"LPSE-{dasar or 'LAIN'}"[:26]
    ke = 1
    while Unit.objects.filter(kode=kode).exists():
        ke += 1
        kode = f"{calon}-{ke}"
    return kode


def _periksa(data: DataMeja, unit: Unit | None) -> None:
    sama = Unit.objects.filter(nama__iexact=data.nama, jenis=Unit.Jenis.LPSE)
    if sama.exclude(pk=unit.pk if unit else 0).exists():
        raise MejaRefused(_("LPSE dengan nama ini sudah ada di daftar."))
    meja = MejaLayanan.objects.filter(surel__iexact=data.surel)
    if data.surel and meja.exclude(unit=unit).exists():
        raise MejaRefused(_("Alamat kotak surat ini sudah dipakai meja lain."))


@transaction.atomic
def buat_meja(*, data: DataMeja, by: Actor, now: datetime) -> MejaLayanan:
    """Add an LPSE: its unit and its desk. Raises PermissionDenied, MejaRefused."""
    require(may_kelola_meja(by))
    _periksa(data, None)
    unit = Unit.objects.create(kode=_kode(data), nama=data.nama, jenis=Unit.Jenis.LPSE)
    isi = {k: getattr(data, k) for k in (*KONTAK, "bentuk", "wilayah", "surel", "aktif")}
    meja = MejaLayanan.objects.create(unit=unit, jenis=JenisMeja.LPSE, kalender_id=data.kalender, **isi)
    trail.record(kejadian=Event.DIBUAT, objek=meja, by=by, now=now, data={"kode": unit.kode})
    return meja


@transaction.atomic
def ubah_meja(*, meja: MejaLayanan, data: DataMeja, by: Actor, now: datetime) -> None:
    """Write a desk anew; the head of an LPSE changes its contacts only. Raises PermissionDenied, MejaRefused."""
    require(may_isi_meja(by, meja))
    kelola = bool(may_kelola_meja(by))
    dulu = {k: str(getattr(meja, k) or "") for k in (*KONTAK, *KELOLA)} | {"nama": meja.unit.nama}
    for nama in KONTAK:
        setattr(meja, nama, getattr(data, nama))
    if kelola:
        _periksa(data, meja.unit)
        meja.bentuk, meja.kalender_id, meja.wilayah = data.bentuk, data.kalender, data.wilayah
        meja.surel = data.surel
        meja.aktif = data.aktif or meja.is_lkpp
        if not meja.is_lkpp:
            meja.unit.nama = data.nama
            meja.unit.save(update_fields=["nama"])
    meja.save()
    kini = {k: str(getattr(meja, k) or "") for k in (*KONTAK, *KELOLA)} | {"nama": meja.unit.nama}
    berubah = sorted(k for k in kini if kini[k] != dulu[k])
    if berubah:
        trail.record(kejadian=Event.DIUBAH, objek=meja, by=by, now=now, data={"isian": berubah})


def calon_anggota(meja: MejaLayanan) -> "models.QuerySet[User]":
    """Who may belong to a team: the active people of the desk's unit; at LKPP those of any unit of LKPP."""
    aktif = User.objects.filter(is_active=True).order_by("nama", "pk")
    if meja.is_lkpp:
        return aktif.filter(unit__jenis=Unit.Jenis.LKPP)
    return aktif.filter(unit=meja.unit_id, peran__in=LPSE)


@transaction.atomic
def simpan_regu(
    *, meja: MejaLayanan, regu: Regu | None, nama: str, anggota: Sequence[User], by: Actor, now: datetime
) -> Regu:
    """Add a team, or write it anew. Raises PermissionDenied, MejaRefused."""
    require(may_isi_meja(by, meja))
    regu = regu or Regu(meja=meja, kode=slugify(nama)[:30] or "regu")
    regu.nama = nama
    try:
        with transaction.atomic():
            regu.save()
    except IntegrityError as galat:
        raise MejaRefused(_("Regu dengan nama ini sudah ada di meja ini.")) from galat
    regu.anggota.set(anggota)
    trail.record(
        kejadian=Event.REGU_DISIMPAN, objek=meja, by=by, now=now, data={"regu": regu.kode, "anggota": len(anggota)}
    )
    return regu


@transaction.atomic
def hapus_regu(*, regu: Regu, by: Actor, now: datetime) -> None:
    """Take a team away that no ticket ever went to. Raises PermissionDenied, MejaRefused."""
    require(may_isi_meja(by, regu.meja))
    try:
        with transaction.atomic():
            regu.delete()
    except ProtectedError as galat:
        raise MejaRefused(
            _("Regu ini pernah menangani tiket, jadi tidak dapat dihapus. Kosongkan anggotanya saja.")
        ) from galat
    trail.record(kejadian=Event.REGU_DIHAPUS, objek=regu.meja, by=by, now=now, data={"regu": regu.kode})
