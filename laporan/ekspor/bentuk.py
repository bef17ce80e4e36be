"""What an export is: a list with its columns, who may take it, and how it is opened for one reader.

A column says what it reads. Names, addresses and numbers of people, texts that are sealed, and tokens are read by
none of them; what somebody typed into an open field is blanked (laporan.ekspor.samar).
"""

from collections import namedtuple
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from itertools import islice
from typing import Any

from django.db import connection
from django.db.models import QuerySet
from django.http import QueryDict

from akun.actor import Actor, Peran
from akun.receipt import WIB

Sel = str | int | Decimal | date | datetime | None
POTONG = 500  # rows that are read, blanked and written at a time


@dataclass(frozen=True)
class Kolom:
    """A column: its title, and its value for a row as the list's query reads it."""

    judul: Any
    nilai: Callable[[Any], Sel]
    kata: Mapping[Any, Any] | None = None  # code -> word; a code without a word stays as it is

    def pengambil(self) -> Callable[[Any], Sel]:
        """What takes the value from a row, with its words in the language of who reads."""
        nilai = self.nilai
        if self.kata is None:
            return nilai
        kata = {kode: str(teks) for kode, teks in self.kata.items()}

        def ambil(row: Any) -> Sel:
            kode = nilai(row)
            return kata.get(kode, kode)

        return ambil


class Isi:
    """A list as one reader sees it now, in its order; `saring` are the filters in words."""

    saring: Mapping[str, str]

    def hitung(self, batas: int | None = None) -> int:
        """How many rows, `batas` at the most."""
        raise NotImplementedError

    def potongan(self) -> Iterator[Sequence[Any]]:
        """The rows, POTONG at a time."""
        raise NotImplementedError


@contextmanager
def _sampai_habis() -> Iterator[None]:
    """Let the server plan a cursor that is opened here for all of its rows: by itself it plans for the first tenth."""
    with connection.cursor() as cursor:
        cursor.execute("SET cursor_tuple_fraction = 1")
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute("RESET cursor_tuple_fraction")


def _bentuk(sumber: Sequence[str]) -> Any:
    """A row of a query: `instansi__nama` is read as `instansi_nama`."""
    return namedtuple("Baris", [nama.replace("__", "_") for nama in sumber])


class IsiKueri(Isi):
    """Rows of queries, one query after the other; `sumber` are the names of what is read."""

    def __init__(
        self,
        rows: "Sequence[QuerySet[Any, Any]]",
        sumber: Sequence[str],
        saring: Mapping[str, str],
        samarkan: Callable[[Sequence[Any]], Sequence[Any]] = lambda rows: rows,
    ) -> None:
        self.rows, self.sumber, self.saring, self.samarkan = rows, tuple(sumber), saring, samarkan
        self.bentuk = _bentuk(self.sumber)

    def hitung(self, batas: int | None = None) -> int:
        """Counted by the database."""
        jumlah = 0
        for rows in self.rows:
            tanpa_urut = rows.order_by()
            jumlah += (tanpa_urut if batas is None else tanpa_urut[:batas]).count()
        return jumlah if batas is None else min(jumlah, batas)

    def potongan(self) -> Iterator[Sequence[Any]]:
        """Read by a cursor on the server, so that no list is ever whole in memory."""
        for rows in self.rows:
            mentah = map(self.bentuk._make, rows.values_list(*self.sumber).iterator(chunk_size=POTONG))
            with _sampai_habis():
                potong = list(islice(mentah, POTONG))
            while potong:
                yield self.samarkan(potong)
                potong = list(islice(mentah, POTONG))


class IsiDaftar(Isi):
    """Rows that are in memory, because their list is short by its nature."""

    def __init__(self, rows: Sequence[Any], saring: Mapping[str, str]) -> None:
        self.rows, self.saring = rows, saring

    def hitung(self, batas: int | None = None) -> int:
        """Their number."""
        return len(self.rows) if batas is None else min(batas, len(self.rows))

    def potongan(self) -> Iterator[Sequence[Any]]:
        """The rows."""
        for awal in range(0, len(self.rows), POTONG):
            yield self.rows[awal : awal + POTONG]


@dataclass(frozen=True)
class Ekspor:
    """A list that can be taken along. `buka` may raise PermissionDenied with a sentence."""

    kode: str
    judul: Any
    peran: frozenset[Peran]
    asal: str  # the page of the list
    kolom: tuple[Kolom, ...]
    buka: Callable[[QueryDict, Actor, datetime], Isi]
    catatan: Any = ""  # what its reader should know


def hari(pada: datetime | None) -> date | None:
    """The day in Jakarta: of what complainants and senders did, files know no more."""
    return pada.astimezone(WIB).date() if pada else None


def menit(pada: datetime | None) -> datetime | None:
    """Day and time in Jakarta, to the minute."""
    return pada.astimezone(WIB).replace(second=0, microsecond=0, tzinfo=None) if pada else None


def ya(nilai: Any) -> str:
    """Whether there is something, without saying what."""
    return YA if nilai else TIDAK


YA, TIDAK = "ya", "tidak"
