"""Policies are written here. A version is never changed: a new one follows, with its line on the trail."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils.translation import gettext as _

from akun.actor import Actor
from akun.decision import require
from akun.templatetags.rupa import tanggal_polos
from jejak import trail
from sla import office
from sla.calendar import WIB, OutOfCalendar
from sla.due import SATUAN_HARI, Limit, LimitRefused, due
from sla.models import Kebijakan, Tenggat
from sla.permissions import may_kelola

KEBIJAKAN_DIUBAH = "sla.kebijakan_diubah"
TERPANJANG = 10_000  # of any unit
ALARM_TERJAUH = 250  # working days: about a year


class PolicyRefused(ValidationError):
    """A version that cannot be: no length, in the past, alarms in the wrong order, or the same as the last one."""


@dataclass(frozen=True)
class Isi:
    """What a version says. Code, name of the event it is counted from: those belong to the program and stay."""

    nama: str
    jumlah: int
    satuan: str
    boleh_jeda: bool
    pengingat: int
    eskalasi_2: int
    eskalasi_3: int
    dasar_hukum: str
    kebijakan_internal: bool


def isi_of(row: Kebijakan) -> Isi:
    """What a version says now."""
    return Isi(**{nama: getattr(row, nama) for nama in Isi.__dataclass_fields__})


def differences(row: Kebijakan, before: Kebijakan) -> list[tuple[str, Any, Any]]:
    """What a version says otherwise than another: column, old, new."""
    lama, baru = vars(isi_of(before)), vars(isi_of(row))
    return [(nama, lama[nama], baru[nama]) for nama in baru if lama[nama] != baru[nama]]


@transaction.atomic
def new_version(*, kode: str, isi: Isi, berlaku_sejak: date, by: Actor, now: datetime) -> Kebijakan:
    """A version that holds for cases that begin from a day on; clocks that run keep theirs.

    Raises PolicyRefused, LimitRefused, PermissionDenied, Kebijakan.DoesNotExist.
    """
    require(may_kelola(by))
    last = Kebijakan.objects.select_for_update().filter(kode=kode).order_by("-versi").first()
    if last is None:
        raise Kebijakan.DoesNotExist(kode)
    _check_day(berlaku_sejak, last, now)
    _check(isi, now)
    kolom = [nama for nama, nilai in vars(isi).items() if getattr(last, nama) != nilai]
    if not kolom:
        raise PolicyRefused(_("Belum ada yang berubah. Ubah salah satu isian, atau kembali ke kebijakan ini."))
    row = Kebijakan.objects.create(
        kode=kode,
        versi=last.versi + 1,
        berlaku_sejak=berlaku_sejak,
        dihitung_sejak=last.dihitung_sejak,
        **vars(isi),
    )
    data = {
        "kode": kode,
        "versi": row.versi,
        "berlaku_sejak": berlaku_sejak.isoformat(),
        "jumlah": isi.jumlah,
        "satuan": isi.satuan,
        "alarm": [isi.pengingat, isi.eskalasi_2, isi.eskalasi_3],
        "kolom": kolom,
    }
    trail.record(kejadian=KEBIJAKAN_DIUBAH, objek=row, by=by, now=now, data=data)
    transaction.on_commit(office.forget)
    return row


def _check_day(berlaku_sejak: date, last: Kebijakan, now: datetime) -> None:
    """A version neither changes the past nor hides one that was announced."""
    if berlaku_sejak < now.astimezone(WIB).date():
        raise PolicyRefused(
            {
                "berlaku_sejak": _(
                    "Kebijakan baru berlaku paling awal hari ini. Kasus yang sudah berjalan tidak berubah."
                )
            }
        )
    if berlaku_sejak < last.berlaku_sejak:
        sebut = {"versi": last.versi, "tanggal": tanggal_polos(last.berlaku_sejak)}
        raise PolicyRefused(
            {
                "berlaku_sejak": _(
                    "Versi %(versi)s sudah dijadwalkan mulai %(tanggal)s. Pilih tanggal itu atau sesudahnya."
                )
                % sebut
            }
        )


def _check(isi: Isi, now: datetime) -> None:
    """Length and alarms fit together, and the due time still lies in the calendar."""
    galat: dict[str, Any] = {}
    try:
        due(now, Limit(isi.jumlah, isi.satuan), office.kalender())
    except (LimitRefused, OutOfCalendar) as error:
        galat["jumlah"] = error.messages
    if isi.jumlah > TERPANJANG:
        galat["jumlah"] = _("Terlalu besar. Tulis paling banyak 10.000.")
    terlalu_jauh = _("Paling banyak %(batas)s hari kerja.") % {"batas": ALARM_TERJAUH}
    galat |= {k: terlalu_jauh for k in ("eskalasi_2", "eskalasi_3", "pengingat") if getattr(isi, k) > ALARM_TERJAUH}
    if isi.satuan in SATUAN_HARI and 0 < isi.jumlah <= isi.pengingat:
        galat["pengingat"] = _("Pengingat harus lebih pendek daripada batas waktunya.")
    if isi.eskalasi_2 and 0 < isi.eskalasi_3 <= isi.eskalasi_2:
        galat["eskalasi_3"] = _("Direktur diberi tahu sesudah ketua tim: tulis angka yang lebih besar, atau 0.")
    if galat:
        raise PolicyRefused(galat)


def by_code() -> dict[str, list[Kebijakan]]:
    """All policies in the order in which a case meets them, each with its versions, the newest first."""
    found: dict[str, list[Kebijakan]] = {}
    for row in Kebijakan.objects.order_by("-versi"):
        found.setdefault(row.kode, []).append(row)
    return dict(sorted(found.items(), key=lambda satu: satu[1][-1].pk))


def in_force(versions: list[Kebijakan], today: date) -> Kebijakan:
    """The version that holds on a day, or the first one when none does yet."""
    return next((row for row in versions if row.berlaku_sejak <= today), versions[-1])


def open_clocks(menurut: str = "kebijakan__kode") -> dict[str, int]:
    """How many clocks run under each policy (`kebijakan__kode`) or by each calendar (`kalender_id`)."""
    return _counted(menurut)


def open_clocks_by_version(kode: str) -> dict[int, int]:
    """How many clocks run under each version of a policy."""
    return _counted("kebijakan__versi", kebijakan__kode=kode)


def _counted(by: str, **only: Any) -> dict[Any, int]:
    rows = Tenggat.objects.filter(berhenti_pada__isnull=True, **only).values_list(by)
    return dict(rows.annotate(n=models.Count("pk")))
