"""Subjects, and the published collection of questions and answers, without anybody's name."""

from typing import ClassVar

from django.contrib.postgres.indexes import GinIndex, OpClass
from django.contrib.postgres.search import SearchVector, SearchVectorField
from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from akun.models import User


class Subjek(models.Model):
    """What a question is about, such as the choice of a method. Reference data; switched off instead of deleted."""

    kode = models.CharField(max_length=40, unique=True)
    nama = models.CharField(max_length=120)
    urutan = models.PositiveSmallIntegerField(default=0)
    aktif = models.BooleanField(default=True)

    class Meta:
        ordering: ClassVar = ["urutan", "nama"]
        verbose_name_plural = "subjek"

    def __str__(self) -> str:
        """The name in the reader's language; a name that LKPP wrote anew stays as it is written."""
        return gettext(self.nama)


class TanyaJawab(models.Model):
    """One published question with its answer. It is written anew, not copied, and holds nothing of the applicant."""

    class Status(models.TextChoices):
        """Where an entry stands; whoever reviews it did not write it."""

        DRAF = "draf", _("Draf")
        DITINJAU = "ditinjau", _("Menunggu tinjauan")
        TERBIT = "terbit", _("Terbit")
        DITARIK = "ditarik", _("Ditarik")

    subjek = models.ForeignKey(Subjek, on_delete=models.PROTECT, related_name="tanya_jawab")
    pertanyaan = models.CharField(max_length=300)
    jawaban = models.TextField()
    status = models.CharField(max_length=10, choices=Status, default=Status.DRAF)
    versi = models.PositiveIntegerField(default=0)  # of the published text; 0 has never been published
    asal = models.CharField(max_length=20, blank=True)  # number of the consultation that gave rise to it; not shown
    ditulis_oleh = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    ditinjau_oleh = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    dibuat_pada = models.DateTimeField()
    terbit_pada = models.DateTimeField(null=True)
    terjawab = models.PositiveIntegerField(default=0)  # readers who said that it answered them
    teks = models.GeneratedField(
        expression=SearchVector("pertanyaan", weight="A", config="indonesian")
        + SearchVector("jawaban", weight="B", config="indonesian"),
        output_field=SearchVectorField(),
        db_persist=True,
    )

    class Meta:
        verbose_name_plural = "tanya jawab"
        indexes: ClassVar = [
            GinIndex(fields=["teks"], name="tanya_jawab_teks"),
            GinIndex(OpClass("pertanyaan", name="gin_trgm_ops"), name="tanya_jawab_mirip"),
            models.Index(fields=["status", "subjek"], name="tanya_jawab_daftar"),
        ]

    def __str__(self) -> str:
        return self.pertanyaan


class VersiTanyaJawab(models.Model):
    """A text as it was published: nothing that was ever public is lost."""

    entri = models.ForeignKey(TanyaJawab, on_delete=models.PROTECT, related_name="riwayat")
    versi = models.PositiveIntegerField()
    pertanyaan = models.CharField(max_length=300)
    jawaban = models.TextField()
    pada = models.DateTimeField()
    oleh = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name_plural = "versi tanya jawab"
        constraints: ClassVar = [models.UniqueConstraint(fields=["entri", "versi"], name="versi_tanya_jawab_sekali")]

    def __str__(self) -> str:
        return f"{self.entri_id} v{self.versi}"
