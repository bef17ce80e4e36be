"""The receipt on paper: number, token while it may be shown, what happens next, a QR code to the status page."""

from typing import Any
from urllib.parse import urlencode

import segno
from django.conf import settings
from django.urls import reverse

from pengaduan import cetak


def alamat_lacak(nomor: str) -> str:
    """Where the receipt is followed; the number is filled in, the token never."""
    return f"{settings.SITE_URL}{reverse('lacak')}?{urlencode({'nomor': nomor})}"


def kode_qr(nomor: str) -> str:
    """The address as a QR code, a `data:` address for an image."""
    return str(segno.make(alamat_lacak(nomor), error="m", micro=False).svg_data_uri(scale=4, border=2))


def pdf(context: dict[str, Any]) -> bytes:
    """The receipt as a PDF. Raises cetak.PdfTidakTersedia; the page to print works all the same."""
    return cetak.pdf("pengaduan/pengadu/tanda_terima_pdf.html", context, gaya="tanda-terima.css")
