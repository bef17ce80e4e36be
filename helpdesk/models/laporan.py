"""The monthly report of a desk or of all: figures as they were frozen, and the work plan that was written to it."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from akun.models import User
from helpdesk.models.meja import MejaLayanan


class LaporanBulanan(models.Model):
    """One for each desk and month; no desk means all together. `angka` never changes once it is frozen."""

    meja = models.ForeignKey(MejaLayanan, on_delete=models.PROTECT, null=True, related_name="laporan")
    bulan = models.DateField()  # its first day
    angka = models.JSONField(null=True)  # of helpdesk.laporan_sla
    dibekukan_pada = models.DateTimeField(null=True)
    rencana = models.TextField(blank=True)
    rencana_oleh = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    rencana_pada = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["-bulan", "meja"]
        verbose_name_plural = "laporan bulanan"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["meja", "bulan"], nulls_distinct=False, name="laporan_satu_sebulan"),
            models.CheckConstraint(condition=Q(bulan__day=1), name="laporan_hari_pertama"),
            models.CheckConstraint(
                condition=Q(angka__isnull=True, dibekukan_pada__isnull=True)
                | Q(angka__isnull=False, dibekukan_pada__isnull=False),
                name="laporan_beku_berwaktu",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.meja_id or 'semua'} {self.bulan:%Y-%m}"
