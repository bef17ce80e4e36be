"""The segments of a JPEG: where the picture ends, what trails behind it, and how to drop what tells of people."""

import re
from collections.abc import Iterator

from berkas.alasan import Alasan, Suspect
from berkas.openers.report import PADDING, refuse_zip_tail

MARKER = re.compile(rb"\xff[^\x00\xd0-\xd7\xff]")
FOREIGN = re.compile(rb"<\s*(?:!doctype|html|script|iframe|\?php)|%PDF-|\x7fELF|Rar!\x1a", re.I)
PRIVATE = {0xE1, *range(0xE3, 0xEE), 0xEF, 0xFE}  # all APPn but JFIF, colour profile and Adobe; and comments


def segments(data: bytes, start: int = 0) -> Iterator[tuple[int, int, int]]:
    """(marker, begin, end) of each segment from SOI to EOI; a scan includes its compressed data. Raises Suspect."""
    at = start + 2
    while True:
        while data[at : at + 2] == b"\xff\xff":
            at += 1
        if len(data) < at + 2 or data[at] != 0xFF:
            raise Suspect(Alasan.RUSAK)
        marker, begin = data[at + 1], at
        if marker == 0xD9:
            yield marker, begin, at + 2
            return
        length = int.from_bytes(data[at + 2 : at + 4], "big")
        at += 2 + length
        if length < 2 or at > len(data):
            raise Suspect(Alasan.RUSAK)
        if marker == 0xDA:
            following = MARKER.search(data, at)
            if following is None:
                raise Suspect(Alasan.RUSAK)
            at = following.start()
        yield marker, begin, at


def end_of(data: bytes, start: int = 0) -> int:
    """Where the picture that begins at `start` ends."""
    return max(end for _, _, end in segments(data, start))


def check_tail(data: bytes) -> bool:
    """True when a phone has put a second picture, a short film or its own notes behind the picture.

    Anything else behind it makes the file a polyglot and raises Suspect.
    """
    refuse_zip_tail(data)
    tail = data[end_of(data) :].rstrip(PADDING)
    if not tail:
        return False
    picture, film = tail.lstrip(PADDING).startswith(b"\xff\xd8\xff"), b"ftyp" in tail[:64]
    known = picture or film or tail.endswith(b"SEFT")
    if not known or FOREIGN.search(tail) or b"PK\x03\x04" in tail:
        raise Suspect(Alasan.POLIGLOT)
    return True


def exif_of(data: bytes) -> bytes:
    """The EXIF block of a JPEG, or nothing."""
    for marker, begin, end in segments(data):
        if marker == 0xE1 and data[begin + 4 : begin + 10] == b"Exif\0\0":
            return data[begin + 10 : end]
    return b""


def has_gps(exif: bytes) -> bool:
    """Does the first directory of this EXIF block point to a GPS directory?"""
    order = "little" if exif[:2] == b"II" else "big"

    def number(at: int, size: int) -> int:
        return int.from_bytes(exif[at : at + size], order)  # type: ignore[arg-type]

    first = number(4, 4)
    return any(number(first + 2 + 12 * entry, 2) == 0x8825 for entry in range(min(number(first, 2), 500)))


def without_private(data: bytes) -> bytes:
    """The same picture, bit by bit, without EXIF, XMP, IPTC, comments and anything behind it."""
    kept = [data[begin:end] for marker, begin, end in segments(data) if marker not in PRIVATE]
    return data[:2] + b"".join(kept)
