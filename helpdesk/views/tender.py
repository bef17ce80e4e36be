"""The running tenders of a desk: entered one by one, or imported after a look at what would change."""

import base64
import json
import zlib
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from akun.actor import Actor
from akun.door import ActorRequest, for_roles
from akun.isian import Sebaris
from akun.ringkas import Pilih
from akun.sealing import UnsealError, seal_text, unseal_text
from akun.terbatas import PER_HALAMAN
from helpdesk import tender as alur
from helpdesk.models import MejaLayanan, TenderBerjalan
from helpdesk.permissions_faq import PENULIS
from helpdesk.pilihan import TAHAPAN
from helpdesk.views.catat import meja_saya

MAKS_BERKAS = 1024 * 1024
TAMPIL = 100  # rows that the look beforehand shows


class TenderForm(forms.Form):
    """One tender and the stage in which it is."""

    kode_tender = Sebaris(
        label=gettext_lazy("Kode tender"),
        max_length=30,
        wajib=gettext_lazy("Tulis kode tendernya."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "rupa-lebar": 20}),
    )
    nama = Sebaris(
        label=gettext_lazy("Nama tender"),
        max_length=250,
        wajib=gettext_lazy("Tulis nama tendernya."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    tahap = forms.TypedChoiceField(label=gettext_lazy("Tahap sekarang"), coerce=int, widget=Pilih)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["tahap"].choices = [(n, f"{n}. {nama}") for n, nama in TAHAPAN.items()]  # type: ignore[attr-defined]


class BerkasForm(forms.Form):
    """The file of an import. It is read once and not kept."""

    berkas = forms.FileField(
        label=gettext_lazy("Berkas CSV atau JSON"),
        help_text=gettext_lazy("Kolom kode_tender, nama, dan tahap (1 sampai 12); paling besar 1 MB"),
        widget=forms.FileInput(attrs={"accept": ".csv,.json,text/csv,application/json"}),
        error_messages={
            "required": gettext_lazy("Pilih berkasnya."),
            "empty": gettext_lazy("Berkas ini kosong."),
        },
    )
    ganti_semua = forms.BooleanField(
        label=gettext_lazy("Berkas ini memuat semua tender: hapus yang tidak disebut"), required=False
    )


def berjalan(meja: MejaLayanan) -> QuerySet[TenderBerjalan]:
    """The tenders of a desk by their stage."""
    return TenderBerjalan.objects.filter(meja=meja).order_by("tahap", "kode_tender")


@for_roles(*PENULIS)
@require_http_methods(["GET", "HEAD", "POST"])
def daftar(request: ActorRequest) -> HttpResponse:
    """The list, and a form for one more or for its next stage."""
    meja = meja_saya(request)
    form = TenderForm(request.POST or None)
    if form.is_valid():
        try:
            alur.simpan(meja=meja, **form.cleaned_data, by=request.actor, now=timezone.now())
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, _("Tender %(kode)s tersimpan.") % {"kode": form.cleaned_data["kode_tender"]})
            return redirect("helpdesk:tender")
    isi = {
        "meja": meja,
        "form": form,
        "page": Paginator(berjalan(meja), PER_HALAMAN).get_page(request.GET.get("halaman")),
        "tahapan": [{"n": n, "nama": TAHAPAN[n]} for n in TenderBerjalan.objects.tahapan(meja)],
        "kepala": [{"teks": t} for t in (_("Tender"), _("Tahap"), _("Diperbarui"), _("Tindakan"))],
    }
    return render(request, "helpdesk/loket/tender.html", isi, status=422 if form.is_bound else 200)


@for_roles(*PENULIS)
@require_POST
def selesai(request: ActorRequest, pk: int) -> HttpResponse:
    """A tender runs no more."""
    tender = get_object_or_404(TenderBerjalan.objects.select_related("meja"), pk=pk, meja=meja_saya(request))
    alur.selesai(tender=tender, by=request.actor)
    messages.success(request, _("Tender %(kode)s tidak berjalan lagi.") % {"kode": tender.kode_tender})
    return redirect("helpdesk:tender")


@for_roles(*PENULIS)
@require_http_methods(["GET", "HEAD", "POST"])
def impor(request: ActorRequest) -> HttpResponse:
    """Upload, look, confirm. Nothing is written before the confirmation, and then all or nothing."""
    meja = meja_saya(request)
    if "muatan" in request.POST:
        return _tulis(request, meja)
    form = BerkasForm(request.POST or None, request.FILES or None)
    isi: dict[str, Any] = {"meja": meja, "form": form}
    if form.is_valid():
        try:
            rows = alur.baca(_baca(form.cleaned_data["berkas"]))
            bersih = alur.periksa(rows)
        except alur.ImporSalah as error:
            isi["salah"] = error.messages
        else:
            ganti = form.cleaned_data["ganti_semua"]
            isi |= _pratinjau(meja, bersih, ganti=ganti) | {"muatan": _kemas(rows, ganti=ganti, by=request.actor)}
    return render(
        request, "helpdesk/loket/tender_impor.html", isi, status=422 if form.is_bound and "muatan" not in isi else 200
    )


def _baca(unggahan: "UploadedFile[Any]") -> bytes:
    if (unggahan.size or 0) > MAKS_BERKAS:
        raise alur.ImporSalah(_("Berkas ini lebih besar dari 1 MB. Bagi menjadi beberapa berkas."))
    isi: bytes = unggahan.read()
    return isi


def _pratinjau(meja: MejaLayanan, bersih: list[tuple[str, str, int]], *, ganti: bool) -> dict[str, Any]:
    """What an import would change."""
    ada = {t.kode_tender: t for t in TenderBerjalan.objects.filter(meja=meja)}
    baris = []
    for kode, nama, tahap in bersih:
        dulu = ada.get(kode)
        sama = dulu is not None and (dulu.nama, dulu.tahap) == (nama, tahap)
        kata = _("tetap") if sama else _("berubah") if dulu else _("baru")
        baris.append({"kode": kode, "nama": nama, "tahap": f"{tahap}. {TAHAPAN[tahap]}", "kata": kata, "dulu": dulu})
    disebut = {kode for kode, _nama, _tahap in bersih}
    hapus = sorted(set(ada) - disebut) if ganti else []
    baru = sum(1 for b in baris if b["dulu"] is None)
    return {"baris": baris[:TAMPIL], "lagi": max(0, len(baris) - TAMPIL), "baru": baru, "n": len(baris), "hapus": hapus}


def _kemas(rows: list[dict[str, str]], *, ganti: bool, by: Actor) -> str:
    """The rows, carried to the confirmation: sealed for this officer."""
    isi = base64.b64encode(zlib.compress(json.dumps([ganti, rows]).encode())).decode()
    return base64.b64encode(seal_text(isi, context=_konteks(by))).decode()


def _tulis(request: ActorRequest, meja: MejaLayanan) -> HttpResponse:
    """Write what was looked at."""
    try:
        muatan = unseal_text(base64.b64decode(request.POST["muatan"]), context=_konteks(request.actor))
        ganti, rows = json.loads(zlib.decompress(base64.b64decode(muatan)))
    except (UnsealError, ValueError, zlib.error) as error:
        raise Http404(_("Pratinjau ini tidak berlaku lagi. Unggah berkasnya sekali lagi.")) from error
    isi = json.dumps(rows).encode()
    hasil = alur.impor(meja=meja, isi=isi, ganti_semua=ganti, by=request.actor, now=timezone.now())
    messages.success(
        request,
        _("%(baru)s tender baru, %(diubah)s diperbarui, %(dihapus)s dihapus.")
        % {"baru": hasil.baru, "diubah": hasil.diubah, "dihapus": hasil.dihapus},
    )
    return redirect("helpdesk:tender")


def _konteks(by: Actor) -> str:
    return f"impor-tender:{by.petugas_id}"
