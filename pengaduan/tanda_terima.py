"""The receipt on paper: number, token while it may be shown, what happens next, a QR code to the status page."""

from typing import Any

from akun.kode_qr import alamat_lacak, kode_qr
from berkas import cetak

__all__ = ["alamat_lacak", "kode_qr", "pdf"]


def pdf(context: dict[str, Any]) -> bytes:
    """The receipt as a PDF. Raises cetak.PdfTidakTersedia; the page to print works all the same."""
    return cetak.pdf("pengaduan/pengadu/tanda_terima_pdf.html", context, gaya="tanda-terima.css")
