"""Charts drawn by the server as SVG: bars that lie, bars that stand, lines; each with the same figures as a table.

`static/bagan.js` draws them again where there is a script, from `Bagan.data`.

Colours come from classes (`rupa/scss/komponen/_bagan.scss`), so that dark mode follows; the attributes beside them are
for paper, where WeasyPrint reads no style sheet inside a drawing. Nothing here needs `style=""` or a script.
"""

import json
import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from itertools import pairwise

from django.utils.functional import cached_property
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from akun.templatetags.rupa import angka

LEBAR = 320  # of the drawing; the page makes it as wide as its column, so that writing stays readable on a telephone
HURUF = 12
TEKS, TEKS_2, GARIS = "#251d1b", "#5f544f", "#e5ddd7"  # on paper
WARNA = ("#8a1c3a", "#857972", "#275a86", "#7a5800")  # of each series, on paper
PUTUS = ("none", "6 4", "2 3", "8 3 2 3")  # lines differ without colour too
TINGGI_BATANG, SELA = 14, 12
TINGGI_TEGAK, KAKI, ATAS = 150, 22, 16
PANJANG_LABEL = 46
RAPAT_NAMA, RAPAT_HURUF = 144, 21  # of a name beside its bars: how wide, how many letters in a line
RAPAT_BATANG, RAPAT_BARIS, RAPAT_SELA = 11, 14, 8
LEBAR_HURUF = 6.4  # of an average letter
SKALA = (1, 2, 4, 6, 8, 10)  # what the scale of a line ends with: half of it is a round number too
Nilai = int | float | None


class Bentuk(StrEnum):
    """How a chart is drawn: lying bars suit long names, standing bars few short ones, lines what goes on in time.

    RAPAT are lying bars with the name beside them instead of above, for a page that shows much.
    """

    MENDATAR = "mendatar"
    RAPAT = "rapat"
    TEGAK = "tegak"
    GARIS = "garis"


@dataclass(frozen=True)
class Deret:
    """A series: one value for each label, None where there is none. `satuan` when it is not that of the chart."""

    nama: str
    nilai: Sequence[Nilai]
    satuan: str | None = None


@dataclass(frozen=True)
class Bagan:
    """A chart and its table. `kunci` is unique on the page. Raises ValueError for what cannot be drawn."""

    kunci: str
    judul: str
    label: Sequence[str]
    deret: Sequence[Deret]
    bentuk: Bentuk = Bentuk.MENDATAR
    kepala_label: str = ""  # heading of the first column of the table
    satuan: str = ""  # behind each value: "%"
    catatan: str = field(default="", kw_only=True)
    tambahan: Sequence[Deret] = field(default=(), kw_only=True)  # columns of the table that are not drawn
    url: Sequence[str] = field(default=(), kw_only=True)  # what lies behind each label; "" where nothing does
    tampil: int = field(default=0, kw_only=True)  # how many labels are drawn, if not all; the table has all

    def __post_init__(self) -> None:
        if not 1 <= len(self.deret) <= len(WARNA):
            raise ValueError("A chart has one to four series.")
        if any(len(d.nilai) != len(self.label) for d in self.kolom) or len(self.url) not in {0, len(self.label)}:
            raise ValueError("Each series has one value for each label.")
        if any(n is not None and not 0 <= n < float("inf") for d in self.kolom for n in d.nilai):
            raise ValueError("Values are finite and not negative.")

    @property
    def kolom(self) -> list[Deret]:
        """The columns of the table."""
        return [*self.deret, *self.tambahan]

    @cached_property
    def digambar(self) -> "Bagan":
        """The chart without what stands in the table only."""
        n = self.tampil or len(self.label)
        deret = [replace(d, nilai=d.nilai[:n]) for d in self.deret]
        return replace(self, label=self.label[:n], deret=deret, tambahan=(), url=(), tampil=0)

    @property
    def data(self) -> str:
        """What static/bagan.js draws from."""
        b = self.digambar
        isi = {
            "bentuk": b.bentuk,
            "satuan": b.satuan,
            "label": [str(a) for a in b.label],
            "deret": [[str(d.nama), d.nilai] for d in b.deret],
        }
        return json.dumps(isi, ensure_ascii=False, separators=(",", ":"))

    @property
    def kosong(self) -> bool:
        """Nothing to draw: no label, or nothing but zeros."""
        return not any(n for d in self.deret for n in d.nilai)

    @cached_property
    def uraian(self) -> str:
        """All figures as a sentence, for those who do not see the drawing."""
        return ". ".join(
            f"{d.nama}: " + "; ".join(f"{a} {self.tulis(n)}" for a, n in zip(self.label, d.nilai, strict=True))
            for d in self.deret
        )

    @property
    def kepala(self) -> list[str]:
        """The heads of the table."""
        return [self.kepala_label, *(d.nama for d in self.kolom)]

    @property
    def baris(self) -> list[tuple[str, str, list[tuple[str, str]]]]:
        """The rows of the table: the label, its address, and for each column its name and its value."""
        url = self.url or [""] * len(self.label)
        return [
            (label, url[n], [(d.nama, self.tulis(d.nilai[n], d.satuan)) for d in self.kolom])
            for n, label in enumerate(self.label)
        ]

    def tulis(self, nilai: Nilai, satuan: str | None = None) -> str:
        """A value as it is read; a dash where there is none."""
        if nilai is None:
            return "-"
        bulat = int(nilai) if nilai == int(nilai) else round(nilai, 1)
        satuan = self.satuan if satuan is None else satuan
        return f"{angka(bulat)}{'' if satuan in ('', '%') else ' '}{satuan}"

    @cached_property
    def puncak(self) -> float:
        """The largest value, of shares the whole; never 0."""
        return max((n for d in self.deret for n in d.nilai if n), default=1) if self.satuan != "%" else 100

    @property
    def svg(self) -> SafeString:
        """The drawing."""
        tinggi, isi = PELUKIS[self.bentuk](self.digambar)
        return format_html(
            '<svg class="bagan__gambar" xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {0} {1}" width="{0}"'
            ' height="{1}" role="img" aria-labelledby="{2}-judul {2}-uraian" font-family="Plus Jakarta Sans"'
            ' font-size="{3}"><title id="{2}-judul">{4}</title><desc id="{2}-uraian">{5}</desc>{6}</svg>',
            LEBAR,
            _n(tinggi),
            self.kunci,
            HURUF,
            self.judul,
            self.digambar.uraian,
            isi,
        )

    @property
    def keterangan(self) -> list[tuple[SafeString, str]]:
        """The legend: a small square and the name of each series; one series needs none."""
        if len(self.deret) == 1:
            return []
        kotak = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 12 12" width="12" height="12">{}</svg>'
        return [(format_html(kotak, _kotak(n, 0, 0, 12, 12)), d.nama) for n, d in enumerate(self.deret)]


