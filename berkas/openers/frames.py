"""Frames and tags of MP3, AAC and Ogg streams."""

from berkas.alasan import Alasan, Suspect
from berkas.limits import TAIL
from berkas.openers.report import PADDING

BITRATES = {
    1: (0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320),
    2: (0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160),
}
RATES = {3: (44100, 48000, 32000), 2: (22050, 24000, 16000), 0: (11025, 12000, 8000)}


def without_tags(data: bytes) -> tuple[int, int]:
    """Where the frames begin and end, without ID3v2 in front and ID3v1, APE or ID3v2 behind."""
    start, end = 0, len(data)
    while data[start : start + 3] == b"ID3":
        size = data[start + 6 : start + 10]
        footer = 10 if data[start + 5] & 0x10 else 0
        start += 10 + footer + sum(byte << shift for byte, shift in zip(size, (21, 14, 7, 0), strict=True))
        if start >= end:
            raise Suspect(Alasan.RUSAK)
    while data[start : start + 1] == b"\0":
        start += 1
    if data[end - 128 : end - 125] == b"TAG":
        end -= 128
    if data[end - 32 : end - 24] == b"APETAGEX":
        whole = int.from_bytes(data[end - 20 : end - 16], "little")
        end -= whole + (32 if data[end - 9] & 0x80 else 0)
    return start, end


def check(data: bytes, start: int, end: int) -> str:
    """The media type of the frames, which must follow each other to the end. Raises Suspect."""
    aac = data[start + 1 : start + 2] and data[start + 1] & 0xF6 == 0xF0
    at, count = start, 0
    while at + 4 <= end:
        length = _aac_length(data, at) if aac else _mp3_length(data, at)
        if not length:
            break
        at += length
        count += 1
    if count < 3:
        raise Suspect(Alasan.RUSAK)
    if at < end and len(data[at:end].strip(PADDING)) > TAIL:
        raise Suspect(Alasan.POLIGLOT)
    return "audio/aac" if aac else "audio/mpeg"


def _mp3_length(data: bytes, at: int) -> int:
    """Bytes of the Layer III frame at this place, or 0 when there is none."""
    if data[at] != 0xFF or data[at + 1] & 0xE6 != 0xE2:
        return 0
    version, third = data[at + 1] >> 3 & 3, data[at + 2]
    rate, kilobit = third >> 2 & 3, third >> 4
    if version == 1 or rate == 3 or kilobit in {0, 15}:
        return 0
    samples = 144 if version == 3 else 72
    return samples * 1000 * BITRATES[1 if version == 3 else 2][kilobit] // RATES[version][rate] + (third >> 1 & 1)


def _aac_length(data: bytes, at: int) -> int:
    """Bytes of the ADTS frame at this place, or 0 when there is none."""
    if data[at] != 0xFF or data[at + 1] & 0xF6 != 0xF0 or at + 7 > len(data):
        return 0
    length = (data[at + 3] & 3) << 11 | data[at + 4] << 3 | data[at + 5] >> 5
    return length if length >= 7 else 0


def ogg_comments(data: bytes) -> set[bytes]:
    """The names of the comments in the headers of an Ogg stream (Opus and Vorbis)."""
    for magic in (b"OpusTags", b"\x03vorbis"):
        at = data.find(magic, 0, 65_536)
        if at >= 0:
            return _comments(data, at + len(magic))
    return set()


def _comments(data: bytes, at: int) -> set[bytes]:
    def number(place: int) -> int:
        return int.from_bytes(data[place : place + 4], "little")

    at += 4 + number(at)
    names, count = set(), number(at)
    at += 4
    for _ in range(min(count, 1000)):
        length = number(at)
        names.add(data[at + 4 : at + 4 + length].partition(b"=")[0].upper())
        at += 4 + length
    return names
