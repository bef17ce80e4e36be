"""Every trace of a signature in the bytes of a file, whether or not a reader of PDFs would find it.

A signature that a library does not know, or that was cut loose from the form, must never pass for "not signed".
"""

import re
from collections import Counter
from dataclasses import dataclass

ESCAPED = re.compile(rb"#([0-9A-Fa-f]{2})")
NAMES_WITH_ESCAPES = re.compile(rb"/[^\s()<>\[\]{}/%]*#[^\s()<>\[\]{}/%]*")
BYTE_RANGE = re.compile(rb"/ByteRange(?![A-Za-z])")
FOUR = re.compile(rb"/ByteRange\s*\[\s*(\d{1,10})\s+(\d{1,10})\s+(\d{1,10})\s+(\d{1,10})\s*\]")
OTHER = re.compile(
    rb"/SubFilter\s*/(?:adbe\.|ETSI\.)|/Contents\s*<\s*30[0-9A-Fa-f]{40}|/Type\s*/(?:Sig|DocTimeStamp)(?![A-Za-z])|/DocMDP(?![A-Za-z])|/VRI\s*<<"
)
HEX = re.compile(rb"<[0-9A-Fa-f\s]*>")
CONTENTS_BEFORE = re.compile(rb"/Contents\s*\Z")
CONTENTS = re.compile(rb"/Contents(?![A-Za-z])")
OBJECT = re.compile(rb"(?<![0-9A-Za-z#/])[0-9]{1,10}\s+[0-9]{1,5}\s+obj(?![A-Za-z])")
OBJECT_NUMBER = re.compile(rb"(?:\A|[^0-9])[0-9]{1,10}\s+[0-9]{1,5}\s+\Z")


@dataclass(frozen=True)
class Rentang:
    """A ByteRange of the usual shape: [0, buka, tutup, panjang]; what lies between buka and tutup is the signature."""

    buka: int
    tutup: int
    panjang: int

    @property
    def akhir(self) -> int:
        """One beyond the last signed byte."""
        return self.tutup + self.panjang


@dataclass(frozen=True)
class Jejak:
    """The ByteRanges found, how many could not be read as four numbers, and whether anything else hints at one."""

    rentang: Counter[tuple[int, int, int, int]]
    tak_terbaca: int
    lain: bool

    @property
    def ada(self) -> bool:
        """Is there any trace at all?"""
        return bool(self.rentang or self.tak_terbaca or self.lain)


def cari(data: bytes) -> Jejak:
    """All traces in the bytes; names written with escapes (/Byte#52ange) count too."""
    samaran = b" ".join(_plain(name) for name in NAMES_WITH_ESCAPES.findall(data)) if b"#" in data else b""
    found = Counter(tuple(int(part) for part in match.groups()) for match in FOUR.finditer(data))
    all_of_them = len(BYTE_RANGE.findall(data)) + len(BYTE_RANGE.findall(samaran))
    return Jejak(
        rentang=Counter({(a, b, c, d): n for (a, b, c, d), n in found.items()}),
        tak_terbaca=all_of_them - sum(found.values()),
        lain=bool(OTHER.search(data) or re.search(rb"/(?:SubFilter|DocTimeStamp|Sig)(?![A-Za-z])", samaran)),
    )


def terpotong(data: bytes) -> bool:
    """Does an object begin behind the last end mark? Then the rest of the file is missing."""
    return bool(OBJECT.search(data, data.rfind(b"%%EOF") + 1))


def _plain(name: bytes) -> bytes:
    return ESCAPED.sub(lambda match: bytes([int(match[1], 16)]), name)


def rentang(data: bytes, byte_range: tuple[int, ...]) -> Rentang | None:
    """The ByteRange if it begins at the first byte and leaves out the signature itself and nothing else; else None."""
    if len(byte_range) != 4 or byte_range[0] != 0:
        return None
    _, buka, tutup, panjang = byte_range
    if not 0 < buka < tutup < tutup + panjang <= len(data) or not HEX.fullmatch(data, buka, tutup):
        return None
    if not CONTENTS_BEFORE.search(data, max(0, buka - 64), buka):
        return None
    mulai, selesai = _object_begins(data, buka), data.find(b"endobj", tutup)
    if mulai < 0 or selesai < 0 or selesai > tutup + panjang:
        return None
    isi = data[mulai:buka] + data[tutup:selesai]
    if len(CONTENTS.findall(isi)) != 1 or len(BYTE_RANGE.findall(isi)) != 1:
        return None
    return Rentang(buka, tutup, panjang)


def _object_begins(data: bytes, before: int) -> int:
    """Where the object that holds this place begins, -1 if that is not plain."""
    di = before
    while (di := data.rfind(b"obj", max(0, before - 65_536), di)) >= 0:
        if data[di - 3 : di] == b"end":
            return -1
        if OBJECT_NUMBER.search(data, max(0, di - 24), di):
            return di
    return -1


def isi_tanda(data: bytes, di: Rentang) -> bytes:
    """The signature itself."""
    digit = b"".join(data[di.buka + 1 : di.tutup - 1].split())
    return bytes.fromhex((digit + b"0" * (len(digit) % 2)).decode())
