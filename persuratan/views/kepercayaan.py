"""Whom the portal trusts when it judges signatures: read and changed by the system administrator alone."""

from typing import Any
from urllib.parse import urlencode

from allauth.account.decorators import reauthentication_required
from allauth.core.exceptions import ReauthenticationRequired
from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views import View
from django.views.decorators.http import require_GET

from akun.actor import Peran
from akun.door import ActorRequest, for_roles
from akun.templatetags.rupa import tanggal_polos
from persuratan import kepercayaan
from persuratan.forms.kepercayaan import AlasanForm, SertifikatForm
from persuratan.models import SertifikatTepercaya

LEWAT = gettext_lazy("Pemastian bahwa ini Anda sudah lewat lima menit. Ulangi dahulu, lalu kirim lagi.")


def pastikan(request: ActorRequest) -> None:
    """Raise ReauthenticationRequired (allauth answers it) unless the person has shown who he is in the last minutes."""
    reauthentication_required(lambda _request: None, app="persuratan")(request)


@for_roles(Peran.ADMIN_SISTEM)
@require_GET
def daftar(request: ActorRequest) -> HttpResponse:
    """All certificates, and which of those that we expect are missing."""
    baris = list(SertifikatTepercaya.objects.select_related("ditambah_oleh"))
    ada = {satu.sha256 for satu in baris}
    konteks = {
        "baris": [{"s": satu, "dikenal": kepercayaan.DIHARAPKAN.get(satu.sha256, "")} for satu in baris],
        "kurang": [{"nama": n, "sha256": berjarak(s)} for s, n in kepercayaan.DIHARAPKAN.items() if s not in ada],
        "kini": timezone.now(),
    }
    return render(request, "persuratan/kepercayaan.html", konteks)


def berjarak(sha256: str) -> str:
    """A fingerprint as it is compared by eye: in groups of four."""
    return " ".join(sha256[di : di + 4] for di in range(0, len(sha256), 4))


class _Langkah(View):
    """One change, asked for with the password fresh."""

    judul: Any
    tombol: Any
    bahaya = False
    form_class: type[forms.Form] = AlasanForm
    http_method_names = ("get", "head", "post")

    def get(self, request: ActorRequest, **kunci: Any) -> HttpResponse:
        """Ask who it is, then for what the change needs."""
        pastikan(request)
        self.muat(**kunci)
        return self.tampil(request, self.form_class())

    def post(self, request: ActorRequest, **kunci: Any) -> HttpResponseBase:
        """Make the change, or say what is in the way."""
        self.muat(**kunci)
        form = self.form_class(request.POST, request.FILES)
        if not form.is_valid():
            return self.tampil(request, form, status=422)
        try:
            pastikan(request)
            return self.jalan(request, form)
        except ReauthenticationRequired:
            form.add_error(None, str(LEWAT))
            url = f"{reverse('account_reauthenticate')}?{urlencode({'next': request.path})}"
            return self.tampil(request, form, status=403, pastikan_url=url)
        except ValidationError as galat:
            form.add_error(None, galat.messages)
            return self.tampil(request, form, status=409)

    def muat(self, **kunci: Any) -> None:
        """Find what the address names."""

    def jalan(self, request: ActorRequest, form: Any) -> HttpResponseBase:
        """One call into the domain."""
        raise NotImplementedError

    def butir(self) -> list[dict[str, str]]:
        """What the page tells of the certificate."""
        return []

    def tampil(self, request: ActorRequest, form: forms.Form, *, status: int = 200, **lain: Any) -> HttpResponse:
        """The form."""
        konteks = {"langkah": self, "form": form, "butir": self.butir(), **lain}
        return render(request, "persuratan/kepercayaan_ubah.html", konteks, status=status)

    @classmethod
    def door(cls) -> Any:
        """The view function with its door."""
        return for_roles(Peran.ADMIN_SISTEM)(cls.as_view())


class Tambah(_Langkah):
    """Trust a certificate more: first the page shows what it says of itself, a second click adds it."""

    judul, tombol, form_class = gettext_lazy("Tambah sertifikat tepercaya"), gettext_lazy("Periksa"), SertifikatForm

    def jalan(self, request: ActorRequest, form: SertifikatForm) -> HttpResponseBase:
        """Show it; after the second click, add it."""
        isi = form.cleaned_data
        if "jalan" not in request.POST:
            return self.tampil(request, _tersembunyi(form), rincian=form.rincian, periksa=rincian(form.rincian))
        satu = kepercayaan.tambah(
            pem=isi["pem"], jenis=isi["jenis"], alasan=isi["alasan"], by=request.actor, now=timezone.now()
        )
        messages.success(request, _("%(nama)s kini dipercaya.") % {"nama": satu.subjek})
        return redirect("persuratan:kepercayaan")


def _tersembunyi(form: SertifikatForm) -> SertifikatForm:
    """The same answers, carried to the second click; a file becomes its text."""
    isi = {nama: form.cleaned_data[nama] for nama in ("jenis", "pem", "alasan")}
    lagi = SertifikatForm(initial=isi)
    for nama in ("jenis", "pem", "alasan"):
        lagi.fields[nama].widget = forms.HiddenInput()
    del lagi.fields["berkas"]
    return lagi


def rincian(satu: kepercayaan.Rincian | SertifikatTepercaya | None) -> list[dict[str, str]]:
    """A certificate, to be read."""
    if satu is None:
        return []
    return [
        {"nama": _("Pemilik"), "nilai": satu.subjek},
        {"nama": _("Penerbit"), "nilai": satu.penerbit},
        {"nama": _("Berlaku"), "nilai": f"{tanggal_polos(satu.mulai)} - {tanggal_polos(satu.sampai)}"},
        {"nama": "SHA-256", "nilai": berjarak(satu.sha256)},
    ]


class Nyalakan(_Langkah):
    """Trust a certificate no longer, or again."""

    sertifikat: SertifikatTepercaya

    def muat(self, **kunci: Any) -> None:
        """The certificate."""
        self.sertifikat = get_object_or_404(SertifikatTepercaya, pk=kunci["pk"])
        self.bahaya = self.sertifikat.aktif
        self.judul = _("Jangan percaya lagi") if self.bahaya else _("Percaya lagi")
        self.tombol = self.judul

    def butir(self) -> list[dict[str, str]]:
        """Which one."""
        return rincian(self.sertifikat)

    def jalan(self, request: ActorRequest, form: AlasanForm) -> HttpResponseBase:
        """Switch it."""
        satu = kepercayaan.nyalakan(
            sertifikat=self.sertifikat,
            aktif=not self.bahaya,
            alasan=form.cleaned_data["alasan"],
            by=request.actor,
            now=timezone.now(),
        )
        kata = _("%(nama)s tidak lagi dipercaya.") if self.bahaya else _("%(nama)s kini dipercaya.")
        messages.success(request, kata % {"nama": satu.subjek})
        return redirect("persuratan:kepercayaan")
