"""Telephone and walk-in on one screen: greeting, who it is, what is asked, answers beside it; and the pending list."""

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from akun.actor import Actor
from akun.door import ActorRequest, for_roles
from akun.receipt import new_token
from akun.terbatas import BATAS, PER_HALAMAN
from helpdesk import faq as alur_faq
from helpdesk import flow, loket
from helpdesk.forms.catat import CatatForm
from helpdesk.models import Faq, MejaLayanan, Tiket, TiketQuerySet
from helpdesk.permissions_faq import PENULIS
from helpdesk.pilihan import Jenis, Kanal, Pengguna
from helpdesk.pilihan_faq import Keadaan
from helpdesk.rahasia import SAMARAN
from sla.stages import StepRefused

TETAP = ("kanal", "pengguna")
"""What the next caller mostly has in common with the last."""


def meja_saya(request: ActorRequest) -> MejaLayanan:
    """The desk at which somebody works. Raises Http404 while there is none."""
    meja = MejaLayanan.objects.milik(request.actor)
    if meja is None:
        raise Http404(_("Akun Anda belum terhubung dengan sebuah helpdesk. Minta admin sistem menghubungkannya."))
    return meja


@for_roles(*PENULIS)
@require_http_methods(["GET", "HEAD", "POST"])
def catat(request: ActorRequest) -> HttpResponse:
    """One talk: send, read the number out, and the empty form waits for the next."""
    meja = meja_saya(request)
    if request.method != "POST":
        awal: dict[str, Any] = {"kanal": Kanal.TELEPON, "jenis": Jenis.PERTANYAAN, "pengguna": Pengguna.PENYEDIA}
        form = CatatForm(initial=awal | {k: v for k, v in request.GET.items() if k in TETAP})
        return _tampil(request, meja, form)
    if "cari" in request.POST:
        teks = request.POST.get("uraian", "").replace("\x00", "")
        return _tampil(
            request, meja, CatatForm(initial=request.POST.dict()), saran=alur_faq.saran(teks, meja=meja), dicari=True
        )
    form = CatatForm(request.POST)
    if not form.is_valid() or not _simpan(request, meja, form):
        return _tampil(request, meja, form, status=422)
    return redirect(f"{reverse('helpdesk:loket')}?{urlencode({k: form.cleaned_data[k] for k in TETAP})}")


def _simpan(request: ActorRequest, meja: MejaLayanan, form: CatatForm) -> bool:
    """Write the ticket down; what is in the way stands on the form."""
    now, token = timezone.now(), new_token()
    try:
        with transaction.atomic():
            tiket = flow.catat(data=form.data_tiket(meja), token=token, by=request.actor, now=now)
            if form.cleaned_data["pending"]:
                flow.tandai_pending(tiket=tiket, by=request.actor, now=now)
    except (PermissionDenied, StepRefused, ValidationError) as error:
        form.add_error(None, str(error) if isinstance(error, PermissionDenied) else error)
        return False
    loket.ingat(request.session, tiket, token, by=request.actor, now=now)
    if SAMARAN in tiket.judul + tiket.uraian:
        messages.warning(request, _("Ada kata sandi di tulisan Anda; sudah kami samarkan. Jangan menanyakannya."))
    return True


def _tampil(
    request: ActorRequest,
    meja: MejaLayanan,
    form: CatatForm,
    *,
    saran: list[alur_faq.Saran] | None = None,
    dicari: bool = False,
    status: int = 200,
) -> HttpResponse:
    now = timezone.now()
    baru = None if form.is_bound or dicari else loket.terakhir(request.session, by=request.actor, now=now)
    if not form.is_bound:
        form.fields["uraian" if dicari else "nama"].widget.attrs["autofocus"] = True
    isi = {
        "form": form,
        "meja": meja,
        "sapaan": loket.sapaan(meja, now=now),
        "baru": baru,
        "tiket": Tiket.objects.visible_to(request.actor).filter(nomor=baru.nomor).first() if baru else None,
        "saran": saran,
        "dicari": dicari,
    }
    return render(request, "helpdesk/loket/catat.html", isi, status=status)


@for_roles(*PENULIS)
@require_POST
def selesai(request: ActorRequest) -> HttpResponse:
    """Number and token were read out; the screen forgets them."""
    loket.lupakan(request.session)
    return redirect("helpdesk:loket")


@for_roles(*PENULIS)
@require_POST
def terjawab(request: ActorRequest, tanya: str) -> HttpResponse:
    """A published answer was read out and was enough: counted, and no ticket."""
    entri = get_object_or_404(Faq, kode=tanya, versi__keadaan=Keadaan.TERBIT)
    alur_faq.terjawab(entri, by=request.actor, now=timezone.now())
    loket.lupakan(request.session)
    messages.success(request, _("Terjawab tanpa tiket, dan sudah dihitung. Siap untuk penelepon berikutnya."))
    return redirect("helpdesk:loket")


def pertanyaan_menunggu(meja: MejaLayanan, *, by: Actor) -> TiketQuerySet:
    """Questions to which a desk still owes an answer; whoever has waited longest comes first."""
    return Tiket.objects.visible_to(by).di_meja(meja).filter(pending=True).order_by("pending_sejak", "pk")


@for_roles(*PENULIS)
@require_safe
def belum_terjawab(request: ActorRequest) -> HttpResponse:
    """The list of these questions."""
    meja = meja_saya(request)
    semua = list(pertanyaan_menunggu(meja, by=request.actor).values_list("pk", flat=True)[: BATAS + 1])
    page = Paginator(semua[:BATAS], PER_HALAMAN).get_page(request.GET.get("halaman"))
    tiket = Tiket.objects.filter(pk__in=list(page.object_list)).select_related("pemegang").order_by("pending_sejak")
    kepala = [{"teks": t} for t in (_("Pertanyaan"), _("Menunggu sejak"), _("Cara memberi jawaban"), _("Pemegang"))]
    isi = {"page": page, "tiket": tiket, "meja": meja, "kepala": kepala, "jumlah": len(semua)}
    return render(request, "helpdesk/loket/belum_terjawab.html", isi)
