"""What is this file, judged by its first bytes and never by its name. Pure: shared by request, gate and tests."""

import re
from typing import NamedTuple

from berkas.alasan import Alasan, Suspect


class Format(NamedTuple):
    """A kind of file on the whitelist: who opens it, its media type, and what people call it."""

    opener: str
    mime: str
    jenis: str


PDF = Format("pdf", "application/pdf", "dokumen")
JPEG = Format("image", "image/jpeg", "gambar")
PNG = Format("image", "image/png", "gambar")
WEBP = Format("image", "image/webp", "gambar")
OFFICE = Format("office", "application/zip", "dokumen")
TEXT = Format("text", "text/plain", "dokumen")
MP3 = Format("recording", "audio/mpeg", "rekaman")
AAC = Format("recording", "audio/aac", "rekaman")
WAV = Format("recording", "audio/wav", "rekaman")
OGG = Format("recording", "audio/ogg", "rekaman")
M4A = Format("recording", "audio/mp4", "rekaman")
MP4 = Format("recording", "video/mp4", "rekaman")
OPAK = Format("opaque", "application/octet-stream", "dokumen")  # only where the form asks for it by name

HEIF_BRANDS = {b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1"}
VIDEO_BRANDS = {b"isom", b"iso2", b"iso4", b"iso5", b"iso6", b"mp41", b"mp42", b"avc1", b"dash", b"MSNV", b"qt  "}
AUDIO_BRANDS = {b"M4A ", b"M4B "}
REFUSED_MAGIC: tuple[tuple[bytes, Alasan], ...] = (
    (b"\x7fELF", Alasan.PROGRAM),
    (b"\xfe\xed\xfa", Alasan.PROGRAM),
    (b"\xcf\xfa\xed\xfe", Alasan.PROGRAM),
    (b"\xca\xfe\xba\xbe", Alasan.PROGRAM),
    (b"#!", Alasan.PROGRAM),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", Alasan.OFFICE_LAMA),
    (b"Rar!", Alasan.ARSIP),
    (b"7z\xbc\xaf", Alasan.ARSIP),
    (b"\x1f\x8b", Alasan.ARSIP),
    (b"BZh", Alasan.ARSIP),
    (b"\xfd7zXZ", Alasan.ARSIP),
    (b"MSCF", Alasan.ARSIP),
    (b"PK\x05\x06", Alasan.ARSIP),
)
MARKUP = re.compile(
    rb"<\s*(?:!doctype|html|head|body|script|iframe|svg|style|meta|object|embed|\?xml|\?php|form|img|a\s+href)", re.I
)


def sniff(head: bytes, size: int) -> Format:
    """The format of a file that begins with `head` (KEPALA bytes) and has `size` bytes. Raises Suspect."""
    if not size:
        raise Suspect(Alasan.KOSONG)
    if head.startswith(b"MZ") and b"\0" in head:
        raise Suspect(Alasan.PROGRAM)
    for magic, alasan in REFUSED_MAGIC:
        if head.startswith(magic):
            raise Suspect(alasan)
    found = _by_magic(head)
    if found:
        return found
    if b"%PDF-" in head[:1024]:
        return PDF  # junk before the header: the opener holds it back as a polyglot
    if MARKUP.search(head):
        raise Suspect(Alasan.HALAMAN_WEB)
    return _text(head, size)


def sniff_opaque(head: bytes, size: int) -> Format:
    """A file of a kind that nobody here can read, such as an encrypted bid. Raises Suspect for an empty one."""
    if not size:
        raise Suspect(Alasan.KOSONG)
    if head.startswith(b"\x7fELF") or (head.startswith(b"MZ") and b"This program cannot be run" in head):
        raise Suspect(Alasan.PROGRAM)
    return OPAK


def _by_magic(head: bytes) -> Format | None:
    simple = (
        (b"%PDF-", PDF),
        (b"\xff\xd8\xff", JPEG),
        (b"\x89PNG\r\n\x1a\n", PNG),
        (b"PK\x03\x04", OFFICE),
        (b"OggS\x00", OGG),
        (b"ID3", MP3),
    )
    for magic, found in simple:
        if head.startswith(magic):
            return found
    if head[:4] == b"RIFF":
        return {b"WEBP": WEBP, b"WAVE": WAV}.get(head[8:12])
    if head[4:8] == b"ftyp":
        return _by_brand(head[8:12])
    if len(head) > 2 and head[0] == 0xFF and head[1] & 0xF6 == 0xF0:
        return AAC
    if len(head) > 2 and head[0] == 0xFF and head[1] & 0xE6 == 0xE2:
        return MP3
    return None


def _by_brand(brand: bytes) -> Format:
    if brand in HEIF_BRANDS:
        raise Suspect(Alasan.HEIC)
    if brand in AUDIO_BRANDS:
        return M4A
    if brand in VIDEO_BRANDS or brand[:3] == b"3gp":
        return MP4
    raise Suspect(Alasan.JENIS)


def _text(head: bytes, size: int) -> Format:
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise Suspect(Alasan.TEKS)
    if b"\0" in head:
        raise Suspect(Alasan.JENIS)
    try:
        head.decode()
    except UnicodeDecodeError as error:
        cut_by_us = size > len(head) and error.start >= len(head) - 3
        if not cut_by_us:
            binary = sum(byte < 9 for byte in head) > 0
            raise Suspect(Alasan.JENIS if binary else Alasan.TEKS) from error
    return TEXT
