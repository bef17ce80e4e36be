"""The measures of the open government action plan, what was noted of them, and what the public reads of it."""

from typing import ClassVar, Self

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from akun.models import User


class Renaksi(models.Model):
    """One measure of success with what was promised for it; `angka` names the figures that the portal fills in."""

    nomor = models.PositiveSmallIntegerField(unique=True)
    ukuran = models.CharField(max_length=300)
    aksi = ArrayField(models.CharField(max_length=500))
    angka = ArrayField(models.CharField(max_length=20), default=list)

    class Meta:
        ordering: ClassVar = ["nomor"]
        verbose_name_plural = "renaksi"

    def __str__(self) -> str:
        return f"{self.nomor}. {self.ukuran}"


class CatatanQuerySet(models.QuerySet["CatatanRenaksi"]):
    """Notes as they stand now."""

    def berlaku(self) -> Self:
        """Those that no later one stands for, in the order of what happened."""
        return self.filter(dicabut=False, pengganti=None).order_by("tanggal", "pk")


class CatatanRenaksi(models.Model):
    """Something was done for a measure. Rows only grow: a mended note stands for the one before it (`ganti`), and a
    withdrawn one is a row that says so.
    """

    renaksi = models.ForeignKey(Renaksi, on_delete=models.PROTECT, related_name="catatan")
    tanggal = models.DateField()
    waktu = models.CharField(max_length=60, blank=True)  # where it was not a single day: "25–27 Mei 2023"
    isi = models.TextField()
    tautan = models.JSONField(default=list)  # evidence: [address, title]
    oleh = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")  # null: came with the portal
    pada = models.DateTimeField()
    ganti = models.OneToOneField("self", on_delete=models.PROTECT, null=True, related_name="pengganti")
    dicabut = models.BooleanField(default=False)
    alasan = models.CharField(max_length=500, blank=True)

    objects = CatatanQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["id"]
        verbose_name_plural = "catatan renaksi"
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(ganti=None, dicabut=False) | (Q(ganti__isnull=False) & ~Q(alasan="")),
                name="perubahan_catatan_beralasan",
            )
        ]

    def __str__(self) -> str:
        return f"{self.renaksi_id}: {self.tanggal:%Y-%m-%d}"


class TerbitanRenaksi(models.Model):
    """The matrix as the public reads it; the newest row holds, and without `isi` it was taken back. Rows only grow."""

    isi = models.JSONField(null=True)
    alasan = models.CharField(max_length=500)
    oleh = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    pada = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["-id"]
        verbose_name_plural = "terbitan renaksi"

    def __str__(self) -> str:
        return f"{self.pada:%Y-%m-%d}"
