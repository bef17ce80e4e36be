"""What the public reads of the scoreboard: switched on and off, and published, by a pejabat who has just logged in."""

from collections.abc import Iterator
from typing import Any
from urllib.parse import urlencode

from allauth.account.decorators import reauthentication_required
from allauth.core.exceptions import ReauthenticationRequired
from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views import View
from django.views.decorators.http import require_GET

from akun.actor import Peran
from akun.door import ActorRequest, for_roles
from laporan import terbitan
from laporan.forms import AlasanForm, TanpaIsianForm
from laporan.models import SakelarPapan, TerbitanPapan
from laporan.periode import Triwulan

LEWAT = gettext_lazy("Pemastian bahwa ini Anda sudah lewat lima menit. Ulangi dahulu, lalu kirim lagi.")
DITAWARKAN = 8


@for_roles(Peran.PEJABAT_DPPH)
@require_GET
def kelola(request: ActorRequest) -> HttpResponse:
    """Whether it is on, which quarters stand, which can be published, and who did what."""
    now = timezone.now()
    ada = {Triwulan(t.tahun, t.triwulan): t for t in TerbitanPapan.objects.select_related("dibekukan_oleh")}
    konteks = {
        "menyala": terbitan.menyala(),
        "terbitan": [
            {
                "nama": t.sebutan,
                "pada": satu.dibekukan_pada,
                "oleh": satu.dibekukan_oleh.nama,
                "baris": sum(len(k["baris"]) for isi in satu.isi.values() for k in isi),
                "ditekan": sum(k["ditekan"] for isi in satu.isi.values() for k in isi),
            }
            for t, satu in ada.items()
        ],
        "calon": [
            {"nama": t.sebutan, "url": reverse("laporan:terbitkan", args=[str(t)])}
            for t in _tertutup(now)
            if t not in ada
        ],
        "riwayat": SakelarPapan.objects.select_related("oleh")[:20],
    }
    return render(request, "laporan/papan/terbitan.html", konteks)


def _tertutup(now: Any) -> Iterator[Triwulan]:
    """The newest quarters of which nothing changes any more."""
    satu = Triwulan.dari(now)
    for _ke in range(DITAWARKAN):
        satu = satu.sebelum
        if satu.tertutup(now):
            yield satu


class _Langkah(View):
    """One change, asked for with the password fresh."""

    judul: Any
    tombol: Any
    akibat: Any
    bahaya = False
    form_class: type[forms.Form] = AlasanForm
    http_method_names = ("get", "head", "post")

    def get(self, request: ActorRequest, **kunci: Any) -> HttpResponse:
        """Ask who it is, then for what the change needs."""
        self.muat(**kunci)
        self.pastikan(request)
        return self.tampil(request, self.form_class())

    def post(self, request: ActorRequest, **kunci: Any) -> HttpResponseBase:
        """Make the change, or say what is in the way."""
        self.muat(**kunci)
        form = self.form_class(request.POST)
        if not form.is_valid():
            return self.tampil(request, form, status=422)
        try:
            self.pastikan(request)
            messages.success(request, self.jalan(request, form.cleaned_data))
        except ReauthenticationRequired:
            form.add_error(None, str(LEWAT))
            url = f"{reverse('account_reauthenticate')}?{urlencode({'next': request.path})}"
            return self.tampil(request, form, status=403, pastikan_url=url)
        except ValidationError as galat:
            form.add_error(None, galat.messages)
            return self.tampil(request, form, status=409)
        return redirect("laporan:terbitan")

    @staticmethod
    def pastikan(request: ActorRequest) -> None:
        """Raise ReauthenticationRequired (allauth answers it) unless the person has just shown who he is."""
        reauthentication_required(lambda _request: None, app="laporan")(request)

    def muat(self, **kunci: Any) -> None:
        """Find what the address names."""

    def jalan(self, request: ActorRequest, isi: dict[str, Any]) -> str:
        """One call into the domain; the sentence that says what is now."""
        raise NotImplementedError

    def tampil(self, request: ActorRequest, form: forms.Form, *, status: int = 200, **lain: Any) -> HttpResponse:
        """The form."""
        konteks = {"langkah": self, "form": form, **lain}
        return render(request, "laporan/papan/langkah.html", konteks, status=status)

    @classmethod
    def door(cls) -> Any:
        """The view function with its door."""
        return for_roles(Peran.PEJABAT_DPPH)(cls.as_view())


class Sakelar(_Langkah):
    """Let the public read what was published, or no longer."""

    def muat(self, **kunci: Any) -> None:
        """Which way the switch goes."""
        self.bahaya = terbitan.menyala()
        self.judul = _("Matikan papan skor publik") if self.bahaya else _("Nyalakan papan skor publik")
        self.tombol = self.judul
        self.akibat = (
            _("Halaman publiknya langsung hilang. Yang sudah pernah dibaca orang tidak dapat ditarik.")
            if self.bahaya
            else _("Siapa pun dapat membaca triwulan yang sudah diterbitkan. Yang belum diterbitkan tetap tertutup.")
        )

    def jalan(self, request: ActorRequest, isi: dict[str, Any]) -> str:
        """Switch it."""
        satu = terbitan.nyalakan(menyala=not self.bahaya, alasan=isi["alasan"], by=request.actor, now=timezone.now())
        return _("Papan skor publik menyala.") if satu.menyala else _("Papan skor publik mati.")


class Terbitkan(_Langkah):
    """Freeze a quarter as the public may read it."""

    form_class = TanpaIsianForm
    tombol = gettext_lazy("Terbitkan triwulan ini")
    akibat = gettext_lazy(
        "Angkanya dihitung sekali, yang kecil disembunyikan, lalu dibekukan: tidak dihitung lagi, tidak dapat diubah."
    )
    triwulan: Triwulan

    def muat(self, **kunci: Any) -> None:
        """The quarter. Raises Http404 for what is none."""
        found = Triwulan.baca(kunci["triwulan"])
        if found is None:
            raise Http404
        self.triwulan = found
        self.judul = _("Terbitkan %(triwulan)s") % {"triwulan": found.sebutan}

    def jalan(self, request: ActorRequest, isi: dict[str, Any]) -> str:
        """Count and freeze it."""
        terbitan.terbitkan(triwulan=self.triwulan, by=request.actor, now=timezone.now())
        return _("%(triwulan)s diterbitkan.") % {"triwulan": self.triwulan.sebutan}
