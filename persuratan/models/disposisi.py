"""Dispositions: who was asked to do what with a letter, as a tree."""

from typing import ClassVar, Self

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from akun.models import Bersegel, Unit, User
from akun.sealing import sealed
from persuratan import pilihan
from persuratan.models.masuk import SuratMasuk


class DisposisiQuerySet(models.QuerySet["Disposisi"]):
    """Dispositions by how far they are."""

    def terbuka(self) -> Self:
        """Still to be done by whoever it was given to."""
        return self.filter(selesai_pada__isnull=True, dikembalikan_pada__isnull=True)


class Disposisi(Bersegel):
    """One request from one person to one person or unit; passed on, reported or given back."""

    surat = models.ForeignKey(SuratMasuk, on_delete=models.PROTECT, related_name="disposisi")
    induk = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="anak")
    dari = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    sebagai = models.CharField(max_length=160, blank=True)  # in which office, "Plh. Direktur ..." on that day
    kepada = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    kepada_unit = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True, related_name="+")
    instruksi = ArrayField(models.CharField(max_length=20, choices=pilihan.Instruksi))
    kepentingan = models.CharField(max_length=20, choices=pilihan.Kepentingan, default=pilihan.Kepentingan.BIASA)
    batas = models.DateField(null=True)
    dibuat_pada = models.DateTimeField()
    selesai_pada = models.DateTimeField(null=True)
    dikembalikan_pada = models.DateTimeField(null=True)
    diselesaikan_oleh = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    catatan_segel = models.BinaryField(default=bytes)
    laporan_segel = models.BinaryField(default=bytes)

    catatan = sealed("catatan_segel")
    laporan = sealed("laporan_segel")

    objects = DisposisiQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["id"]
        indexes: ClassVar = [
            models.Index(
                fields=["kepada", "batas"],
                condition=Q(selesai_pada__isnull=True, dikembalikan_pada__isnull=True),
                name="disposisi_orang",
            ),
            models.Index(
                fields=["kepada_unit", "batas"],
                condition=Q(selesai_pada__isnull=True, dikembalikan_pada__isnull=True),
                name="disposisi_unit",
            ),
            models.Index(
                fields=["dari"],
                condition=Q(selesai_pada__isnull=True, dikembalikan_pada__isnull=True),
                name="disposisi_dari",
            ),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(kepada__isnull=False, kepada_unit__isnull=True)
                | Q(kepada__isnull=True, kepada_unit__isnull=False),
                name="disposisi_satu_tujuan",
            ),
            models.CheckConstraint(
                condition=Q(selesai_pada__isnull=True) | Q(dikembalikan_pada__isnull=True), name="disposisi_satu_akhir"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.surat_id}:{self.pk}"

    @property
    def terbuka(self) -> bool:
        """Still to be done by whoever it was given to."""
        return self.selesai_pada is None and self.dikembalikan_pada is None

    @property
    def ditarik(self) -> bool:
        """Withdrawn by who gave it, not given back: who gives back says why."""
        return self.dikembalikan_pada is not None and not self.laporan_segel

    @property
    def tujuan(self) -> str:
        """To whom, in words."""
        return str(self.kepada or self.kepada_unit)
