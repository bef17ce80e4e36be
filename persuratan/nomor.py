"""Numbers of letters out, `{urut}/{unit}/{MM}/{YYYY}`: each unit has a series of its own for every year (WIB).

A series is one row whose lock lasts until the caller's commit: no number is given twice, and a rollback leaves no
gap. What was given out stays on the register (NomorSurat), also where the letter was given up: then it says why.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from akun.actor import Actor
from akun.decision import require
from akun.models import NomorUrut, Unit
from akun.receipt import WIB, next_in
from persuratan import permissions
from persuratan.models import NomorSurat, SuratKeluar
from sla.stages import StepRefused


@dataclass(frozen=True)
class Celah:
    """Numbers without a letter that holds: from, to, and why."""

    dari: int
    sampai: int
    penjelasan: str


def ambil(surat: SuratKeluar, *, now: datetime) -> str:
    """Give a letter the next number of its unit and year. Call it late: the series waits for the caller's commit."""
    if surat.unit is None:
        raise StepRefused(_("Surat ini belum punya unit, jadi belum dapat dinomori."))
    hari = now.astimezone(WIB).date()
    urut = next_in(_awalan(surat.unit), _awal(hari.year))
    NomorSurat.objects.create(unit=surat.unit, tahun=hari.year, urut=urut, surat=surat, dialokasikan_pada=now)
    return f"{urut}/{surat.unit.kode}/{hari:%m/%Y}"


def lepas(surat: SuratKeluar, *, penjelasan: str) -> None:
    """The letter is given up: its number stays taken, and says why."""
    for row in NomorSurat.objects.filter(surat=surat):
        row.penjelasan = penjelasan
        row.save(update_fields=["penjelasan_segel"])


@transaction.atomic
def lanjutkan_dari(*, unit: Unit, tahun: int, terakhir: int, penjelasan: str, by: Actor, now: datetime) -> None:
    """The unit has numbered letters elsewhere up to `terakhir`; its series here goes on after that.

    Raises StepRefused without an explanation, and when the series has passed that number already.
    """
    require(permissions.may_tangani_tu(by))
    if not penjelasan.strip():
        raise StepRefused(_("Tulis mengapa nomor-nomor ini tidak dipakai di portal."))
    seri, _baru = NomorUrut.objects.select_for_update().get_or_create(
        awalan=_awalan(unit), tanggal=_awal(tahun), defaults={"terakhir": 0}
    )
    if terakhir <= seri.terakhir:
        raise StepRefused(_("Nomor %(urut)s sudah dipakai di portal.") % {"urut": terakhir})
    seri.terakhir = terakhir
    seri.save(update_fields=["terakhir"])
    row = NomorSurat(unit=unit, tahun=tahun, urut=terakhir, dialokasikan_pada=now)
    row.penjelasan = penjelasan.strip()
    row.save(force_insert=True)


def celah(*, unit: Unit, tahun: int) -> Iterator[Celah]:
    """Every number up to the last one that no valid letter has, in order, with its explanation.

    Numbers that are not on the register at all are explained by the next row, which says where the series began; a
    gap without one has no explanation, and there should be none.
    """
    berikut = 1
    for row in NomorSurat.objects.filter(unit=unit, tahun=tahun).order_by("urut"):
        if row.surat_id is None:
            yield Celah(berikut, row.urut, row.penjelasan)
        else:
            if row.urut > berikut:
                yield Celah(berikut, row.urut - 1, "")
            if row.penjelasan:
                yield Celah(row.urut, row.urut, row.penjelasan)
        berikut = row.urut + 1


def _awal(tahun: int) -> date:
    return date(tahun, 1, 1)


def _awalan(unit: Unit) -> str:
    return f"K{unit.pk}"
