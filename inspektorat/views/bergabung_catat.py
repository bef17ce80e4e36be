"""LKPP enters a membership: by hand, or from a letter that came in through the portal."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from akun.decision import require
from akun.door import ActorRequest, for_roles
from berkas.putusan import BerkasDitolak
from inspektorat import flow_keanggotaan as flow
from inspektorat.forms import CatatForm, DaftarPetugas, petugas
from inspektorat.models import Keanggotaan
from inspektorat.permissions import PENGELOLA, may_dari_surat, may_kelola
from inspektorat.unggahan import PDF, terima_pdf
from inspektorat.views.bergabung import lengkap, permohonan, tolak
from persuratan import baca
from persuratan.models import SuratMasuk


@for_roles(*sorted(PENGELOLA))
@require_http_methods(["GET", "HEAD", "POST"])
def catat(request: ActorRequest) -> HttpResponse:
    """By hand."""
    require(may_kelola(request.actor))
    return _catat(request, None)


@for_roles(*sorted(PENGELOLA))
@require_http_methods(["GET", "HEAD", "POST"])
def dari_surat(request: ActorRequest, nomor: str) -> HttpResponse:
    """From a letter that the reader may see: its sender, number, date and file come along."""
    rows = SuratMasuk.objects.visible_to(request.actor).select_related("instansi", "berkas", "penerima")
    surat = rows.filter(nomor=nomor).first()
    if surat is None:
        raise Http404(_("Surat ini tidak ada, atau tidak terbuka bagi Anda."))
    ada = Keanggotaan.objects.filter(surat=surat).first()
    if ada is not None:
        return redirect("inspektorat:keanggotaan", nomor=ada.nomor)
    require(may_dari_surat(request.actor, surat))
    baca.catat(surat=surat, apa=baca.HALAMAN, by=request.actor, now=timezone.now())
    return _catat(request, surat)


def _catat(request: ActorRequest, surat: SuratMasuk | None) -> HttpResponse:
    if request.method != "POST":
        return _tampil(request, CatatForm(initial=_awal(surat)), petugas(None), surat)
    form, baris = CatatForm(request.POST, request.FILES), petugas(request.POST.dict())
    if lengkap(form, baris):
        try:
            row = _simpan(request, form, baris, surat)
        except (BerkasDitolak, ValidationError) as error:
            tolak(form, error)
        else:
            messages.success(request, _("Permohonan tercatat dengan nomor %(nomor)s.") % {"nomor": row.nomor})
            return redirect("inspektorat:keanggotaan", nomor=row.nomor)
    return _tampil(request, form, baris, surat, status=422)


def _awal(surat: SuratMasuk | None) -> dict[str, Any]:
    """What the letter says already."""
    if surat is None:
        return {}
    tanggal = surat.tanggal_surat
    return {
        "instansi": surat.instansi.nama if surat.instansi else surat.instansi_teks,
        "nomor_surat": surat.nomor_surat,
        "tanggal_teks": f"{tanggal:%d-%m-%Y}" if tanggal else "",
        "nama": surat.nama_pengirim,
    }


@transaction.atomic
def _simpan(request: ActorRequest, form: CatatForm, baris: DaftarPetugas, surat: SuratMasuk | None) -> Keanggotaan:
    now = timezone.now()
    berkas = terima_pdf(form.diunggah, now)
    if berkas is None and surat and surat.berkas and surat.berkas.mime == PDF:
        berkas = surat.berkas
    data = permohonan(form, baris.isi(), berkas)
    return flow.catat(data=data, surat=surat, by=request.actor, now=now)


def _tampil(
    request: ActorRequest, form: CatatForm, baris: DaftarPetugas, surat: SuratMasuk | None, *, status: int = 200
) -> HttpResponse:
    isi = {"form": form, "baris": baris, "galat": [form, baris], "surat": surat}
    return render(request, "inspektorat/bergabung/catat.html", isi, status=status)
