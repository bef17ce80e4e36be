"""The ladder of a ticket: every escalation with whom it went to, why, and what came back."""

from typing import ClassVar, Self

from django.db import models
from django.db.models import Q

from akun.models import User
from helpdesk.models.meja import Regu
from helpdesk.models.tiket import Tiket
from helpdesk.pilihan import JenisEskalasi, LingkupLkpp


class EskalasiTiketQuerySet(models.QuerySet["EskalasiTiket"]):
    """Escalations as callers look for them."""

    def terbuka(self) -> Self:
        """Those that nobody has answered yet."""
        return self.filter(selesai_pada=None)


class EskalasiTiket(models.Model):
    """One rung. At most one of each kind is open; within one to LKPP another, to its section or official."""

    tiket = models.ForeignKey(Tiket, on_delete=models.PROTECT, related_name="eskalasi")
    jenis = models.CharField(max_length=20, choices=JenisEskalasi)
    tingkat = models.PositiveSmallIntegerField()  # 1 for the first of its ticket
    lingkup = models.CharField(max_length=20, choices=LingkupLkpp, blank=True)  # of one to LKPP
    kepada_regu = models.ForeignKey(Regu, on_delete=models.PROTECT, null=True, related_name="+")
    kepada = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    dari = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")  # gets it back
    alasan = models.TextField()
    oleh = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    pada = models.DateTimeField()
    selesai_pada = models.DateTimeField(null=True)
    selesai_oleh = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    jawaban = models.TextField(blank=True)

    objects = EskalasiTiketQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["tingkat"]
        verbose_name_plural = "eskalasi tiket"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["tiket", "tingkat"], name="eskalasi_satu_tingkat"),
            models.UniqueConstraint(
                fields=["tiket", "jenis"], condition=Q(selesai_pada__isnull=True), name="eskalasi_satu_terbuka"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.tiket_id}: {self.tingkat} {self.jenis}"
