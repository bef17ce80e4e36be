"""The matrix as the public reads it: the frozen copy, and nothing while there is none."""

from datetime import date

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from akun.door import public
from akun.templatetags.rupa import tanggal_polos
from laporan import renaksi


@public
@require_safe
def publik(request: HttpRequest) -> HttpResponse:
    """What was published."""
    terbit = renaksi.terbitan()
    if terbit is None or terbit.isi is None:
        raise Http404
    bahasa = get_language() or settings.LANGUAGE_CODE
    baris = [
        satu
        | {"catatan": [c | {"waktu": c["waktu"] or tanggal(c["tanggal"])} for c in satu["catatan"]]}
        | {"angka": satu["angka"].get(bahasa, satu["angka"][settings.LANGUAGE_CODE])}
        for satu in terbit.isi["matriks"]
    ]
    konteks = {"rencana": renaksi.RENCANA, "baris": baris, "pada": terbit.pada}
    return render(request, "laporan/renaksi/publik.html", konteks | {"hingga": tanggal(terbit.isi["hingga"])})


def tanggal(iso: str) -> str:
    """A kept day as it is read."""
    return tanggal_polos(date.fromisoformat(iso))
