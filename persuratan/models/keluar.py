"""The register of outgoing letters."""

from django.db import models

from akun.models import User


class SuratKeluar(models.Model):
    """A letter that left LKPP on paper, recorded by its number and date."""

    nomor_surat = models.CharField(max_length=255)
    tanggal_surat = models.DateField()
    tujuan = models.CharField(max_length=255)
    perihal = models.CharField(max_length=255)
    dicatat_oleh = models.ForeignKey(User, on_delete=models.PROTECT)
    dicatat_pada = models.DateTimeField()

    def __str__(self) -> str:
        return self.nomor_surat
