"""The published collection: by subject, by words, one entry; and "this answered me", which is counted."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from akun import receipt
from akun.adapter import client_address
from akun.door import public
from konsultasi import koleksi
from konsultasi.models import Subjek, TanyaJawab

SEHALAMAN = 20
TEMUAN = 20
SESI = "konsultasi_terjawab"
SESI_TERBANYAK = 50
BATAS_MENJAWAB = 20
"""How often one address may say so of one entry in an hour: an office has many readers behind one address."""


def subjek_terbit() -> QuerySet[Subjek]:
    """The subjects that have published entries, with how many as `n`."""
    terbit = Q(tanya_jawab__status=TanyaJawab.Status.TERBIT)
    return Subjek.objects.annotate(n=Count("tanya_jawab", filter=terbit)).filter(n__gt=0)


@public
@require_safe
def daftar(request: HttpRequest) -> HttpResponse:
    """All entries, or those of a subject, or those nearest to some words."""
    q = request.GET.get("q", "").replace("\x00", "").strip()[:200]
    subjek = Subjek.objects.filter(kode=request.GET.get("subjek", "")[:40]).first()
    rows = koleksi.cari(q, batas=TEMUAN) if q else koleksi.terbit().order_by("subjek__urutan", "-terjawab", "id")
    if subjek and not q:
        rows = rows.filter(subjek=subjek)
    halaman = Paginator(rows.defer("teks"), SEHALAMAN).get_page(request.GET.get("halaman"))
    isi = {"q": q, "subjek": subjek, "semua_subjek": subjek_terbit(), "halaman": halaman}
    return render(request, "konsultasi/publik/koleksi.html", isi)


@public
@require_safe
def entri(request: HttpRequest, pk: int) -> HttpResponse:
    """One question with its answer. What is not published does not exist."""
    satu = get_object_or_404(koleksi.terbit(), pk=pk)
    lain = koleksi.terbit().filter(subjek=satu.subjek_id).exclude(pk=pk).order_by("-terjawab", "id")[:5]
    sudah = pk in request.session.get(SESI, [])
    return render(request, "konsultasi/publik/entri.html", {"entri": satu, "lain": lain, "sudah": sudah})


@public
@require_POST
def menjawab(request: HttpRequest, pk: int) -> HttpResponse:
    """ "This answers my question": counted once per browser."""
    satu = get_object_or_404(koleksi.terbit(), pk=pk)
    catat_terjawab(request, satu)
    return redirect("konsultasi:entri", pk=pk)


def catat_terjawab(request: HttpRequest, satu: TanyaJawab) -> None:
    """Count it, unless this browser has said so before, or its address too often in this hour."""
    sudah = request.session.get(SESI, [])
    kunci = receipt.kunci_alamat(f"menjawab {satu.pk}", client_address(request), now=timezone.now())
    if satu.pk not in sudah and receipt.hitung(kunci, BATAS_MENJAWAB, now=timezone.now()):
        koleksi.terjawab(entri=satu)
        request.session[SESI] = [*sudah, satu.pk][-SESI_TERBANYAK:]
    messages.success(request, _("Terima kasih. Kami mencatat bahwa jawaban ini membantu."))
