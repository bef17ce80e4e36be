"""The certificates that we trust when we judge a signature, each with who added it and why."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class SertifikatTepercaya(models.Model):
    """One certificate. It is never deleted, only switched off."""

    class Jenis(models.TextChoices):
        """What we trust it for."""

        AKAR = "akar", _("Akar")
        PERANTARA = "perantara", _("Perantara")
        TSA = "tsa", _("Penerbit stempel waktu")

    pem = models.TextField()
    sha256 = models.CharField(max_length=64, unique=True)
    subjek = models.CharField(max_length=500)
    penerbit = models.CharField(max_length=500)
    mulai = models.DateTimeField()
    sampai = models.DateTimeField()
    jenis = models.CharField(max_length=10, choices=Jenis.choices)
    aktif = models.BooleanField(default=True)
    ditambah_oleh = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    ditambah_pada = models.DateTimeField()
    alasan = models.CharField(max_length=500)

    class Meta:
        ordering = ("jenis", "subjek", "pk")

    def __str__(self) -> str:
        return self.subjek
