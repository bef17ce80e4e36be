"""The receipt of a letter on paper: number, token while it may be shown, the promised date, a QR code."""

from datetime import datetime
from typing import Any

from akun.kode_qr import alamat_lacak, kode_qr
from berkas import cetak
from persuratan import perjalanan
from persuratan.models import SuratMasuk
from sla import clock


def isi(surat: SuratMasuk, *, token: str, now: datetime) -> dict[str, Any]:
    """What page, print and PDF say. Nothing of what the letter says: paper lies about."""
    return {
        "surat": surat,
        "nomor": surat.nomor,
        "token": token,
        "dikirim": surat.diterima_pada,
        "janji": perjalanan.janji_surat(clock.running(surat), now=now),
        "alamat_lacak": alamat_lacak(surat.nomor),
        "qr": kode_qr(surat.nomor),
    }


def pdf(context: dict[str, Any]) -> bytes:
    """The receipt as a PDF. Raises berkas.cetak.PdfTidakTersedia; the page to print works all the same."""
    return cetak.pdf("persuratan/tanda_terima_pdf.html", context, gaya="tanda-terima.css")
