"""A step page of a ticket: what is special about it beside akun.langkah."""

from collections.abc import Callable
from typing import Any, ClassVar

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from akun.actor import Actor
from akun.decision import Decision
from akun.door import ActorRequest, for_roles
from akun.langkah import HalamanLangkah
from berkas import flow as berkas_flow
from berkas.models import Berkas
from helpdesk.models import Tiket
from helpdesk.views.lembar import PEMBACA, Lembar
from helpdesk.views.tanda import tanda


class LangkahTiket(HalamanLangkah[Lembar]):
    """One step of a ticket, for an officer of a desk."""

    dari: ClassVar[tuple[str, ...]] = ()
    """The statuses in which the step may be thought of at all."""
    izin: ClassVar[Callable[[Actor, Tiket], Decision]]
    flow: ClassVar[Callable[..., Any]]
    unggah: ClassVar[bool] = False
    templat = "helpdesk/meja/langkah.html"

    def buka(self, request: ActorRequest) -> Lembar:
        """The ticket of this number."""
        return Lembar.buka(self.kwargs["nomor"], request.actor, timezone.now())

    def lagi(self, request: ActorRequest, lembar: Lembar) -> Lembar:
        """Somebody else may have changed the ticket: it is read anew."""
        return Lembar.buka(lembar.tiket.nomor, request.actor, lembar.now)

    def pada(self, lembar: Lembar) -> bool:
        """The ticket is where this step may be thought of at all."""
        return lembar.tiket.status in self.dari

    def di_luar(self, lembar: Lembar) -> str:
        """Where it stands instead."""
        status = tanda(lembar.tiket.status)["kata"]
        return _("Langkah ini tidak tersedia pada status tiket saat ini: %(status)s.") % {"status": status}

    def may(self, lembar: Lembar) -> Decision:
        """As the permission of this step says."""
        return type(self).izin(lembar.actor, lembar.tiket)

    def keterangan(self, lembar: Lembar) -> list[str]:
        """What will happen, in sentences."""
        return [str(a) for a in self.akibat]

    def isi_flow(self, lembar: Lembar, data: dict[str, Any]) -> dict[str, Any]:
        """What of the form goes into the flow."""
        return data

    def jalankan(self, lembar: Lembar, data: dict[str, Any]) -> None:
        """One call into a flow; files are taken in first."""
        isi = dict(self.isi_flow(lembar, data))
        if self.unggah:
            isi["berkas"] = terima(isi.get("berkas", ()), lembar)
        type(self).flow(tiket=lembar.tiket, by=lembar.actor, now=lembar.now, **isi)

    def sesudah(self, request: ActorRequest, lembar: Lembar) -> str:
        """Back to the ticket, or to the queue when it is no longer open to this reader."""
        kueri = request.GET.urlencode()
        if Tiket.objects.dibaca_petugas(request.actor).filter(pk=lembar.tiket.pk).exists():
            return lembar.url(kueri=kueri)
        return reverse("helpdesk:meja") + (f"?{kueri}" if kueri else "")

    def bingkai(self, request: ActorRequest, lembar: Lembar) -> dict[str, Any]:
        """The ticket, in short."""
        t = lembar.tiket
        return {
            "keterangan": self.keterangan(lembar),
            "tiket": t,
            "tanda": tanda(t.status),
            "tiket_url": lembar.url(kueri=request.GET.urlencode()),
            "unggah": self.unggah,
        }

    @classmethod
    def door(cls) -> Any:
        """The view function with its door: officers and heads of desks. Which desk is asked again by the permission."""
        return for_roles(*sorted(PEMBACA))(cls.as_view())


def terima(unggahan: Any, lembar: Lembar) -> list[Berkas]:
    """Take files in through the gate. Raises BerkasDitolak, whose sentence stands on the form."""
    return [berkas_flow.terima(unggahan=satu, now=lembar.now) for satu in unggahan]
