"""Monthly reports as they are kept: frozen once on the first working day after the month, with a work plan."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from akun.actor import LPSE, SYSTEM, Actor, Peran
from akun.decision import YES, Decision, no, require
from helpdesk import laporan_sla
from helpdesk.bulan import Bulan
from helpdesk.models import LaporanBulanan, MejaLayanan
from jejak.trail import record
from sla import office
from sla.models import KANTOR

PEMBACA = LPSE | {Peran.PETUGAS_HELPDESK, Peran.PIMPINAN}
PENULIS = LPSE | {Peran.PETUGAS_HELPDESK}
TASK = "helpdesk.bekukan_laporan"
DIBEKUKAN, RENCANA = "helpdesk.laporan_dibekukan", "helpdesk.rencana_ditulis"


BULAN_RIWAYAT = 11


@dataclass(frozen=True)
class Lampau:
    """What the history of months shows of one."""

    bulan: Bulan
    jenis: dict[str, list[int]]


@dataclass(frozen=True)
class Laporan:
    """What a page shows: the figures, from when they are, whether they are frozen; and the work plan."""

    meja: MejaLayanan | None
    bulan: Bulan
    angka: laporan_sla.Angka
    pada: datetime
    beku: bool
    rencana: str
    rencana_pada: datetime | None
    rencana_oleh: str
    riwayat: list[Lampau]  # frozen months before, and this one, oldest first

    @property
    def zona(self) -> ZoneInfo:
        """In whose time its moments are written."""
        return zona(self.meja)


def meja_terbaca(actor: Actor) -> QuerySet[MejaLayanan]:
    """The desks whose reports somebody reads: his LPSE's; all for LKPP's helpdesk and its leadership."""
    rows = MejaLayanan.objects.select_related("unit", "kalender").order_by("jenis", "unit__nama")
    if actor.is_lpse:
        return rows.filter(unit_id=actor.unit_id) if actor.unit_id else rows.none()
    return rows if actor.peran in PEMBACA else rows.none()


def may_baca(actor: Actor, meja: MejaLayanan | None) -> Decision:
    """An LPSE reads its own; LKPP's helpdesk and leadership read all, and all together."""
    if actor.peran in PEMBACA and (not actor.is_lpse or (meja is not None and meja.unit_id == actor.unit_id)):
        return YES
    return no(_("Laporan ini hanya untuk LPSE yang bersangkutan dan LKPP."))


def may_rencana(actor: Actor, meja: MejaLayanan | None) -> Decision:
    """Each writes the plan of his own desk; LKPP's helpdesk that of LKPP's desk and of all together."""
    sendiri = meja is not None and meja.unit_id == actor.unit_id
    lkpp = actor.peran == Peran.PETUGAS_HELPDESK and (meja is None or meja.is_lkpp)
    if actor.peran in PENULIS and (lkpp or (actor.is_lpse and sendiri)):
        return YES
    return no(_("Rencana kerja ditulis oleh petugas meja itu sendiri."))


def zona(meja: MejaLayanan | None) -> ZoneInfo:
    """The zone of a desk; of all together that of LKPP."""
    return office.kalender(str(meja.kalender_id) if meja else KANTOR).rules.zona


def lihat(*, meja: MejaLayanan | None, bulan: Bulan, by: Actor, now: datetime) -> Laporan:
    """The report of a month: as it was frozen, or reckoned now. Raises PermissionDenied."""
    require(may_baca(by, meja))
    rows = LaporanBulanan.objects.filter(meja=meja)
    row = rows.select_related("rencana_oleh").filter(bulan=bulan.hari_pertama).first()
    beku = row is not None and row.dibekukan_pada is not None
    angka: laporan_sla.Angka = row.angka if row and row.angka else laporan_sla.hitung(meja, bulan, now=now)
    lalu = rows.filter(bulan__lt=bulan.hari_pertama, dibekukan_pada__isnull=False).order_by("-bulan")
    lampau = [Lampau(Bulan.dari(b), j) for b, j in lalu.values_list("bulan", "angka__jenis")[:BULAN_RIWAYAT]]
    return Laporan(
        meja=meja,
        bulan=bulan,
        angka=angka,
        pada=row.dibekukan_pada if row and row.dibekukan_pada else now,
        beku=beku,
        rencana=row.rencana if row else "",
        rencana_pada=row.rencana_pada if row else None,
        rencana_oleh=row.rencana_oleh.nama if row and row.rencana_oleh else "",
        riwayat=[*reversed(lampau), Lampau(bulan, angka["jenis"])],
    )


def rencana(*, meja: MejaLayanan | None, bulan: Bulan) -> str:
    """The work plan as it stands."""
    rows = LaporanBulanan.objects.filter(meja=meja, bulan=bulan.hari_pertama)
    return rows.values_list("rencana", flat=True).first() or ""


@transaction.atomic
def tulis_rencana(*, meja: MejaLayanan | None, bulan: Bulan, teks: str, by: Actor, now: datetime) -> None:
    """Write the work plan of a month; who changed it stands on the trail, the text only here.

    Raises PermissionDenied.
    """
    require(may_rencana(by, meja))
    isi: dict[str, Any] = {"rencana": teks, "rencana_oleh_id": by.petugas_id, "rencana_pada": now}
    row, _baru = LaporanBulanan.objects.update_or_create(meja=meja, bulan=bulan.hari_pertama, defaults=isi)
    record(kejadian=RENCANA, objek=row, by=by, now=now, data={"bulan": str(bulan), "huruf": len(teks)})


def sudah_waktunya(kalender: str, *, now: datetime) -> bool:
    """Whether the first working day of this month has come, in the zone of a calendar."""
    tabel = office.kalender(kalender)
    hari_ini = now.astimezone(tabel.rules.zona).date()
    return any(tabel.works(date(hari_ini.year, hari_ini.month, d)) for d in range(1, hari_ini.day + 1))


@transaction.atomic
def bekukan(*, meja: MejaLayanan | None, bulan: Bulan, now: datetime) -> bool:
    """Keep the figures of a month that is over; False where they are kept already."""
    LaporanBulanan.objects.get_or_create(meja=meja, bulan=bulan.hari_pertama)
    row = LaporanBulanan.objects.select_for_update(of=("self",)).get(meja=meja, bulan=bulan.hari_pertama)
    if row.dibekukan_pada is not None:
        return False
    row.angka, row.dibekukan_pada = laporan_sla.hitung(meja, bulan, now=now), now
    row.save(update_fields=["angka", "dibekukan_pada"])
    record(kejadian=DIBEKUKAN, objek=row, by=SYSTEM, now=now, data={"bulan": str(bulan)})
    return True


def bekukan_semua(*, now: datetime) -> int:
    """Freeze last month wherever the first working day of this one has come; returns how many were. Idempotent."""
    beku = 0
    semua: list[MejaLayanan | None] = [None, *MejaLayanan.objects.filter(aktif=True).order_by("pk")]
    for meja in semua:
        kode = str(meja.kalender_id) if meja else KANTOR
        if sudah_waktunya(kode, now=now):
            hari_ini = now.astimezone(zona(meja)).date()
            beku += bekukan(meja=meja, bulan=Bulan.dari(hari_ini).lalu, now=now)
    return beku


def bulan_ini(meja: MejaLayanan | None, *, now: datetime) -> Bulan:
    """The month that runs, where the desk stands."""
    return Bulan.dari(now.astimezone(zona(meja)).date())