def _n(nilai: float) -> str:
    """A coordinate, short."""
    return f"{nilai:.1f}".removesuffix(".0")


def _potong(teks: str, panjang: int) -> str:
    """So much of a text as fits; the table has all of it."""
    return teks if len(teks) <= panjang else f"{teks[: panjang - 1].rstrip()}…"


def _tulisan(x: float, y: float, teks: str, jangkar: str = "start", *, redup: bool = False) -> SafeString:
    return format_html(
        '<text class="{}" x="{}" y="{}" text-anchor="{}" fill="{}">{}</text>',
        "bagan__redup" if redup else "bagan__teks",
        _n(x),
        _n(y),
        jangkar,
        TEKS_2 if redup else TEKS,
        teks,
    )


def _kotak(deret: int, x: float, y: float, lebar: float, tinggi: float) -> SafeString:
    return format_html(
        '<rect class="bagan__d{}" x="{}" y="{}" width="{}" height="{}" rx="2" fill="{}"/>',
        deret,
        _n(x),
        _n(y),
        _n(lebar),
        _n(tinggi),
        WARNA[deret],
    )


def _datar(y: float) -> SafeString:
    return format_html(
        '<line class="bagan__garis" x1="0" x2="{}" y1="{}" y2="{}" stroke="{}"/>', LEBAR, _n(y), _n(y), GARIS
    )


def _sambung(potong: Iterator[SafeString]) -> SafeString:
    return format_html_join("", "{}", ((p,) for p in potong))


def _mendatar(b: Bagan) -> tuple[float, SafeString]:
    """Lying bars: the name above, below it a bar for each series with its value at the end."""
    satu = HURUF + 6 + len(b.deret) * (TINGGI_BATANG + 2)
    ruang = LEBAR - 12 - 7 * max((len(b.tulis(n)) for d in b.deret for n in d.nilai), default=1)

    def isi() -> Iterator[SafeString]:
        for ke, label in enumerate(b.label):
            y = ke * (satu + SELA)
            yield _tulisan(0, y + HURUF, _potong(label, PANJANG_LABEL))
            for n, d in enumerate(b.deret):
                nilai, atas = d.nilai[ke], y + HURUF + 6 + n * (TINGGI_BATANG + 2)
                lebar = max(2, ruang * nilai / b.puncak) if nilai else 0
                if lebar:
                    yield _kotak(n, 0, atas, lebar, TINGGI_BATANG)
                yield _tulisan(lebar + 6 if lebar else 0, atas + HURUF - 1, b.tulis(nilai), redup=True)

    return max(1, len(b.label) * (satu + SELA) - SELA), _sambung(isi())


def _lipat(teks: str) -> list[str]:
    """A name in one line or two; the table has all of it."""
    if len(teks) <= RAPAT_HURUF:
        return [teks]
    depan = teks[: RAPAT_HURUF + 1].rpartition(" ")[0] or teks[:RAPAT_HURUF]
    return [depan, _potong(teks[len(depan) :].strip(), RAPAT_HURUF)]


