"""A step page of a case: what is special about it beside akun.langkah."""

from typing import Any, ClassVar

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from akun.actor import PENANGAN
from akun.door import ActorRequest, for_roles
from akun.langkah import HalamanLangkah
from pengaduan.views.lembar import Lembar
from pengaduan.views.menu import rangka
from pengaduan.views.tanda import tanda
from sla.stages import Step


def url_kasus(nomor: str, kueri: str = "", halaman: str = "kasus") -> str:
    """The address of a page of a case; `kueri` is the desk's filter, which travels along."""
    return reverse(f"pengaduan:{halaman}", args=[nomor]) + (f"?{kueri}" if kueri else "")


class StepView(HalamanLangkah[Lembar]):
    """One step of a case, for a handling officer."""

    step: ClassVar[Step | None] = None
    templat = "pengaduan/lkpp/langkah.html"
    pakai_usulan: ClassVar[bool] = False

    def buka(self, request: ActorRequest) -> Lembar:
        """The case of this number."""
        return Lembar.buka(self.kwargs["nomor"], request.actor, timezone.now())

    def lagi(self, request: ActorRequest, lembar: Lembar) -> Lembar:
        """Somebody else may have changed the case: it is read anew."""
        return Lembar.buka(lembar.pengaduan.nomor, request.actor, lembar.now)

    def pada(self, lembar: Lembar) -> bool:
        """The case is where this step may be thought of at all."""
        return self.step is not None and lembar.pengaduan.status in self.step.from_

    def di_luar(self, lembar: Lembar) -> str:
        """Where it stands instead."""
        tahap = tanda(lembar.pengaduan.status)["kata"]
        return _("Langkah ini tidak tersedia pada tahap kasus saat ini: %(tahap)s.") % {"tahap": tahap}

    def keterangan(self, lembar: Lembar) -> list[str]:
        """What will happen, in sentences."""
        return [str(a) for a in self.akibat]

    def sesudah(self, request: ActorRequest, lembar: Lembar) -> str:
        """Back to the case."""
        return url_kasus(lembar.pengaduan.nomor, request.GET.urlencode())

    def bingkai(self, request: ActorRequest, lembar: Lembar) -> dict[str, Any]:
        """The case, in short."""
        p = lembar.pengaduan
        return {
            **rangka(request.actor, "hari_ini"),
            "keterangan": self.keterangan(lembar),
            "p": p,
            "tanda": tanda(p.status),
            "kasus_url": url_kasus(p.nomor, request.GET.urlencode()),
            "usulan": lembar.usulan_terbuka if self.pakai_usulan else None,
        }

    @classmethod
    def door(cls) -> Any:
        """The view function with its door: handling officers. Their role is asked again by the permission."""
        return for_roles(*sorted(PENANGAN))(cls.as_view())
