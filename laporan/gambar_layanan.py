"""A figure of the report as it is shown: numbered, drawn and tabled, whatever the shape of its result."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import ceil
from typing import Any

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from akun.bagan import PANJANG_LABEL, RAPAT_HURUF, Bagan, Bentuk, Deret, Nilai
from akun.templatetags.rupa import angka as tulis_angka
from helpdesk.isi_laporan import Sel, Tabel
from laporan.angka import bentuk
from laporan.angka.bentuk import Angka, Hasil

TERGAMBAR = 12  # lying bars; the table has them all
BERSEBELAHAN, KOLOM_BERSEBELAHAN = 8, 4  # rows and columns of a table that stands beside its drawing
SEHALAMAN = 30  # rows of a table that is not parted


@dataclass(frozen=True)
class Gambar:
    """One figure: `nomor` counts through the report; `bagan` is None where a drawing would say nothing."""

    urut: int
    kode: str
    judul: str
    definisi: str
    tabel: Tabel
    bagan: Bagan | None = None
    telusur: str = ""  # the page of the figure itself

    @property
    def kunci(self) -> str:
        """Its anchor."""
        return f"gambar-{self.kode}"

    @property
    def nomor(self) -> str:
        """How the text calls it."""
        return _("Gambar %(n)s.") % {"n": self.urut} if self.bagan else _("Tabel %(n)s.") % {"n": self.urut}

    @property
    def panjang(self) -> bool:
        """Its table may run over pages."""
        return len(self.tabel.isi) > SEHALAMAN

    @property
    def berbatang(self) -> bool:
        """On paper the bars stand in the table itself: it is long, its names are, or it has many columns."""
        if self.bagan is None or self.garis:
            return False
        banyak = len(self.tabel.isi) > BERSEBELAHAN or len(self.tabel.kepala) > KOLOM_BERSEBELAHAN
        return banyak or any(len(nama) > PANJANG_LABEL for nama in self.bagan.label)

    @property
    def garis(self) -> bool:
        """It goes on in time."""
        return self.bagan is not None and self.bagan.bentuk == Bentuk.GARIS

    @property
    def svg(self) -> SafeString | str:
        """The drawing beside a table on paper."""
        return self.bagan.svg if self.bagan and not self.berbatang else ""

    @property
    def baris_kertas(self) -> list[tuple[list[dict[str, Any]], int | None]]:
        """The rows of the table; with the length of the bar in it, of a hundred."""
        baris = self.tabel.baris
        if self.bagan is None or not self.berbatang:
            return [(sel, None) for sel in baris]
        nilai = self.bagan.deret[0].nilai
        puncak = max(n for n in nilai if n is not None)
        return [(sel, ceil(100 * (n or 0) / puncak)) for sel, n in zip(baris, nilai, strict=True)]

    @property
    def keterangan(self) -> list[str]:
        """The legend of the drawing on paper."""
        return [d.nama for d in self.bagan.deret] if self.bagan and self.svg and len(self.bagan.deret) > 1 else []


@dataclass(frozen=True)
class Ubin:
    """A large number, with what it was before."""

    nama: str
    nilai: str
    banding: str = ""
    url: str = ""


def persen(bagian: int, seluruh: int) -> float | None:
    """A share in percent to one decimal: shares of one column may add up to 99,9 or 100,1."""
    return round(100 * bagian / seluruh, 1) if seluruh else None


def _ringkas(nilai: float | None) -> float | None:
    return None if nilai is None else round(nilai, 1)


def gambar(satu: Angka, kini: Hasil, lalu: Hasil | None, *, urut: int, telusur: str = "") -> Gambar | None:
    """The figure of a result; None for a single number, which stands in the text."""
    kosong = Gambar(urut, satu.kode, str(satu.judul), str(satu.definisi), Tabel("", (), ()), telusur=telusur)
    if isinstance(kini, bentuk.Rincian):
        return _rincian(kosong, kini, lalu)
    if isinstance(kini, bentuk.Deret):
        return _deret(kosong, kini, lalu)
    if isinstance(kini, bentuk.Lamanya):
        return _lama(kosong, kini, lalu)
    if isinstance(kini, bentuk.Ketepatan):
        return _tepat(kosong, kini, lalu)
    return _beban(kosong, kini) if isinstance(kini, bentuk.Muatan) else None


def _rincian(g: Gambar, kini: bentuk.Rincian, lalu: Hasil | None) -> Gambar:
    """Lines with their share, and beside it how many it were the period before; a long list by its counts."""
    dulu = {b.kode: b.jumlah for b in lalu.baris} if isinstance(lalu, bentuk.Rincian) else {}
    baris = [b for b in kini.baris if b.jumlah or dulu.get(b.kode)]
    if len(baris) > TERGAMBAR:
        baris.sort(key=lambda b: (not b.kode, -b.jumlah))
    deret = [Deret(_("Jumlah"), [b.jumlah for b in baris])]
    tambahan = [Deret(_("Persen"), [persen(b.jumlah, kini.jumlah) for b in baris], "")]
    if isinstance(lalu, bentuk.Rincian):
        tambahan.append(Deret(_("Lalu"), [dulu.get(b.kode, 0) for b in baris], ""))
    label = [b.label for b in baris]
    bentuk_bagan = Bentuk.RAPAT if label and max(map(len, label)) <= RAPAT_HURUF else Bentuk.MENDATAR
    return _bergambar(g, label, deret, tambahan, bentuk_bagan, _("Rincian"), catatan=_catatan_jumlah(kini))


def _bergambar(
    g: Gambar,
    label: Sequence[str],
    deret: Sequence[Deret],
    tambahan: Sequence[Deret],
    bentuk_bagan: Bentuk,
    kepala: str,
    *,
    catatan: str = "",
    satuan: str = "",
    di_kertas: Sequence[Deret] = (),
) -> Gambar:
    """Drawing and table of the same columns; `di_kertas` are columns for which a telephone has no room."""
    semua = [*deret, *di_kertas, *tambahan]
    isi: list[list[Sel]] = [[nama, *(d.nilai[n] for d in semua)] for n, nama in enumerate(label)]
    tabel = Tabel(g.judul, [kepala, *(d.nama for d in semua)], isi, catatan)
    if not any(n for d in deret for n in d.nilai):
        return replace(g, tabel=tabel)
    sebagian = bentuk_bagan != Bentuk.GARIS and len(label) > TERGAMBAR
    sisa = _("Bagan menggambar %(n)s baris pertama; tabelnya memuat semua.") % {"n": TERGAMBAR} if sebagian else ""
    bagan = Bagan(
        f"svg-{g.kode}",
        g.judul,
        label,
        deret,
        bentuk_bagan,
        kepala,
        satuan,
        catatan=f"{catatan} {sisa}".strip(),
        tambahan=tambahan,
        tampil=TERGAMBAR if sebagian else 0,
    )
    return replace(g, tabel=tabel, bagan=bagan)


def _catatan_jumlah(kini: bentuk.Rincian) -> str:
    """Of how many cases the lines are, and why they need not add up."""
    semua = ngettext("Dihitung dari %(n)s kasus.", "Dihitung dari %(n)s kasus.", kini.jumlah) % {
        "n": tulis_angka(kini.jumlah)
    }
    baris = sum(b.jumlah for b in kini.baris)
    if baris > kini.jumlah:
        return semua + " " + _("Satu kasus dapat terhitung pada beberapa baris.")
    if baris < kini.jumlah:
        lain = {"n": tulis_angka(kini.jumlah - baris)}
        return semua + " " + _("%(n)s kasus tidak termasuk baris mana pun.") % lain
    return semua


def _deret(g: Gambar, kini: bentuk.Deret, lalu: Hasil | None) -> Gambar:
    """A line for each series, and a row for each day, week or month; below it how many they are together."""
    deret = [Deret(str(kini.nama.get(kode, kode)), nilai) for kode, nilai in kini.deret.items()]
    dulu = lalu.deret if isinstance(lalu, bentuk.Deret) else {}
    semua = [
        _("%(nama)s: %(n)s (sebelumnya %(lalu)s)")
        % {"nama": d.nama, "n": tulis_angka(_semua(d.nilai)), "lalu": tulis_angka(_semua(dulu.get(kode, ())))}
        for kode, d in zip(kini.deret, deret, strict=True)
    ]
    catatan = _("Seluruhnya %(semua)s.") % {"semua": "; ".join(semua)}
    bentuk_bagan = Bentuk.GARIS if len(kini.label) > 1 else Bentuk.TEGAK
    return _bergambar(g, kini.label, deret, (), bentuk_bagan, _("Waktu"), catatan=catatan)


def _semua(nilai: Sequence[Nilai]) -> int | float:
    return sum(n or 0 for n in nilai)


def _lama(g: Gambar, kini: bentuk.Lamanya, lalu: Hasil | None) -> Gambar:
    """How long each stage took, in days, with the median of the period before."""
    dulu = {b.kode: b.median for b in lalu.baris} if isinstance(lalu, bentuk.Lamanya) else {}
    baris = [b for b in kini.baris if b.n]
    deret = [
        Deret(_("Median (hari)"), [_ringkas(b.median) for b in baris]),
        Deret(_("Persentil 90 (hari)"), [_ringkas(b.p90) for b in baris]),
    ]
    tambahan = [Deret(_("Selesai"), [b.n for b in baris])]
    lama = [Deret(_("Median lalu"), [_ringkas(dulu.get(b.kode)) for b in baris])]
    return _bergambar(g, [b.nama for b in baris], deret, tambahan, Bentuk.MENDATAR, _("Tahap"), di_kertas=lama)


def _tepat(g: Gambar, kini: bentuk.Ketepatan, lalu: Hasil | None) -> Gambar:
    """Kept and broken by policy, with the share of the period before."""
    dulu = {b.kode: b.persen for b in lalu.baris} if isinstance(lalu, bentuk.Ketepatan) else {}
    baris = [b for b in kini.baris if b.jumlah]
    deret = [Deret(_("Tepat (%)"), [b.persen for b in baris])]
    tambahan = [
        Deret(_("Terlambat"), [b.telat for b in baris], ""),
        Deret(_("Lalu (%)"), [dulu.get(b.kode) for b in baris], ""),
    ]
    label, tepat = [b.nama for b in baris], [Deret(_("Tepat"), [b.tepat for b in baris], "")]
    kepala = _("Janji layanan")
    return _bergambar(g, label, deret, tambahan, Bentuk.MENDATAR, kepala, satuan="%", di_kertas=tepat)


def _beban(g: Gambar, kini: bentuk.Muatan) -> Gambar:
    """What lies on the desks."""
    isi: list[list[Sel]] = [[b.nama, b.terbuka, b.lewat, b.segera] for b in kini.baris]
    kepala: Sequence[str] = [_("Layanan"), _("Terbuka"), _("Lewat batas"), _("Segera jatuh tempo")]
    return replace(g, tabel=Tabel(g.judul, kepala, isi))
