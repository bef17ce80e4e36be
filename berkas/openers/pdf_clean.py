"""The copy of a PDF that others may see: the same pages without who made them, where, and with what."""

from typing import Any, BinaryIO

from pikepdf import Dictionary, Name, Pdf, Stream

from berkas.alasan import Suspect
from berkas.openers import jpeg
from berkas.openers.report import Report

PRIVATE_KEYS = ("/Metadata", "/PieceInfo", "/LastModified")
WORK_KEYS = ("/Perms", "/DSS", "/Legal", "/Collection")


def write(pdf: Pdf, report: Report, out: BinaryIO) -> Report:
    """Note what is private, remove it, write the copy. Older revisions are not copied, for nothing refers to them."""
    info = pdf.trailer.get("/Info")
    if isinstance(info, Dictionary) and any(str(info.get(key, "")).strip() for key in ("/Author", "/Company")):
        report.temuan.add("penulis")
    for item in pdf.objects:
        if isinstance(item, Stream) and item.get("/Type") == Name.Metadata:
            _note_metadata(item, report)
        if isinstance(item, Dictionary | Stream):
            _clean(item, report)
    for key in WORK_KEYS:
        if key in pdf.Root:
            del pdf.Root[key]
    if "/Info" in pdf.trailer:
        del pdf.trailer["/Info"]
    pdf.save(out, fix_metadata_version=False, deterministic_id=True)
    report.dibersihkan |= report.temuan
    report.salinan = True
    return report


def _note_metadata(item: Stream, report: Report) -> None:
    xmp = item.read_bytes()
    if b"dc:creator" in xmp or b"Author" in xmp:
        report.temuan.add("penulis")
    if b"GPSLatitude" in xmp:
        report.temuan.add("lokasi")


def _clean(item: Any, report: Report) -> None:
    for key in PRIVATE_KEYS:
        if key in item:
            del item[key]
    if item.get("/FT") == Name.Sig and "/V" in item:
        del item["/V"]  # a signature over the original says nothing of this copy
        report.temuan.add("tanda_tangan")
    if "/Rect" in item and "/T" in item and item.get("/Subtype") != Name.Widget:
        del item["/T"]  # the author of a note
        report.temuan.add("penulis")
    if isinstance(item, Stream) and item.get("/Filter") == Name.DCTDecode:
        _clean_photo(item, report)


def _clean_photo(item: Stream, report: Report) -> None:
    """A photo set into a page keeps its EXIF; take it out without touching the picture."""
    raw = item.read_raw_bytes()
    try:
        exif, bare = jpeg.exif_of(raw), jpeg.without_private(raw)
    except Suspect:
        return  # not a JPEG that we understand, so no EXIF that others would
    if jpeg.has_gps(exif):
        report.temuan.add("lokasi")
    if exif:
        report.temuan.add("kamera")
    parms = item.get("/DecodeParms")
    item.write(bare, filter=Name.DCTDecode, decode_parms=parms if isinstance(parms, Dictionary) else None)
