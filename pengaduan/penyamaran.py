"""Blanks out of a text whatever tells who wrote it: his name or a rare part of it, his numbers, his address.

Other people's names and numbers stay: they are what the complaint is about.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator

from pengaduan.keterbukaan import KATA, PANJANG_BAGIAN, UMUM

SAMAR = "[disamarkan]"
PISAH = r"[\s.\-()/]{0,2}"
ANGKA_TERPENDEK = 6  # digits; a shorter number points to nobody


def samarkan(isi: str, *, nama: str = "", surel: str = "", nomor: Iterable[str] = ()) -> str:
    """Return `isi` without the writer's name, e-mail address and numbers (telephone, NIK), however they are written."""
    if not isi:
        return isi
    spans = [*_nama(nama, isi), *_surel(surel, isi)]
    for satu in nomor:
        spans += _nomor(satu, isi)
    for awal, akhir in reversed(_gabung(spans, isi)):
        isi = isi[:awal] + SAMAR + isi[akhir:]
    return isi


def _lipat(kata: str) -> str:
    polos = unicodedata.normalize("NFKD", kata).casefold()
    return "".join(c for c in polos if not unicodedata.combining(c))


def _nama(nama: str, isi: str) -> Iterator[tuple[int, int]]:
    """The whole name, wherever it stands, and each part that is rare enough to point to somebody."""
    bagian = [_lipat(k) for k in KATA.findall(nama)]
    if not bagian:
        return
    langka = {b for b in bagian if len(b) >= PANJANG_BAGIAN and b not in UMUM}
    kata = [(_lipat(m.group()), m.span()) for m in KATA.finditer(isi)]
    yield from (span for k, span in kata if k in langka)
    n = len(bagian)
    for i in range(len(kata) - n + 1):
        if [k for k, _span in kata[i : i + n]] == bagian:
            yield kata[i][1][0], kata[i + n - 1][1][1]


def _surel(surel: str, isi: str) -> list[tuple[int, int]]:
    if not surel.strip() or ("@" in surel and "@" not in isi):
        return []  # a pattern of its own for each writer is what costs time
    pola = re.compile(re.escape(surel.strip()), re.IGNORECASE)
    return [m.span() for m in pola.finditer(isi)]


def _nomor(nomor: str, isi: str) -> list[tuple[int, int]]:
    """A number with any separators; a telephone number with 0, 62 or +62 before it."""
    angka = re.sub(r"\D", "", _ascii(nomor))
    inti = re.sub(r"^(62|0)(?=8)", "", angka)
    if len(inti) < ANGKA_TERPENDEK or inti not in re.sub(r"\D", "", _ascii(isi)):
        return []
    awalan = rf"(?:\+?{PISAH}6{PISAH}2|0)?{PISAH}" if inti != angka or angka.startswith("8") else ""
    pola = re.compile(rf"(?<!\d){awalan}{PISAH.join(inti)}(?!\d)")
    return [m.span() for m in pola.finditer(_ascii(isi))]


def _ascii(isi: str) -> str:
    """Digits of every script as ASCII, one character for one, so that positions stay."""
    if isi.isascii():
        return isi
    return "".join(str(unicodedata.digit(c, c)) if not c.isascii() else c for c in isi)


def _gabung(spans: Iterable[tuple[int, int]], isi: str) -> list[tuple[int, int]]:
    """Spans in order, those that overlap or stand beside each other made one."""
    hasil: list[tuple[int, int]] = []
    for awal, akhir in sorted(spans):
        if hasil and (awal <= hasil[-1][1] or not isi[hasil[-1][1] : awal].strip()):
            hasil[-1] = (hasil[-1][0], max(akhir, hasil[-1][1]))
        else:
            hasil.append((awal, akhir))
    return hasil
