"""Whether the pages of a PDF may become part of one for the archive (PDF/A): they bring along all that they need.

What can be told from outside is looked at: fonts that are there and can be read out as text, colours of a screen,
pictures and drawings without what the standard forbids. In doubt a page may not.
"""

from collections.abc import Iterable

import pikepdf

BAKU = frozenset({"/WinAnsiEncoding", "/MacRomanEncoding"})
WARNA = frozenset({"/DeviceRGB", "/DeviceGray", "/G", "/RGB", "/CalRGB", "/CalGray", "/Lab", "/ICCBased", "/Pattern"})
WARNA_TURUNAN = {"/Indexed": 1, "/Separation": 2, "/DeviceN": 2}  # where the colours behind them stand
SARINGAN_DILARANG = frozenset({"/LZWDecode", "/JPXDecode", "/Crypt"})
PERINTAH_DILARANG = frozenset({"k", "K", "INLINE IMAGE"})
DALAM = 8  # drawings within drawings, no deeper


def layak(pdf: pikepdf.Pdf) -> bool:
    """Whether all pages may."""
    if "/OCProperties" in pdf.Root:  # layers: who decides which of them is the letter?
        return False
    return all(_isi(halaman.obj, halaman.resources, DALAM) for halaman in pdf.pages)


def _isi(wadah: pikepdf.Object, sumber: pikepdf.Object | None, sisa: int) -> bool:
    """A page, or a drawing with resources of its own."""
    if sisa == 0:
        return False
    try:
        perintah = pikepdf.parse_content_stream(wadah)
    except pikepdf.PdfError:
        return False
    for satu in perintah:
        nama = str(satu.operator)
        if nama in PERINTAH_DILARANG or (nama in ("cs", "CS") and str(satu.operands[0]) == "/DeviceCMYK"):
            return False
    return sumber is None or _sumber(sumber, sisa)


def _sumber(sumber: pikepdf.Object, sisa: int) -> bool:
    """Everything that a page or drawing draws upon."""
    return (
        all(_huruf(satu) for satu in _nilai(sumber, "/Font"))
        and all(_warna(satu) for satu in _nilai(sumber, "/ColorSpace"))
        and all(_warna(satu.get("/ColorSpace")) for satu in _nilai(sumber, "/Shading"))
        and all(_pola(satu, sisa) for satu in _nilai(sumber, "/Pattern"))
        and all(_keadaan(satu, sisa) for satu in _nilai(sumber, "/ExtGState"))
        and all(_benda(satu, sisa) for satu in _nilai(sumber, "/XObject"))
    )


def _nilai(sumber: pikepdf.Object, kunci: str) -> Iterable[pikepdf.Object]:
    return [satu for _, satu in sumber.get(kunci, pikepdf.Dictionary()).items()]


def _huruf(huruf: pikepdf.Object) -> bool:
    """The font itself is there, and its letters can be read out."""
    if "/ToUnicode" not in huruf and str(huruf.get("/Encoding", "")) not in BAKU:
        return False
    jenis = str(huruf.get("/Subtype", ""))
    if jenis == "/Type3":
        return False
    if jenis == "/Type0":
        huruf = huruf.DescendantFonts[0]
        if str(huruf.get("/Subtype")) == "/CIDFontType2" and "/CIDToGIDMap" not in huruf:
            return False
    uraian = huruf.get("/FontDescriptor", pikepdf.Dictionary())
    return any(kunci in uraian for kunci in ("/FontFile", "/FontFile2", "/FontFile3"))


def _warna(warna: pikepdf.Object | None) -> bool:
    """Colours that are the same on every screen."""
    if warna is None:
        return True
    if not isinstance(warna, pikepdf.Array):
        return str(warna) in WARNA
    nama = str(warna[0])
    if nama in WARNA_TURUNAN:
        return _warna(warna[WARNA_TURUNAN[nama]])
    return nama in WARNA and not (nama == "/ICCBased" and int(warna[1].get("/N", 0)) == 4)


def _pola(pola: pikepdf.Object, sisa: int) -> bool:
    if "/Shading" in pola:
        return _warna(pola.Shading.get("/ColorSpace"))
    return _isi(pola, pola.get("/Resources"), sisa - 1)


def _keadaan(keadaan: pikepdf.Object, sisa: int) -> bool:
    topeng = keadaan.get("/SMask")
    if isinstance(topeng, pikepdf.Dictionary) and not _benda(topeng.G, sisa):
        return False
    return not any(kunci in keadaan for kunci in ("/TR", "/TR2", "/HTP", "/HTO"))


def _benda(benda: pikepdf.Object, sisa: int) -> bool:
    """A picture or a drawing."""
    saringan = benda.get("/Filter", pikepdf.Array())
    daftar = saringan if isinstance(saringan, pikepdf.Array) else [saringan]
    if SARINGAN_DILARANG.intersection(str(satu) for satu in daftar) or "/OC" in benda or "/OPI" in benda:
        return False
    if str(benda.get("/Subtype")) == "/Image":
        topeng = benda.get("/SMask")
        return (
            "/Alternates" not in benda
            and not bool(benda.get("/Interpolate", False))
            and _warna(benda.get("/ColorSpace"))
            and (topeng is None or _benda(topeng, sisa))
        )
    return "/PS" not in benda and "/Ref" not in benda and _isi(benda, benda.get("/Resources"), sisa - 1)
