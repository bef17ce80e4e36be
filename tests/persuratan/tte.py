"""For tests of signatures: an authority and its signers, made once per process; a letter; and pyHanko's own verdict."""

import io
import warnings
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path

import weasyprint
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import DocumentSecurityStore, validate_pdf_signature
from pyhanko.sign.validation.status import PdfSignatureStatus

from persuratan import penanda_lokal
from persuratan.ca_uji import CA, Terbitan, ca_baru
from persuratan.signing import Penandatangan
from tests.factories import SENIN

TAHUN = timedelta(days=365)
SANDI = "frasa sandi Ratna"
NIK = "3174000000000001"
RATNA = Penandatangan(NIK, "Ratna Lesmana", "Direktur Penanganan Permasalahan Hukum")
BULAN_LALU = SENIN - timedelta(days=30)


@dataclass(frozen=True)
class Dunia:
    """An authority, its time stamps, a signer, and one whose certificate has expired."""

    ca: CA
    tsa: Terbitan
    ratna: Terbitan
    habis: Terbitan


@cache
def dunia() -> Dunia:
    """The same for all tests of a process: keys take time to make."""
    ca = ca_baru(sejak=SENIN - TAHUN, sampai=SENIN + 5 * TAHUN)
    return Dunia(
        ca,
        ca.tsa(sejak=SENIN - TAHUN, sampai=SENIN + 5 * TAHUN),
        ca.terbitkan(RATNA.nama, jabatan=RATNA.jabatan, sejak=SENIN - TAHUN, sampai=SENIN + TAHUN),
        ca.terbitkan("Johan Rumengan", sejak=SENIN - TAHUN, sampai=BULAN_LALU),
    )


@cache
def surat(halaman: int = 1) -> bytes:
    """A letter as the press makes it: PDF/A-3a."""
    isi = "".join(f"<p style='break-after: page'>Halaman {n + 1}</p>" for n in range(halaman - 1))
    html = f"<html lang=id><title>Surat</title><body>{isi}<p>Yth. Inspektur</p></body></html>"
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ResourceWarning)  # WeasyPrint leaves its colour profile open
        pdf: bytes = weasyprint.HTML(string=html).write_pdf(pdf_variant="pdf/a-3a")
    return pdf


@cache
def kunci_ratna(sandi: str) -> bytes:
    """Her key as a file. Sealing takes 50,000 rounds, twice: for the key, and for the file."""
    return dunia().ratna.p12(sandi)


@cache
def kunci_johan() -> bytes:
    """The key of him whose certificate has expired."""
    return dunia().habis.p12(SANDI)


def simpan_kunci(folder: Path) -> None:
    """The authority and its two signers as files, as `manage.py siapkan_tte` leaves them."""
    milik = dunia()
    for nama, isi in (
        (penanda_lokal.AKAR, milik.ca.akar.pem),
        (penanda_lokal.MENENGAH, milik.ca.menengah.pem),
        (penanda_lokal.TSA, milik.tsa.pem),
        (f"{NIK}.p12", kunci_ratna(SANDI)),
        ("johan.p12", kunci_johan()),
    ):
        (folder / nama).write_bytes(isi)


def putusan(pdf: bytes, *, akar: Terbitan, pada: datetime) -> PdfSignatureStatus:
    """What pyHanko says of the one signature in a file, from what the file itself carries, without any network."""
    baca = PdfFileReader(io.BytesIO(pdf))
    (tanda,) = baca.embedded_signatures
    hakim = {"trust_roots": [akar.asn1], "moment": pada, "allow_fetching": False, "revocation_mode": "require"}
    return validate_pdf_signature(tanda, DocumentSecurityStore.read_dss(baca).as_validation_context(hakim))
