"""What the pages of figures share: how a rate is written, and from when to when it is counted."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as _

from akun.receipt import WIB
from akun.templatetags.rupa import angka
from laporan.penyusutan import Nilai
from laporan.periode import Triwulan

SETAHUN, SEMUA = "setahun", "semua"
AWAL = datetime(2000, 1, 1, tzinfo=WIB)
TRIWULAN_TAMPIL = 8


@dataclass(frozen=True)
class Periode:
    """A span of time as it stands in the URL."""

    kode: str
    dari: datetime
    sampai: datetime


def pilihan_periode(now: datetime) -> list[tuple[str, str]]:
    """The spans that can be chosen."""
    daftar, satu = [], Triwulan.dari(now)
    for _ke in range(TRIWULAN_TAMPIL):
        daftar.append((str(satu), nama_triwulan(satu)))
        satu = satu.sebelum
    return [(SETAHUN, _("12 bulan terakhir")), *daftar, (SEMUA, _("Sejak awal"))]


def nama_triwulan(satu: Triwulan) -> str:
    """ "Triwulan III 2026"."""
    return satu.sebutan


def periode(kode: str, *, now: datetime) -> Periode:
    """The span of a code; the last twelve months when it is none."""
    if kode == SEMUA:
        return Periode(SEMUA, AWAL, now)
    if satu := Triwulan.baca(kode):
        return Periode(kode, satu.awal, min(satu.akhir, now))
    kini = now.astimezone(WIB)
    hari = min(kini.day, 28)
    return Periode(SETAHUN, kini.replace(year=kini.year - 1, day=hari), now)


def persen(bagian: float) -> str:
    """A share in whole percent."""
    return f"{round(100 * bagian)}%"


def sel(satu: Nilai) -> dict[str, Any]:
    """A rate for a cell: what is likely, its interval, what was counted; `gambar` are points of 100."""
    return {
        "kira": persen(satu.kira) if satu.n else "–",
        "selang": f"{round(100 * satu.bawah)}–{persen(satu.atas)}" if satu.n else "",
        "dari": _("%(x)s dari %(n)s") % {"x": angka(satu.x), "n": angka(satu.n)} if satu.n else _("tidak ada"),
        "gambar": {
            "awal": round(100 * satu.bawah),
            "lebar": max(1, round(100 * (satu.atas - satu.bawah))),
            "titik": min(98, max(2, round(100 * satu.kira))),
        }
        if satu.n
        else None,
    }


def tanpa(data: QueryDict, *nama: str, **ganti: str) -> str:
    """The filter of the URL without these parts, or with others in their place."""
    sisa = data.copy()
    for satu in ("halaman", *nama):
        sisa.pop(satu, None)
    for kunci, nilai in ganti.items():
        sisa[kunci] = nilai
    return f"?{sisa.urlencode()}"


def keping(data: QueryDict, form: Any, dipakai: Mapping[str, str]) -> list[dict[str, str]]:
    """A chip for each filter in use, which takes it off."""
    hasil = []
    for nama, nilai in dipakai.items():
        bidang = form.fields[nama]
        label = dict(getattr(bidang, "choices", ())).get(nilai, nilai)
        hasil.append({"teks": f"{bidang.label}: {label}", "url": tanpa(data, nama)})
    return hasil
