"""The opener that the limited child loads: a trust store and a PDF on one stream, a verdict as JSON.

Everything that pyHanko would import later is imported here, because nothing can be read from disk once locked up.
"""

import codecs
import json
import logging
from dataclasses import dataclass
from datetime import datetime
from typing import BinaryIO

import cryptography.hazmat.backends.openssl  # noqa: F401 - elliptic curves ask for it
import lxml.etree  # type: ignore[import-untyped]  # noqa: F401 - metadata
import pyhanko.pdf_utils.filters
import pyhanko.pdf_utils.metadata.xmp_xml  # noqa: F401 - metadata of documents

from persuratan.keaslian import amplop, nilai
from persuratan.keaslian.amplop import LENGTH
from persuratan.keaslian.bentuk import Kepercayaan, Kode, Putusan
from persuratan.keaslian.struktur import TidakDiperiksa

CODECS = ("ascii", "cp1252", "idna", "latin1", "punycode", "utf-16-be", "utf-16-le", "utf-32-be", "utf-8", "utf-8-sig")
for codec in CODECS:
    codecs.lookup(codec)
logging.disable(logging.CRITICAL)


@dataclass(frozen=True)
class Laporan:
    """What the child answers: a verdict, or why there is none."""

    putusan: Putusan | None = None
    kode: Kode = Kode.TIDAK_DIPERIKSA

    def jawaban(self) -> dict[str, object]:
        """As the parent reads it."""
        if self.putusan is None:
            return {"tidak_diperiksa": self.kode.value}
        return {"putusan": amplop.tulis(self.putusan)}


def open_file(source: BinaryIO, data: bytes, mime: str, out: BinaryIO) -> Laporan:
    """Examine the PDF behind the trust store."""
    panjang = LENGTH + int.from_bytes(data[:LENGTH], "big")
    kepala = json.loads(data[LENGTH:panjang])
    kepercayaan = Kepercayaan(**{nama: tuple(isi) for nama, isi in kepala["kepercayaan"].items()})
    try:
        return Laporan(nilai.nilai(data[panjang:], kepercayaan, datetime.fromisoformat(kepala["sekarang"])))
    except TidakDiperiksa as sebab:
        return Laporan(kode=sebab.kode)
