"""Reading a spreadsheet as rows of text, XLSX or CSV: a formula is its own text, nothing is computed or fetched.

Raises LembarDitolak with a sentence for whoever uploaded it.
"""

import csv
import io
import re
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

import openpyxl
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

MAKS_BERKAS = 2 * 2**20
MAKS_BENTANG = 20 * 2**20  # of an XLSX, unpacked
MAKS_BARIS = 500
MAKS_KOLOM = 60
MAKS_SEL = 5000
ZIP = b"PK\x03\x04"
ENTITAS = re.compile(rb"<!(DOCTYPE|ENTITY)", re.IGNORECASE)


class LembarDitolak(ValidationError):
    """A sheet that cannot be read; the sentence says what to do."""


@dataclass(frozen=True)
class BarisLembar:
    """A row that is not empty: its number in the sheet and its cells as text; `tanggal` are cells that held a date."""

    ke: int
    sel: tuple[str, ...]
    tanggal: frozenset[int] = frozenset()


def baca(isi: bytes) -> list[BarisLembar]:
    """The rows of the first sheet. What it is, its bytes say and not its name."""
    if len(isi) > MAKS_BERKAS:
        raise LembarDitolak(_("Lembar ini lebih besar dari 2 MB. Bagi menjadi beberapa berkas."))
    if not isi.strip():
        raise LembarDitolak(_("Berkas ini kosong."))
    mentah = _xlsx(isi) if isi.startswith(ZIP) else _csv(isi)
    rows = []
    for ke, nilai in enumerate(mentah, start=1):
        sel = [_teks(v) for v in nilai[:MAKS_KOLOM]]
        if any(sel):
            tanggal = frozenset(i for i, v in enumerate(nilai[:MAKS_KOLOM]) if isinstance(v, date))
            rows.append(BarisLembar(ke, tuple(sel), tanggal))
        if len(rows) > MAKS_BARIS + 1:
            raise LembarDitolak(
                _("Lembar ini punya lebih dari %(n)s baris. Bagi menjadi beberapa berkas.") % {"n": MAKS_BARIS}
            )
    return rows


def _teks(nilai: Any) -> str:
    """A cell as somebody would type it."""
    if nilai is None:
        return ""
    if isinstance(nilai, datetime):
        return nilai.strftime("%d/%m/%Y" if nilai.time() == time() else "%d/%m/%Y %H:%M")
    if isinstance(nilai, date):
        return nilai.strftime("%d/%m/%Y")
    if isinstance(nilai, time):
        return nilai.strftime("%H:%M")
    if isinstance(nilai, float) and nilai.is_integer():
        nilai = int(nilai)
    return str(nilai)[:MAKS_SEL].strip()


def _xlsx(isi: bytes) -> Iterator[tuple[Any, ...]]:
    """The rows as openpyxl reads them, after a look at how much the archive holds."""
    rusak = _("Berkas ini rusak atau bukan lembar Excel (.xlsx). Simpan ulang, atau simpan sebagai CSV.")
    try:
        with zipfile.ZipFile(io.BytesIO(isi)) as arsip:
            if sum(f.file_size for f in arsip.infolist()) > MAKS_BENTANG:
                raise LembarDitolak(_("Lembar ini terlalu besar bila dibuka. Bagi menjadi beberapa berkas."))
            if any(ENTITAS.search(arsip.read(f)) for f in arsip.infolist() if f.filename.endswith((".xml", ".rels"))):
                raise LembarDitolak(rusak)
        buku = openpyxl.load_workbook(io.BytesIO(isi), read_only=True, data_only=False, keep_links=False)
        try:
            rows = list(_terbatas(buku.worksheets[0].iter_rows(values_only=True, max_col=MAKS_KOLOM)))
        finally:
            buku.close()
    except LembarDitolak:
        raise
    except Exception as error:  # openpyxl raises whatever a strange file provokes
        raise LembarDitolak(rusak) from error
    return iter(rows)


def _terbatas(rows: Iterable[tuple[Any, ...]]) -> Iterator[tuple[Any, ...]]:
    """Not more than can be meant: a sheet may claim a million empty rows."""
    for ke, row in enumerate(rows):
        if ke > MAKS_BARIS * 10:
            return
        yield row


def _csv(isi: bytes) -> Iterator[tuple[Any, ...]]:
    """Comma, semicolon or tab, in UTF-8 or as an old Excel writes it."""
    if b"\x00" in isi:
        raise LembarDitolak(_("Berkas ini bukan lembar Excel (.xlsx) atau CSV."))
    try:
        teks = isi.decode("utf-8-sig")
    except UnicodeDecodeError:
        teks = isi.decode("cp1252", "replace")
    kepala = teks.partition("\n")[0]
    pemisah = max(";,\t", key=kepala.count)
    try:
        yield from _terbatas(tuple(row) for row in csv.reader(io.StringIO(teks, newline=""), delimiter=pemisah))
    except csv.Error as error:
        raise LembarDitolak(_("CSV ini tidak terbaca. Simpan ulang dari Excel sebagai “CSV UTF-8”.")) from error
