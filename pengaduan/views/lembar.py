"""A case on the desk, with what a page or a step asks about it: each thing is read once, and only when asked for."""

from datetime import datetime

from django.db.models import Q
from django.shortcuts import get_object_or_404
from django.utils.functional import cached_property

from akun.actor import Actor
from inspektorat.flow import nama_untuk
from inspektorat.models import Inspektorat
from pengaduan.models import (
    BuktiDukung,
    ButirPeriksa,
    CatatanKasus,
    Eskalasi,
    HasilTindakLanjut,
    KodeRUP,
    Pengaduan,
    PesanKasus,
    Teradu,
    Usulan,
)


class Lembar:
    """The sheet of one case as one reader sees it now."""

    def __init__(self, pengaduan: Pengaduan, actor: Actor, now: datetime) -> None:
        self.pengaduan = pengaduan
        self.actor = actor
        self.now = now

    @classmethod
    def buka(cls, nomor: str, actor: Actor, now: datetime) -> "Lembar":
        """The case of this number. Http404 when there is none that concerns the reader."""
        rows = Pengaduan.objects.visible_to(actor).select_related("instansi", "wilayah", "pemegang", "induk")
        return cls(get_object_or_404(rows, nomor=nomor), actor, now)

    @property
    def di_tangan_saya(self) -> bool:
        """The reader holds the case."""
        return self.actor.user_id is not None and self.pengaduan.pemegang_id == self.actor.user_id

    @cached_property
    def rup(self) -> list[str]:
        """The plan codes."""
        return list(KodeRUP.objects.filter(pengaduan=self.pengaduan).values_list("kode", flat=True))

    @cached_property
    def teradu(self) -> list[Teradu]:
        """Those complained about."""
        return list(self.pengaduan.teradu.order_by("id"))

    @cached_property
    def periksa(self) -> list[ButirPeriksa]:
        """The checklist."""
        return list(self.pengaduan.periksa.all())

    @cached_property
    def bukti(self) -> list[BuktiDukung]:
        """All files: of the complaint, of messages, of results."""
        return list(self.pengaduan.bukti.select_related("berkas"))

    @cached_property
    def catatan(self) -> list[CatatanKasus]:
        """All notes, oldest first."""
        return list(self.pengaduan.catatan.select_related("penulis"))

    @cached_property
    def pesan(self) -> list[PesanKasus]:
        """The messages of both threads."""
        return list(self.pengaduan.pesan.select_related("penulis"))

    @cached_property
    def usulan(self) -> list[Usulan]:
        """All proposals, oldest first."""
        rows = list(self.pengaduan.usulan.select_related("diusulkan_oleh", "diputus_oleh").order_by("id"))
        for satu in rows:
            satu.pengaduan = self.pengaduan
        return rows

    @property
    def usulan_terbuka(self) -> Usulan | None:
        """The proposal that waits for a decision."""
        return next((u for u in self.usulan if u.disetujui is None), None)

    @cached_property
    def eskalasi(self) -> list[Eskalasi]:
        """All escalations, oldest first."""
        return list(self.pengaduan.eskalasi.select_related("inspektorat", "auditor", "surat").order_by("id"))

    @property
    def berjalan(self) -> Eskalasi | None:
        """The escalation through the portal that is running now."""
        portal = [e for e in self.eskalasi if e.jalur == Eskalasi.Jalur.PORTAL and e.dikembalikan_pada is None]
        return portal[-1] if portal else None

    @property
    def lewat_surat(self) -> Eskalasi | None:
        """The letter that took the case to an inspectorate outside the portal, in this round."""
        surat = [e for e in self.eskalasi if e.jalur == Eskalasi.Jalur.SURAT and e.dikembalikan_pada is None]
        return surat[-1] if surat else None

    @cached_property
    def hasil(self) -> list[HasilTindakLanjut]:
        """The results that inspectorates reported, oldest first."""
        rows = HasilTindakLanjut.objects.filter(eskalasi__pengaduan=self.pengaduan)
        return list(rows.select_related("eskalasi__inspektorat", "berkas__berkas"))

    @cached_property
    def inspektorat(self) -> Inspektorat | None:
        """The inspectorate concerned, when it is on the list."""
        return Inspektorat.objects.filter(instansi_id=self.pengaduan.instansi_id or 0).first()

    @property
    def nama_inspektorat(self) -> str:
        """Its name, also before it is on the list."""
        if self.inspektorat:
            return self.inspektorat.nama
        return nama_untuk(self.pengaduan.instansi) if self.pengaduan.instansi else ""

    @cached_property
    def calon_induk(self) -> list[Pengaduan]:
        """Open cases about the same package, as pengaduan.flow.gabungkan asks for: plan code, tender, or name."""
        p = self.pengaduan
        sama = Q(pk__in=list(KodeRUP.objects.filter(kode__in=self.rup).values_list("pengaduan_id", flat=True)[:50]))
        if p.kode_tender:
            sama |= Q(kode_tender=p.kode_tender)
        if p.instansi_id and p.nama_paket:
            sama |= Q(instansi_id=p.instansi_id, nama_paket__iexact=p.nama_paket)
        rows = Pengaduan.objects.visible_to(self.actor).terbuka().filter(sama, induk__isnull=True).exclude(pk=p.pk)
        return list(rows.select_related("instansi").order_by("id")[:20])
