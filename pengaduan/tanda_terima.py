"""The receipt on paper: number, token while it may be shown, what happens next, a QR code to the status page.

WeasyPrint needs Pango from the system and is loaded only when a PDF is asked for.
"""

from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlencode, urlsplit

import segno
from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse

STATIS = Path(settings.STATICFILES_DIRS[0]).resolve()
GAYA = STATIS / "tanda-terima.css"


class PdfTidakTersedia(Exception):
    """This machine cannot make PDFs: Pango is missing. The page to print works all the same."""


def alamat_lacak(nomor: str) -> str:
    """Where the receipt is followed; the number is filled in, the token never."""
    return f"{settings.SITE_URL}{reverse('lacak')}?{urlencode({'nomor': nomor})}"


def kode_qr(nomor: str) -> str:
    """The address as a QR code, a `data:` address for an image."""
    return str(segno.make(alamat_lacak(nomor), error="m", micro=False).svg_data_uri(scale=4, border=2))


def boleh_diambil(url: str) -> bool:
    """While a PDF is made nothing is fetched but data in the page itself and our own static files."""
    alamat = urlsplit(url)
    if alamat.scheme == "data":
        return True
    return alamat.scheme == "file" and Path(unquote(alamat.path)).resolve().is_relative_to(STATIS)


def pdf(context: dict[str, Any]) -> bytes:
    """The receipt as a PDF. Raises PdfTidakTersedia."""
    try:
        import weasyprint  # noqa: PLC0415
        from weasyprint.text.fonts import FontConfiguration  # noqa: PLC0415
        from weasyprint.urls import URLFetcher  # noqa: PLC0415
    except (ImportError, OSError) as error:
        raise PdfTidakTersedia from error

    class Pengambil(URLFetcher):  # type: ignore[misc]
        def fetch(self, url: str, headers: dict[str, str] | None = None) -> Any:
            if not boleh_diambil(url):
                raise ValueError("not ours")
            return super().fetch(url, headers)

    pengambil = Pengambil(allowed_protocols=("data", "file"))
    html = render_to_string("pengaduan/pengadu/tanda_terima_pdf.html", context)
    huruf = FontConfiguration()
    gaya = weasyprint.CSS(filename=str(GAYA), url_fetcher=pengambil, font_config=huruf)
    lembar = weasyprint.HTML(string=html, url_fetcher=pengambil)
    isi: bytes = lembar.write_pdf(stylesheets=[gaya], font_config=huruf)
    return isi
