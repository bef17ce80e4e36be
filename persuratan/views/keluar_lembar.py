"""One letter out as one officer sees it: everything that its pages need, read once; its address and its look."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Prefetch
from django.http import Http404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from akun.actor import Actor
from akun.decision import Decision
from akun.models import Pejabat
from jejak.trail import record
from persuratan import penandaan
from persuratan import permissions_keluar as izin
from persuratan.models import LampiranKeluar, Paraf, Pengiriman, SuratKeluar
from persuratan.status_keluar import Event, Status

RUJUKAN = (
    "unit",
    "penandatangan",
    "penandatangan__unit",
    "ditandatangani_oleh",
    "dicabut_oleh",
    "konseptor",
    "membalas",
    "berkas",
    "berkas_naskah",
)
HALAMAN, GAMBAR, BERKAS, LAMPIRAN = "halaman", "gambar", "berkas", "lampiran"
S = Status
TANDA: Mapping[str, tuple[str, str]] = {
    S.KONSEP: ("netral", "berkas"),
    S.PARAF: ("info", "jam"),
    S.REVISI: ("awas", "kiri"),
    S.SIAP_TANDA_TANGAN: ("awas", "jam"),
    S.DINOMORI: ("awas", "seru"),
    S.TERBIT: ("baik", "cek-bulat"),
    S.DIKIRIM: ("baik", "teruskan"),
    S.DIARSIPKAN: ("netral", "berkas"),
    S.DICABUT: ("telat", "batal"),
    S.BATAL: ("netral", "batal"),
}


def tanda_keluar(status: str) -> dict[str, str]:
    """Word, tone and icon of a status, as the `tanda` tag takes them."""
    nada, ikon = TANDA[status]
    return {"kata": str(Status(status).label), "nada": nada, "ikon": ikon}


def url_keluar(pk: int, halaman: str = "surat", *args: Any, kueri: str = "") -> str:
    """The address of a page of a letter; `kueri` is the list's filter, which travels along."""
    return reverse(f"persuratan:keluar_{halaman}", args=[pk, *args]) + (f"?{kueri}" if kueri else "")


@dataclass(frozen=True)
class LembarKeluar:
    """A letter out that the actor may see."""

    surat: SuratKeluar
    actor: Actor
    now: datetime

    @classmethod
    def buka(cls, pk: int, actor: Actor, now: datetime) -> "LembarKeluar":
        """Load it with its ladder, attachments and dispatches. Raises Http404 for what the actor may not know of."""
        rows = SuratKeluar.objects.visible_to(actor).filter(pk=pk).select_related(*RUJUKAN).defer("cari")
        surat = rows.prefetch_related(
            Prefetch("paraf", queryset=Paraf.objects.select_related("pejabat", "oleh")),
            Prefetch("lampiran", queryset=LampiranKeluar.objects.select_related("berkas")),
            Prefetch("pengiriman", queryset=Pengiriman.objects.select_related("oleh")),
        ).first()
        if surat is None:
            raise Http404(_("Surat ini tidak ada, atau tidak terbuka bagi Anda."))
        return cls(surat, actor, now)

    def catat_baca(self, apa: str) -> None:
        """Reading a secret letter is kept on its trail: the page, its picture, its file, its attachments."""
        if self.surat.rahasia:
            with transaction.atomic():
                record(kejadian=Event.DILIHAT, objek=self.surat, by=self.actor, now=self.now, data={"apa": apa})

    @cached_property
    def may_ubah(self) -> Decision:
        """Whether he may edit it and hand it in."""
        return izin.may_ubah(self.actor, self.surat)

    @cached_property
    def may_kirim(self) -> Decision:
        """Whether he may dispatch it."""
        return izin.may_kirim(self.actor, self.surat)

    @cached_property
    def may_kembalikan(self) -> Decision:
        """Whether he may send it back."""
        return izin.may_kembalikan(self.actor, self.surat)

    @cached_property
    def may_tanda_tangan(self) -> Decision:
        """Whether he may sign it."""
        return izin.may_tanda_tangan(self.actor, self.surat)

    @cached_property
    def tangga(self) -> list[Pejabat]:
        """The ladder of the last round, without the signer's own note."""
        surat = self.surat
        rows = [p for p in surat.paraf.all() if p.putaran == surat.putaran]
        return [p.pejabat for p in rows if p.pejabat_id != surat.penandatangan_id]

    @cached_property
    def tidak_pasti(self) -> bool:
        """Whether nobody knows if it was signed."""
        return penandaan.tidak_pasti(self.surat, now=self.now)

    def url(self, halaman: str = "surat", *args: Any, kueri: str = "") -> str:
        """The address of a page of this letter."""
        return url_keluar(self.surat.pk, halaman, *args, kueri=kueri)
