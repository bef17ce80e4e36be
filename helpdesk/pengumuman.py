"""The life of an announcement: written, published in time, changed, called off. Read it downwards."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from akun.actor import Actor
from akun.decision import require
from akun.templatetags.rupa import tanggal
from helpdesk import spanduk
from helpdesk.models import Layanan, MejaLayanan, Pengumuman
from helpdesk.permissions_layanan import may_umumkan
from helpdesk.pilihan_layanan import KeadaanPengumuman
from jejak import trail
from sla import office

HARI_LKPP = 7  # working days: item 13 of the service catalogue
HARI_LPSE = 3  # days: procedure of an LPSE, part G.11
TERLAMA = timedelta(days=14)


class Event(models.TextChoices):
    """What the trail tells of an announcement."""

    DITULIS = "helpdesk.pengumuman_ditulis", gettext_lazy("Pengumuman ditulis")
    TERBIT = "helpdesk.pengumuman_terbit", gettext_lazy("Pengumuman terbit")
    DIUBAH = "helpdesk.pengumuman_diubah", gettext_lazy("Pengumuman diubah")
    DIBATALKAN = "helpdesk.pengumuman_dibatalkan", gettext_lazy("Pengumuman dibatalkan")


KABAR = (Event.TERBIT, Event.DIUBAH, Event.DIBATALKAN)
"""What people are told of by mail."""


class PengumumanRefused(ValidationError):
    """An announcement that comes too late, or cannot be."""


@dataclass(frozen=True)
class Isi:
    """What an announcement says."""

    judul: str
    isi: str
    mulai: datetime
    selesai: datetime
    layanan: Sequence[Layanan]
    alasan_darurat: str = ""


def hari_di_muka(meja: MejaLayanan, mulai: datetime, *, now: datetime) -> int:
    """How many days a maintenance lies ahead, as the desk has to count: LKPP its working days, an LPSE all days.

    The day of the notice does not count, the day of the maintenance does.
    """
    kalender = office.kalender(str(meja.kalender_id))
    zona = kalender.rules.zona
    dari, sampai = now.astimezone(zona).date(), mulai.astimezone(zona).date()
    if meja.jenis != "lkpp":
        return (sampai - dari).days
    return sum(kalender.works(dari + timedelta(days=n)) for n in range(1, min(366, (sampai - dari).days) + 1))


def hari_wajib(meja: MejaLayanan) -> int:
    """How many days a desk has to give."""
    return HARI_LKPP if meja.jenis == "lkpp" else HARI_LPSE


def tepat_waktu(meja: MejaLayanan, mulai: datetime, *, now: datetime) -> bool:
    """Whether a notice given now comes in time."""
    return mulai > now and hari_di_muka(meja, mulai, now=now) >= hari_wajib(meja)


def paling_awal(meja: MejaLayanan, *, now: datetime) -> date:
    """The first day for which a notice given now comes in time."""
    zona = office.kalender(str(meja.kalender_id)).rules.zona
    setempat = now.astimezone(zona)
    for n in range(1, 366):
        hari = setempat + timedelta(days=n)
        if hari_di_muka(meja, hari, now=now) >= hari_wajib(meja):
            return hari.date()
    raise AssertionError("an office that never works")


@transaction.atomic
def tulis(*, meja: MejaLayanan, isi: Isi, by: Actor, now: datetime) -> Pengumuman:
    """A draft. Raises PermissionDenied, PengumumanRefused."""
    require(may_umumkan(by, meja))
    _periksa(isi)
    p = Pengumuman.objects.create(
        meja=meja, dibuat_oleh_id=by.petugas_id, dibuat_pada=now, diubah_pada=now, **_kolom(isi)
    )
    p.layanan.set(isi.layanan)
    trail.record(kejadian=Event.DITULIS, objek=p, by=by, now=now)
    return p


@transaction.atomic
def ubah(*, pengumuman: Pengumuman, isi: Isi, by: Actor, now: datetime) -> None:
    """Write it anew. Once published, readers are told again, and another start has to be in time again.

    Raises PermissionDenied, PengumumanRefused.
    """
    p = _pegang(pengumuman, by)
    if p.dibatalkan or (p.terbit and p.selesai <= now):
        raise PengumumanRefused(_("Pengumuman yang sudah lewat atau dibatalkan tidak diubah lagi. Buat yang baru."))
    _periksa(isi)
    dulu = (p.judul, p.isi, p.mulai, p.selesai, p.alasan_darurat, {lay.pk for lay in p.layanan.all()})
    baru = (isi.judul, isi.isi, isi.mulai, isi.selesai, isi.alasan_darurat, {lay.pk for lay in isi.layanan})
    if dulu == baru:
        raise PengumumanRefused(_("Belum ada yang berubah. Ubah salah satu isian, atau kembali."))
    if p.terbit and isi.mulai != p.mulai:
        _pada_waktunya(p.meja, isi, now=now)
    for nama, nilai in _kolom(isi).items():
        setattr(p, nama, nilai)
    p.diubah_pada = now
    p.urutan += p.terbit
    p.save()
    p.layanan.set(isi.layanan)
    _sesudah(p, Event.DIUBAH if p.terbit else Event.DITULIS, by, now)


@transaction.atomic
def terbitkan(*, pengumuman: Pengumuman, by: Actor, now: datetime) -> None:
    """Publish a draft, in time or with the reason for the haste. Raises PermissionDenied, PengumumanRefused."""
    p = _pegang(pengumuman, by)
    if p.keadaan != KeadaanPengumuman.DRAF:
        raise PengumumanRefused(_("Pengumuman ini sudah terbit. Muat ulang halaman."))
    if p.selesai <= now:
        raise PengumumanRefused(_("Waktu pemeliharaannya sudah lewat. Ubah dahulu waktunya."))
    _pada_waktunya(p.meja, p, now=now)
    p.keadaan, p.terbit_pada, p.diubah_pada = KeadaanPengumuman.TERBIT, now, now
    p.save(update_fields=["keadaan", "terbit_pada", "diubah_pada"])
    _sesudah(p, Event.TERBIT, by, now)


@transaction.atomic
def batalkan(*, pengumuman: Pengumuman, alasan: str, by: Actor, now: datetime) -> None:
    """Call a published maintenance off; calendars are told. Raises PermissionDenied, PengumumanRefused."""
    p = _pegang(pengumuman, by)
    if not p.terbit or p.selesai <= now:
        raise PengumumanRefused(_("Hanya pengumuman yang terbit dan belum lewat yang dapat dibatalkan."))
    p.keadaan, p.alasan_batal, p.diubah_pada, p.urutan = KeadaanPengumuman.DIBATALKAN, alasan, now, p.urutan + 1
    p.save(update_fields=["keadaan", "alasan_batal", "diubah_pada", "urutan"])
    _sesudah(p, Event.DIBATALKAN, by, now)


def _pegang(pengumuman: Pengumuman, by: Actor) -> Pengumuman:
    """The row as it is now, held until the commit. Raises PermissionDenied."""
    rows = Pengumuman.objects.select_related("meja__unit", "meja__kalender").select_for_update(of=("self",))
    p = rows.get(pk=pengumuman.pk)
    require(may_umumkan(by, p.meja))
    return p


def _kolom(isi: Isi) -> dict[str, object]:
    return {nama: getattr(isi, nama) for nama in ("judul", "isi", "mulai", "selesai", "alasan_darurat")}


def _periksa(isi: Isi) -> None:
    """It ends after it begins, within TERLAMA, and hits something. Raises PengumumanRefused."""
    if isi.selesai <= isi.mulai:
        raise PengumumanRefused({"lama_jam": _("Tulis lamanya, paling sedikit 1 menit.")})
    if isi.selesai - isi.mulai > TERLAMA:
        raise PengumumanRefused({"lama_jam": _("Paling lama 14 hari. Bagi menjadi beberapa pengumuman.")})
    if not isi.layanan:
        raise PengumumanRefused({"layanan": _("Pilih paling sedikit satu layanan yang terdampak.")})


def _pada_waktunya(meja: MejaLayanan, isi: Isi | Pengumuman, *, now: datetime) -> None:
    """In time, or with a reason. Raises PengumumanRefused, which says what would be in time."""
    if isi.alasan_darurat or tepat_waktu(meja, isi.mulai, now=now):
        return
    kata = _("Terlambat diumumkan: wajib %(n)s hari sebelumnya, jadi paling awal %(hari)s.")
    if meja.jenis == "lkpp":
        kata = _("Terlambat diumumkan: wajib %(n)s hari kerja sebelumnya, jadi paling awal %(hari)s.")
    kata %= {"n": hari_wajib(meja), "hari": tanggal(paling_awal(meja, now=now))}
    raise PengumumanRefused(
        {"alasan_darurat": [kata, _("Ubah tanggalnya, atau tulis alasan darurat; alasan itu dibaca semua orang.")]}
    )


def _sesudah(p: Pengumuman, event: Event, by: Actor, now: datetime) -> None:
    trail.record(kejadian=event, objek=p, by=by, now=now, data={"urutan": p.urutan})
    transaction.on_commit(spanduk.lupa)
