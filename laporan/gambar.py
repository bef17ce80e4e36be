"""Figures as charts with their tables, as numbers with what they were before, and as rows of a file."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from akun.bagan import Bagan, Bentuk, Deret
from akun.templatetags.rupa import angka as tulis
from laporan.angka import bentuk
from laporan.angka.bentuk import Angka, Hasil
from laporan.saringan import Saringan

BANYAK = 20  # lines beyond which a chart shows only the largest; the table has all
RAPAT = 5  # the same on a page that shows much


@dataclass(frozen=True)
class Lukisan:
    """What a chart is made of: its figure, the result, and the result of the period before where it is compared."""

    angka: Angka
    hasil: Hasil
    saringan: Saringan
    lalu: Hasil | None = None
    rapat: bool = False  # for a page that shows much: names beside the bars, the largest only
    tautan: bool = True  # to the cases behind each line

    def url(self, kode: Iterable[str]) -> Sequence[str]:
        """Where the cases behind each line are listed."""
        telusur = self.angka.telusur if self.tautan else None
        return [telusur(self.saringan, k) for k in kode] if telusur else ()

    def bagan(self) -> Bagan | None:
        """The chart; None for a result that is one number."""
        cara = PELUKIS.get(type(self.hasil))
        return cara(self, self.hasil) if cara else None

    def susun(self, label: Sequence[str], deret: Sequence[Deret], **lain: Any) -> Bagan:
        """A chart of this figure."""
        rapat, banyak = (Bentuk.RAPAT, RAPAT) if self.rapat else (Bentuk.MENDATAR, BANYAK)
        isi: dict[str, Any] = {"bentuk": rapat, "tampil": min(banyak, len(label))} | lain
        return Bagan(self.angka.kode, str(self.angka.judul), label, deret, **isi)


def _rincian(lukisan: Lukisan, hasil: bentuk.Rincian) -> Bagan:
    baris = [b for b in hasil.baris if b.jumlah] if lukisan.rapat else list(hasil.baris)
    batas, ada = RAPAT if lukisan.rapat else BANYAK, sum(1 for b in baris if b.jumlah)
    lain = {}
    if lukisan.rapat or len(baris) > batas:
        baris.sort(key=lambda b: -b.jumlah)
        lain = {"tampil": max(1, min(batas, ada))}
    tambahan = [Deret(_("Bagian"), [bentuk.Bagian(b.jumlah, hasil.jumlah).persen for b in baris], "%")]
    if isinstance(lukisan.lalu, bentuk.Rincian):
        dulu = {b.kode: b.jumlah for b in lukisan.lalu.baris}
        tambahan.append(Deret(_("Periode sebelumnya"), [dulu.get(b.kode, 0) for b in baris]))
    return lukisan.susun(
        [b.label for b in baris],
        [Deret(_("Jumlah"), [b.jumlah for b in baris])],
        kepala_label=_("Rincian"),
        tambahan=tambahan,
        url=lukisan.url(b.kode for b in baris),
        **lain,
    )


def _deret(lukisan: Lukisan, hasil: bentuk.Deret) -> Bagan:
    deret = [Deret(hasil.nama.get(kunci, kunci), nilai) for kunci, nilai in hasil.deret.items()]
    return lukisan.susun(hasil.label, deret, bentuk=Bentuk.GARIS, kepala_label=_("Waktu"), tampil=0)


def _lamanya(lukisan: Lukisan, hasil: bentuk.Lamanya) -> Bagan:
    baris = [b for b in hasil.baris if b.n]
    return lukisan.susun(
        [b.nama for b in baris],
        [
            Deret(_("Median"), [_satu(b.median) for b in baris]),
            Deret(_("Persentil ke-90"), [_satu(b.p90) for b in baris]),
        ],
        satuan=_("hari"),
        kepala_label=_("Tahap"),
        tambahan=[Deret(_("Kasus"), [b.n for b in baris], "")],
        url=lukisan.url(b.kode for b in baris),
    )


def _ketepatan(lukisan: Lukisan, hasil: bentuk.Ketepatan) -> Bagan:
    baris = [b for b in hasil.baris if b.jumlah]
    if lukisan.rapat:
        baris.sort(key=lambda b: b.persen or 0)  # what needs attention first
    tambahan = [
        Deret(_("Tepat waktu"), [b.tepat for b in baris], ""),
        Deret(_("Terlambat"), [b.telat for b in baris], ""),
    ]
    if isinstance(lukisan.lalu, bentuk.Ketepatan):
        dulu = {b.kode: b.persen for b in lukisan.lalu.baris}
        tambahan.append(Deret(_("Periode sebelumnya"), [dulu.get(b.kode) for b in baris], "%"))
    return lukisan.susun(
        [b.nama for b in baris],
        [Deret(_("Tepat waktu"), [b.persen for b in baris])],
        satuan="%",
        kepala_label=_("Batas waktu"),
        tambahan=tambahan,
        url=lukisan.url(b.kode for b in baris),
    )


def _muatan(lukisan: Lukisan, hasil: bentuk.Muatan) -> Bagan:
    deret = {"terbuka": _("Terbuka"), "lewat": _("Lewat batas"), "segera": _("Segera jatuh tempo")}
    return lukisan.susun(
        [b.nama for b in hasil.baris],
        [Deret(nama, [getattr(b, kunci) for b in hasil.baris]) for kunci, nama in deret.items()],
        kepala_label=_("Layanan"),
        url=lukisan.url(b.kode for b in hasil.baris),
    )


PELUKIS: dict[type, Callable[[Lukisan, Any], Bagan]] = {
    bentuk.Rincian: _rincian,
    bentuk.Deret: _deret,
    bentuk.Lamanya: _lamanya,
    bentuk.Ketepatan: _ketepatan,
    bentuk.Muatan: _muatan,
}


def _satu(nilai: float | None) -> float | None:
    """One digit behind the comma."""
    return None if nilai is None else round(nilai, 1)


@dataclass(frozen=True)
class Pokok:
    """One number in large letters, and how it was in the period before."""

    nilai: str
    ket: str = ""
    arah: str = ""  # "naik", "turun" or ""
    nada: str = ""  # "baik", "awas" or ""
    beda: str = ""


def pokok(hasil: Hasil, lalu: Hasil | None, *, naik_baik: bool | None) -> Pokok:
    """The number that stands for a result."""
    kini, ket, satuan = _ringkas(hasil)
    dulu = _ringkas(lalu)[0] if lalu is not None else None
    return banding(kini, dulu, satuan=satuan, ket=ket, naik_baik=naik_baik)


def semua_pokok(hasil: Hasil, lalu: Hasil | None, *, naik_baik: bool | None) -> list[tuple[str, Pokok]]:
    """The numbers that stand for a result, each with its name: one for each series, none for a list of stages."""
    if isinstance(hasil, bentuk.Deret):
        dulu = lalu.deret if isinstance(lalu, bentuk.Deret) else {}
        return [
            (hasil.nama.get(k, k), banding(_jumlah(nilai), _jumlah(dulu[k]) if k in dulu else None))
            for k, nilai in hasil.deret.items()
        ]
    if isinstance(hasil, bentuk.Lamanya):
        return []
    return [("", pokok(hasil, lalu, naik_baik=naik_baik))]


def _jumlah(nilai: Iterable[int | None]) -> int:
    return sum(n or 0 for n in nilai)


def banding(
    kini: float | None, dulu: float | None, *, satuan: str = "", ket: str = "", naik_baik: bool | None = None
) -> Pokok:
    """A number beside what it was."""
    if kini is None or dulu is None:
        return Pokok("–" if kini is None else _dengan(kini, satuan), ket)
    selisih = round(kini - dulu, 1)
    if not selisih:
        return Pokok(_dengan(kini, satuan), ket, beda=_("sama seperti sebelumnya"))
    beda = {"beda": _dengan(abs(selisih), _("poin") if satuan == "%" else satuan), "dulu": _dengan(dulu, satuan)}
    teks = _("naik %(beda)s dari %(dulu)s") if selisih > 0 else _("turun %(beda)s dari %(dulu)s")
    nada = "" if naik_baik is None else "baik" if (selisih > 0) == naik_baik else "awas"
    return Pokok(_dengan(kini, satuan), ket, "naik" if selisih > 0 else "turun", nada, teks % beda)


def _dengan(nilai: float, satuan: str) -> str:
    bulat = int(nilai) if nilai == int(nilai) else round(nilai, 1)
    return f"{tulis(bulat)}{'' if satuan in ('', '%') else ' '}{satuan}"


def _dari(bagian: bentuk.Bagian) -> str:
    return _("%(x)s dari %(n)s") % {"x": tulis(bagian.x), "n": tulis(bagian.n)} if bagian.n else _("belum ada")


def _ringkas(hasil: Hasil) -> tuple[float | None, str, str]:
    """A result as one number, what it is of, and its unit."""
    match hasil:
        case bentuk.Bilangan():
            return hasil.nilai, "", hasil.satuan
        case bentuk.Bagian():
            return hasil.persen, _dari(hasil), "%"
        case bentuk.Ketepatan():
            return hasil.semua.persen, _dari(hasil.semua), "%"
        case bentuk.Rincian():
            return hasil.jumlah, _("kasus"), ""
        case bentuk.Muatan():
            return sum(b.terbuka for b in hasil.baris), _("terbuka"), ""
        case bentuk.Deret():
            return _jumlah(next(iter(hasil.deret.values()), ())), "", ""
    return None, "", ""


def baris_berkas(lukisan: Lukisan) -> list[list[Any]]:
    """The figure as rows of a file, with its heads; numbers are numbers."""
    bagan = lukisan.bagan()
    if bagan is not None:
        return [bagan.kepala, *([a, *(d.nilai[n] for d in bagan.kolom)] for n, a in enumerate(bagan.label))]
    if isinstance(lukisan.hasil, bentuk.Bagian):
        satu = lukisan.hasil
        return [[_("Jumlah"), _("Seluruhnya"), _("Persen")], [satu.x, satu.n, satu.persen]]
    nilai, _ket, satuan = _ringkas(lukisan.hasil)
    return [[_("Nilai"), _("Satuan")], [nilai, satuan]]