def _rapat(b: Bagan) -> tuple[float, SafeString]:
    """Lying bars: the name to the left, its bars beside it, each with its value at the end."""
    nama = [_lipat(label) for label in b.label]
    satu = RAPAT_BARIS * max(len(b.deret), *map(len, nama), 1)
    ruang = LEBAR - RAPAT_NAMA - 8 - 7 * max((len(b.tulis(n)) for d in b.deret for n in d.nilai), default=1)

    def isi() -> Iterator[SafeString]:
        for ke, kata in enumerate(nama):
            tengah = ke * (satu + RAPAT_SELA) + satu / 2
            for n, teks in enumerate(kata):
                yield _tulisan(0, tengah + (n - (len(kata) - 1) / 2) * RAPAT_BARIS + 4, teks)
            for n, d in enumerate(b.deret):
                nilai, y = d.nilai[ke], tengah + (n - (len(b.deret) - 1) / 2) * RAPAT_BARIS
                lebar = max(2, ruang * nilai / b.puncak) if nilai else 0
                if lebar:
                    yield _kotak(n, RAPAT_NAMA, y - RAPAT_BATANG / 2, lebar, RAPAT_BATANG)
                yield _tulisan(RAPAT_NAMA + (lebar + 6 if lebar else 0), y + 4, b.tulis(nilai), redup=True)

    return max(1, len(b.label) * (satu + RAPAT_SELA) - RAPAT_SELA), _sambung(isi())


def _tegak(b: Bagan) -> tuple[float, SafeString]:
    """Standing bars in groups, values above, names below."""
    grup = LEBAR / max(1, len(b.label))
    batang = min(36.0, grup * 0.8 / len(b.deret))
    dasar = ATAS + TINGGI_TEGAK

    def isi() -> Iterator[SafeString]:
        yield _datar(dasar)
        for ke, label in enumerate(b.label):
            tengah = (ke + 0.5) * grup
            for n, d in enumerate(b.deret):
                nilai = d.nilai[ke]
                x = tengah + (n - len(b.deret) / 2) * batang
                tinggi = max(2, TINGGI_TEGAK * nilai / b.puncak) if nilai else 0
                if tinggi:
                    yield _kotak(n, x + 1, dasar - tinggi, batang - 2, tinggi)
                yield _tulisan(x + batang / 2, dasar - tinggi - 4, b.tulis(nilai), "middle", redup=True)
            yield _tulisan(tengah, dasar + 16, _potong(label, max(3, int(grup / 6.5))), "middle")

    return dasar + KAKI, _sambung(isi())


def _ujung(puncak: float) -> float:
    """Where the scale of a line ends: the next round number of which half is one too."""
    pangkat = 10.0 ** math.floor(math.log10(puncak))
    return next(m * pangkat for m in SKALA if m * pangkat >= puncak)


def _garis(b: Bagan) -> tuple[float, SafeString]:
    """A line for each series, broken where there is no value; a scale of three lines."""
    ujung = _ujung(b.puncak)
    kiri, kanan = 8 + 7 * max(len(b.tulis(ujung)), len(b.tulis(ujung / 2))), LEBAR - 8
    langkah = (kanan - kiri) / max(1, len(b.label) - 1)
    dasar = ATAS + TINGGI_TEGAK
    lebar = LEBAR_HURUF * max(map(len, b.label), default=1)
    tiap = max(1, -(-len(b.label) // 6), math.ceil((1.5 * lebar + 6) / langkah))  # the first and last stand inwards
    muat = max(8, int(langkah * tiap / 7))  # letters between two names

    def titik(d: Deret) -> Iterator[tuple[float, float] | None]:
        for ke, nilai in enumerate(d.nilai):
            yield None if nilai is None else (kiri + ke * langkah, dasar - TINGGI_TEGAK * nilai / ujung)

    def isi() -> Iterator[SafeString]:
        for bagian in (0, 0.5, 1):
            yield _datar(dasar - TINGGI_TEGAK * bagian)
            yield _tulisan(0, dasar - TINGGI_TEGAK * bagian - 3, b.tulis(ujung * bagian), redup=True)
        for n, d in enumerate(b.deret):
            semua = list(titik(d))
            ruas = [(*p, *q) for p, q in pairwise(semua) if p and q]
            yield format_html_join(
                "",
                f'<line class="bagan__l{n}" x1="{{}}" y1="{{}}" x2="{{}}" y2="{{}}" stroke="{WARNA[n]}"'
                f' stroke-width="2" stroke-dasharray="{PUTUS[n]}"/>',
                ([_n(v) for v in r] for r in ruas),
            )
            yield format_html_join(
                "",
                f'<circle class="bagan__d{n}" cx="{{}}" cy="{{}}" r="3" fill="{WARNA[n]}"/>',
                ([_n(v) for v in p] for p in semua if p),
            )
        for ke, label in enumerate(b.label):
            if ke % tiap == 0:
                jangkar = "start" if ke == 0 else "end" if ke == len(b.label) - 1 else "middle"
                yield _tulisan(kiri + ke * langkah, dasar + 16, _potong(label, muat), jangkar)

    return dasar + KAKI, _sambung(isi())


PELUKIS = {Bentuk.MENDATAR: _mendatar, Bentuk.RAPAT: _rapat, Bentuk.TEGAK: _tegak, Bentuk.GARIS: _garis}
