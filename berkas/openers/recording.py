"""Recordings: the container is walked from end to end; tags that tell of people are dropped where that is simple."""

import re
from collections.abc import Iterator
from typing import BinaryIO

from berkas.alasan import Alasan, Suspect
from berkas.limits import TAIL
from berkas.openers import frames
from berkas.openers.report import PADDING, Report, refuse_zip_tail

CONTAINERS = {b"moov", b"trak", b"mdia", b"moof", b"traf"}
PRIVATE_BOXES = {b"udta", b"meta", b"uuid", b"sefd"}
TOP_BOXES = re.compile(rb"ftyp|moov|mdat|free|skip|wide|uuid|meta|udta|moof|mfra|sidx|styp|ssix|pdin|prft|emsg|sefd")
PLACE = (b"\xa9xyz", b"location", b"loci")
CAMERA = (b"\xa9mak", b"\xa9mod", b"com.apple.quicktime.model", b"com.android.version", b"manu", b"modl")
AUTHOR = (b"\xa9ART", b"\xa9aut", b"auth", b"perf", b"com.apple.quicktime.author")
MAX_BOXES = 20_000


def open_file(source: BinaryIO, data: bytes, mime: str, out: BinaryIO) -> Report:
    """Examine a recording and write its clean copy, if one can be made."""
    refuse_zip_tail(data)
    if mime in {"audio/mpeg", "audio/aac"}:
        return _stream(data, out)
    if mime == "audio/wav":
        return _wav(data, out)
    if mime == "audio/ogg":
        return _ogg(data, out)
    return _mp4(data, mime, out)


def _done(report: Report, out: BinaryIO, *pieces: bytes) -> Report:
    for piece in pieces:
        out.write(piece)
    report.dibersihkan |= report.temuan
    report.salinan = True
    return report


def _stream(data: bytes, out: BinaryIO) -> Report:
    """MP3 and AAC: frame after frame, with tags in front and behind."""
    start, end = frames.without_tags(data)
    mime = frames.check(data, start, end)
    report = Report(mime)
    if any(data[:start].strip(b"\0")) or end < len(data):
        report.temuan.add("penulis")
    return _done(report, out, data[start:end])


def _wav(data: bytes, out: BinaryIO) -> Report:
    """WAV: only format, fact and sound are copied."""
    size = 8 + int.from_bytes(data[4:8], "little")
    if len(data[size:].strip(PADDING)) > TAIL:
        raise Suspect(Alasan.POLIGLOT)
    kept, report, at = b"", Report("audio/wav"), 12
    kinds = []
    while at + 8 <= min(size, len(data)):
        kind, length = data[at : at + 4], int.from_bytes(data[at + 4 : at + 8], "little")
        end = at + 8 + length + (length & 1)
        if at + 8 + length > len(data):
            raise Suspect(Alasan.RUSAK)
        kinds.append(kind)
        if kind in {b"fmt ", b"fact", b"data"}:
            kept += data[at:end].ljust(end - at, b"\0")
        else:
            report.temuan.add("penulis")
        at = end
    if not {b"fmt ", b"data"} <= set(kinds):
        raise Suspect(Alasan.RUSAK)
    return _done(report, out, b"RIFF" + (len(kept) + 4).to_bytes(4, "little") + b"WAVE", kept)


def _ogg(data: bytes, out: BinaryIO) -> Report:
    """Ogg: page after page. Its comments are bound by checksums, so a file with real ones gets no clean copy."""
    at = 0
    while at < len(data):
        if data[at : at + 5] != b"OggS\0":
            if at and len(data[at:].strip(PADDING)) <= TAIL:
                break
            raise Suspect(Alasan.POLIGLOT if at else Alasan.RUSAK)
        table = data[at + 27 : at + 27 + int.from_bytes(data[at + 26 : at + 27])]
        at += 27 + len(table) + sum(table)
    if at > len(data) or len(data) < 28:
        raise Suspect(Alasan.RUSAK)
    report = Report("audio/ogg")
    if frames.ogg_comments(data) - {b"ENCODER"}:
        report.temuan.add("penulis")
        report.dibersihkan.add("tanpa_salinan")
        return report
    return _done(report, out, data)


def _boxes(data: bytes, at: int, end: int) -> Iterator[tuple[bytes, int, int, int]]:
    """(kind, begin, begin of content, end) of the boxes between two places. Raises Suspect."""
    while at < end:
        length, kind, head = int.from_bytes(data[at : at + 4], "big"), data[at + 4 : at + 8], 8
        if length == 1:
            length, head = int.from_bytes(data[at + 8 : at + 16], "big"), 16
        elif length == 0:
            length = end - at
        if length < head or at + length > end:
            raise Suspect(Alasan.RUSAK)
        yield kind, at, at + head, at + length
        at += length


def _mp4(data: bytes, mime: str, out: BinaryIO) -> Report:
    """MP4 family: boxes cover the file exactly; private boxes become free space of the same length."""
    report, copy, kinds, seen = Report(mime), bytearray(data), set(), 0
    waiting = [(0, len(data), True)]
    while waiting:
        begin, end, top = waiting.pop()
        for kind, at, content, after in _boxes(data, begin, end):
            seen += 1
            if seen > MAX_BOXES or (top and not TOP_BOXES.fullmatch(kind)):
                raise Suspect(Alasan.RUMIT if seen > MAX_BOXES else Alasan.POLIGLOT)
            if top:
                kinds.add(kind)
            if kind in PRIVATE_BOXES:
                _note(data[content:after], report)
                copy[at + 4 : at + 8] = b"free"
                copy[content:after] = bytes(after - content)
            elif kind in CONTAINERS:
                waiting.append((content, after, False))
    if not {b"ftyp", b"moov"} <= kinds:
        raise Suspect(Alasan.RUSAK)
    return _done(report, out, bytes(copy))


def _note(box: bytes, report: Report) -> None:
    for words, what in ((PLACE, "lokasi"), (CAMERA, "kamera"), (AUTHOR, "penulis")):
        if any(word in box for word in words):
            report.temuan.add(what)
