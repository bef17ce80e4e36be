"""One letter as one officer sees it: everything that its pages need, read once."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, OuterRef, Prefetch
from django.http import Http404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from akun.actor import Actor
from akun.decision import Decision
from akun.receipt import WIB
from persuratan import permissions
from persuratan.models import Disposisi, SuratMasuk
from persuratan.models.jabatan import jabatan_kini

RUJUKAN = ("penerima", "instansi", "berkas", "jawaban", "dicatat_oleh", "pengirim")


@dataclass(frozen=True)
class Lembar:
    """A letter that the actor may see."""

    surat: SuratMasuk
    actor: Actor
    now: datetime
    tembusan: list[str]

    @classmethod
    def buka(cls, nomor: str, actor: Actor, now: datetime) -> "Lembar":
        """Load it with its dispositions, in two queries. Raises Http404 for what the actor may not know of."""
        rows = SuratMasuk.objects.visible_to(actor).filter(nomor=nomor).select_related(*RUJUKAN).defer("cari")
        tembusan = SuratMasuk.tembusan.through.objects.filter(suratmasuk=OuterRef("pk"))
        rows = rows.annotate(
            dipangku=Exists(jabatan_kini(actor.petugas_id).filter(pejabat=OuterRef("penerima"))),
            nama_tembusan=ArraySubquery(tembusan.values("pejabat__jabatan")),
        )
        orang = Disposisi.objects.select_related("dari", "kepada", "kepada_unit", "diselesaikan_oleh")
        surat: Any = rows.prefetch_related(Prefetch("disposisi", queryset=orang)).first()
        if surat is None:
            raise Http404(_("Surat ini tidak ada, atau tidak terbuka bagi Anda."))
        surat.pembaca = (actor.user_id, surat.dipangku)  # permissions.memangku asks for it with every step
        return cls(surat, actor, now, sorted(surat.nama_tembusan))

    @property
    def hari_ini(self) -> date:
        """Today in Jakarta."""
        return self.now.astimezone(WIB).date()

    @cached_property
    def may_disposisi(self) -> Decision:
        """Whether he may receive it and dispose of it."""
        return permissions.may_disposisi(self.actor, self.surat)

    @cached_property
    def may_jawab(self) -> Decision:
        """Whether he may answer it."""
        return permissions.may_jawab(self.actor, self.surat)

    def may_tarik(self, disposisi: Disposisi) -> Decision:
        """Whether he may withdraw this."""
        return permissions.may_tarik(self.actor, disposisi)

    def disposisi(self, pk: int) -> Disposisi:
        """One of its dispositions. Raises Http404 for one of another letter."""
        for satu in self.surat.disposisi.all():
            if satu.pk == pk:
                return satu
        raise Http404(_("Disposisi ini tidak ada."))

    def url(self, halaman: str, *args: Any, kueri: str = "") -> str:
        """The address of a page of this letter; `kueri` is the list's filter, which travels along."""
        return url_surat(self.surat.nomor, halaman, *args, kueri=kueri)


def url_surat(nomor: str, halaman: str = "surat", *args: Any, kueri: str = "") -> str:
    """The address of a page of a letter."""
    return reverse(f"persuratan:{halaman}", args=[nomor, *args]) + (f"?{kueri}" if kueri else "")
