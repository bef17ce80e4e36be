"""Flows: what came in and what came to its end, by day, week or month of WIB."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils.functional import Promise

from akun.receipt import WIB
from akun.templatetags.rupa import tanggal_polos
from laporan.angka.bentuk import Deret, Kasus
from laporan.angka.kelompok import MASUK, SELESAI, baca
from laporan.saringan import Saringan, awal_hari

HARI, MINGGU, BULAN = "hari", "minggu", "bulan"
HARI_TERBANYAK, MINGGU_TERBANYAK = 31, 26
SEMINGGU = 7
SQL = """
SELECT {ke}, width_bucket({waktu}, %(mulai)s::timestamptz[]), count(*)
FROM laporan_faktakasus f WHERE {syarat} GROUP BY 2
"""


@dataclass(frozen=True)
class Arus:
    """One series: cases of a kind at the moment `waktu`."""

    nama: str
    sebutan: Promise
    tipe: str
    waktu: str = MASUK
    lain: str = ""


def masuk_selesai(tipe: str, masuk: Promise, selesai: Promise) -> tuple[Arus, Arus]:
    """The usual two series."""
    return Arus("masuk", masuk, tipe), Arus("selesai", selesai, tipe, SELESAI)


def satuan(saringan: Saringan) -> str:
    """How fine a period is told."""
    hari = (saringan.sampai - saringan.dari).days
    return HARI if hari <= HARI_TERBANYAK else MINGGU if hari <= MINGGU_TERBANYAK * SEMINGGU else BULAN


def awal_ember(hari: date, satu: str) -> date:
    """The first day of the day, week (Monday) or month of a day."""
    if satu == MINGGU:
        return hari - timedelta(days=hari.weekday())
    return hari.replace(day=1) if satu == BULAN else hari


def berikut(hari: date, satu: str) -> date:
    """The first day of the next one."""
    if satu == BULAN:
        return (hari + timedelta(days=31)).replace(day=1)
    return hari + timedelta(days=SEMINGGU if satu == MINGGU else 1)


def ember(saringan: Saringan) -> Iterator[date]:
    """The first days of all days, weeks or months that the period touches."""
    satu = satuan(saringan)
    hari = awal_ember(saringan.dari.astimezone(WIB).date(), satu)
    while awal_hari(hari) < saringan.sampai:
        yield hari
        hari = berikut(hari, satu)


def label(hari: date, satu: str) -> str:
    """`3 Nov`, or `Nov 2026`."""
    angka_hari, bulan, tahun = tanggal_polos(hari).split()
    return f"{bulan[:3]} {tahun}" if satu == BULAN else f"{angka_hari} {bulan[:3]}"


@dataclass(frozen=True)
class Alir:
    """A figure of several series."""

    arus: tuple[Arus, ...]

    def _syarat(self, arus: Arus, saringan: Saringan) -> str:
        lain = f" AND {arus.lain}" if arus.lain else ""
        return f"f.tipe = '{arus.tipe}' AND {saringan.syarat(arus.waktu)[0]}{lain}"

    def hitung(self, saringan: Saringan, now: datetime) -> Deret:
        """The series; one statement. What lies in the future is None."""
        satu, semua = satuan(saringan), list(ember(saringan))
        potong = (
            SQL.format(ke=ke, waktu=arus.waktu, syarat=self._syarat(arus, saringan))
            for ke, arus in enumerate(self.arus)
        )
        rows = baca("UNION ALL".join(potong), saringan.nilai | {"mulai": [awal_hari(hari) for hari in semua]})
        ada = {(self.arus[ke].nama, semua[nomor - 1]): jumlah for ke, nomor, jumlah in rows}
        return Deret(
            tuple(label(hari, satu) for hari in semua),
            {a.nama: tuple(_nilai(ada, a.nama, hari, now) for hari in semua) for a in self.arus},
            tuple(hari.isoformat() for hari in semua),
            {a.nama: str(a.sebutan) for a in self.arus},
        )

    def kasus(self, saringan: Saringan, now: datetime, bagian: str | None = None) -> Kasus:
        """The cases of a series ("selesai"), or of one time of it ("selesai:2026-11-02"); of the first by default."""
        nama, _titik, mulai = (bagian or self.arus[0].nama).partition(":")
        arus = next((a for a in self.arus if a.nama == nama), None)
        if arus is None:
            return Kasus("false", {})
        syarat, nilai = self._syarat(arus, saringan), saringan.nilai
        if mulai:
            try:
                hari = date.fromisoformat(mulai)
            except ValueError:
                return Kasus("false", {})
            syarat += f" AND {arus.waktu} >= %(mulai)s AND {arus.waktu} < %(usai)s"
            nilai |= {"mulai": awal_hari(hari), "usai": awal_hari(berikut(hari, satuan(saringan)))}
        return Kasus(syarat, nilai)


def _nilai(ada: Mapping[tuple[str, date], int], nama: str, hari: date, now: datetime) -> int | None:
    return ada.get((nama, hari), 0) if awal_hari(hari) <= now or (nama, hari) in ada else None
