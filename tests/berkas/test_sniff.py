"""Kinds are told by content, never by name."""

import pytest

from berkas.alasan import Alasan, Suspect
from berkas.sniff import sniff
from tests.berkas import samples

KNOWN = {
    "application/pdf": samples.pdf,
    "image/jpeg": samples.jpeg_gps,
    "image/png": lambda: samples.picture("PNG"),
    "image/webp": lambda: samples.picture("WEBP"),
    "application/zip": samples.docx,
    "audio/wav": samples.wav,
    "audio/mpeg": samples.mp3,
    "audio/aac": samples.aac,
    "audio/ogg": samples.ogg,
    "video/mp4": samples.mp4,
    "audio/mp4": lambda: samples.mp4(b"M4A "),
    "text/plain": lambda: "Harga HPS melebihi pagu \U0001f600\n".encode() * 300,
}
REFUSED = [
    (b"", Alasan.KOSONG),
    (samples.exe(), Alasan.PROGRAM),
    (b"\x7fELF" + bytes(50), Alasan.PROGRAM),
    (b"#!/bin/sh\nrm -rf /", Alasan.PROGRAM),
    (samples.HTML, Alasan.HALAMAN_WEB),
    (samples.SVG, Alasan.HALAMAN_WEB),
    (b"\xef\xbb\xbf\n  <svg onload=x>", Alasan.HALAMAN_WEB),
    (samples.heic(), Alasan.HEIC),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), Alasan.OFFICE_LAMA),
    (b"Rar!\x1a\x07\x00", Alasan.ARSIP),
    (b"7z\xbc\xaf\x27\x1c", Alasan.ARSIP),
    (b"GIF89a" + bytes(20), Alasan.JENIS),
    (b"a,b\0,c", Alasan.JENIS),
    ("Harga Rp é".encode("latin-1"), Alasan.TEKS),
    ("Uraian".encode("utf-16"), Alasan.TEKS),
]


@pytest.mark.parametrize("mime", KNOWN)
def test_a_kind_on_the_list_is_recognised(mime: str) -> None:
    content = KNOWN[mime]()
    assert sniff(content[:4096], len(content)).mime == mime


@pytest.mark.parametrize(("content", "alasan"), REFUSED)
def test_everything_else_is_refused_with_its_own_reason(content: bytes, alasan: Alasan) -> None:
    with pytest.raises(Suspect) as refused:
        sniff(content[:4096], len(content))
    assert refused.value.alasan == alasan


def test_a_letter_cut_by_our_own_reading_is_no_fault() -> None:
    content = b"a" * 4095 + "é".encode() + b"b"
    assert sniff(content[:4096], len(content)).mime == "text/plain"
