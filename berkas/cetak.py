"""PDF for people: our own pages on A4, with our fonts, without a network.

WeasyPrint needs Pango from the system and is loaded only when a PDF is asked for.
"""

import logging
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.template.loader import render_to_string

STATIS = Path(settings.STATICFILES_DIRS[0]).resolve()


class PdfTidakTersedia(Exception):
    """This machine cannot make PDFs: Pango is missing."""


def boleh_diambil(url: str) -> bool:
    """While a PDF is made nothing is fetched but data in the page itself and our own static files."""
    alamat = urlsplit(url)
    if alamat.scheme == "data":
        return True
    return alamat.scheme == "file" and Path(unquote(alamat.path)).resolve().is_relative_to(STATIS)


def pdf(templat: str, konteks: dict[str, Any], *, gaya: str = "cetak-pdf.css") -> bytes:
    """Render a template on paper with a style sheet of ours; takes about a second. Raises PdfTidakTersedia."""
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

    # It would write letters that it cannot draw into the log: letters of a complaint.
    logging.getLogger("weasyprint").setLevel(logging.CRITICAL)
    fonts, pengambil = FontConfiguration(), Pengambil(allowed_protocols=("data", "file"))
    lembar = weasyprint.CSS(filename=str(STATIS / gaya), font_config=fonts, url_fetcher=pengambil)
    halaman = weasyprint.HTML(string=render_to_string(templat, konteks), base_url=f"{STATIS}/", url_fetcher=pengambil)
    hasil: bytes = halaman.write_pdf(stylesheets=[lembar], font_config=fonts)
    return hasil
