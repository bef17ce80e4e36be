"""Holidays, seasons and hours are written here. Each change refuses what cannot be and leaves its line on the trail.

None of these functions moves a clock: pages hand them to sla/move.py, which first tells what would move.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from akun.actor import Actor
from akun.decision import require
from akun.templatetags.rupa import tanggal_polos
from jejak import trail
from sla import office
from sla.calendar import FIRST, LAST, Calendar
from sla.models import HariLibur, JamKerja, Kalender, Musim
from sla.permissions import may_kelola

LIBUR_DIUBAH = "sla.libur_diubah"
KETETAPAN_DICATAT = "sla.ketetapan_dicatat"
MUSIM_DIUBAH = "sla.musim_diubah"
JAM_DIUBAH = "sla.jam_diubah"
HARI = (
    gettext_lazy("Senin"),
    gettext_lazy("Selasa"),
    gettext_lazy("Rabu"),
    gettext_lazy("Kamis"),
    gettext_lazy("Jumat"),
    gettext_lazy("Sabtu"),
    gettext_lazy("Minggu"),
)
JamSeminggu = Sequence[tuple[int, time, time]]
"""Weekday (Monday 0), opening and closing time; a weekday that is not there is closed."""


class HolidayRefused(ValidationError):
    """A holiday that cannot be: there is one on that day already, or the day lies outside all calendars."""


class SeasonRefused(ValidationError):
    """A season that cannot be: it overlaps another one, or ends before it begins."""


class HoursRefused(ValidationError):
    """A calendar that cannot be: its code exists already, or its hours are none."""


@dataclass(frozen=True)
class Libur:
    """What an officer says of a holiday. `berlaku_untuk` None: every office."""

    tanggal: date
    jenis: str
    nama: str
    dasar_hukum: str = ""
    berlaku_untuk: Kalender | None = None
    perkiraan: bool = False


def _begin(by: Actor) -> None:
    """Ask whether he may, and let changes of the calendar follow one after the other."""
    require(may_kelola(by))
    list(Kalender.objects.select_for_update(no_key=True).order_by("pk"))


def _record(kejadian: str, objek: models.Model, by: Actor, now: datetime, **data: Any) -> None:
    trail.record(kejadian=kejadian, objek=objek, by=by, now=now, data=data)


# -- holidays -----------------------------------------------------------------------------------------------------


def _free_day(isi: Libur, *, lain_dari: int = 0) -> None:
    """Raise HolidayRefused unless the day is free for this office, naming the holiday that is in the way."""
    if not FIRST <= isi.tanggal < LAST:
        batas = {"awal": FIRST.year, "akhir": LAST.year - 1}
        raise HolidayRefused({"tanggal": _("Tulis tanggal antara tahun %(awal)s dan %(akhir)s.") % batas})
    ada = HariLibur.objects.exclude(pk=lain_dari).filter(tanggal=isi.tanggal, berlaku_untuk=isi.berlaku_untuk).first()
    if ada:
        sebut = {"tanggal": tanggal_polos(ada.tanggal), "nama": ada.nama}
        raise HolidayRefused(
            {"tanggal": _("%(tanggal)s sudah libur: %(nama)s. Ubah libur itu, atau pilih tanggal lain.") % sebut}
        )


@transaction.atomic
def add_holiday(*, isi: Libur, by: Actor, now: datetime) -> HariLibur:
    """A new holiday. Raises HolidayRefused, PermissionDenied."""
    _begin(by)
    _free_day(isi)
    row = HariLibur.objects.create(**vars(isi))
    _record(LIBUR_DIUBAH, row, by, now, tanggal=row.tanggal.isoformat(), baru=True)
    return row


@transaction.atomic
def change_holiday(*, libur: HariLibur, isi: Libur, by: Actor, now: datetime) -> HariLibur:
    """Another day, name or decree for a holiday. Raises HolidayRefused, PermissionDenied."""
    _begin(by)
    _free_day(isi, lain_dari=libur.pk)
    kolom = sorted(nama for nama, nilai in vars(isi).items() if getattr(libur, nama) != nilai)
    if not kolom:
        raise HolidayRefused(_("Belum ada yang berubah. Ubah salah satu isian, atau kembali ke daftar."))
    dari = libur.tanggal.isoformat()
    for nama in kolom:
        setattr(libur, nama, getattr(isi, nama))
    libur.save(update_fields=kolom)
    _record(LIBUR_DIUBAH, libur, by, now, tanggal=libur.tanggal.isoformat(), dari=dari, kolom=kolom)
    return libur


@transaction.atomic
def remove_holiday(*, libur: HariLibur, by: Actor, now: datetime) -> None:
    """The office works on that day after all. Raises PermissionDenied."""
    _begin(by)
    _record(LIBUR_DIUBAH, libur, by, now, tanggal=libur.tanggal.isoformat(), dihapus=True)
    HariLibur.objects.filter(pk=libur.pk).delete()


def of_year(tahun: int) -> models.QuerySet[HariLibur]:
    """The holidays of a year, with the office that they hold for."""
    rows = HariLibur.objects.filter(tanggal__year=tahun).select_related("berlaku_untuk")
    return rows.order_by("tanggal", "berlaku_untuk__kode")


@transaction.atomic
def set_decree(*, tahun: int, dasar_hukum: str, by: Actor, now: datetime) -> int:
    """The decree that fixes the national holidays of a year: none of them is an estimate any longer.

    Returns how many it fixed. Raises HolidayRefused for a year without holidays.
    """
    _begin(by)
    nasional = [HariLibur.Jenis.LIBUR_NASIONAL, HariLibur.Jenis.CUTI_BERSAMA]
    rows = of_year(tahun).filter(berlaku_untuk=None, jenis__in=nasional)
    first = rows.first()
    if first is None:
        raise HolidayRefused(_("Tahun %(tahun)s belum berisi hari libur. Tambahkan dahulu.") % {"tahun": tahun})
    jumlah = rows.update(dasar_hukum=dasar_hukum, perkiraan=False)
    _record(KETETAPAN_DICATAT, first, by, now, tahun=tahun, jumlah=jumlah)
    return jumlah


# -- seasons ------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class IsiMusim:
    """What an officer says of a season; `jam` by code of calendar."""

    nama: str
    mulai: date
    sampai: date
    dasar_hukum: str
    jam: dict[str, JamSeminggu]


@transaction.atomic
def add_season(*, isi: IsiMusim, by: Actor, now: datetime) -> Musim:
    """Other hours from a day to a day. Raises SeasonRefused, CalendarRefused, PermissionDenied."""
    _begin(by)
    if isi.sampai < isi.mulai:
        raise SeasonRefused({"sampai": _("Musim berakhir sebelum mulai. Tulis tanggal yang sama atau sesudahnya.")})
    if not FIRST <= isi.mulai <= isi.sampai < LAST:
        batas = {"awal": FIRST.year, "akhir": LAST.year - 1}
        raise SeasonRefused({"mulai": _("Tulis tanggal antara tahun %(awal)s dan %(akhir)s.") % batas})
    ada = Musim.objects.filter(mulai__lte=isi.sampai, sampai__gte=isi.mulai).first()
    if ada:
        sebut = {"nama": ada.nama, "mulai": tanggal_polos(ada.mulai), "sampai": tanggal_polos(ada.sampai)}
        raise SeasonRefused(
            {"mulai": _("Bertumpuk dengan %(nama)s (%(mulai)s sampai %(sampai)s). Ubah tanggalnya.") % sebut}
        )
    row = Musim.objects.create(nama=isi.nama, mulai=isi.mulai, sampai=isi.sampai, dasar_hukum=isi.dasar_hukum)
    for kalender in Kalender.objects.filter(kode__in=isi.jam):
        _write_hours(kalender, isi.jam[kalender.kode], musim=row)
    _record(MUSIM_DIUBAH, row, by, now, mulai=row.mulai.isoformat(), sampai=row.sampai.isoformat(), baru=True)
    return row


@transaction.atomic
def remove_season(*, musim: Musim, by: Actor, now: datetime) -> None:
    """The usual hours hold again on those days. Raises PermissionDenied."""
    _begin(by)
    data = {"mulai": musim.mulai.isoformat(), "sampai": musim.sampai.isoformat(), "dihapus": True}
    _record(MUSIM_DIUBAH, musim, by, now, **data)
    JamKerja.objects.filter(musim=musim).delete()
    Musim.objects.filter(pk=musim.pk).delete()


# -- hours and calendars ------------------------------------------------------------------------------------------


def _write_hours(kalender: Kalender, jam: JamSeminggu, *, musim: Musim | None = None) -> None:
    """Replace the hours of a calendar, in general or in a season. Raises HoursRefused, CalendarRefused."""
    if terbalik := [hari for hari, buka, tutup in jam if buka >= tutup]:
        awalan = f"{kalender.kode}-" if musim else ""
        pesan = _("%(hari)s: jam tutup harus sesudah jam buka.")
        raise HoursRefused({f"{awalan}tutup_{hari}": pesan % {"hari": HARI[hari]} for hari in terbalik})
    JamKerja.objects.filter(kalender=kalender, musim=musim).delete()
    JamKerja.objects.bulk_create(
        JamKerja(kalender=kalender, musim=musim, hari=hari, buka=buka, tutup=tutup) for hari, buka, tutup in jam
    )
    Calendar(office.rules(kalender))


@transaction.atomic
def set_hours(*, kalender: Kalender, nama: str, zona: str, jam: JamSeminggu, by: Actor, now: datetime) -> Kalender:
    """Name, zone and weekly hours of an office. Raises HoursRefused, CalendarRefused, PermissionDenied."""
    _begin(by)
    if kalender.selalu_buka:
        raise HoursRefused(_("Kalender ini selalu buka: jamnya tidak dapat diubah."))
    kolom = [k for k, nilai in (("nama", nama), ("zona", zona)) if getattr(kalender, k) != nilai]
    lama = sorted(kalender.jam.filter(musim=None).values_list("hari", "buka", "tutup"))
    if not kolom and lama == sorted(jam):
        raise HoursRefused(_("Belum ada yang berubah. Ubah salah satu isian, atau kembali ke daftar."))
    kalender.nama, kalender.zona = nama, zona
    kalender.save(update_fields=["nama", "zona"])
    _write_hours(kalender, jam)
    kolom += ["jam"] if lama != sorted(jam) else []
    _record(JAM_DIUBAH, kalender, by, now, kode=kalender.kode, kolom=kolom)
    return kalender


@transaction.atomic
def add_calendar(*, kode: str, nama: str, zona: str, jam: JamSeminggu, by: Actor, now: datetime) -> Kalender:
    """The calendar of another office, an LPSE for instance. Raises HoursRefused, CalendarRefused, PermissionDenied."""
    _begin(by)
    ada = Kalender.objects.filter(kode=kode).first()
    if ada:
        raise HoursRefused({"kode": _("Kode ini sudah dipakai oleh %(nama)s. Pilih kode lain.") % {"nama": ada.nama}})
    row = Kalender.objects.create(kode=kode, nama=nama, zona=zona)
    _write_hours(row, jam)
    _record(JAM_DIUBAH, row, by, now, kode=kode, baru=True)
    office.forget()
    return row
