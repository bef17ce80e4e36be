"""The paragraphs of a letter template that may be left out, in a text that somebody is writing already.

A paragraph is recognised also when its blanks have been filled in; one that was rewritten is nobody's but the writer's.
"""

import re
from collections.abc import Set as AbstractSet

from persuratan.templat import BAGIAN, ISIAN, Templat

BUTIR = re.compile(r"^\d+\\?\. ", re.MULTILINE)


def ada(templat: Templat, isi: str) -> set[str]:
    """Which of them stand in a text."""
    isi = _rata(isi)
    return {kode for kode, teks in _bagian(templat).items() if _pola(teks).search(isi)}


def setel(templat: Templat, isi: str, *, mau: AbstractSet[str], tadi: AbstractSet[str]) -> tuple[str, list[str]]:
    """The text with the paragraphs that were switched on and without those switched off since `tadi`.

    Also the names of those that are to go but were rewritten: they stay, and the writer takes them out himself.
    """
    isi, sisa = _rata(isi), []
    judul = {satu.kode: satu.judul for satu in templat.bagian}
    for kode, teks in _bagian(templat).items():
        pola = _pola(teks)
        if kode in mau and kode not in tadi and not pola.search(isi):
            isi = _tambah(isi, teks)
        elif kode in tadi and kode not in mau:
            baru = pola.sub("\n", isi, count=1)
            if baru == isi:
                sisa.append(judul[kode])
            isi = baru
    return re.sub(r"\n{3,}", "\n\n", isi).strip("\n") + "\n", sisa


def _bagian(templat: Templat) -> dict[str, str]:
    return {cocok[1]: cocok[2].strip() for cocok in BAGIAN.finditer(templat.naskah)}


def _rata(isi: str) -> str:
    """One kind of line break, as browsers send another."""
    return isi.replace("\r\n", "\n").replace("\r", "\n")


def _pola(teks: str) -> re.Pattern[str]:
    """This paragraph between blank lines, whatever stands in its blanks and at its head as a number."""
    potong = ISIAN.split(BUTIR.sub("", teks))[::2]
    inti = r"[^\n]+?".join(re.escape(satu) for satu in potong)
    return re.compile(rf"(?:^|\n)(?:\d+\\?\. )?{inti}(?=\n|$)\n?")


def _tambah(isi: str, teks: str) -> str:
    """Before the closing sentence, which is the last paragraph."""
    depan, batas, penutup = isi.rstrip().rpartition("\n\n")
    return f"{depan}{batas}{teks}\n\n{penutup}\n" if batas else f"{isi.rstrip()}\n\n{teks}\n"
