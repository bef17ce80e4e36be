"""The scoreboard as LKPP reads it."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from akun.actor import Peran
from akun.door import ActorRequest, for_roles
from laporan import daftar_papan
from laporan.daftar_papan import JUDUL, BarisPapan, SaringPapan
from laporan.papan_skor import MENURUN, PALING_SEDIKIT, UKURAN
from laporan.permissions import PEMBACA_PAPAN
from laporan.views import kata

PER_HALAMAN = 50


@for_roles(*sorted(PEMBACA_PAPAN))
@require_GET
def papan(request: ActorRequest) -> HttpResponse:
    """All inspectorates with cases, by rank in one measure."""
    form = SaringPapan(request.GET, now=timezone.now())
    isi, cocok = daftar_papan.papan(form)
    page = Paginator(cocok, PER_HALAMAN).get_page(request.GET.get("halaman"))
    konteks = {
        "saring": form,
        "keping": kata.keping(request.GET, form, form.dipakai),
        "bersama": [{"judul": JUDUL[u][0], "arti": JUDUL[u][1], **kata.sel(isi.bersama[u])} for u in UKURAN]
        if isi.skor
        else [],
        "urut": JUDUL[form.ukuran][0],
        "kepala": _kepala(request, form.ukuran),
        "baris": [_baris(b, form.ukuran) for b in page],
        "page": page,
        "jumlah": len(cocok),
        "paling_sedikit": PALING_SEDIKIT,
        "boleh_terbit": request.actor.peran == Peran.PEJABAT_DPPH,
    }
    return render(request, "laporan/papan/papan.html", konteks)


def _kepala(request: ActorRequest, urut: str) -> list[dict[str, Any]]:
    depan: list[dict[str, Any]] = [{"teks": _("Peringkat")}, {"teks": _("Inspektorat")}]
    return depan + [
        {
            "teks": JUDUL[u][0],
            "urut": kata.tanpa(request.GET, urut=u),
            "arah": ("ascending" if u in MENURUN else "descending") if u == urut else "none",
        }
        for u in UKURAN
    ]


def _baris(satu: BarisPapan, urut: str) -> dict[str, Any]:
    sel = [kata.sel(satu.skor.nilai[u]) | {"label": f"{JUDUL[u][0]}:"} for u in UKURAN]
    return {"nama": satu.nama, "peringkat": satu.skor.peringkat[urut], "sel": sel}
