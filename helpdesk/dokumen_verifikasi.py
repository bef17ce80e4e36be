"""Which documents a provider brings, by its form and line of business, and whether somebody comes for it."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.utils.translation import get_language

from helpdesk.pilihan_verifikasi import Bentuk, Wakil

DATA = Path(__file__).parent / "data" / "dokumen_verifikasi.csv"
WAJIB, BILA_ADA = "w", "b"
KUASA = "kuasa"


@dataclass(frozen=True)
class Dokumen:
    """One document. `keperluan`: form of business -> needed ("w"), if there is one ("b"), or not at all."""

    kode: str
    kelompok: str
    bidang: str
    keperluan: tuple[tuple[str, str], ...]
    asli: bool
    berlaku: bool
    nama_id: str
    nama_en: str
    petunjuk_id: str
    petunjuk_en: str

    @property
    def nama(self) -> str:
        """What it is called in the reader's language."""
        return self.nama_en if _inggris() else self.nama_id

    @property
    def petunjuk(self) -> str:
        """What to look at."""
        return self.petunjuk_en if _inggris() else self.petunjuk_id


@dataclass(frozen=True)
class Perlu:
    """A document that one provider brings."""

    kode: str
    wajib: bool


def _inggris() -> bool:
    return (get_language() or "id").startswith("en")


@cache
def semua() -> dict[str, Dokumen]:
    """Every document by its code, in the order of the counter."""
    with DATA.open(encoding="utf-8", newline="") as file:
        return {
            row["kode"]: Dokumen(
                kode=row["kode"],
                kelompok=row["kelompok"],
                bidang=row["bidang"],
                keperluan=tuple((bentuk, row[bentuk]) for bentuk in Bentuk.values),
                asli=row["asli"] == "1",
                berlaku=row["berlaku"] == "1",
                nama_id=row["nama"],
                nama_en=row["nama_en"],
                petunjuk_id=row["petunjuk"],
                petunjuk_en=row["petunjuk_en"],
            )
            for row in csv.DictReader(file)
        }


def diperlukan(*, bentuk: str, bidang: str, wakil: str) -> list[Perlu]:
    """The checklist of one provider."""
    return list(_diperlukan(bentuk, bidang, wakil))


def _diperlukan(bentuk: str, bidang: str, wakil: str) -> Iterator[Perlu]:
    for dokumen in semua().values():
        if dokumen.bidang not in {"", bidang} or (dokumen.kelompok == KUASA and wakil != Wakil.KUASA):
            continue
        perlu = dict(dokumen.keperluan)[bentuk]
        if perlu in {WAJIB, BILA_ADA}:
            yield Perlu(dokumen.kode, perlu == WAJIB)
