"""A step page, declared: what it is called, what will happen, who may, and the one call into a flow.

Each app makes its own kind of it (a step of a case, of a letter): which sheet is opened, and which page shows it.
"""

from collections.abc import Callable, Iterable
from typing import Any, ClassVar, Generic, TypeVar

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views import View

from akun.decision import Decision
from akun.door import ActorRequest

L = TypeVar("L")
"""The sheet: what the step is about, as one reader sees it now."""


class TanpaIsianForm(forms.Form):
    """Nothing but the click."""


class HalamanLangkah(View, Generic[L]):
    """One step. A subclass says what it is called, what will happen, who may, and what to call."""

    nama: ClassVar[str]
    judul: ClassVar[Any]
    akibat: ClassVar[tuple[Any, ...]] = ()
    tombol: ClassVar[Any]
    sukses: ClassVar[Any]
    form_class: ClassVar[type[forms.Form]] = TanpaIsianForm
    templat: ClassVar[str]
    ikon: ClassVar[str] = "kunci"
    bahaya: ClassVar[bool] = False
    http_method_names = ("get", "head", "post")

    def buka(self, request: ActorRequest) -> L:
        """Open the sheet that the address names. Raises Http404 for what the reader may not know of."""
        raise NotImplementedError

    def pada(self, lembar: L) -> bool:
        """This step may be thought of at all, as things stand."""
        raise NotImplementedError

    def di_luar(self, lembar: L) -> str:
        """The sentence for a step that may not."""
        raise NotImplementedError

    def may(self, lembar: L) -> Decision:
        """Whether this reader may."""
        raise NotImplementedError

    def kurang(self, lembar: L) -> str:
        """What is still lacking for this step; empty when nothing."""
        return ""

    def isian(self, lembar: L) -> dict[str, Any]:
        """What the form needs to be built, initial values included."""
        return {}

    def jalankan(self, lembar: L, data: dict[str, Any]) -> None:
        """Take the step: one call into a flow."""
        raise NotImplementedError

    def sesudah(self, request: ActorRequest, lembar: L) -> str:
        """The address to go to when it is done."""
        raise NotImplementedError

    def bingkai(self, request: ActorRequest, lembar: L) -> dict[str, Any]:
        """What the page of every step of this kind shows besides the step and its form."""
        return {}

    def konteks(self, lembar: L) -> dict[str, Any]:
        """What the page of this step shows as well."""
        return {}

    def halangan(self, lembar: L) -> tuple[int, str] | None:
        """Why the step cannot be taken now, with the HTTP status that says so; None when it can."""
        if not self.pada(lembar):
            return 409, self.di_luar(lembar)
        decision = self.may(lembar)
        if not decision:
            return 403, decision.sebab
        kurang = self.kurang(lembar)
        return (409, kurang) if kurang else None

    def dilihat(self, request: ActorRequest, lembar: L) -> None:
        """Whatever has to happen before the page is shown to be read."""

    def ditolak(self, form: forms.Form, error: PermissionDenied | ValidationError) -> int:
        """Put the reason on the form; returns the HTTP status."""
        form.add_error(None, str(error) if isinstance(error, PermissionDenied) else error)
        return 403 if isinstance(error, PermissionDenied) else 409

    def lagi(self, request: ActorRequest, lembar: L) -> L:
        """The sheet as it is shown after a refusal."""
        return lembar

    def get(self, request: ActorRequest, **kunci: Any) -> HttpResponse:
        """Explain the step and ask for what it needs; or say why it cannot be taken."""
        lembar = self.buka(request)
        halangan = self.halangan(lembar)
        self.dilihat(request, lembar)
        if halangan:
            return self.tampil(request, lembar, None, status=halangan[0], sebab=halangan[1])
        return self.tampil(request, lembar, self.form_class(**self.isian(lembar)))

    def post(self, request: ActorRequest, **kunci: Any) -> HttpResponse:
        """Take the step. When it is refused, everything typed stays on the page beside the reason."""
        lembar = self.buka(request)
        form = self.form_class(request.POST, request.FILES, **self.isian(lembar))
        if not form.is_valid():
            return self.tampil(request, lembar, form, status=422)
        try:
            self.jalankan(lembar, form.cleaned_data)
        except (PermissionDenied, ValidationError) as error:
            status = self.ditolak(form, error)
            return self.tampil(request, self.lagi(request, lembar), form, status=status)
        messages.success(request, str(self.sukses))
        return HttpResponseRedirect(self.sesudah(request, lembar))

    def tampil(
        self, request: ActorRequest, lembar: L, form: forms.Form | None, *, status: int = 200, sebab: str = ""
    ) -> HttpResponse:
        """The page of the step."""
        isi = {"langkah": self, "form": form, "sebab": sebab}
        return render(request, self.templat, isi | self.bingkai(request, lembar) | self.konteks(lembar), status=status)


def boleh_dan_belum(
    lembar: L, langkah: Iterable[type[HalamanLangkah[L]]], url: Callable[[str], str]
) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """The steps that the reader may take, and those that he may not yet and why; same reasons stand together."""
    boleh: list[dict[str, Any]] = []
    belum: dict[str, dict[str, Any]] = {}
    for satu in (kelas() for kelas in langkah):
        if not satu.pada(lembar):
            continue
        halangan = satu.halangan(lembar)
        if halangan is None:
            boleh.append({"nama": satu.nama, "teks": satu.judul, "url": url(satu.nama), "utama": not boleh})
        elif halangan[1] in belum:
            belum[halangan[1]]["teks"] += f"; {satu.judul}"
        else:
            belum[halangan[1]] = {"teks": str(satu.judul), "alasan": halangan[1], "ikon": satu.ikon}
    return boleh, list(belum.values())
