"""Lists that nobody counts or sorts to their end: counts stop at BATAS and pages end there; each order has an index."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from django.core.exceptions import EmptyResultSet
from django.core.paginator import Paginator
from django.db.models import BooleanField, F, Func, QuerySet

from akun.prepared import Blank, ask

BATAS = 1000  # counts say "1.000+" beyond, and pages end there
PER_HALAMAN = 25


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
