"""Inspectorates and the letters on which their membership rests."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from akun.models import Instansi, Wilayah


class Inspektorat(models.Model):
    """The inspectorate of an institution. `aktif` has officers on the portal; others are reached by letter."""

    class Status(models.TextChoices):
        """Where its membership stands."""

        TERDAFTAR = "terdaftar", _("Terdaftar, belum aktif")
        AKTIF = "aktif", _("Aktif")
        NONAKTIF = "nonaktif", _("Tidak aktif")

    nama = models.CharField(max_length=200, unique=True)
    jenis_instansi = models.CharField(max_length=20, choices=Instansi.Jenis)
    wilayah = models.ForeignKey(Wilayah, on_delete=models.PROTECT, null=True, blank=True)
    instansi = models.OneToOneField(
        Instansi, on_delete=models.PROTECT, null=True, blank=True, related_name="inspektorat"
    )
    status = models.CharField(max_length=20, choices=Status, default=Status.TERDAFTAR)

    def __str__(self) -> str:
        return self.nama

    @property
    def aktif(self) -> bool:
        """Receives cases in its inbox."""
        return self.status == self.Status.AKTIF


class DasarSurat(models.Model):
    """A letter of basis, kept as written: odd numbers, months without a day, two numbers in one cell."""

    inspektorat = models.ForeignKey(Inspektorat, on_delete=models.PROTECT, related_name="dasar_surat")
    nomor_urut = models.PositiveIntegerField(null=True)
    nomor_surat = models.CharField(max_length=255)
    tanggal_teks = models.CharField(max_length=50)
    tanggal_surat = models.DateField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["inspektorat", "nomor_surat"], name="dasar_surat_sekali")
        ]

    def __str__(self) -> str:
        return self.nomor_surat
