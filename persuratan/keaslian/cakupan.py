"""How much of a file a signature covers, and whether what was written after it is what signing and filling in need."""

import io
import re
from typing import Any

from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.diff_analysis import SuspiciousModification
from pyhanko.sign.fields import enumerate_sig_fields
from pyhanko.sign.validation.errors import SignatureValidationError
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature
from pyhanko.sign.validation.status import SignatureCoverageLevel

from persuratan.keaslian import revisi
from persuratan.keaslian.bentuk import Kode, Warna
from persuratan.keaslian.jejak import Rentang
from persuratan.keaslian.struktur import TidakDiperiksa

Hasil = tuple[Warna, Kode]
BELUM: Hasil = (Warna.ABU, Kode.TIDAK_DIPERIKSA)
DIUBAH: Hasil = (Warna.MERAH, Kode.DIUBAH_SESUDAHNYA)
OBJECTS = 60_000
"""Objects of a file whose revisions are compared; beyond it the comparison would take too long."""
LAST_TABLE = re.compile(rb"startxref\s+(\d+)\s+%%EOF\s{0,2}\Z")


class _Longgar(Exception):
    """The file departs from the standard so far that its revisions cannot be told apart reliably."""


class Sesudah:
    """Judges what came after each signature of one file; the file is parsed when the first signature needs it."""

    def __init__(self, data: bytes, rentang: list[tuple[int, ...]], objek: int) -> None:
        self._data, self._rentang, self._objek = data, rentang, objek
        self._reader: PdfFileReader | None = None
        self._embedded: dict[tuple[int, ...], EmbeddedPdfSignature] = {}
        self._strict = True

    def cakupan(self, rentang: tuple[int, ...], di: Rentang) -> Hasil:
        """Colour and code of the line. Raises TidakDiperiksa."""
        if di.akhir == len(self._data):
            return Warna.HIJAU, Kode.SELURUH
        if self._objek > OBJECTS:
            raise TidakDiperiksa(Kode.TERLALU_RUMIT)
        if not LAST_TABLE.search(self._data, max(0, len(self._data) - 64)):
            return Warna.MERAH, Kode.SETELAH_AKHIR
        if self._reader is None:
            self._open()
        try:
            return self._compare(rentang, di)
        except _Longgar:  # it cannot be trusted to be unchanged, but it can be seen to be changed
            self._open(strict=False)
            return self._loosely(rentang, di)

    def _open(self, *, strict: bool = True) -> None:
        """Let pyHanko read the file: by the letter of the standard if possible. Raises TidakDiperiksa."""
        self._strict = strict
        try:
            self._reader = PdfFileReader(io.BytesIO(self._data), strict=strict)
            found = [
                EmbeddedPdfSignature(self._reader, field, name)
                for name, _value, field in enumerate_sig_fields(self._reader, filled_status=True)
            ]
        except (PdfError, ValueError, KeyError, AttributeError, TypeError, AssertionError) as error:
            if not strict:
                raise TidakDiperiksa(Kode.RUSAK) from error
            self._open(strict=False)
            return
        self._embedded = {tuple(int(n) for n in one.byte_range): one for one in found}

    def _loosely(self, rentang: tuple[int, ...], di: Rentang) -> Hasil:
        try:
            hasil = self._compare(rentang, di)
        except _Longgar:
            hasil = BELUM
        return hasil if hasil[0] is Warna.MERAH else BELUM

    def _compare(self, rentang: tuple[int, ...], di: Rentang) -> Hasil:
        embedded: Any = self._embedded.get(rentang)
        reader = self._reader
        if embedded is None or reader is None or set(self._embedded) != set(self._rentang):
            return Warna.MERAH, Kode.JEJAK
        if self._strict and reader.xrefs.hybrid_xrefs_present:
            raise _Longgar
        try:
            embedded.compute_integrity_info()
            if embedded.coverage != SignatureCoverageLevel.ENTIRE_REVISION:
                return Warna.MERAH, Kode.SEBAGIAN
            if isinstance(embedded.diff_result, SuspiciousModification):
                return DIUBAH
            if not embedded.summarise_integrity_info()["docmdp_ok"]:
                return Warna.MERAH, Kode.DITOLAK_PENANDA
            if not self._last_table_known(reader):
                return Warna.MERAH, Kode.SETELAH_AKHIR
            filled = revisi.periksa(reader, self._data, embedded.signed_revision, di.akhir)
        except (SuspiciousModification, PdfError):
            return DIUBAH
        except SignatureValidationError as error:
            raise _Longgar from error
        kode = Kode.SELURUH_LALU_ISIAN if filled else Kode.SELURUH_LALU_TANDA
        return (Warna.HIJAU, kode) if self._strict else BELUM

    def _last_table_known(self, reader: PdfFileReader) -> bool:
        """Does the last startxref of the file lead to the last revision that was examined?"""
        last = LAST_TABLE.search(self._data, max(0, len(self._data) - 64))
        newest = reader.xrefs.get_startxref_for_revision(reader.xrefs.total_revisions - 1)
        return last is not None and int(last[1]) == newest
