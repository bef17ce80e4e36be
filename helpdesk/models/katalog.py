"""The catalogue of incidents: which stages a kind touches, how it hits the reputation, how well it can be mended."""

from typing import ClassVar, Self

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q


class JenisGangguanQuerySet(models.QuerySet["JenisGangguan"]):
    """Kinds as callers look for them."""

    def aktif(self) -> Self:
        """Those that are still chosen."""
        return self.filter(aktif=True)


class JenisGangguan(models.Model):
    """A kind of incident with its usual values. One that tickets use is switched off, never deleted (PROTECT)."""

    kode = models.CharField(max_length=30, unique=True)
    urut = models.PositiveSmallIntegerField(default=100)
    nama = models.CharField(max_length=150)
    tahapan = ArrayField(models.PositiveSmallIntegerField(), default=list)
    r = models.PositiveSmallIntegerField()
    k = models.PositiveSmallIntegerField()
    galat_aplikasi = models.BooleanField(default=False)  # the application itself fails: r is 10 whoever is hit
    jaringan = models.BooleanField(default=False)  # the stages are those in which tenders are now
    aktif = models.BooleanField(default=True)

    objects = JenisGangguanQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["urut", "kode"]
        verbose_name_plural = "jenis gangguan"
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(r__gte=1, r__lte=10, k__gte=1, k__lte=10), name="gangguan_1_sampai_10"),
            models.CheckConstraint(
                condition=Q(tahapan__contained_by=list(range(1, 13))) & Q(tahapan__len__gte=1), name="gangguan_bertahap"
            ),
        ]

    def __str__(self) -> str:
        return self.nama
