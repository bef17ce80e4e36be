"""A ticket on the desk, with what a page or a step asks about it: each thing is read once, and only when asked for."""

from datetime import datetime
from typing import Any

from django.http import Http404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from akun.actor import LPSE, Actor, Peran
from helpdesk.cari_faq import Saran, saran
from helpdesk.models import EskalasiTiket, LampiranTiket, MejaLayanan, PesanTiket, Tiket
from sla import clock
from sla.models import Tenggat

PEMBACA = LPSE | {Peran.PETUGAS_HELPDESK, Peran.PIMPINAN}
"""Whoever works at a desk or leads one."""
KATA_SARAN = 500  # letters of a report by which a published answer is looked for
RUJUKAN = (
    "meja__unit",
    "jenis_gangguan",
    "pemegang",
    "regu",
    "duplikat_dari",
    "masalah",
    "dicatat_oleh",
    "pelapor",
    "layanan",
)


class Lembar:
    """The sheet of one ticket as one reader sees it now."""

    def __init__(self, tiket: Tiket, actor: Actor, now: datetime) -> None:
        self.tiket = tiket
        self.actor = actor
        self.now = now

    @classmethod
    def buka(cls, nomor: str, actor: Actor, now: datetime) -> "Lembar":
        """The ticket of this number. Raises Http404 for what the reader may not know of."""
        tiket = Tiket.objects.dibaca_petugas(actor).filter(nomor=nomor).select_related(*RUJUKAN).first()
        if tiket is None:
            raise Http404(_("Tiket ini tidak ada, atau tidak terbuka bagi Anda."))
        return cls(tiket, actor, now)

    @property
    def di_tangan_saya(self) -> bool:
        """The reader holds the ticket."""
        return self.actor.user_id is not None and self.tiket.pemegang_id == self.actor.user_id

    @cached_property
    def meja_kini(self) -> MejaLayanan:
        """The desk at which the ticket lies now."""
        return MejaLayanan.objects.lkpp() if self.tiket.di_lkpp else self.tiket.meja

    @cached_property
    def pesan(self) -> list[PesanTiket]:
        """The thread with the internal notes, oldest first."""
        return list(PesanTiket.objects.filter(tiket=self.tiket).select_related("oleh").order_by("pada", "pk"))

    @cached_property
    def lampiran(self) -> list[LampiranTiket]:
        """All files, of the ticket and of its messages."""
        return list(LampiranTiket.objects.filter(tiket=self.tiket).select_related("berkas").order_by("pk"))

    @cached_property
    def eskalasi(self) -> list[EskalasiTiket]:
        """The ladder, the lowest step first."""
        rows = EskalasiTiket.objects.filter(tiket=self.tiket)
        return list(rows.select_related("kepada_regu", "kepada", "oleh", "selesai_oleh").order_by("pada", "pk"))

    @property
    def eskalasi_terbuka(self) -> EskalasiTiket | None:
        """The step of the ladder that waits for an answer."""
        return next((e for e in reversed(self.eskalasi) if e.selesai_pada is None), None)

    @cached_property
    def jam(self) -> list[Tenggat]:
        """All clocks that the ticket ever had, oldest first."""
        return sorted(clock.all_of(self.tiket), key=lambda t: t.pk)

    @cached_property
    def faq(self) -> list[Saran]:
        """Published answers that may fit the report."""
        return saran(f"{self.tiket.judul} {self.tiket.uraian}"[:KATA_SARAN], meja=self.tiket.meja)

    @cached_property
    def duplikat(self) -> list[Tiket]:
        """The tickets that follow this one, as far as the reader may see them."""
        rows = Tiket.objects.dibaca_petugas(self.actor).filter(duplikat_dari=self.tiket)
        return list(rows.only("nomor", "judul", "status", "diterima_pada").order_by("pk")[:50])

    def url(self, halaman: str = "tiket", *args: Any, kueri: str = "") -> str:
        """The address of a page of this ticket; `kueri` is the queue's filter, which travels along."""
        return url_tiket(self.tiket.nomor, halaman, *args, kueri=kueri)


def url_tiket(nomor: str, halaman: str = "tiket", *args: Any, kueri: str = "") -> str:
    """The address of a page of a ticket."""
    return reverse(f"helpdesk:{halaman}", args=[nomor, *args]) + (f"?{kueri}" if kueri else "")
