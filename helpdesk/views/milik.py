"""The receipt of a ticket just sent (on screen, to print, as a PDF), and all tickets of an account."""

from datetime import datetime
from typing import Any

import structlog
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from akun import terbuka
from akun.actor import PETUGAS, Actor, Peran
from akun.door import ActorRequest, for_roles, public
from berkas.cetak import PdfTidakTersedia
from helpdesk import draf, perjalanan, tanda_terima
from helpdesk.models import DrafTiket, Tiket
from helpdesk.views.lapor import SESI, pelapor

BERAKUN = (Peran.PENGADU, *sorted(PETUGAS))
SEHALAMAN = 20
log = structlog.get_logger(__name__)


@for_roles(*BERAKUN)
@require_GET
def daftar(request: ActorRequest) -> HttpResponse:
    """All tickets of this account, newest first."""
    rows = Tiket.objects.filter(pelapor_id=request.actor.petugas_id).select_related("meja__unit").defer("cari", "teks")
    halaman = Paginator(rows.order_by("-id"), SEHALAMAN).get_page(request.GET.get("halaman"))
    tiket = [{"tiket": t, **perjalanan.keadaan(t)} for t in halaman.object_list]
    return render(request, "helpdesk/publik/milik.html", {"halaman": halaman, "tiket": tiket})


def _kiriman(request: HttpRequest, now: datetime) -> tuple[Tiket | None, DrafTiket | None]:
    """What this browser has sent: by its draft, or by the receipt that it has open."""
    kunci = request.session.get(SESI, "")
    row = draf.cari(kunci) if kunci else None
    if row is not None and row.tiket is not None:
        return row.tiket, row
    nomor = terbuka.nomor_terbuka(request.session, now=now)
    rows = Tiket.objects.visible_to(Actor.pengadu(nomor)).select_related("meja__unit")
    return (rows.first() if nomor else None), None


def _isi(request: HttpRequest) -> dict[str, Any] | None:
    now = timezone.now()
    tiket, row = _kiriman(request, now)
    if tiket is None:
        return None
    token, sampai = draf.token_tampil(row, now=now) if row else ("", None)
    return tanda_terima.isi(tiket, token=token, now=now) | {
        "token_sampai": sampai,
        "disamarkan": row.disamarkan if row else 0,
        "surel": tiket.surel,
        "milik_akun": tiket.pelapor_id is not None and tiket.pelapor_id == pelapor(request).user_id,
    }


@public
@require_GET
def terkirim(request: HttpRequest) -> HttpResponse:
    """Your report has come in: number and token, what happens next and by when."""
    isi = _isi(request)
    return render(request, "helpdesk/publik/terkirim.html", isi) if isi else redirect("lacak")


@public
@require_GET
def cetak(request: HttpRequest) -> HttpResponse:
    """The receipt as a page to print."""
    isi = _isi(request)
    return render(request, "helpdesk/publik/tanda_terima.html", isi) if isi else redirect("lacak")


@public
@require_GET
def unduh(request: HttpRequest) -> HttpResponse:
    """The receipt as a PDF; a machine that cannot make one says so and offers the page."""
    isi = _isi(request)
    if isi is None:
        return redirect("lacak")
    try:
        kertas = tanda_terima.pdf(isi)
    except PdfTidakTersedia:
        log.error("pdf_tidak_tersedia")
        return render(request, "helpdesk/publik/tanpa_pdf.html", isi, status=503)
    nama = f"tanda-terima-{isi['nomor']}.pdf"
    return HttpResponse(
        kertas, content_type="application/pdf", headers={"Content-Disposition": f'attachment; filename="{nama}"'}
    )


@public
@require_POST
def simpan(request: HttpRequest) -> HttpResponse:
    """ "I have kept it": the token is forgotten before its time."""
    _tiket, row = _kiriman(request, timezone.now())
    if row is not None:
        draf.lupakan_token(draf=row)
        del request.session[SESI]
    return redirect("helpdesk:terkirim")
