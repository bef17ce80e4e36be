"""Agenda numbers: each desk of TU has a series of its own for every year, "0042/2026" or "0042/DPPH/2026"."""

from datetime import date, datetime

from akun.actor import Actor
from akun.models import NomorUrut, Unit
from akun.receipt import WIB, next_in
from persuratan.models import SuratMasuk


def ambil(*, by: Actor, now: datetime) -> str:
    """The next number that no letter has; taken for good when the caller's transaction commits."""
    awal = _awal_tahun(now)
    while True:
        nomor = _tulis(next_in(_awalan(by), awal), by, awal)
        if not dipakai(nomor):
            return nomor


def berikut(*, by: Actor, now: datetime) -> str:
    """What `ambil` would give now. Another may take it first: a suggestion, not a promise."""
    awal = _awal_tahun(now)
    terakhir = NomorUrut.objects.filter(awalan=_awalan(by), tanggal=awal).values_list("terakhir", flat=True).first()
    return _tulis((terakhir or 0) + 1, by, awal)


def dipakai(nomor: str) -> str:
    """The number of the letter that has this agenda number; empty when it is free."""
    rows = SuratMasuk.objects.filter(nomor_agenda=nomor).exclude(nomor_agenda="")
    return rows.values_list("nomor", flat=True).first() or ""


def _awal_tahun(now: datetime) -> date:
    return date(now.astimezone(WIB).year, 1, 1)


def _awalan(by: Actor) -> str:
    return f"A{by.unit_id or ''}"


def _tulis(urut: int, by: Actor, awal: date) -> str:
    kode = Unit.objects.filter(pk=by.unit_id).values_list("kode", flat=True).first() if by.unit_id else ""
    return "/".join(filter(None, (f"{urut:04d}", kode, str(awal.year))))
