"""Help about letters, searched by words on the server."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from akun.door import public
from persuratan import bantuan


@public
@require_safe
def halaman(request: HttpRequest) -> HttpResponse:
    """The guide and the questions; `?q=` leaves those that contain every word."""
    q = request.GET.get("q", "").replace("\x00", "").strip()[:100]
    panduan, tanya = bantuan.cari(q)
    isi = {"q": q, "panduan": panduan, "tanya": tanya, "jumlah": len(panduan) + len(tanya), "menu_aktif": "bantuan"}
    return render(request, "persuratan/bantuan.html", isi)
