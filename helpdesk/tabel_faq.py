"""The list of questions and answers as their desk keeps it: by what has to be done with a version next, and search."""

from collections.abc import Mapping
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from akun.actor import Actor
from helpdesk.models.faq import Faq, VersiFaq
from helpdesk.pilihan_faq import Keadaan

PANDANG: Mapping[str, Any] = {
    Keadaan.DRAF: _("Perlu ditinjau"),
    Keadaan.DITINJAU: _("Siap terbit"),
    Keadaan.TERBIT: _("Terbit"),
    Keadaan.DITARIK: _("Ditarik"),
}


class DaftarFaq:
    """The versions of one state that somebody may see; drafts first, where there are any."""

    def __init__(self, data: Mapping[str, Any], actor: Actor) -> None:
        self.semua = VersiFaq.objects.filter(faq__in=Faq.objects.visible_to(actor))
        self.jumlah: dict[str, int] = dict(self.semua.order_by().values_list("keadaan").annotate(Count("pk")))
        bawaan = Keadaan.DRAF if self.jumlah.get(Keadaan.DRAF) else Keadaan.TERBIT
        self.keadaan: str = data["keadaan"] if data.get("keadaan") in PANDANG else bawaan
        self.q = str(data.get("q", "")).replace("\x00", "").strip()[:100]

    @property
    def rows(self) -> QuerySet[VersiFaq]:
        """The list in its order: of drafts the oldest first, of all else the newest."""
        rows = self.semua.filter(keadaan=self.keadaan)
        if self.q:
            rows = rows.filter(Q(pertanyaan__icontains=self.q) | Q(jawaban__icontains=self.q))
        return rows.order_by(*(("ditulis_pada", "pk") if self.keadaan == Keadaan.DRAF else ("-ditulis_pada", "-pk")))
