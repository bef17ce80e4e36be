"""Pictures: the structure is walked, the picture is decoded, and a new one is written from its pixels alone."""

import struct
from typing import BinaryIO

from PIL import (
    BmpImagePlugin,  # noqa: F401 - Pillow would load these itself, later, when the child can read no file
    GifImagePlugin,  # noqa: F401
    Image,
    JpegImagePlugin,  # noqa: F401
    MpoImagePlugin,  # noqa: F401
    PngImagePlugin,
    PpmImagePlugin,  # noqa: F401
    TiffImagePlugin,  # noqa: F401
    WebPImagePlugin,  # noqa: F401
)

from berkas.alasan import Alasan, Suspect
from berkas.limits import PIXELS_FULL, PIXELS_JPEG, PIXELS_OTHER, TAIL
from berkas.openers import jpeg
from berkas.openers.report import PADDING, Report, refuse_zip_tail

FORMATS = {"image/jpeg": "JPEG", "image/png": "PNG", "image/webp": "WEBP"}
CAMERA = {0x010F, 0x0110, 0xA431, 0xA433, 0xA434, 0xA435, 0x927C, 0xC62F}
AUTHOR = {0x013B, 0x8298, 0x9C9D, 0xA430, 0xA460}
XMP_AUTHOR = (b"dc:creator", b"dc:rights", b"photoshop:Credit", b"Iptc4xmpCore:Creator")
TEXT_AUTHOR = {"author", "artist", "copyright", "creator"}
BROKEN_EXIF = (SyntaxError, ValueError, TypeError, KeyError, OSError, struct.error)
TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
Image.preinit()


def open_file(source: BinaryIO, data: bytes, mime: str, out: BinaryIO) -> Report:
    """Examine a picture and write its clean copy."""
    report = Report(mime)
    if mime == "image/jpeg":
        if jpeg.check_tail(data):
            report.dibersihkan.add("tambahan")
    elif mime == "image/png":
        _check_png(data)
    else:
        _check_webp(data)
    Image.MAX_IMAGE_PIXELS = None  # our own limit, below, knows the difference between formats
    try:
        picture = Image.open(source, formats=[FORMATS[mime]])
        _limit(picture, mime, report)
        picture.load()
    except (OSError, SyntaxError, ValueError, EOFError) as error:
        raise Suspect(Alasan.RUSAK) from error
    report.temuan = _private(picture, data)
    report.dibersihkan |= report.temuan
    _write(picture, FORMATS[mime], out)
    report.salinan = True
    return report


def _limit(picture: Image.Image, mime: str, report: Report) -> None:
    pixels = picture.width * picture.height
    if pixels > (PIXELS_JPEG if mime == "image/jpeg" else PIXELS_OTHER):
        raise Suspect(Alasan.BOM)
    if mime == "image/jpeg" and pixels > PIXELS_FULL:
        picture.draft(picture.mode, (picture.width // 2, picture.height // 2))
        report.dibersihkan.add("diperkecil")


def _check_png(data: bytes) -> None:
    """Chunks must follow each other to IEND, with nothing behind it."""
    at = 8
    while True:
        length, kind = int.from_bytes(data[at : at + 4], "big"), data[at + 4 : at + 8]
        at += 12 + length
        if at > len(data):
            raise Suspect(Alasan.RUSAK)
        if kind == b"IEND":
            break
    refuse_zip_tail(data)
    if data[at:].strip(PADDING):
        raise Suspect(Alasan.POLIGLOT)


def _check_webp(data: bytes) -> None:
    """The RIFF container must be as long as the file."""
    end = 8 + int.from_bytes(data[4:8], "little")
    if end > len(data) + 1:
        raise Suspect(Alasan.RUSAK)
    refuse_zip_tail(data)
    if len(data[end:].strip(PADDING)) > TAIL:
        raise Suspect(Alasan.POLIGLOT)


def _private(picture: Image.Image, data: bytes) -> set[str]:
    """Which private data the picture carries: place, camera, author."""
    found: set[str] = set()
    xmp = picture.info.get("xmp") or picture.info.get("XML:com.adobe.xmp") or b""
    xmp = xmp.encode() if isinstance(xmp, str) else xmp
    try:
        exif = picture.getexif()
        tags, place = set(exif) | set(exif.get_ifd(0x8769)), bool(exif.get_ifd(0x8825))
    except BROKEN_EXIF:
        tags, place = set(), False
    if picture.info.get("exif") and not tags:
        tags = CAMERA  # written by a camera that nobody else understands
    if place or b"GPSLatitude" in xmp:
        found.add("lokasi")
    if tags & CAMERA or b"tiff:Model" in xmp:
        found.add("kamera")
    words = {str(key).lower() for key in picture.text} if isinstance(picture, PngImagePlugin.PngImageFile) else set()
    by_line = b"Photoshop 3.0\0" in data and b"\x1c\x02\x50" in data
    if tags & AUTHOR or any(name in xmp for name in XMP_AUTHOR) or words & TEXT_AUTHOR or by_line:
        found.add("penulis")
    return found


def _upright(picture: Image.Image) -> Image.Image:
    try:
        turn = TURNS.get(picture.getexif().get(0x0112, 1))
    except BROKEN_EXIF:
        turn = None
    return picture if turn is None else picture.transpose(turn)


def _write(picture: Image.Image, kind: str, out: BinaryIO) -> None:
    upright = _upright(picture)
    upright.info = {key: value for key, value in upright.info.items() if key == "transparency"}
    if kind == "JPEG":
        upright.save(out, "JPEG", quality=90, exif=b"", icc_profile=None, comment=b"")
    elif kind == "PNG":
        upright.save(out, "PNG", compress_level=3, exif=b"", icc_profile=None, pnginfo=None)
    else:
        upright.save(out, "WEBP", quality=90, method=2, exif=b"", icc_profile=None, xmp=b"")
