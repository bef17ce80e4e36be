"""Breakdowns: cases of one kind by one of their columns; the count and the cases behind it share one condition."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection, transaction
from django.utils.functional import Promise

from laporan.angka.bentuk import Baris, Kasus, Rincian
from laporan.saringan import Saringan

MASUK, SELESAI = "f.masuk_pada", "f.selesai_pada"
RUANG = "SET LOCAL work_mem = '64MB'"
SATU = "SELECT 0, {kolom}, count(*) FROM laporan_faktakasus f {gabung} WHERE {syarat} GROUP BY 2"
BANYAK = """
SELECT GROUPING({nama}), coalesce({nama}), count(*)
FROM (SELECT {kolom} FROM laporan_faktakasus f {gabung} WHERE {syarat}) k GROUP BY GROUPING SETS ({set})
"""
Kata = Callable[[], Mapping[str, Any]]


@dataclass(frozen=True)
class Kelompok:
    """Cases of a kind in a period by `kolom`: an expression on FaktaKasus `f` (and what it joins) for a code, or "".

    `kata` are the words of the codes: they are the lines, in this order, also those without a case; what else there
    is follows. With `bila_ada` only codes with a case are lines. Called, it counts: it is the `cara` of a figure.
    """

    tipe: str
    kolom: str
    kata: Kata
    kosong: Promise
    waktu: str = MASUK
    gabung: str = ""
    bila_ada: bool = False

    def kasus(self, saringan: Saringan, now: datetime, bagian: str | None = None) -> Kasus:
        """The cases that are counted, or those of one code."""
        syarat, nilai = saringan.syarat(self.waktu)
        syarat = f"f.tipe = %(tipe)s AND {syarat}"
        if bagian is not None:
            syarat += f" AND {self.sama()}"
        return Kasus(syarat, nilai | {"tipe": self.tipe, "bagian": bagian}, self.gabung)

    def sama(self) -> str:
        """The condition for the cases of the code `bagian`."""
        return f"{self.kolom} = %(bagian)s"

    def __call__(self, saringan: Saringan, now: datetime) -> Rincian:
        """The breakdown; one statement for its counts."""
        return sekaligus([self], saringan, now)[0]

    def susun(self, jumlah: Mapping[str, int]) -> Rincian:
        """The lines of these counts."""
        kata = {k: v for k, v in self.kata().items() if not self.bila_ada or k in jumlah}
        return Rincian(tuple(susun(jumlah, kata, str(self.kosong))), sum(jumlah.values()))

    @property
    def himpunan(self) -> tuple[str, str]:
        """Breakdowns of the same cases can be counted together."""
        return self.tipe, self.waktu


def sekaligus(kelompok: Sequence[Kelompok], saringan: Saringan, now: datetime) -> list[Rincian]:
    """Several breakdowns of the same cases; the cases are read once."""
    gabung = " ".join(dict.fromkeys(satu.gabung for satu in kelompok if satu.gabung))
    kasus = kelompok[0].kasus(saringan, now)
    nama = [f"k{ke}" for ke in range(len(kelompok))]
    if len(kelompok) == 1:
        sql = SATU.format(kolom=kelompok[0].kolom, gabung=gabung, syarat=kasus.syarat)
    else:
        sql = BANYAK.format(
            nama=", ".join(nama),
            kolom=", ".join(f"{satu.kolom} AS {n}" for n, satu in zip(nama, kelompok, strict=True)),
            gabung=gabung,
            syarat=kasus.syarat,
            set=", ".join(f"({n})" for n in nama),
        )
    jumlah: list[dict[str, int]] = [{} for _satu in kelompok]
    semua = (1 << len(kelompok)) - 1
    for bit, kode, banyak in baca(sql, kasus.nilai):
        ke = len(kelompok) - (semua ^ bit).bit_length() if len(kelompok) > 1 else 0
        jumlah[ke][kode] = banyak
    return [satu.susun(isi) for satu, isi in zip(kelompok, jumlah, strict=True)]


def susun(jumlah: Mapping[str, int], kata: Mapping[str, Any], kosong: str) -> Iterable[Baris]:
    """Lines for all known codes, then the unknown ones, then what nobody said (only where there is any)."""
    for kode, label in kata.items():
        yield Baris(kode, str(label), jumlah.get(kode, 0))
    for kode in sorted(jumlah.keys() - kata.keys() - {""}):
        yield Baris(kode, kode, jumlah[kode])
    if jumlah.get(""):
        yield Baris("", kosong, jumlah[""])


def baca(sql: str, nilai: Mapping[str, Any]) -> list[tuple[Any, ...]]:
    """The rows of a statement, with room to count in memory: the server else sorts on disk what it could hash."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(RUANG)
        cursor.execute(sql, nilai)
        rows: list[tuple[Any, ...]] = cursor.fetchall()
    return rows
