"""What an account has sent, and the receipt of each letter: on screen, to print, as a PDF."""

from typing import cast

import structlog
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from akun.door import ActorRequest, for_roles
from akun.models import User
from berkas.cetak import PdfTidakTersedia
from persuratan import draf, perjalanan, tanda_terima
from persuratan.models import DrafSurat, SuratMasuk
from persuratan.views.kirim import BERAKUN
from persuratan.views.progres import surat_sendiri

SEHALAMAN = 20
log = structlog.get_logger(__name__)


@for_roles(*BERAKUN)
@require_GET
def daftar(request: ActorRequest) -> HttpResponse:
    """All letters of this account, newest first, and the draft that waits."""
    saya = request.actor.petugas_id
    rows = SuratMasuk.objects.filter(pengirim_id=saya).select_related("penerima").defer("cari").order_by("-id")
    halaman = Paginator(rows, SEHALAMAN).get_page(request.GET.get("halaman"))
    surat = [{"surat": s, **perjalanan.keadaan(s)} for s in halaman.object_list]
    menunggu = DrafSurat.objects.filter(user_id=saya, surat=None).exclude(isi_segel=b"").first()
    return render(request, "persuratan/milik.html", {"halaman": halaman, "surat": surat, "draf": menunggu})


def _isi(request: ActorRequest, nomor: str) -> dict[str, object]:
    now, surat = timezone.now(), surat_sendiri(request, nomor)
    token, sampai = draf.token_tampil(surat, by=request.actor, now=now)
    return tanda_terima.isi(surat, token=token, now=now) | {
        "token_sampai": sampai,
        "surel": cast(User, request.user).email,
    }


@for_roles(*BERAKUN)
@require_GET
def terkirim(request: ActorRequest, nomor: str) -> HttpResponse:
    """Your letter has come in: number and token, what happens next and by when."""
    return render(request, "persuratan/terkirim.html", _isi(request, nomor))


@for_roles(*BERAKUN)
@require_GET
def cetak(request: ActorRequest, nomor: str) -> HttpResponse:
    """The receipt as a page to print."""
    return render(request, "persuratan/tanda_terima.html", _isi(request, nomor))


@for_roles(*BERAKUN)
@require_GET
def unduh(request: ActorRequest, nomor: str) -> HttpResponse:
    """The receipt as a PDF; a machine that cannot make one says so and offers the page."""
    isi = _isi(request, nomor)
    try:
        kertas = tanda_terima.pdf(isi)
    except PdfTidakTersedia:
        log.error("pdf_tidak_tersedia")
        return render(request, "persuratan/tanpa_pdf.html", isi, status=503)
    nama = f"tanda-terima-{nomor}.pdf"
    return HttpResponse(
        kertas, content_type="application/pdf", headers={"Content-Disposition": f'attachment; filename="{nama}"'}
    )


@for_roles(*BERAKUN)
@require_POST
def tersimpan(request: ActorRequest, nomor: str) -> HttpResponse:
    """ "I have kept it": the token is forgotten before its time."""
    draf.lupakan_token(surat=surat_sendiri(request, nomor), by=request.actor)
    return redirect("persuratan:terkirim", nomor=nomor)
