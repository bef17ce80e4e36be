"""Does a complaint give its writer away? A pure look at the texts, for the warning before sending.

Found are the writer's own name, and anything that looks like an identity number (NIK), a telephone number or an e-mail
address, whoever it belongs to. It warns and never blocks: the writer may have meant it.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.db import models
from django.utils.translation import gettext_lazy as _

PANJANG_BAGIAN = 4  # letters; shorter parts of a name are words of every day
KUTIPAN = 24  # characters around a find
MAKS_TEMUAN = 12
# Parts of names that very many people share, and titles: alone they point to nobody.
UMUM = frozenset(
    [
        "abdul",
        "abdullah",
        "achmad",
        "ahmad",
        "anak",
        "bapak",
        "binti",
        "cecep",
        "dewi",
        "drs",
        "gusti",
        "haji",
        "hajah",
        "ibu",
        "maria",
        "mochamad",
        "mohamad",
        "mohammad",
        "muhamad",
        "muhammad",
        "nona",
        "nyoman",
        "nyonya",
        "prof",
        "putra",
        "putri",
        "raden",
        "siti",
        "tuan",
    ]
)
KATA = re.compile(r"[^\W_]+")
PISAH = r"[\s.\-/]?"
NIK = re.compile(rf"(?<!\d)\d(?:{PISAH}\d){{15}}(?!\d)")
TELEPON = re.compile(r"(?<!\d)(?:\+?\s?62|0)[\s().\-]*8(?:[\s().\-]{0,2}\d){7,11}(?!\d)")
SUREL = re.compile(r"[\w.+\-]{1,64}@[\w\-]{1,63}(?:\.[\w\-]{2,63}){1,4}")


class Petunjuk(models.TextChoices):
    """What kind of thing points to the writer."""

    NAMA = "nama", _("nama Anda")
    NIK = "nik", _("nomor identitas (NIK)")
    TELEPON = "telepon", _("nomor telepon")
    SUREL = "surel", _("alamat e-mail")


@dataclass(frozen=True)
class Temuan:
    """One find: what it is, in which text, and the words around it."""

    petunjuk: Petunjuk
    tempat: str
    sebelum: str
    isi: str
    sesudah: str


def periksa(teks: Mapping[str, str], *, nama: str = "") -> list[Temuan]:
    """Look through texts (place -> text) for the writer's `nama`, and for numbers and addresses; the first of each."""
    found = [t for tempat, isi in teks.items() for t in _di(tempat, isi, nama)]
    return found[:MAKS_TEMUAN]


def _di(tempat: str, isi: str, nama: str) -> Iterator[Temuan]:
    taken: list[tuple[int, int]] = []
    for petunjuk, spans in (
        (Petunjuk.SUREL, _cocok(SUREL, isi)),
        (Petunjuk.NIK, _cocok(NIK, isi)),
        (Petunjuk.TELEPON, _cocok(TELEPON, isi)),
        (Petunjuk.NAMA, _nama(nama, isi)),
    ):
        for awal, akhir in spans:
            if any(awal < b and a < akhir for a, b in taken):
                continue
            taken.append((awal, akhir))
            yield _kutip(petunjuk, tempat, isi, awal, akhir)
            break


def _cocok(pola: re.Pattern[str], isi: str) -> Iterator[tuple[int, int]]:
    return (m.span() for m in pola.finditer(_angka_biasa(isi)))


def _angka_biasa(isi: str) -> str:
    """Digits and at-signs of every script as ASCII, one character for one, so that positions stay."""
    return "".join(str(unicodedata.digit(c, c)) if not c.isascii() else c for c in isi.replace("＠", "@"))


def _nama(nama: str, isi: str) -> Iterator[tuple[int, int]]:
    """Where the whole name stands, or else a part of it that is rare enough; accents and case do not matter."""
    bagian = [_lipat(k) for k in KATA.findall(nama)]
    if not bagian:
        return
    kata = [(_lipat(m.group()), m.span()) for m in KATA.finditer(isi)]
    n = len(bagian)
    for i in range(len(kata) - n + 1):
        if [k for k, _span in kata[i : i + n]] == bagian:
            yield kata[i][1][0], kata[i + n - 1][1][1]
    langka = {b for b in bagian if len(b) >= PANJANG_BAGIAN and b not in UMUM}
    yield from (span for k, span in kata if k in langka)


def _lipat(kata: str) -> str:
    polos = unicodedata.normalize("NFKD", kata).casefold()
    return "".join(c for c in polos if not unicodedata.combining(c))


def _kutip(petunjuk: Petunjuk, tempat: str, isi: str, awal: int, akhir: int) -> Temuan:
    dari, sampai = max(0, awal - KUTIPAN), min(len(isi), akhir + KUTIPAN)
    return Temuan(
        petunjuk,
        tempat,
        ("… " if dari else "") + isi[dari:awal],
        isi[awal:akhir],
        isi[akhir:sampai] + (" …" if sampai < len(isi) else ""),
    )
