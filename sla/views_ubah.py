"""What the system administrator changes: first the page shows what would move; a second click makes it so.

A change asks for the password again before its form is shown; when that was too long ago it says so, and nothing that
was typed is lost.
"""

from datetime import datetime
from functools import partial
from typing import Any, ClassVar
from urllib.parse import urlencode

from allauth.account.decorators import reauthentication_required
from allauth.core.exceptions import ReauthenticationRequired
from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views import View
from django.views.decorators.cache import never_cache

from akun.actor import Actor, Peran
from akun.door import ActorRequest, for_roles
from akun.langkah import TanpaIsianForm
from akun.templatetags.rupa import angka, tanggal_polos
from sla import move
from sla.sentences import akibat, lama, nilai_kolom
from sla.views import rangka

LEWAT = gettext_lazy("Pemastian bahwa ini Anda sudah lewat lima menit. Ulangi dahulu, lalu kirim lagi.")


def pastikan(request: ActorRequest) -> None:
    """Raise ReauthenticationRequired (allauth answers it) unless the person has shown who he is in the last minutes."""
    reauthentication_required(lambda _request: None, app="sla")(request)


@method_decorator(never_cache, name="dispatch")
class Ubah(View):
    """One change. A subclass says what it is called, what it asks for and what to call."""

    bagian: ClassVar[str]
    judul: ClassVar[Any]
    tombol: ClassVar[Any] = gettext_lazy("Lihat apa yang bergeser")
    templat: ClassVar[str] = "sla/ubah.html"
    form_class: ClassVar[type[forms.Form]] = TanpaIsianForm
    bahaya: ClassVar[bool] = False
    http_method_names = ("get", "head", "post")

    def muat(self, **kunci: Any) -> None:
        """Find what the address names."""

    def isian(self) -> dict[str, Any]:
        """What the form needs to be built, initial values included."""
        return {}

    def kembali(self) -> str:
        """The list behind this page."""
        return reverse(f"sla:{self.bagian}")

    def konteks(self) -> dict[str, Any]:
        """What the page shows besides the form."""
        return {}

    def edit(self, form: Any, *, by: Actor, now: datetime) -> Any:
        """Make the change: one call into the domain."""
        raise NotImplementedError

    def uraian(self, form: Any) -> dict[str, Any]:
        """What the change is, for the record of it."""
        raise NotImplementedError

    def get(self, request: ActorRequest, **kunci: Any) -> HttpResponse:
        """Ask who it is, then for what the change needs."""
        pastikan(request)
        self.muat(**kunci)
        return self._tampil(request, self.form_class(**self.isian()))

    def post(self, request: ActorRequest, **kunci: Any) -> HttpResponseBase:
        """Show what would move; after the second click, change it."""
        self.muat(**kunci)
        form = self.form_class(request.POST, **self.isian())
        if not form.is_valid():
            return self._tampil(request, form, status=422)
        if "ubah" in request.POST:
            return self._tampil(request, form)
        try:
            pastikan(request)
            return self.jalan(request, form, now=timezone.now())
        except ReauthenticationRequired:
            form.add_error(None, str(LEWAT))
            url = f"{reverse('account_reauthenticate')}?{urlencode({'next': request.path})}"
            return self._tampil(request, form, status=403, pastikan_url=url)
        except PermissionDenied as error:
            form.add_error(None, str(error))
            return self._tampil(request, form, status=403)
        except ValidationError as error:
            tambahkan(form, error)
            return self._tampil(request, form, status=409)

    def jalan(self, request: ActorRequest, form: Any, *, now: datetime) -> HttpResponseBase:
        """The preview, or the change itself."""
        edit = partial(self.edit, form, by=request.actor, now=now)
        if "jalan" in request.POST:
            perubahan = move.apply(edit, uraian=self.uraian(form), by=request.actor, now=now)
            messages.success(request, _("Kalender kerja sudah diubah. Tenggat yang berjalan sedang dihitung ulang."))
            return redirect("sla:perubahan", pk=perubahan.pk)
        dampak = move.preview(edit, now=now)
        konteks: dict[str, Any] = {"dampak": dampak, "rincian": rincian(dampak), "ringkasan": self.ringkasan(form)}
        konteks["akibat"] = akibat(dampak.diperiksa, dampak.bergeser, dampak.menjadi_terlambat)
        return self._tampil(request, form, templat="sla/pratinjau.html", **konteks)

    def ringkasan(self, form: forms.Form) -> list[dict[str, str]]:
        """What was filled in, to be read once more before it holds."""
        return [
            {"nama": str(f.label), "nilai": nilai} for f in form if (nilai := terbaca(f, form.cleaned_data.get(f.name)))
        ]

    def _tampil(
        self, request: ActorRequest, form: forms.Form, *, status: int = 200, templat: str = "", **lain: Any
    ) -> HttpResponse:
        konteks = {
            **rangka(request, self.bagian),
            "langkah": self,
            "form": form,
            "kembali_url": self.kembali(),
            **self.konteks(),
            **lain,
        }
        return render(request, templat or self.templat, konteks, status=status)

    @classmethod
    def door(cls) -> Any:
        """The view function with its door."""
        return for_roles(Peran.ADMIN_SISTEM)(cls.as_view())


def rincian(dampak: move.Dampak) -> list[dict[str, str]]:
    """What would move, by policy, and how far at most."""
    baris = {
        nama: ngettext("%(n)s tenggat", "%(n)s tenggat", n) % {"n": angka(n)}
        for nama, n in dampak.per_kebijakan.items()
    }
    if dampak.menjadi_tidak_terlambat:
        baris[_("Tidak lagi terlambat")] = angka(dampak.menjadi_tidak_terlambat)
    for kata, selisih in ((_("Paling jauh mundur"), dampak.mundur), (_("Paling jauh maju"), dampak.maju)):
        if selisih:
            baris[kata] = lama(selisih)
    return [{"nama": nama, "nilai": nilai} for nama, nilai in baris.items()]


def tambahkan(form: forms.Form, error: ValidationError) -> None:
    """Put a refusal at the fields that it names, where the form has them."""
    if hasattr(error, "error_dict") and error.error_dict.keys() <= form.fields.keys():
        form.add_error(None, error)
    else:
        form.add_error(None, error.messages)


def terbaca(isian: Any, nilai: Any) -> str:
    """A value as it is read."""
    if isinstance(nilai, bool):
        return nilai_kolom("", nilai)
    if hasattr(nilai, "isoformat"):
        return tanggal_polos(nilai)
    pilihan = dict(getattr(isian.field, "choices", None) or {}) if isinstance(nilai, str) else {}
    if nilai is None:
        return str(getattr(isian.field, "empty_label", "") or "")
    return str(pilihan.get(nilai, nilai))
