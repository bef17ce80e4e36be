"""Letter templates: Markdown with a front matter, a closed list of placeholders, and paragraphs that may be left out.

A template stands in templat/*.md. Between lines of `+++` TOML says what it is; then follows the letter:

    {{ nama_isian }}           one of the placeholders listed under [isian]; while it is unknown it stays as it is
    ::: nama_bagian ... :::    lines that the drafter switches on and off; listed under [bagian]
"""

import re
import tomllib
from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt
from markdown_it.token import Token

FOLDER = Path(__file__).parent / "templat"
JENIS = ("jawaban", "pelimpahan", "undangan", "pemberitahuan", "teguran")
ISIAN = re.compile(r"\{\{ ([a-z_]+) \}\}")
BAGIAN = re.compile(r"^::: ([a-z_]+)\n(.*?)^:::\n", re.MULTILINE | re.DOTALL)
TANDA = re.compile(r"[\\*_|]")
TANDA_AWAL = re.compile(r"^(\d*)(?=[.)#>+-])")
"""What Markdown would take for its own in a text that is filled in, and what only where a line begins."""
PERATAAN = {"text-align:right": "kanan", "text-align:center": "tengah"}
KATA_PANJANG = 25  # letters; a longer word may break anywhere in a table


class TemplatSalah(Exception):
    """A template that cannot be used; the text says which and why."""


@dataclass(frozen=True)
class Isian:
    """One thing to fill in."""

    kode: str
    judul: str
    contoh: str


@dataclass(frozen=True)
class Bagian:
    """Lines that may be left out."""

    kode: str
    judul: str
    awal: bool  # switched on to begin with


@dataclass(frozen=True)
class Templat:
    """One kind of letter."""

    kode: str
    jenis: str
    nama: str
    hal: str
    naskah: str = field(repr=False)
    isian: tuple[Isian, ...] = ()
    bagian: tuple[Bagian, ...] = ()

    def isi_awal(self, konteks: Mapping[str, str], bagian: AbstractSet[str]) -> str:
        """The Markdown to begin with: these parts, these texts filled in. Raises TemplatSalah."""
        if asing := bagian - {satu.kode for satu in self.bagian}:
            raise TemplatSalah(f"{self.kode}: bagian {min(asing)} tidak dikenal")
        naskah = BAGIAN.sub(lambda cocok: cocok[2] if cocok[1] in bagian else "", self.naskah)
        return re.sub(r"\n{3,}", "\n\n", self._isi(naskah, konteks, aman=True)).strip() + "\n"

    def hal_awal(self, konteks: Mapping[str, str]) -> str:
        """The subject to begin with, plain text."""
        return self._isi(self.hal, konteks, aman=False)

    @property
    def bagian_awal(self) -> frozenset[str]:
        """The parts that are switched on to begin with."""
        return frozenset(satu.kode for satu in self.bagian if satu.awal)

    def _isi(self, teks: str, konteks: Mapping[str, str], *, aman: bool) -> str:
        dikenal = {satu.kode for satu in self.isian}
        if asing := konteks.keys() - dikenal:
            raise TemplatSalah(f"{self.kode}: isian {min(asing)} tidak dikenal")

        def ganti(cocok: re.Match[str]) -> str:
            if cocok[1] not in dikenal:
                raise TemplatSalah(f"{self.kode}: isian {cocok[1]} tidak dikenal")
            nilai = " ".join(konteks.get(cocok[1], "").split())
            if not nilai:
                return cocok[0]
            sebelum = teks[teks.rfind("\n", 0, cocok.start()) + 1 : cocok.start()]
            return harfiah(nilai, awal=not sebelum.strip(" >*+-.0123456789")) if aman else nilai

        return ISIAN.sub(ganti, teks)


def semua() -> list[Templat]:
    """All templates, by name."""
    return sorted(_baca_semua().values(), key=lambda satu: satu.nama)


def ambil(kode: str) -> Templat:
    """The template with this code. Raises TemplatSalah."""
    try:
        return _baca_semua()[kode]
    except KeyError as error:
        raise TemplatSalah(f"templat {kode} tidak ada") from error


def belum_diisi(markdown: str) -> list[str]:
    """The placeholders that still stand in a text, in their order."""
    return list(dict.fromkeys(ISIAN.findall(markdown)))


