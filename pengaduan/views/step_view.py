"""A step page, declared: form, permission and step. What it does is one call into a flow."""

from collections.abc import Iterable
from typing import Any, ClassVar

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views import View

from akun.actor import PENANGAN
from akun.decision import Decision
from akun.door import ActorRequest, for_roles
from pengaduan.forms_lkpp import TanpaIsianForm
from pengaduan.views.lembar import Lembar
from pengaduan.views.menu import rangka
from pengaduan.views.tanda import tanda
from sla.stages import Step


def url_kasus(nomor: str, kueri: str = "", halaman: str = "kasus") -> str:
    """The address of a page of a case; `kueri` is the desk's filter, which travels along."""
    return reverse(f"pengaduan:{halaman}", args=[nomor]) + (f"?{kueri}" if kueri else "")


class StepView(View):
    """One step of a case. A subclass says what it is called, what will happen, who may, and what to call."""

    nama: ClassVar[str]
    judul: ClassVar[Any]
    akibat: ClassVar[tuple[Any, ...]] = ()
    tombol: ClassVar[Any]
    sukses: ClassVar[Any]
    step: ClassVar[Step | None] = None
    form_class: ClassVar[type[forms.Form]] = TanpaIsianForm
    templat: ClassVar[str] = "pengaduan/lkpp/langkah.html"
    ikon: ClassVar[str] = "kunci"
    bahaya: ClassVar[bool] = False
    pakai_usulan: ClassVar[bool] = False
    http_method_names = ("get", "head", "post")

    def pada(self, lembar: Lembar) -> bool:
        """The case is where this step may be thought of at all."""
        return self.step is not None and lembar.pengaduan.status in self.step.from_

    def may(self, lembar: Lembar) -> Decision:
        """Whether this reader may."""
        raise NotImplementedError

    def kurang(self, lembar: Lembar) -> str:
        """What the case still lacks for this step; empty when nothing."""
        return ""

    def isian(self, lembar: Lembar) -> dict[str, Any]:
        """What the form needs to be built, initial values included."""
        return {}

    def keterangan(self, lembar: Lembar) -> list[str]:
        """What will happen, in sentences."""
        return [str(a) for a in self.akibat]

    def jalankan(self, lembar: Lembar, data: dict[str, Any]) -> None:
        """Take the step: one call into a flow."""
        raise NotImplementedError

    def halangan(self, lembar: Lembar) -> tuple[int, str] | None:
        """Why the step cannot be taken now, with the HTTP status that says so; None when it can."""
        if not self.pada(lembar):
            return 409, _("Langkah ini tidak tersedia pada tahap kasus saat ini: %(tahap)s.") % {
                "tahap": tanda(lembar.pengaduan.status)["kata"]
            }
        decision = self.may(lembar)
        if not decision:
            return 403, decision.sebab
        kurang = self.kurang(lembar)
        return (409, kurang) if kurang else None

    def get(self, request: ActorRequest, nomor: str) -> HttpResponse:
        """Explain the step and ask for what it needs; or say why it cannot be taken."""
        lembar = Lembar.buka(nomor, request.actor, timezone.now())
        halangan = self.halangan(lembar)
        if halangan:
            return self._tampil(request, lembar, None, status=halangan[0], sebab=halangan[1])
        return self._tampil(request, lembar, self.form_class(**self.isian(lembar)))

    def post(self, request: ActorRequest, nomor: str) -> HttpResponseBase:
        """Take the step. When it is refused, everything typed stays on the page beside the reason."""
        lembar = Lembar.buka(nomor, request.actor, timezone.now())
        form = self.form_class(request.POST, **self.isian(lembar))
        if not form.is_valid():
            return self._tampil(request, lembar, form, status=422)
        try:
            self.jalankan(lembar, form.cleaned_data)
        except PermissionDenied as error:
            form.add_error(None, str(error))
            return self._tampil(request, Lembar.buka(nomor, request.actor, lembar.now), form, status=403)
        except ValidationError as error:
            form.add_error(None, error)
            return self._tampil(request, Lembar.buka(nomor, request.actor, lembar.now), form, status=409)
        messages.success(request, str(self.sukses))
        return HttpResponseRedirect(url_kasus(nomor, request.GET.urlencode()))

    def _tampil(
        self, request: ActorRequest, lembar: Lembar, form: forms.Form | None, *, status: int = 200, sebab: str = ""
    ) -> HttpResponse:
        p = lembar.pengaduan
        konteks = {
            **rangka(request.actor, "hari_ini"),
            "langkah": self,
            "keterangan": self.keterangan(lembar),
            "form": form,
            "sebab": sebab,
            "p": p,
            "tanda": tanda(p.status),
            "kasus_url": url_kasus(p.nomor, request.GET.urlencode()),
            "usulan": lembar.usulan_terbuka if self.pakai_usulan else None,
        }
        return render(request, self.templat, konteks, status=status)

    @classmethod
    def door(cls) -> Any:
        """The view function with its door: handling officers. Their role is asked again by the permission."""
        return for_roles(*sorted(PENANGAN))(cls.as_view())


def boleh_dan_belum(
    lembar: Lembar, langkah: Iterable[type[StepView]], kueri: str
) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """The steps that the reader may take, and those that he may not yet and why; same reasons stand together."""
    boleh: list[dict[str, Any]] = []
    belum: dict[str, dict[str, Any]] = {}
    for kelas in langkah:
        satu = kelas()
        if not satu.pada(lembar):
            continue
        halangan = satu.halangan(lembar)
        if halangan is None:
            url = url_kasus(lembar.pengaduan.nomor, kueri, satu.nama)
            boleh.append({"nama": satu.nama, "teks": satu.judul, "url": url, "utama": not boleh})
        elif halangan[1] in belum:
            belum[halangan[1]]["teks"] += f"; {satu.judul}"
        else:
            belum[halangan[1]] = {"teks": str(satu.judul), "alasan": halangan[1], "ikon": satu.ikon}
    return boleh, list(belum.values())
