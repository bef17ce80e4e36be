"""One consultation as one person of its directorate sees it: everything that its pages need, read once."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from akun.actor import Actor
from akun.decision import Decision
from konsultasi import permissions, tabel
from konsultasi.models import Janji, Konsultasi, PertemuanDaring
from konsultasi.pilihan import DITERIMA_DIREKTUR

RUJUKAN = ("instansi", "petugas", "peninjau", "pemohon", "subjek", "unit", "surat", "janji__slot", "pertemuan")


@dataclass(frozen=True)
class Lembar:
    """A consultation of a directorate that the actor serves."""

    k: Konsultasi
    actor: Actor
    now: datetime

    @classmethod
    def buka(cls, nomor: str, actor: Actor, now: datetime) -> "Lembar":
        """Load it. Raises Http404 for what the actor may not know of."""
        rows = tabel.meja(tabel.Pembaca.dari(actor, now)).filter(nomor=nomor)
        k = rows.select_related(*RUJUKAN).defer("cari").first()
        if k is None:
            raise Http404(_("Konsultasi ini tidak ada, atau tidak terbuka bagi Anda."))
        return cls(k, actor, now)

    @cached_property
    def may_layani(self) -> Decision:
        """Whether he may check, schedule, give away and refuse."""
        return permissions.may_layani(self.actor, self.k)

    @cached_property
    def may_terima(self) -> Decision:
        """Whether he is the director, or stands in for him."""
        return permissions.may_terima(self.actor, self.k)

    @cached_property
    def may_kerjakan(self) -> Decision:
        """Whether it was given to him."""
        return permissions.may_kerjakan(self.actor, self.k)

    @cached_property
    def may_tinjau(self) -> Decision:
        """Whether he may let the answer go."""
        return permissions.may_tinjau(self.actor, self.k)

    @property
    def janji(self) -> Janji | None:
        """The visit, if it is one."""
        try:
            return self.k.janji
        except ObjectDoesNotExist:
            return None

    @property
    def pertemuan(self) -> PertemuanDaring | None:
        """The meeting online, if there is one."""
        try:
            return self.k.pertemuan
        except ObjectDoesNotExist:
            return None

    @property
    def menunggu_direktur(self) -> bool:
        """It came by letter, and the director does not have it yet."""
        return self.k.kanal in DITERIMA_DIREKTUR and self.k.diterima_direktur_pada is None

    def url(self, langkah: str = "", kueri: str = "") -> str:
        """The address of the sheet or of one of its steps; `kueri` is the desk's filter, which travels along."""
        return url_kasus(self.k.nomor, langkah, kueri=kueri)


def url_kasus(nomor: str, langkah: str = "", *args: Any, kueri: str = "") -> str:
    """The address of the sheet of a consultation at the desk, or of one of its steps."""
    nama = f"konsultasi:meja_{langkah}" if langkah else "konsultasi:kasus"
    return reverse(nama, args=[nomor, *args]) + (f"?{kueri}" if kueri else "")
