"""The entrance to consultation: the collection first, then the four channels; and where a letter has to go."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from akun.door import ActorRequest, for_roles, public
from akun.models import Pejabat
from konsultasi import kanal, koleksi
from konsultasi.forms.pemohon import FormArah
from konsultasi.pilihan import DITERIMA_DIREKTUR
from konsultasi.routing import DIREKTORAT, unit_untuk
from konsultasi.views.koleksi import subjek_terbit
from konsultasi.views.pemohon import BERAKUN
from persuratan import draf as draf_surat

TERSERING = 3


@public
@require_safe
def mulai(request: HttpRequest) -> HttpResponse:
    """What has been answered already, the four channels with their limits, and what happens when a limit is missed."""
    now = timezone.now()
    isi = {
        "kanal": kanal.semua(now=now),
        "subjek": subjek_terbit(),
        "tersering": koleksi.terbit().order_by("-terjawab", "-terbit_pada", "id")[:TERSERING],
        "batas_keluhan": kanal.batas_keluhan(now=now),
    }
    return render(request, "konsultasi/publik/mulai.html", isi)


@public
@require_safe
def lewat_surat(request: HttpRequest, jenis: str) -> HttpResponse:
    """The channels that begin with a letter: what it has to be, and to whom, by where the question belongs."""
    if jenis not in DITERIMA_DIREKTUR:
        raise Http404
    form = FormArah(request.GET if "hukum" in request.GET or "instansi" in request.GET else None)
    isi: dict[str, Any] = {"form": form, "info": kanal.info(jenis, now=timezone.now())}
    if form.is_valid():
        kode = unit_untuk(form.instansi_cocok, hukum=form.hukum_ya)
        isi |= {"kode": kode, "pejabat": _pejabat(kode), "kembali": request.get_full_path()}
    status = 422 if form.is_bound and not form.is_valid() else 200
    return render(request, "konsultasi/publik/lewat_surat.html", isi, status=status)


def _pejabat(kode: str) -> Pejabat | None:
    return Pejabat.objects.filter(unit__kode=kode).order_by("pk").first()


@for_roles(*BERAKUN)
@require_POST
def tulis_surat(request: ActorRequest) -> HttpResponse:
    """On to the form of letters, with the addressee filled in; what the draft holds already stays."""
    kode = request.POST.get("unit", "")
    if kode not in DIREKTORAT:
        raise Http404
    pejabat = get_object_or_404(Pejabat.objects.order_by("pk"), unit__kode=kode)
    jenis, now = request.POST.get("jenis", ""), timezone.now()
    row = draf_surat.buka(by=request.actor, now=now)
    isi = draf_surat.isi(row) | {"penerima": str(pejabat.pk)}
    if not isi.get("perihal"):
        isi["perihal"] = _("Undangan rapat daring") if jenis == "daring" else _("Permohonan konsultasi")
    draf_surat.simpan(draf=row, data=isi, now=now)
    messages.info(request, _("Penerima surat sudah kami isi: %(jabatan)s.") % {"jabatan": pejabat.jabatan})
    return redirect("persuratan:tulis")
