"""What the desk reads of a list of cases: capped counts, keys in their order, and the rows of a page.

Nothing here counts or sorts everything: counts stop at BATAS, pages end there too, and each order has an index.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from functools import lru_cache
from typing import Any, NamedTuple

from django.db.models import QuerySet

from akun.actor import Actor
from akun.prepared import Blank, prepared
from akun.terbatas import BATAS, Sql, banyak, kunci, satu_dari, tampil_jumlah, tanya
from pengaduan.models import Pengaduan, PengaduanQuerySet
from pengaduan.tabel import Pembaca, pandangan_untuk, pilih

WAKTU = ("now", "awal_hari", "akhir_hari")
SEKARANG, AWAL, AKHIR = map(Blank, WAKTU)


def baca(pembaca: Pembaca, rows: PengaduanQuerySet) -> tuple[dict[str, int], list[int]]:
    """In one query: how many cases each quick view holds, and the keys of a list in its order; BATAS + 1 at most."""
    bagian = [*_hitungan(pembaca.actor, pembaca.diusulkan), kunci(rows)]
    *jumlah, kunci_urut = tanya(bagian, {waktu: getattr(pembaca, waktu) for waktu in WAKTU})
    return dict(zip((p.kunci for p in pandangan_untuk(pembaca.actor.peran)), jumlah, strict=True)), kunci_urut


@dataclass(frozen=True)
class _Kapanpun(Pembaca):
    """A reader at no time in particular: where the time belongs, the SQL has a blank of that name."""

    now: Any = SEKARANG
    awal_hari: Any = AWAL
    akhir_hari: Any = AKHIR
    diusulkan: tuple[int, ...] = ()


@lru_cache(maxsize=500)
def _hitungan(actor: Actor, diusulkan: tuple[int, ...]) -> list[Sql]:
    """What counts the quick views of a reader: written once, because nothing but the time changes in it.

    It asks for a column that stands in every index of the desk, so that it reads the index alone.
    """
    pembaca = _Kapanpun(actor, diusulkan=diusulkan)
    pandangan = (pilih(p.kunci, pembaca) for p in pandangan_untuk(actor.peran))
    return [banyak(rows.order_by().values("jatuh_tempo")) for rows in pandangan]


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
def _baris(nomor: list[int]) -> "QuerySet[Pengaduan, tuple[Any, ...]]":
    rows = Pengaduan.objects.filter(satu_dari("pk", nomor))
    return rows.values_list(*Baris._fields[:-2], "instansi__nama", "pemegang__nama")


def baris(nomor: Sequence[int]) -> list[Baris]:
    """The rows of a page with the names they refer to, in the order of their keys."""
    isi = {row[0]: Baris(*row) for row in _baris(list(nomor))}
    return [isi[n] for n in nomor if n in isi]


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
