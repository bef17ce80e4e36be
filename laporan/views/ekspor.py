"""Taking a list along: what is in it and what is not, in which form; by somebody who has just logged in."""

from typing import Any
from urllib.parse import urlencode

from allauth.account.decorators import reauthentication_required
from allauth.core.exceptions import ReauthenticationRequired
from django import forms
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_http_methods

from akun.actor import PETUGAS
from akun.door import ActorRequest, for_roles
from laporan.ekspor import jalan
from laporan.ekspor.bentuk import Ekspor, Isi
from laporan.ekspor.daftar import SEMUA
from laporan.views.pekerjaan import kepala_unduhan
from sla.stages import StepRefused

LEWAT = _("Pemastian bahwa ini Anda sudah lewat lima menit. Ulangi dahulu, lalu kirim lagi.")


class BentukForm(forms.Form):
    """In which form."""

    bentuk = forms.ChoiceField(
        label=_("Bentuk berkas"),
        widget=forms.RadioSelect,
        initial=jalan.XLSX,
        choices=[
            (jalan.XLSX, _("Excel (.xlsx), untuk dibaca dan disaring")),
            (jalan.CSV, _("CSV (.csv, pemisah titik koma), untuk diolah program lain")),
        ],
    )


def _pastikan(request: ActorRequest) -> None:
    """Raise ReauthenticationRequired (allauth answers it) unless the person has just shown who he is."""
    reauthentication_required(lambda _request: None, app="laporan")(request)


@for_roles(*sorted(PETUGAS))
@require_GET
def daftar(request: ActorRequest) -> HttpResponse:
    """The lists that one may take along."""
    boleh = [e for e in SEMUA.values() if request.actor.peran in e.peran]
    return render(request, "laporan/ekspor/daftar.html", {"ekspor": boleh})


@for_roles(*sorted(PETUGAS))
@require_http_methods(["GET", "HEAD", "POST"])
def satu(request: ActorRequest, kode: str) -> HttpResponse:
    """Choose the form; a short list comes at once, a long one as an order."""
    ekspor = SEMUA.get(kode)
    if ekspor is None:
        raise Http404
    isi = jalan.buka(ekspor, request.GET, by=request.actor, now=timezone.now())
    if request.method != "POST":
        _pastikan(request)
        return _tampil(request, ekspor, isi, BentukForm())
    form = BentukForm(request.POST)
    if not form.is_valid():
        return _tampil(request, ekspor, isi, form, status=422)
    try:
        _pastikan(request)
        return _jalankan(request, ekspor, isi, form.cleaned_data["bentuk"])
    except ReauthenticationRequired:
        form.add_error(None, str(LEWAT))
        kembali = {"next": request.get_full_path()}
        url = f"{reverse('account_reauthenticate')}?{urlencode(kembali)}"
        return _tampil(request, ekspor, isi, form, status=403, pastikan_url=url)
    except StepRefused as galat:
        form.add_error(None, galat.messages)
        return _tampil(request, ekspor, isi, form, status=409)


def _jalankan(request: ActorRequest, ekspor: Ekspor, isi: Isi, bentuk: str) -> HttpResponse:
    now = timezone.now()
    if isi.hitung(jalan.SEKETIKA + 1) > jalan.SEKETIKA:
        pesanan = jalan.pesan(ekspor, bentuk, request.GET, by=request.actor, now=now)
        return redirect("laporan:pekerjaan_satu", pesanan.kode)
    berkas = jalan.unduh(ekspor, bentuk, request.GET, by=request.actor, now=now)
    return HttpResponse(berkas, headers=kepala_unduhan(jalan.nama_berkas(ekspor, bentuk, now)))


def _tampil(
    request: ActorRequest, ekspor: Ekspor, isi: Isi, form: forms.Form, *, status: int = 200, **lain: Any
) -> HttpResponse:
    jumlah = isi.hitung(jalan.SEKETIKA + 1)
    kueri = request.GET.urlencode()
    konteks = {
        "ekspor": ekspor,
        "form": form,
        "saring": isi.saring,
        "jumlah": min(jumlah, jalan.SEKETIKA),
        "panjang": jumlah > jalan.SEKETIKA,
        "kembali_url": reverse(ekspor.asal) + (f"?{kueri}" if kueri else ""),
        **lain,
    }
    return render(request, "laporan/ekspor/satu.html", konteks, status=status)
