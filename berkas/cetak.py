"""PDF for people: our own pages on A4, with our fonts, without a network.

WeasyPrint needs Pango from the system and is loaded only when a PDF is asked for.
"""

import atexit
import logging
import warnings
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from threading import Lock
from typing import Any, NamedTuple
from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.template.loader import render_to_string

STATIS = Path(settings.STATICFILES_DIRS[0]).resolve()
BERTANDA = "pdf/ua-1"  # tagged: what is read out follows the page
ARSIP = "pdf/a-3a"  # for the archive: tagged, with everything that is needed to read it in fifty years

_giliran = Lock()  # the fonts and sheets that are kept are for one page at a time


class PdfTidakTersedia(Exception):
    """This machine cannot make PDFs: Pango is missing."""


class HurufTakTerlukis(Exception):
    """Text holds characters that none of the fonts can draw; they are in `huruf`."""

    def __init__(self, huruf: frozenset[str]) -> None:
        super().__init__(" ".join(f"U+{ord(h):04X}" for h in sorted(huruf)))
        self.huruf = huruf


class Mesin(NamedTuple):
    """What is made ready once per process for one set of style sheets."""

    fonts: Any
    lembar: list[Any]
    pengambil: Any


class _Penyimak(logging.Filter):
    """Hears of characters without a shape; nothing of it is written down, as it is the text of a letter."""

    def __init__(self) -> None:
        super().__init__()
        self.huruf: set[str] = set()

    def filter(self, record: logging.LogRecord) -> bool:
        if record.msg.startswith(".notdef") and isinstance(record.args, tuple):
            self.huruf.add(str(record.args[0]))
        return False


def boleh_diambil(url: str) -> bool:
    """While a PDF is made nothing is fetched but data in the page itself and our own static files."""
    alamat = urlsplit(url)
    if alamat.scheme == "data":
        return True
    return alamat.scheme == "file" and Path(unquote(alamat.path)).resolve().is_relative_to(STATIS)


def pdf(templat: str, konteks: dict[str, Any], *, gaya: str = "cetak-pdf.css") -> bytes:
    """Render a template on paper with a style sheet of ours; takes about a second. Raises PdfTidakTersedia."""
    isi, _ = _cetak(templat, konteks, (gaya,), {})
    return isi


def bertanda(templat: str, konteks: dict[str, Any], *, gaya: tuple[str, ...]) -> bytes:
    """The same as PDF/UA, for long papers that somebody may have read out. Raises PdfTidakTersedia."""
    isi, _ = _cetak(templat, konteks, gaya, {"pdf_variant": BERTANDA, "finisher": _tandai_kaki})
    return isi


def arsip(templat: str, konteks: dict[str, Any], *, gaya: tuple[str, ...]) -> bytes:
    """The same as PDF/A-3a. Raises PdfTidakTersedia, and HurufTakTerlukis: an archive holds no empty boxes."""
    isi, huruf = _cetak(templat, konteks, gaya, {"pdf_variant": ARSIP, "finisher": _tandai_kaki})
    if huruf:
        raise HurufTakTerlukis(huruf)
    return isi


def _cetak(
    templat: str, konteks: dict[str, Any], gaya: tuple[str, ...], pilihan: dict[str, Any]
) -> tuple[bytes, frozenset[str]]:
    """Render; the PDF, and the characters that no font could draw."""
    try:
        import weasyprint  # noqa: PLC0415
    except (ImportError, OSError) as error:
        raise PdfTidakTersedia from error

    html = render_to_string(templat, konteks)
    with _giliran:
        mesin = _mesin(gaya)
        halaman = weasyprint.HTML(string=html, base_url=f"{STATIS}/", url_fetcher=mesin.pengambil)
        with _simak() as penyimak:
            hasil: bytes = halaman.write_pdf(stylesheets=mesin.lembar, font_config=mesin.fonts, **pilihan)
    return hasil, frozenset(penyimak.huruf)


@cache
def _mesin(gaya: tuple[str, ...]) -> Mesin:
    """Fonts loaded and style sheets parsed."""
    import weasyprint  # noqa: PLC0415
    from weasyprint.text.fonts import FontConfiguration  # noqa: PLC0415
    from weasyprint.urls import URLFetcher  # noqa: PLC0415

    class Pengambil(URLFetcher):  # type: ignore[misc]
        def fetch(self, url: str, headers: dict[str, str] | None = None) -> Any:
            if not boleh_diambil(url):
                raise ValueError("not ours")
            return super().fetch(url, headers)

    fonts, pengambil = FontConfiguration(), Pengambil(allowed_protocols=("data", "file"))
    with _simak():
        lembar = [
            weasyprint.CSS(filename=str(STATIS / nama), font_config=fonts, url_fetcher=pengambil) for nama in gaya
        ]
    return Mesin(fonts, lembar, pengambil)


atexit.register(_mesin.cache_clear)  # the fonts lie in a temporary folder that goes with them


def _tandai_kaki(document: Any, pdf: Any) -> None:
    """Give head and foot of the pages their place in the structure: read out once, on the first page, then passed over.

    WeasyPrint (70) marks them as content of elements that hang on no tree.
    """

    def objek(acuan: bytes) -> Any:
        return pdf.objects[int(acuan.split()[0])]

    akar = objek(pdf.catalog["StructTreeRoot"])
    dokumen = objek(akar["K"][0])
    terjangkau, antre = set(), [dokumen.reference]
    while antre:
        terjangkau.add(acuan := antre.pop())
        antre += [anak for anak in objek(acuan).get("K", ()) if isinstance(anak, bytes)]
    daftar = objek(akar["ParentTree"])["Nums"]
    for nomor in range(len(document.pages)):
        unsur = daftar[2 * nomor + 1]
        lepas = {ke: acuan for ke, acuan in enumerate(unsur) if acuan not in terjangkau}
        if nomor == 0:
            puncak = dict.fromkeys(_puncak(objek, acuan, dokumen.reference) for acuan in lepas.values())
            dokumen["K"].extend(puncak)
            continue
        for ke in lepas:
            unsur[ke] = b"null"
        _lewati(objek(objek(pdf.page_references[nomor])["Contents"]).stream, lepas.keys())


def _puncak(objek: Any, acuan: bytes, dokumen: bytes) -> bytes:
    """The highest element above this one, below the document."""
    while (induk := objek(acuan)["P"]) != dokumen:
        acuan = induk
    return acuan


def _lewati(perintah: list[Any], nomor: Collection[int]) -> None:
    """Mark these pieces of a page as belonging to the paper, not to the text."""
    for ke, satu in enumerate(perintah):
        if isinstance(satu, dict) and satu.get("MCID") in nomor:
            perintah[ke - 1 : ke + 1] = [b"/Artifact", b"<</Type/Pagination>>"]


@contextmanager
def _simak() -> Iterator[_Penyimak]:
    """WeasyPrint would write characters that it cannot draw into the log: those of a complaint, of a letter."""
    buku, penyimak = logging.getLogger("weasyprint"), _Penyimak()
    buku.setLevel(logging.WARNING)
    buku.addFilter(penyimak)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", ResourceWarning)  # WeasyPrint (70) leaves its colour profile open
            yield penyimak
    finally:
        buku.removeFilter(penyimak)
