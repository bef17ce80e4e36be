"""The switch of the public scoreboard, and what was published of it."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from akun.models import User


class SakelarPapan(models.Model):
    """The public scoreboard was switched on or off; the newest row holds, without one it is off. Rows only grow."""

    menyala = models.BooleanField()
    alasan = models.CharField(max_length=500)
    oleh = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    pada = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["-id"]
        verbose_name_plural = "sakelar papan"

    def __str__(self) -> str:
        return f"{self.menyala} {self.pada:%Y-%m-%d}"


class TerbitanPapan(models.Model):
    """The scoreboard of one closed quarter as it was published: frozen, never counted again."""

    tahun = models.PositiveSmallIntegerField()
    triwulan = models.PositiveSmallIntegerField()
    isi = models.JSONField()  # measure -> groups, as laporan.penekanan let them through
    dibekukan_oleh = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    dibekukan_pada = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["-tahun", "-triwulan"]
        verbose_name_plural = "terbitan papan"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["tahun", "triwulan"], name="satu_terbitan_per_triwulan"),
            models.CheckConstraint(condition=Q(triwulan__gte=1, triwulan__lte=4), name="triwulan_dikenal"),
        ]

    def __str__(self) -> str:
        return f"{self.tahun}-{self.triwulan}"
