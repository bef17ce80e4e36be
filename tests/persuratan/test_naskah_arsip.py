"""What may become part of a letter for the archive, and what goes in as a picture."""

import io
from typing import Any

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name
from weasyprint import HTML

from persuratan.naskah_arsip import layak


def halaman(isi: bytes = b"", **sumber: Any) -> pikepdf.Pdf:
    pdf = pikepdf.new()
    satu = pdf.add_blank_page()
    satu.obj.Contents = pdf.make_stream(isi)
    satu.obj.Resources = Dictionary(**sumber)
    return pdf


def benda(**isi: Any) -> pikepdf.Pdf:
    """A page with one picture or drawing on it."""
    pdf = halaman(b"/X Do")
    pdf.pages[0].obj.Resources = Dictionary(XObject=Dictionary(X=pdf.make_stream(b"", **isi)))
    return pdf


def huruf(**isi: Any) -> pikepdf.Pdf:
    pdf = halaman()
    dibawa = Dictionary(FontFile2=pdf.make_stream(b""))
    semua = {"Subtype": Name.TrueType, "Encoding": Name.WinAnsiEncoding, "FontDescriptor": dibawa, **isi}
    dipakai = {kunci: nilai for kunci, nilai in semua.items() if nilai is not None}
    pdf.pages[0].obj.Resources = Dictionary(Font=Dictionary(F=Dictionary(**dipakai)))
    return pdf


def warna(nilai: Any) -> pikepdf.Pdf:
    return halaman(ColorSpace=Dictionary(C=nilai))


def icc(komponen: int) -> pikepdf.Pdf:
    pdf = halaman()
    profil = Array([Name.ICCBased, pdf.make_stream(b"", N=komponen)])
    pdf.pages[0].obj.Resources = Dictionary(ColorSpace=Dictionary(C=profil))
    return pdf


def berlapis() -> pikepdf.Pdf:
    pdf = halaman()
    pdf.Root.OCProperties = Dictionary()
    return pdf


def bersarang(dalam: int) -> pikepdf.Pdf:
    """A drawing in a drawing in a drawing."""
    pdf = halaman(b"/X Do")
    isi = pdf.make_stream(b"0 0 1 1 re f", Subtype=Name.Form)
    for _ in range(dalam):
        isi = pdf.make_stream(b"/X Do", Subtype=Name.Form, Resources=Dictionary(XObject=Dictionary(X=isi)))
    pdf.pages[0].obj.Resources = Dictionary(XObject=Dictionary(X=isi))
    return pdf


@pytest.mark.parametrize(
    "pdf",
    [
        halaman(b"1 0 0 rg 0 0 9 9 re f"),
        huruf(),
        huruf(Encoding=None, ToUnicode=Dictionary()),
        warna(Name.DeviceRGB),
        warna(Array([Name.Indexed, Name.DeviceRGB, 1, pikepdf.String("abcdef")])),
        icc(3),
        benda(Subtype=Name.Image, ColorSpace=Name.DeviceGray, Filter=Name.DCTDecode),
        bersarang(3),
    ],
)
def test_a_page_that_brings_what_it_needs_stays_as_it_is(pdf: pikepdf.Pdf) -> None:
    assert layak(pdf)


@pytest.mark.parametrize(
    "pdf",
    [
        halaman(b"0 1 1 0 k 0 0 9 9 re f"),
        halaman(b"/DeviceCMYK cs"),
        halaman(b"BI /W 1 /H 1 /BPC 8 /CS /G ID x EI"),
        huruf(FontDescriptor=None),
        huruf(Encoding=None),
        huruf(Subtype=Name.Type3, ToUnicode=Dictionary()),
        huruf(
            Subtype=Name.Type0,
            ToUnicode=Dictionary(),
            DescendantFonts=Array([Dictionary(Subtype=Name.CIDFontType2, FontDescriptor=Dictionary(FontFile2=1))]),
        ),
        warna(Name.DeviceCMYK),
        warna(Array([Name.Separation, Name.Spot, Name.DeviceCMYK, Dictionary()])),
        icc(4),
        halaman(ExtGState=Dictionary(G=Dictionary(TR=Name.Identity))),
        halaman(Shading=Dictionary(S=Dictionary(ColorSpace=Name.DeviceCMYK))),
        halaman(Pattern=Dictionary(P=Dictionary(Shading=Dictionary(ColorSpace=Name.DeviceCMYK)))),
        benda(Subtype=Name.Image, ColorSpace=Name.DeviceCMYK),
        benda(Subtype=Name.Image, Interpolate=True),
        benda(Subtype=Name.Image, Filter=Name.JPXDecode),
        benda(Subtype=Name.Image, Filter=Array([Name.LZWDecode])),
        benda(Subtype=Name.Image, Alternates=Array([])),
        benda(Subtype=Name.Form, OC=Dictionary()),
        benda(Subtype=Name.Form, Ref=Dictionary()),
        berlapis(),
        bersarang(20),
    ],
)
def test_a_page_that_would_break_the_archive_may_not(pdf: pikepdf.Pdf) -> None:
    assert not layak(pdf)


def test_our_own_paper_may() -> None:
    isi = HTML(string="<h1>Surat</h1><table border><tr><td>a</td></tr></table>").write_pdf()
    with pikepdf.open(io.BytesIO(isi)) as pdf:
        assert layak(pdf)
