"""Figures that the portal itself fills into the action plan: exact for the office, coarse for the public.

What is published never lets a single case be told from two publications: the public reads what stands in the open data
(laporan.statistik), and sums of that. A rounded sum of everything, beside quarters that are exact, would tell a hidden
one at the edges of its rounding (decision 0018).
"""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import cast

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from akun.receipt import WIB
from akun.templatetags.rupa import angka
from laporan import simpanan
from laporan.angka.bentuk import Bagian, Hasil, Rincian
from laporan.angka.daftar import SEMUA
from laporan.isian_saringan import SETAHUN, rentang_kode
from laporan.periode import Triwulan
from laporan.saringan import Saringan
from laporan.statistik import baca
from pengaduan.pilihan import Jalur

SEJAK = datetime(2023, 4, 8, tzinfo=WIB)
"""When the former system stood still, and complaints began to come by letter."""
Kata = tuple[str, str]
"""The value as it is read, and what was counted."""


@dataclass(frozen=True)
class Terisi:
    """A figure in words: what it is, how much, what exactly was counted, and for the office the page behind it."""

    judul: str
    nilai: str
    arti: str
    url: str = ""


@dataclass(frozen=True)
class AngkaRenaksi:
    """A figure of the portal as it stands in the plan; `dari` is since when it counts, else the last twelve months."""

    judul: Promise
    kode: str
    dalam: Callable[[Hasil], Kata]
    publik: Callable[[Hasil], Kata]
    dari: datetime | None = None


def _cakupan(hasil: Hasil) -> Kata:
    satu = cast(Bagian, hasil)
    isi = {"semua": angka(satu.n), "persen": satu.persen or 0}
    return angka(satu.x), _("Dari %(semua)s K/L/PD (%(persen)s%%).") % isi


def _lewat_surat(hasil: Hasil) -> int:
    return sum(b.jumlah for b in cast(Rincian, hasil).baris if b.kode == Jalur.SURAT)


def _surat_dalam(hasil: Hasil) -> Kata:
    arti = _("Sejak 8 April 2023, sejauh tercatat di portal. Pengaduan yang digabung tetap dihitung sendiri.")
    return angka(_lewat_surat(hasil)), arti


def _surat_publik(_hasil: Hasil) -> Kata:
    satu = baca.sejak("pengaduan_jalur", Jalur.SURAT, Triwulan.dari(SEJAK))
    arti = _("Sejak triwulan II 2023, dijumlah dari statistik triwulan yang sudah terbit.")
    if satu.n is None:
        return _("belum cukup"), arti
    return (_("paling sedikit %s") % angka(satu.n) if satu.bawah else angka(satu.n)), arti


def _efektif_dalam(hasil: Hasil) -> Kata:
    satu = cast(Bagian, hasil)
    arti = _("%(a)s dari %(b)s paket yang diadukan dalam 12 bulan terakhir dieskalasi ke APIP.")
    return "–" if satu.persen is None else f"{satu.persen}%", arti % {"a": angka(satu.x), "b": angka(satu.n)}


def _efektif_publik(_hasil: Hasil) -> Kata:
    for satu in baca.riwayat("efektivitas"):
        if (persen := satu.isi["baris"][0]["persen"]) is not None:
            arti = _("Paket yang dieskalasi ke APIP, dari semua paket yang diadukan dalam %(triwulan)s.")
            return f"{persen}%", arti % {"triwulan": satu.periode.sebutan}
    return _("belum cukup"), _("Terbit bila paketnya cukup banyak dalam satu triwulan.")


ANGKA = {
    "inspektorat": AngkaRenaksi(gettext_lazy("Inspektorat yang bergabung"), "cakupan", _cakupan, _cakupan),
    "surat": AngkaRenaksi(gettext_lazy("Pengaduan lewat surat"), "jalur", _surat_dalam, _surat_publik, SEJAK),
    "efektivitas": AngkaRenaksi(gettext_lazy("Efektivitas pengaduan"), "efektivitas", _efektif_dalam, _efektif_publik),
}


def terisi(kode: Collection[str], *, now: datetime, kecuali: frozenset[int] = frozenset()) -> dict[str, Terisi]:
    """For the office: exact, at most a minute old, without the institutions that the reader is bound to."""
    setahun, besok, bulan = rentang_kode(SETAHUN, now=now)
    saringan = {
        k: Saringan(ANGKA[k].dari or setahun, besok, kecuali=kecuali, bulan=0 if ANGKA[k].dari else bulan) for k in kode
    }
    hasil, _pada = simpanan.ambil([(SEMUA[ANGKA[k].kode], s) for k, s in saringan.items()], now=now)
    return {
        k: Terisi(str(ANGKA[k].judul), *ANGKA[k].dalam(h), s.url("laporan:angka_satu", ANGKA[k].kode))
        for (k, s), h in zip(saringan.items(), hasil, strict=True)
    }


def untuk_publik(kode: Collection[str], *, now: datetime) -> list[Terisi]:
    """For the public: the register of inspectorates, else nothing but what the statistics have published."""
    akhir = batas_publik(now)
    setahun = akhir.replace(year=akhir.year - 1)
    hasil = ((ANGKA[k], Saringan(ANGKA[k].dari or setahun, akhir)) for k in kode)
    return [Terisi(str(a.judul), *a.publik(SEMUA[a.kode].hitung(s, now))) for a, s in hasil]


def batas_publik(now: datetime) -> datetime:
    """The end of the last quarter of which nothing changes any more."""
    satu = Triwulan.dari(now)
    while not satu.tertutup(now):
        satu = satu.sebelum
    return satu.akhir


def hari_terakhir(now: datetime) -> date:
    """The last day that the public figures count."""
    return (batas_publik(now) - timedelta(days=1)).date()