def harfiah(teks: str, *, awal: bool) -> str:
    """Markdown that shows exactly this text, at the beginning of a line or within it."""
    teks = TANDA.sub(r"\\\g<0>", teks)
    return TANDA_AWAL.sub(r"\1\\", teks, count=1) if awal else teks


def baca(sumber: str) -> Templat:
    """A template from the text of its file. Raises TemplatSalah."""
    try:
        _, depan, naskah = re.split(r"^\+\+\+\n", sumber, maxsplit=2, flags=re.MULTILINE)
        data = tomllib.loads(depan)
        templat = Templat(
            kode=data["kode"],
            jenis=data["jenis"],
            nama=data["nama"],
            hal=data["hal"],
            naskah=naskah,
            isian=tuple(Isian(kode, **satu) for kode, satu in data.get("isian", {}).items()),
            bagian=tuple(Bagian(kode, **satu) for kode, satu in data.get("bagian", {}).items()),
        )
    except (ValueError, KeyError, TypeError) as error:
        raise TemplatSalah(f"kepala templat: {error}") from error
    _periksa(templat)
    return templat


def _periksa(templat: Templat) -> None:
    """What is written and what is listed must agree, both ways."""
    if templat.jenis not in JENIS:
        raise TemplatSalah(f"{templat.kode}: jenis {templat.jenis} tidak dikenal")
    tertulis = {"isian": set(ISIAN.findall(templat.hal + templat.naskah)), "bagian": set()}
    tertulis["bagian"] = {cocok[1] for cocok in BAGIAN.finditer(templat.naskah)}
    if ":::" in BAGIAN.sub("", templat.naskah):
        raise TemplatSalah(f"{templat.kode}: bagian tidak ditutup")
    for macam, terdaftar in (("isian", templat.isian), ("bagian", templat.bagian)):
        kode = {satu.kode for satu in terdaftar}
        if beda := tertulis[macam] ^ kode:
            alasan = "tidak dikenal" if tertulis[macam] - kode else "tidak dipakai"
            raise TemplatSalah(f"{templat.kode}: {macam} {min(tertulis[macam] - kode or beda)} {alasan}")


@cache
def _baca_semua() -> dict[str, Templat]:
    return {satu.kode: satu for satu in (baca(berkas.read_text()) for berkas in sorted(FOLDER.glob("*.md")))}


# -- Markdown to the letter --------------------------------------------------------------------------------------------


def html(markdown: str) -> SafeString:
    """The body of a letter: paragraphs, lists, tables, quotes, small headings, stress. Everything else stays text."""
    return mark_safe(str(_PENGURAI.render(markdown.replace("\0", ""))))


def _susun(tokens: list[Token]) -> None:
    """Headings below that of the letter; alignment as a class; a table without headings as a list of particulars."""
    rincian = False
    for ke, token in enumerate(tokens):
        if token.type in ("heading_open", "heading_close"):
            token.tag = "h2" if token.tag in ("h1", "h2") else "h3"
        elif token.type == "table_open":
            rincian = _tanpa_judul(tokens, ke)
            token.attrs = {"class": "rincian"} if rincian else {}
        elif token.type in ("th_open", "td_open"):
            rata = str(token.attrs.get("style"))
            kelas = [PERATAAN[rata]] if rata in PERATAAN else []
            if any(len(kata) > KATA_PANJANG for kata in tokens[ke + 1].content.split()):
                kelas.append("patah")
            token.attrs = {"class": " ".join(kelas)} if kelas else {}


def _tanpa_judul(tokens: list[Token], ke: int) -> bool:
    """Whether the head of the table that opens here is empty; then it is taken away."""
    tutup = next(n for n, token in enumerate(tokens[ke:], start=ke) if token.type == "thead_close")
    kepala = tokens[ke + 1 : tutup + 1]
    if any(token.content.strip() for token in kepala if token.type == "inline"):
        return False
    for token in kepala:
        token.type, token.hidden, token.children = "inline", True, []
    return True


def _pengurai() -> MarkdownIt:
    """No raw HTML, no links, no pictures, no code: what looks like them is printed as it was typed."""
    pengurai = MarkdownIt("zero", {"html": False}).enable(
        ["heading", "list", "table", "blockquote", "emphasis", "escape", "newline"]
    )
    pengurai.core.ruler.push("surat", lambda state: _susun(state.tokens))
    return pengurai


_PENGURAI = _pengurai()
