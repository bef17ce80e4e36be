"""Long work: how far it is, its result, and one's own orders."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST, require_safe

from akun.actor import PETUGAS
from akun.door import ActorRequest, for_roles
from laporan import pekerjaan as kerja
from laporan.models import Pekerjaan
from sla.stages import StepRefused

PER_HALAMAN = 25
BENTUK = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "pdf": "application/pdf",
    "json": "application/json",
}
NADA = {"menunggu": "netral", "berjalan": "info", "selesai": "baik", "gagal": "telat"}


def kepala_unduhan(nama: str) -> dict[str, str]:
    """The headers of a file that is only for who asked: an attachment, never guessed at, never kept."""
    return {
        "Content-Type": BENTUK.get(nama.rpartition(".")[2], "application/octet-stream"),
        "Content-Disposition": content_disposition_header(True, nama) or "attachment",
        "X-Content-Type-Options": "nosniff",
        "Cache-Control": "no-store",
        "Cross-Origin-Resource-Policy": "same-origin",
    }


def _milik(request: ActorRequest, kode: Any) -> Pekerjaan:
    """One's own order; 404 for everybody else's."""
    return get_object_or_404(Pekerjaan.objects.visible_to(request.actor).defer("pesanan_segel"), kode=kode)


def _baris(satu: Pekerjaan) -> dict[str, Any]:
    """What is shown of an order."""
    siap = satu.keadaan == Pekerjaan.Keadaan.SELESAI and timezone.now() < kerja.kedaluwarsa(satu)
    return {
        "satu": satu,
        "judul": kerja.judul(satu.jenis),
        "nada": NADA.get(satu.keadaan, "netral"),
        "terbuka": satu.keadaan in Pekerjaan.TERBUKA,
        "siap": siap,
        "sampai": kerja.kedaluwarsa(satu) if siap else None,
        "persen": min(99, 100 * satu.sudah // satu.semua) if satu.semua else None,
    }


@for_roles(*sorted(PETUGAS))
@require_GET
def daftar(request: ActorRequest) -> HttpResponse:
    """One's own orders, the newest first."""
    rows = Pekerjaan.objects.visible_to(request.actor).defer("pesanan_segel").order_by("-pk")
    page = Paginator(rows, PER_HALAMAN).get_page(request.GET.get("halaman"))
    konteks = {"page": page, "baris": [_baris(satu) for satu in page]}
    return render(request, "laporan/pekerjaan/daftar.html", konteks)


@for_roles(*sorted(PETUGAS))
@require_GET
def satu(request: ActorRequest, kode: Any) -> HttpResponse:
    """How far an order is; the page renews itself while it goes on."""
    return render(request, "laporan/pekerjaan/satu.html", _baris(_milik(request, kode)))


@for_roles(*sorted(PETUGAS))
@require_safe
def unduh(request: ActorRequest, kode: Any) -> HttpResponse | StreamingHttpResponse:
    """The result, sealed until here."""
    pesanan = _milik(request, kode)
    try:
        isi = kerja.unduh(pekerjaan=pesanan, by=request.actor, now=timezone.now())
    except StepRefused as galat:
        messages.error(request, " ".join(galat.messages))
        return redirect("laporan:pekerjaan_satu", kode)
    response = StreamingHttpResponse(isi, headers=kepala_unduhan(pesanan.nama_berkas))
    response["Content-Length"] = str(pesanan.ukuran)
    return response


@for_roles(*sorted(PETUGAS))
@require_POST
def batalkan(request: ActorRequest, kode: Any) -> HttpResponse:
    """Call an order off."""
    try:
        kerja.batalkan(pekerjaan=_milik(request, kode), by=request.actor, now=timezone.now())
    except StepRefused as galat:
        messages.error(request, " ".join(galat.messages))
    else:
        messages.success(request, _("Pesanan dibatalkan."))
    return redirect("laporan:pekerjaan_satu", kode)
