"""Attachments behind a letter: each page is set into a frame of ours, with our head and our foot.

The frames are part of the letter's own page description and tags; here the empty pictures in them are exchanged for the
pages. A page that brings all that an archive asks for (its fonts, letters that can be read out, colours of a screen)
stays as it is: sharp and searchable. One that does not would take the letter out of PDF/A, and goes in as a picture.
"""

import base64
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import pikepdf
import pypdfium2
from PIL import Image

from persuratan.naskah_arsip import layak

TITIK_GAMBAR = 200  # per inch, for a page that becomes a picture
KUALITAS = 80
PENANDA = frozenset({"BDC", "BMC", "EMC", "MP", "DP"})


@dataclass(frozen=True)
class Lembar:
    """One page of an attachment, as the template frames it."""

    nomor: int  # of the attachment; 0 when it is the only one
    pertama: bool
    judul: str
    lanskap: bool
    bingkai: str  # an empty picture of the size of the page
    alt: str


def lembar(lampiran: Sequence[bytes], judul: Sequence[str]) -> list[Lembar]:
    """The frames for all pages."""
    hasil: list[Lembar] = []
    for ke, berkas in enumerate(lampiran):
        nama = judul[ke] if ke < len(judul) else ""
        nomor = ke + 1 if len(lampiran) > 1 else 0
        with pikepdf.open(io.BytesIO(berkas)) as pdf:
            for hal, halaman in enumerate(pdf.pages, start=1):
                lebar, tinggi = _ukuran(halaman)
                alt = f"Lampiran {nomor or ''} halaman {hal} dari {len(pdf.pages)}".replace("  ", " ")
                bingkai = _kosong(lebar, tinggi, len(hasil))
                hasil.append(Lembar(nomor, hal == 1, nama, lebar > tinggi, bingkai, alt))
    return hasil


def sisipkan(surat: bytes, lampiran: Sequence[bytes]) -> bytes:
    """The letter with the pages of its attachments in their frames, which are its last pages."""
    if not lampiran:
        return surat
    with pikepdf.open(io.BytesIO(surat)) as pdf:
        isi = [gambar for berkas in lampiran for gambar in _halaman(pdf, berkas)]
        for halaman, gambar in zip(list(pdf.pages)[-len(isi) :], isi, strict=True):
            halaman.resources.XObject[_bingkai(halaman)] = gambar
        return _simpan(pdf)


def _bingkai(halaman: pikepdf.Page) -> str:
    """The name of the empty picture on a page: the only one that is no drawing."""
    benda = halaman.resources.XObject
    dipanggil = [str(satu.operands[0]) for satu in pikepdf.parse_content_stream(halaman, "Do")]
    return next(nama for nama in dipanggil if str(benda[nama].get("/Subtype")) == "/Image")


def _simpan(pdf: pikepdf.Pdf) -> bytes:
    tujuan = io.BytesIO()
    pdf.remove_unreferenced_resources()
    pdf.save(tujuan, object_stream_mode=pikepdf.ObjectStreamMode.generate, deterministic_id=True)
    return tujuan.getvalue()


def _ukuran(halaman: pikepdf.Page) -> tuple[int, int]:
    """Width and height of a page as it is seen, in points."""
    x0, y0, x1, y1 = (float(satu) for satu in halaman.trimbox.as_list())
    lebar, tinggi = max(1, round(abs(x1 - x0))), max(1, round(abs(y1 - y0)))
    return (tinggi, lebar) if int(halaman.obj.get("/Rotate", 0)) % 180 else (lebar, tinggi)


def _kosong(lebar: int, tinggi: int, ke: int) -> str:
    """An empty picture as a `data:` address; no two are the same, or the press would keep but one."""
    gambar, tujuan = Image.new("1", (min(lebar, 2000), min(tinggi, 2000)), 1), io.BytesIO()
    for bit in range(16):
        gambar.putpixel((bit % gambar.width, bit // gambar.width % gambar.height), 1 - (ke >> bit & 1))
    gambar.save(tujuan, "PNG")
    return f"data:image/png;base64,{base64.b64encode(tujuan.getvalue()).decode()}"


def _halaman(pdf: pikepdf.Pdf, berkas: bytes) -> Iterator[pikepdf.Object]:
    """The pages of one attachment as drawings of one by one, whose place and size the frame gives."""
    with pikepdf.open(io.BytesIO(berkas)) as asal:
        if "/AcroForm" in asal.Root:
            asal.generate_appearance_streams()
        asal.flatten_annotations("print")
        if layak(asal):
            for halaman in asal.pages:
                yield _garis(pdf, asal, halaman)
            return
    with pypdfium2.PdfDocument(berkas) as dokumen:
        dokumen.init_forms()
        for satu in dokumen:
            yield _titik(pdf, satu.render(scale=TITIK_GAMBAR / 72).to_pil().convert("RGB"))


def _garis(pdf: pikepdf.Pdf, asal: pikepdf.Pdf, halaman: pikepdf.Page) -> pikepdf.Object:
    """A page as it is, without the marks of the structure that it was part of."""
    perintah = [satu for satu in pikepdf.parse_content_stream(halaman) if str(satu.operator) not in PENANDA]
    halaman.obj.Contents = asal.make_stream(pikepdf.unparse_content_stream(perintah))
    bentuk = pdf.copy_foreign(halaman.as_form_xobject())
    if "/StructParents" in bentuk:
        del bentuk["/StructParents"]
    x0, y0, lebar, tinggi = _kotak(bentuk)
    isi = f"q {1 / lebar:.9f} 0 0 {1 / tinggi:.9f} {-x0 / lebar:.9f} {-y0 / tinggi:.9f} cm /H Do Q"
    return pdf.make_stream(
        isi.encode(),
        Type=pikepdf.Name.XObject,
        Subtype=pikepdf.Name.Form,
        BBox=[0, 0, 1, 1],
        Resources=pikepdf.Dictionary(XObject=pikepdf.Dictionary(H=bentuk)),
    )


def _kotak(bentuk: pikepdf.Object) -> tuple[float, float, float, float]:
    """Left, bottom, width and height of a drawing, turned as it is shown."""
    x0, y0, x1, y1 = (float(satu) for satu in bentuk.BBox)
    a, b, c, d, e, f = (float(satu) for satu in bentuk.get("/Matrix", [1, 0, 0, 1, 0, 0]))
    sudut = [(a * x + c * y + e, b * x + d * y + f) for x in (x0, x1) for y in (y0, y1)]
    kiri, bawah = min(x for x, _ in sudut), min(y for _, y in sudut)
    return kiri, bawah, max(x for x, _ in sudut) - kiri, max(y for _, y in sudut) - bawah


def _titik(pdf: pikepdf.Pdf, gambar: Image.Image) -> pikepdf.Object:
    """A page as a picture."""
    tujuan = io.BytesIO()
    gambar.save(tujuan, "JPEG", quality=KUALITAS)
    return pdf.make_stream(
        tujuan.getvalue(),
        Type=pikepdf.Name.XObject,
        Subtype=pikepdf.Name.Image,
        Width=gambar.width,
        Height=gambar.height,
        ColorSpace=pikepdf.Name.DeviceRGB,
        BitsPerComponent=8,
        Filter=pikepdf.Name.DCTDecode,
    )
