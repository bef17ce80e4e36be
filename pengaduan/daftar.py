"""What the desk reads of a list of cases: capped counts, keys in their order, and the rows of a page.

Nothing here counts or sorts everything: counts stop at BATAS, pages end there too, and each order has an index.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from functools import lru_cache
from typing import Any, NamedTuple

from django.core.exceptions import EmptyResultSet
from django.core.paginator import Paginator
from django.db import connection
from django.db.models import BooleanField, F, Func, QuerySet

from akun.actor import Actor
from akun.prepared import Blank, prepared
from pengaduan.models import Pengaduan, PengaduanQuerySet
from pengaduan.tabel import Pembaca, pandangan_untuk, pilih

BATAS = 1000  # counts say "1.000+" beyond, and pages end there
PER_HALAMAN = 25
SEKARANG, AWAL, AKHIR = Blank("now"), Blank("awal_hari"), Blank("akhir_hari")
Sql = tuple[str, tuple[Any, ...]]


def baca(pembaca: Pembaca, rows: PengaduanQuerySet) -> tuple[dict[str, int], list[int]]:
    """In one query: how many cases each quick view holds, and the keys of a list in its order; BATAS + 1 at most."""
    hitung, isi = _hitungan(pembaca.actor, pembaca.diusulkan)
    kunci, isi_kunci = _potong("ARRAY({})", rows.values("pk"), "ARRAY[]::bigint[]")
    params = [getattr(pembaca, nilai.nama) if isinstance(nilai, Blank) else nilai for nilai in (*isi, *isi_kunci)]
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {hitung}, {kunci}", params)
        *jumlah, kunci_urut = cursor.fetchone()
    return dict(zip((p.kunci for p in pandangan_untuk(pembaca.actor.peran)), jumlah, strict=True)), kunci_urut


@dataclass(frozen=True)
class _Kapanpun(Pembaca):
    """A reader at no time in particular: where the time belongs, the SQL has a blank of that name."""

    now: Any = SEKARANG
    awal_hari: Any = AWAL
    akhir_hari: Any = AKHIR
    diusulkan: tuple[int, ...] = ()


@lru_cache(maxsize=500)
def _hitungan(actor: Actor, diusulkan: tuple[int, ...]) -> Sql:
    """What counts the quick views of a reader: written once, because nothing but the time changes in it.

    It asks for a column that stands in every index of the desk, so that it reads the index alone.
    """
    pembaca = _Kapanpun(actor, diusulkan=diusulkan)
    pandangan = (pilih(p.kunci, pembaca) for p in pandangan_untuk(actor.peran))
    potong = [
        _potong("(SELECT count(*) FROM ({}) n)", rows.order_by().values("jatuh_tempo"), "0") for rows in pandangan
    ]
    return ", ".join(sql for sql, _ in potong), tuple(nilai for _, isi in potong for nilai in isi)


def _potong(bentuk: str, rows: "QuerySet[Pengaduan, Any]", kosong: str) -> Sql:
    """A part of a SELECT over the beginning of a list: compiled by the ORM, values stay parameters."""
    try:
        sql, nilai = rows[: BATAS + 1].query.sql_with_params()
    except EmptyResultSet:
        return kosong, ()
    return bentuk.format(sql), tuple(nilai)


def tampil_jumlah(jumlah: int) -> str:
    """A capped count as people read it."""
    return "1.000+" if jumlah > BATAS else str(jumlah)


class PaginatorTerbatas(Paginator[int]):
    """Pages over the keys of a list, up to BATAS; there may be one key more, which says that the list goes on."""

    def __init__(self, kunci: list[int]) -> None:
        self.jumlah = tampil_jumlah(len(kunci))
        super().__init__(kunci[:BATAS], PER_HALAMAN)


class Baris(NamedTuple):
    """A case as the desk lists it: plain values, nothing sealed."""

    pk: int
    nomor: str
    nama_paket: str
    instansi_teks: str
    hps: Decimal | None
    status: str
    jatuh_tempo: datetime | None
    diajukan_pada: datetime
    pemegang_id: int | None
    instansi: str | None
    pemegang: str | None


@prepared
def _baris(kunci: list[int]) -> "QuerySet[Pengaduan, tuple[Any, ...]]":
    satu_dari = Func(F("pk"), kunci, template="%(expressions)s)", arg_joiner=" = ANY(", output_field=BooleanField())
    return Pengaduan.objects.filter(satu_dari).values_list(*Baris._fields[:-2], "instansi__nama", "pemegang__nama")


def baris(kunci: Sequence[int]) -> list[Baris]:
    """The rows of a page with the names they refer to, in the order of their keys."""
    isi = {row[0]: Baris(*row) for row in _baris(list(kunci))}
    return [isi[k] for k in kunci if k in isi]


@dataclass(frozen=True)
class Tempat:
    """Where a case stands in a list, and its neighbours there."""

    ke: int = 0
    dari: str = ""
    sebelum: str = ""
    sesudah: str = ""


def tempat(rows: PengaduanQuerySet, nomor: str) -> Tempat:
    """The place of a case among the first BATAS of a list; nowhere when it is not there (any more)."""
    semua = list(rows.values_list("nomor", flat=True)[: BATAS + 1])
    if nomor not in semua:
        return Tempat()
    i = semua.index(nomor)
    return Tempat(
        ke=i + 1,
        dari=tampil_jumlah(len(semua)),
        sebelum=semua[i - 1] if i else "",
        sesudah=semua[i + 1] if i + 1 < len(semua) else "",
    )
