"""Work that takes longer than a page may: ordered by somebody, done by a worker, kept for a day for him alone."""

import uuid
from datetime import datetime
from typing import ClassVar, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from akun.actor import Actor
from akun.models import Bersegel, User
from akun.sealing import sealed


class PekerjaanQuerySet(models.QuerySet["Pekerjaan"]):
    """Orders as each reader may see them."""

    def visible_to(self, actor: Actor) -> Self:
        """One's own, and nobody else's."""
        return self.filter(pemilik_id=actor.user_id) if actor.user_id else self.none()

    def terbuka(self) -> Self:
        """Not at an end yet."""
        return self.filter(keadaan__in=Pekerjaan.TERBUKA)

    def siap_diambil(self, now: datetime) -> Self:
        """Waiting, or taken by a worker that has not been heard of for as long as its lease; the oldest first."""
        macet = Q(keadaan=Pekerjaan.Keadaan.BERJALAN, sewa_sampai__lte=now)
        return self.filter(Q(keadaan=Pekerjaan.Keadaan.MENUNGGU) | macet).order_by("pk")


class Pekerjaan(Bersegel):
    """One order. What was asked for may hold words of a search, and is sealed; the result lies sealed in the store."""

    class Keadaan(models.TextChoices):
        """How far it is."""

        MENUNGGU = "menunggu", _("Menunggu giliran")
        BERJALAN = "berjalan", _("Sedang dikerjakan")
        SELESAI = "selesai", _("Siap diunduh")
        GAGAL = "gagal", _("Gagal")
        BATAL = "batal", _("Dibatalkan")
        HANGUS = "hangus", _("Sudah dihapus")

    TERBUKA: ClassVar = (Keadaan.MENUNGGU, Keadaan.BERJALAN)

    kode = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)  # in the address
    jenis = models.CharField(max_length=40)
    nama_berkas = models.CharField(max_length=120)
    pesanan_segel = models.BinaryField(default=bytes)
    pesanan = sealed("pesanan_segel")
    pemilik = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", db_index=False)
    hak = models.TextField()  # as whom he ordered: as somebody else he does not get it
    keadaan = models.CharField(max_length=10, choices=Keadaan, default=Keadaan.MENUNGGU)
    dibuat_pada = models.DateTimeField()
    sewa_sampai = models.DateTimeField(null=True)
    percobaan = models.PositiveSmallIntegerField(default=0)
    sudah = models.PositiveIntegerField(default=0)
    semua = models.PositiveIntegerField(default=0)
    sebab = models.CharField(max_length=300, blank=True)
    hasil = models.UUIDField(null=True)  # its place in the store
    ukuran = models.PositiveBigIntegerField(null=True)
    selesai_pada = models.DateTimeField(null=True)

    objects = PekerjaanQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "pekerjaan"
        indexes: ClassVar = [
            models.Index(fields=["id"], condition=Q(keadaan__in=["menunggu", "berjalan"]), name="pekerjaan_antrean"),
            models.Index(fields=["pemilik", "-id"], name="pekerjaan_milik"),
            models.Index(fields=["selesai_pada"], condition=Q(hasil__isnull=False), name="pekerjaan_hasil"),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~Q(keadaan="selesai") | Q(hasil__isnull=False, selesai_pada__isnull=False),
                name="pekerjaan_selesai_berhasil",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.jenis} {self.kode}"
