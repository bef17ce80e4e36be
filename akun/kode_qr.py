"""The QR code of a receipt: it leads to the page where the receipt is followed, and holds no secret."""

from urllib.parse import urlencode

import segno
from django.conf import settings
from django.urls import reverse


def alamat_lacak(nomor: str) -> str:
    """Where the receipt is followed; the number is filled in, the token never."""
    return f"{settings.SITE_URL}{reverse('lacak')}?{urlencode({'nomor': nomor})}"


def kode_qr(nomor: str) -> str:
    """The address as a QR code, a `data:` address for an image."""
    return str(segno.make(alamat_lacak(nomor), error="m", micro=False).svg_data_uri(scale=4, border=2))
