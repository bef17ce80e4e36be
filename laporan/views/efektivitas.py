"""The effectiveness figure: per period, and per institution."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from akun.door import ActorRequest, for_roles
from akun.templatetags.rupa import angka
from laporan import daftar_papan
from laporan.daftar_papan import SaringEfektivitas
from laporan.efektivitas import Efektivitas
from laporan.permissions import PEMBACA_PAPAN
from laporan.views import kata

PER_HALAMAN = 50


@for_roles(*sorted(PEMBACA_PAPAN))
@require_GET
def efektivitas(request: ActorRequest) -> HttpResponse:
    """One number, what it means, and the institutions behind it; most packages first."""
    form = SaringEfektivitas(request.GET, now=timezone.now())
    bersama, urut = daftar_papan.paket(form)
    page = Paginator(urut, PER_HALAMAN).get_page(request.GET.get("halaman"))
    kepala = (_("Instansi"), _("Paket diadukan"), _("Dieskalasi ke APIP"), _("Efektivitas"))
    konteks = {
        "saring": form,
        "keping": kata.keping(request.GET, form, form.dipakai),
        "bersama": bersama,
        "persen": persen(bersama),
        "periode": form.sebutan_rentang,
        "kepala": [{"teks": t, "angka": ke > 0} for ke, t in enumerate(kepala)],
        "baris": [_baris(n, e, kepala) for n, e in page],
        "page": page,
    }
    return render(request, "laporan/efektivitas.html", konteks)


def persen(satu: Efektivitas) -> str:
    """The figure as people read it."""
    return "–" if satu.persen is None else f"{angka(satu.persen)}%"


def _baris(nama: str, satu: Efektivitas, label: tuple[str, ...]) -> list[dict[str, Any]]:
    isi = (angka(satu.diadukan), angka(satu.dieskalasi), persen(satu))
    return [{"isi": nama}, *({"isi": n, "angka": True, "label": t} for n, t in zip(isi, label[1:], strict=True))]
