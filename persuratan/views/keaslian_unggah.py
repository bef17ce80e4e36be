"""Is this file real? Uploaded, waiting in the queue, and what was found. Only the browser that sent it reads it."""

from uuid import UUID

import structlog
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from akun import receipt
from akun.adapter import client_address
from akun.door import public
from berkas import cetak, store
from persuratan import hasil_keaslian, pemeriksaan
from persuratan.forms.keaslian import FormUnggah
from persuratan.models import PeriksaKeaslian
from persuratan.views.keaslian import gambar_png, tampilkan_cek, tiket_terbuka

KUNCI = "keaslian"
DIINGAT = 20
"""Checks that a browser remembers."""
BATAS_PDF = 30
"""Results on paper that one address may have made in an hour."""
log = structlog.get_logger(__name__)


@public
@require_POST
def unggah(request: HttpRequest) -> HttpResponse:
    """Take the file; the answer is a page that waits, or the result."""
    form = FormUnggah(request.POST, request.FILES)
    if form.is_valid():
        try:
            baris = pemeriksaan.terima(
                unggahan=form.unggahan,
                alamat=client_address(request),
                tiket_terbuka=tiket_terbuka(request),
                now=timezone.now(),
            )
        except ValidationError as sebab:
            form.add_error("berkas", sebab)
        else:
            request.session[KUNCI] = [*request.session.get(KUNCI, []), str(baris.pk)][-DIINGAT:]
            return redirect("keaslian:hasil", periksa_id=baris.pk)
    return tampilkan_cek(request, unggah=form, status=422)


def _milik(request: HttpRequest, periksa_id: UUID) -> PeriksaKeaslian | None:
    """A check that this browser has asked for and that is not forgotten yet."""
    if str(periksa_id) not in request.session.get(KUNCI, []):
        return None
    rows = PeriksaKeaslian.objects.filter(pk=periksa_id, dibuat_pada__gt=timezone.now() - pemeriksaan.UMUR)
    return rows.select_related("surat").defer("surat__cari", "surat__isi_segel").first()


def _selesai(request: HttpRequest, periksa_id: UUID) -> PeriksaKeaslian:
    """One that has ended. Raises Http404."""
    baris = _milik(request, periksa_id)
    if baris is None or not baris.berakhir:
        raise Http404
    return baris


@public
@require_GET
def hasil(request: HttpRequest, periksa_id: UUID) -> HttpResponse:
    """The place in the queue, and then what was found."""
    baris = _milik(request, periksa_id)
    if baris is None:
        messages.info(request, _("Hasil pemeriksaan itu sudah dihapus, atau bukan dari peramban ini. Unggah lagi."))
        return redirect("keaslian:cek")
    if not baris.berakhir:
        isi = {"periksa": baris, "antrean": pemeriksaan.antrean(baris)}
        return render(request, "persuratan/keaslian/menunggu.html", isi)
    isi = {"periksa": baris, "hasil": hasil_keaslian.susun(baris, tiket_terbuka=tiket_terbuka(request))}
    return render(request, "persuratan/keaslian/hasil.html", isi)


@public
@require_GET
def gambar(request: HttpRequest, periksa_id: UUID, ke: int) -> HttpResponse:
    """A differing page as a picture: ours (even numbers) only for whoever has proved to hold the letter."""
    baris = _selesai(request, periksa_id)
    if ke % 2 == 0 and not hasil_keaslian.susun(baris, tiket_terbuka=tiket_terbuka(request)).resmi:
        raise Http404
    try:
        return gambar_png(pemeriksaan.gambar(baris, ke))
    except store.StoreError as sebab:
        raise Http404 from sebab


@public
@require_GET
def hasil_pdf(request: HttpRequest, periksa_id: UUID) -> HttpResponse:
    """The result on paper, with the time of the check and the fingerprint of the file."""
    baris = _selesai(request, periksa_id)
    isi = {"periksa": baris, "hasil": hasil_keaslian.susun(baris, tiket_terbuka=tiket_terbuka(request))}
    kunci = receipt.kunci_alamat("keaslian-pdf", client_address(request), now=timezone.now())
    if not receipt.hitung(kunci, BATAS_PDF, now=timezone.now()):
        return render(request, "persuratan/keaslian/tanpa_pdf.html", isi, status=429)
    try:
        kertas = cetak.pdf("persuratan/keaslian/hasil_pdf.html", isi)
    except cetak.PdfTidakTersedia:
        log.error("pdf_tidak_tersedia")
        return render(request, "persuratan/keaslian/tanpa_pdf.html", isi, status=503)
    tajuk = {"Content-Disposition": f'attachment; filename="hasil-cek-{baris.sha256[:12]}.pdf"'}
    return HttpResponse(kertas, content_type="application/pdf", headers=tajuk)
