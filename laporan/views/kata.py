"""What the pages of figures share: how a rate is written, and how a filter is taken off."""

from collections.abc import Mapping
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as _

from akun.templatetags.rupa import angka
from laporan.penyusutan import Nilai


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
