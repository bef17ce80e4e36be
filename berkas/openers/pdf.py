"""PDF: nothing that acts, nothing hidden inside, nothing that swells, nothing around it."""

import re
import zlib
from collections.abc import Iterator
from typing import Any, BinaryIO

import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf, Stream

from berkas.alasan import Alasan, Suspect
from berkas.limits import OBJECTS, PAGES, STREAM_INFLATED, TAIL, TOTAL_INFLATED, MiB
from berkas.openers import pdf_clean
from berkas.openers.report import EICAR, PADDING, Report, refuse_zip_tail

ACTIONS = {
    "/JavaScript": Alasan.SKRIP,
    "/Launch": Alasan.AKSI,
    "/ImportData": Alasan.AKSI,
    "/SubmitForm": Alasan.AKSI,
    "/GoToR": Alasan.TAUTAN_LUAR,
    "/GoToE": Alasan.TERTANAM,
    "/Rendition": Alasan.MEDIA,
    "/Movie": Alasan.MEDIA,
    "/Sound": Alasan.MEDIA,
    "/RichMediaExecute": Alasan.MEDIA,
    "/GoTo3DView": Alasan.MEDIA,
}
KEYS = {
    "/JS": Alasan.SKRIP,
    "/JavaScript": Alasan.SKRIP,
    "/AA": Alasan.AKSI,
    "/EmbeddedFiles": Alasan.TERTANAM,
    "/EF": Alasan.TERTANAM,
    "/RichMediaContent": Alasan.MEDIA,
    "/RichMediaSettings": Alasan.MEDIA,
    "/3DD": Alasan.MEDIA,
    "/XFA": Alasan.XFA,
}
KINDS = {
    "/RichMedia": Alasan.MEDIA,
    "/3D": Alasan.MEDIA,
    "/Movie": Alasan.MEDIA,
    "/Sound": Alasan.MEDIA,
    "/Screen": Alasan.MEDIA,
    "/FileAttachment": Alasan.TERTANAM,
    "/EmbeddedFile": Alasan.TERTANAM,
}
GROWING = {"/FlateDecode", "/Fl", "/LZWDecode", "/LZW", "/RunLengthDecode", "/RL"}
PIXELS = 200_000_000
HEADER = re.compile(rb"(?:\xef\xbb\xbf)?\s{0,8}%PDF-\d")


def open_file(source: BinaryIO, data: bytes, mime: str, out: BinaryIO) -> Report:
    """Examine a PDF and write its clean copy."""
    check_surroundings(data)
    try:
        with pikepdf.open(source, attempt_recovery=False) as pdf:
            if pdf.is_encrypted:
                raise Suspect(Alasan.SANDI)
            check_objects(pdf)
            return pdf_clean.write(pdf, Report(mime), out)
    except pikepdf.PasswordError as error:
        raise Suspect(Alasan.SANDI) from error
    except (pikepdf.PdfError, RuntimeError) as error:  # locked up, it finds no random numbers for decrypting
        raise Suspect(Alasan.SANDI if b"/Encrypt" in data else Alasan.RUSAK) from error


def check_surroundings(data: bytes) -> None:
    """The header comes first, the end mark comes last, and no other kind of file hides around them."""
    if not HEADER.match(data):
        raise Suspect(Alasan.POLIGLOT)
    end = data.rfind(b"%%EOF")
    if end < 0:
        raise Suspect(Alasan.RUSAK)
    refuse_zip_tail(data)
    if len(data[end + 5 :].strip(PADDING)) > TAIL:
        raise Suspect(Alasan.POLIGLOT)


def check_objects(pdf: Pdf) -> None:
    """Nothing acts, nothing is hidden, nothing swells. Raises Suspect."""
    if len(pdf.objects) > OBJECTS or len(pdf.pages) > PAGES:
        raise Suspect(Alasan.RUMIT)
    _check_opening(pdf.Root.get("/OpenAction"))
    total = 0
    found: set[Alasan] = set()
    for item in pdf.objects:
        for part in _dictionaries(item):
            found |= _active(part)
        if isinstance(item, Stream):
            total += _inflated(item)
            if total > TOTAL_INFLATED:
                raise Suspect(Alasan.BOM)
    for alasan in KEYS.values():  # one reason is told, always the same for the same file
        if alasan in found:
            raise Suspect(alasan)
    if found:
        raise Suspect(min(found))


def _check_opening(action: Any) -> None:
    """A document may open at a place of its own; it may do nothing else by itself."""
    if isinstance(action, Dictionary) and action.get("/S") not in (Name.GoTo, Name.Named):
        raise Suspect(ACTIONS.get(str(action.get("/S")), Alasan.AKSI))


def _dictionaries(item: Any) -> Iterator[Any]:
    """This object and every dictionary written directly inside it; what is referred to has its own turn."""
    waiting = [item]
    while waiting:
        part = waiting.pop()
        if isinstance(part, Array):
            waiting += [child for child in part if isinstance(child, Array | Dictionary) and not child.is_indirect]
        elif isinstance(part, Dictionary | Stream):
            yield part
            waiting += [
                child for _, child in part.items() if isinstance(child, Array | Dictionary) and not child.is_indirect
            ]


def _active(part: Any) -> set[Alasan]:
    """The reasons this dictionary alone gives."""
    found = {KEYS[key] for key in part.keys() if key in KEYS}  # noqa: SIM118 - a PDF object is no mapping
    for key, reasons in (("/S", ACTIONS), ("/Subtype", KINDS)):
        value = part.get(key)
        if isinstance(value, Name) and str(value) in reasons:
            found.add(reasons[str(value)])
    following = part.get("/Next")
    if isinstance(following, Dictionary) and str(following.get("/S")) in ACTIONS:
        found.add(ACTIONS[str(following.get("/S"))])
    return found


def _inflated(stream: Stream) -> int:
    """How many bytes the stream grows to, counted without keeping them. Raises Suspect for a bomb or the test virus."""
    filters = stream.get("/Filter")
    names = [str(name) for name in filters] if isinstance(filters, Array) else [str(filters)] if filters else []
    if sum(name in GROWING for name in names) > 1:
        raise Suspect(Alasan.BOM)
    if "/Crypt" in names:
        raise Suspect(Alasan.SANDI)
    if stream.get("/Subtype") == Name.Image and int(stream.get("/Width", 0)) * int(stream.get("/Height", 0)) > PIXELS:
        raise Suspect(Alasan.BOM)
    if names and names[0] in {"/FlateDecode", "/Fl"}:
        return _count_flate(stream.read_raw_bytes())
    if (len(names) == 1 and names[0] in GROWING) or (len(names) > 1 and GROWING & set(names)):
        plain = stream.read_bytes()  # rare filters: the memory limit of the child is the limit
    else:
        plain = stream.read_raw_bytes()
    if EICAR in plain:
        raise Suspect(Alasan.MALWARE)
    return len(plain)


def _count_flate(raw: bytes) -> int:
    inflate, total, before = zlib.decompressobj(), 0, b""
    try:
        piece = inflate.decompress(raw, MiB)
        while piece:
            total += len(piece)
            if total > STREAM_INFLATED:
                raise Suspect(Alasan.BOM)
            if EICAR in before + piece:
                raise Suspect(Alasan.MALWARE)
            before = piece[-len(EICAR) :]
            piece = inflate.decompress(inflate.unconsumed_tail, MiB)
    except zlib.error as error:
        if not total:
            raise Suspect(Alasan.RUSAK) from error
    return total
