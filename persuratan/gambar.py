"""The opener that the limited child loads to draw the pages of a PDF: one picture, a page below the other.

It knows no Django; its parent is views/keluar_kertas.py. The sizes come with the order, as "width:most pages".
"""

from dataclasses import dataclass
from typing import Any, BinaryIO

import pypdfium2  # type: ignore[import-untyped,unused-ignore]
from PIL import Image, PngImagePlugin  # noqa: F401 - what writes a PNG has to be here before the door closes

SELA = 24  # transparent rows between two pages
WARNA = 64
Image.init()


@dataclass(frozen=True)
class Laporan:
    """How many pages the document has, and how many of them are drawn."""

    halaman: int
    digambar: int

    def jawaban(self) -> dict[str, object]:
        """As the parent reads it."""
        return {"halaman": self.halaman, "digambar": self.digambar}


def open_file(_source: BinaryIO, data: bytes, mime: str, out: BinaryIO) -> Laporan:
    """Draw the first pages into `out`."""
    lebar, paling_banyak = (int(satu) for satu in mime.split(":"))
    with pypdfium2.PdfDocument(data) as dokumen:
        halaman = [_gambar(dokumen[n], lebar) for n in range(min(len(dokumen), paling_banyak))]
        jumlah = len(dokumen)
    tinggi = sum(satu.height for satu in halaman) + SELA * (len(halaman) - 1)
    lembar = Image.new("RGBA", (lebar, tinggi), (0, 0, 0, 0))
    atas = 0
    for satu in halaman:
        lembar.paste(satu, (0, atas))
        atas += satu.height + SELA
    lembar.quantize(WARNA, Image.Quantize.FASTOCTREE).save(out, "PNG", compress_level=6)
    return Laporan(jumlah, len(halaman))


def _gambar(halaman: Any, lebar: int) -> Image.Image:
    satu: Image.Image = halaman.render(scale=lebar / halaman.get_width()).to_pil()
    return satu.convert("RGBA")
