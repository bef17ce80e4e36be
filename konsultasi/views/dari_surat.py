"""A letter becomes a consultation: the form beside the letter for officers, and the way on for whoever sent it."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from akun import terbuka
from akun.decision import require
from akun.door import ActorRequest, for_roles, public
from konsultasi import flow, perjalanan, permissions, tabel
from konsultasi.forms.catat import SuratForm
from konsultasi.models import Konsultasi
from konsultasi.permissions import MEJA
from konsultasi.pilihan import Pemohon
from konsultasi.views.lembar import url_kasus
from persuratan import baca, teks
from persuratan.models import Pengirim, SuratMasuk
from persuratan.tindakan import Lanjutan


@for_roles(*sorted(MEJA))
@require_http_methods(["GET", "HEAD", "POST"])
def dari_surat(request: ActorRequest, nomor: str) -> HttpResponse:
    """Fill in what the letter asks, with the letter beside it."""
    now = timezone.now()
    rows = SuratMasuk.objects.visible_to(request.actor).defer("cari")
    surat = get_object_or_404(rows.select_related("berkas", "penerima__unit", "instansi", "pengirim"), nomor=nomor)
    if Konsultasi.objects.filter(surat=surat.pk).exists():
        return redirect("persuratan:surat", nomor)
    require(permissions.may_jadikan(request.actor, surat))
    baca.catat(surat=surat, apa=baca.HALAMAN, by=request.actor, now=now)
    form = SuratForm(request.POST) if request.method == "POST" else SuratForm(initial=_awal(surat))
    if form.is_bound and form.is_valid():
        try:
            data, kanal = form.data_konsultasi(), form.cleaned_data["kanal"]
            k = flow.dari_surat(surat=surat, kanal=kanal, data=data, by=request.actor, now=now)
        except (PermissionDenied, ValidationError) as sebab:
            form.add_error(None, str(sebab) if isinstance(sebab, PermissionDenied) else sebab)
        else:
            return _selesai(request, surat, k)
    konteks = {"surat": surat, "form": form, "isi_surat": teks.teks_surat(surat)}
    return render(request, "konsultasi/meja/dari_surat.html", konteks, status=422 if form.is_bound else 200)


def _awal(surat: SuratMasuk) -> dict[str, Any]:
    """What the register of letters knows of the sender."""
    pengirim = Pengirim.objects.filter(user=surat.pengirim).first() if surat.pengirim else None
    return {
        "jenis_pemohon": Pemohon.INSTANSI if surat.instansi_id else "",
        "nama": surat.nama_pengirim,
        "instansi": surat.instansi.nama if surat.instansi else surat.asal,
        "pokok": surat.perihal,
        "uraian": surat.catatan,
        "surel": surat.pengirim.email if surat.pengirim else "",
        "telepon": pengirim.telepon if pengirim else "",
    }


def _selesai(request: ActorRequest, surat: SuratMasuk, k: Konsultasi) -> HttpResponse:
    """To the sheet for whoever serves its directorate; back to the letter for the others."""
    kata = _("Surat %(surat)s ditangani sebagai konsultasi %(nomor)s di %(unit)s. Nomor tiket pengirim tetap berlaku.")
    messages.success(request, kata % {"surat": surat.nomor, "nomor": k.nomor, "unit": k.unit.nama})
    pembaca = tabel.Pembaca.dari(request.actor, timezone.now())
    if tabel.meja(pembaca).filter(pk=k.pk).exists():
        return redirect(url_kasus(k.nomor))
    return redirect("persuratan:surat", surat.nomor)


def lanjutan(surat: SuratMasuk) -> Lanjutan | None:
    """What became of a letter as a consultation, in public words, and the way to its page; for the letter's page."""
    k = Konsultasi.objects.defer("cari").filter(surat=surat.pk).first()
    if k is None:
        return None
    return Lanjutan(
        label=_("Konsultasi"),
        nomor=k.nomor,
        status=str(k.status_publik.label),
        keterangan=str(perjalanan.keadaan(k)["kalimat"]),
        url=reverse("konsultasi:buka_dari_surat"),
    )


@public
@require_POST
def buka(request: HttpRequest) -> HttpResponse:
    """From the page of his letter to that of his consultation: with the letter's receipt, or the sender's account.

    Raises Http404.
    """
    now, nomor = timezone.now(), request.POST.get("nomor", "")[:20].replace("\x00", "")
    k = get_object_or_404(Konsultasi.objects.select_related("surat").defer("cari"), surat__nomor=nomor)
    surat = k.surat
    if surat is not None and request.user.is_authenticated and request.user.pk == k.pemohon_id:
        return redirect("konsultasi:lihat", k.nomor)
    if surat is None or surat.rahasia or terbuka.nomor_terbuka(request.session, now=now) != nomor:
        raise Http404(_("Halaman ini tidak terbuka bagi Anda."))
    terbuka.buka(request.session, k.nomor, now=now)
    return redirect("konsultasi:lacak")
