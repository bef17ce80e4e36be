"""PDF for people: our own pages on A4, with our fonts, without a network and without a name of whoever made it."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string


def pdf(templat: str, konteks: dict[str, Any]) -> bytes:
    """Render a template on paper. Takes about a second. Raises OSError where Pango is missing."""
    from weasyprint import CSS, HTML  # noqa: PLC0415 - heavy, and its system libraries may be missing
    from weasyprint.text.fonts import FontConfiguration  # noqa: PLC0415
    from weasyprint.urls import URLFetcher  # noqa: PLC0415

    folder = Path(settings.BASE_DIR) / "static"
    fonts, fetcher = FontConfiguration(), URLFetcher(allowed_protocols=("file",), fail_on_errors=True)
    gaya = CSS(filename=str(folder / "cetak-pdf.css"), font_config=fonts, url_fetcher=fetcher)
    halaman = HTML(string=render_to_string(templat, konteks), base_url=f"{folder}/", url_fetcher=fetcher)
    hasil: bytes = halaman.write_pdf(stylesheets=[gaya], font_config=fonts, pdf_ua=False)
    return hasil
