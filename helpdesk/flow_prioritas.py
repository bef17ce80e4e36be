"""Classification: f, r and k of an incident, the class that follows, and its clock, always from the first receipt."""

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal
from fractions import Fraction

from django.db import transaction
from django.utils.translation import gettext as _

from akun.actor import Actor
from akun.decision import require
from helpdesk import permissions, prioritas, saran_prioritas, utas
from helpdesk.models import JenisGangguan, Tiket
from helpdesk.models.tiket import URUT_KELAS
from helpdesk.prioritas import Prioritas, PrioritasSalah
from helpdesk.status import KLASIFIKASI, STAGES, TERBUKA, TIKET, Event, Status
from jejak.trail import record
from sla import clock, office
from sla.stages import StepRefused


@transaction.atomic
def klasifikasi(
    *,
    tiket: Tiket,
    jenis_gangguan: JenisGangguan,
    tahapan: Sequence[int],
    r: int,
    k: int,
    f: Decimal | None = None,
    alasan: str = "",
    by: Actor,
    now: datetime,
) -> Prioritas:
    """Set the priority of a ticket, for the first time or anew; its clock starts at the original receipt in any case.

    Raises PrioritasSalah for values outside 1 to 10 or no stage, StepRefused for an override without a reason.
    """
    require(permissions.may_tangani(by, tiket))
    dari_tahapan = prioritas.f_dari_tahapan(tahapan)
    if f is not None and f != round(f, 4):
        raise PrioritasSalah(_("Nilai f ditulis dengan paling banyak empat angka di belakang koma."))
    hasil = prioritas.hitung(dari_tahapan if f is None else f, r, k)
    f_ubahan = None if f is None or Fraction(f) == dari_tahapan else f
    if not alasan.strip() and _menyimpang(tiket, jenis_gangguan, f_ubahan=f_ubahan, r=r, k=k, now=now):
        raise StepRefused(_("Nilai f, r, atau k berbeda dari saran. Tuliskan alasannya."))
    clock.hold(tiket)
    sebelum = tiket.kelas
    kolom = {
        "jenis_gangguan_id": jenis_gangguan.pk,
        "tahapan": sorted(set(tahapan)),
        "f_ubahan": f_ubahan,
        "r": r,
        "k": k,
        "alasan_prioritas": utas.samar(alasan),
        "kelas": hasil.kelas,
        "kelas_urut": URUT_KELAS[hasil.kelas],
        "p_kira": prioritas.kira(hasil.p),
    }
    tiket.kelas = hasil.kelas  # the promise of the class holds for the clocks below
    data = {"p": str(hasil.p), "f": str(hasil.f), "r": r, "k": k, "kelas": str(hasil.kelas), "sebelum": sebelum}
    _putar(tiket)
    if tiket.status == Status.TERCATAT:
        STAGES.move(tiket, KLASIFIKASI, by=by, now=now, data=data, **kolom)
        return hasil
    if not Tiket.objects.filter(pk=tiket.pk, status__in=TERBUKA).exclude(status=Status.TERCATAT).update(**kolom):
        raise StepRefused(_("Tiket ini sudah berakhir. Muat ulang halaman."))
    for nama, nilai in kolom.items():
        setattr(tiket, nama, nilai)
    record(kejadian=Event.DIKLASIFIKASI_ULANG, objek=tiket, by=by, now=now, data=data)
    return hasil


def _menyimpang(tiket: Tiket, jenis: JenisGangguan, *, f_ubahan: Decimal | None, r: int, k: int, now: datetime) -> bool:
    """Whether somebody departs from what the catalogue and the portal suggest."""
    if f_ubahan is not None:
        return True
    if r == jenis.r and k == jenis.k:
        return False
    saran = saran_prioritas.untuk(jenis, meja=tiket.meja, pengguna=tiket.pengguna, now=now, tiket=tiket)
    return r not in {jenis.r, saran.r} or k not in {jenis.k, saran.k}


def _putar(tiket: Tiket) -> None:
    """Put the running promise under the class it has now; it began at the receipt and still does."""
    kebijakan = office.kebijakan(TIKET, now=tiket.diterima_pada, unit=tiket.unit_kebijakan)
    for tenggat in clock.running(tiket).filter(kode=TIKET):
        if tenggat.kebijakan_id != kebijakan.pk:
            STAGES.change_policy(tiket, tenggat, kebijakan)


def hitung_tiket(tiket: Tiket) -> Prioritas | None:
    """The exact priority of a classified ticket, computed from what was ticked; None for one without a class."""
    if not tiket.kelas or tiket.r is None or tiket.k is None:
        return None
    f: Fraction | Decimal = prioritas.f_dari_tahapan(tiket.tahapan) if tiket.f_ubahan is None else tiket.f_ubahan
    return prioritas.hitung(f, tiket.r, tiket.k)
