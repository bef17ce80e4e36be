"""Lists that nobody counts or sorts to their end: counts stop at BATAS and pages end there; each order has an index."""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from django.core.exceptions import EmptyResultSet
from django.core.paginator import Paginator
from django.db.models import BooleanField, F, Func, QuerySet

from akun.prepared import Blank, ask

BATAS = 1000  # counts say "1.000+" beyond, and pages end there
PER_HALAMAN = 25
WORD = re.compile(r"[a-z_]+")


class Sql(NamedTuple):
    """A part of a SELECT: compiled by the ORM, its values stay parameters."""

    teks: str
    nilai: tuple[Any, ...]


def banyak(rows: "QuerySet[Any, Any]") -> Sql:
    """How many rows there are, BATAS + 1 at most. `rows` asks for a column that its index has."""
    return _potong("(SELECT count(*) FROM ({}) n)", rows, "0")


def kunci(rows: "QuerySet[Any, Any]") -> Sql:
    """The keys of a list in its order, BATAS + 1 at most."""
    return _potong("ARRAY({})", rows.values("pk"), "ARRAY[]::bigint[]")


def kunci_gabungan(bagian: "Sequence[QuerySet[Any, Any]]", urut: Sequence[str]) -> Sql:
    """The keys of several lists as one, in that order: each is read from its own index, up to BATAS + 1."""
    if len(bagian) == 1:
        return kunci(bagian[0].order_by(*urut))
    kolom = [nama.lstrip("-") for nama in urut]
    potong = [rows.order_by(*urut).values("pk", *kolom)[: BATAS + 1] for rows in bagian]
    rows = potong[0].union(*potong[1:], all=True).order_by(*urut)
    return _potong("ARRAY(SELECT n.pk FROM ({}) n)", rows, "ARRAY[]::bigint[]")


def _potong(bentuk: str, rows: "QuerySet[Any, Any]", kosong: str) -> Sql:
    try:
        sql, nilai = rows[: BATAS + 1].query.sql_with_params()
    except EmptyResultSet:
        return Sql(kosong, ())
    return Sql(bentuk.format(sql), tuple(nilai))


def tanya(bagian: Sequence[Sql], isian: Mapping[str, Any]) -> list[Any]:
    """Ask several parts in one query; `isian` fills their blanks."""
    nilai = [isian[satu.nama] if isinstance(satu, Blank) else satu for sql in bagian for satu in sql.nilai]
    return list(ask("SELECT " + ", ".join(sql.teks for sql in bagian), nilai)[0])


def tetap(kolom: str, nilai: Iterable[str]) -> Func:
    """`kolom IN (...)` with its values written out: words that the program itself names, never what somebody typed.

    The server keeps one plan for all values of a statement, and takes a partial index only where its condition is
    part of the statement.
    """
    kata = sorted(map(str, nilai))
    if not all(map(WORD.fullmatch, kata)):
        raise ValueError(kata)
    daftar = ", ".join(f"'{k}'" for k in kata)
    return Func(F(kolom), template=f"%(expressions)s IN ({daftar})", output_field=BooleanField())


def satu_dari(kolom: str, nilai: Any) -> Func:
    """`kolom = ANY(nilai)`: a list as one parameter, so that a prepared query can have a blank there."""
    return Func(F(kolom), nilai, template="%(expressions)s)", arg_joiner=" = ANY(", output_field=BooleanField())


def tampil_jumlah(jumlah: int) -> str:
    """A capped count as people read it."""
    return "1.000+" if jumlah > BATAS else str(jumlah)


class PaginatorTerbatas(Paginator[int]):
    """Pages over the keys of a list, up to BATAS; there may be one key more, which says that the list goes on."""

    def __init__(self, kunci: Sequence[int]) -> None:
        self.jumlah, self.penuh = tampil_jumlah(len(kunci)), len(kunci) > BATAS
        super().__init__(list(kunci[:BATAS]), PER_HALAMAN)
