"""The right to be served first, which an applicant gets when a promise to him was broken."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from akun.models import User


class HakPrioritas(models.Model):
    """One right: where it comes from, until when it holds, and what it was used for. Never changed otherwise."""

    pemilik = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    pemilik_sidik = models.CharField(max_length=64, blank=True)  # keyed hash of a receipt, for who has no account
    sumber_tipe = models.CharField(max_length=60)
    sumber_id = models.BigIntegerField()
    sumber_nomor = models.CharField(max_length=20)
    kode = models.CharField(max_length=60)  # the policy that was broken
    diberikan_pada = models.DateTimeField()
    berlaku_sampai = models.DateTimeField()
    dipakai_pada = models.DateTimeField(null=True)
    dipakai_tipe = models.CharField(max_length=60, blank=True)
    dipakai_id = models.BigIntegerField(null=True)
    dipakai_nomor = models.CharField(max_length=20, blank=True)

    class Meta:
        verbose_name_plural = "hak prioritas"
        indexes: ClassVar = [
            models.Index(fields=["pemilik", "berlaku_sampai"], condition=Q(dipakai_pada=None), name="hak_pemilik"),
            models.Index(fields=["pemilik_sidik"], condition=Q(dipakai_pada=None), name="hak_sidik"),
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["sumber_tipe", "sumber_id"], name="hak_satu_per_permohonan"),
            models.UniqueConstraint(
                fields=["dipakai_tipe", "dipakai_id"],
                condition=Q(dipakai_id__isnull=False),
                name="hak_satu_dipakai_per_permohonan",
            ),
            models.CheckConstraint(
                condition=Q(pemilik__isnull=False) | ~Q(pemilik_sidik=""), name="hak_milik_seseorang"
            ),
            models.CheckConstraint(
                condition=Q(dipakai_pada__isnull=True, dipakai_id__isnull=True)
                | Q(dipakai_pada__isnull=False, dipakai_id__isnull=False),
                name="hak_dipakai_untuk_sesuatu",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.sumber_nomor}: {self.berlaku_sampai:%Y-%m-%d}"
