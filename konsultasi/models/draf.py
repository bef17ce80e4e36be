"""A request in the making, sealed: what was typed, and its files; after sending, for a while, its token."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from akun.models import Bersegel, User
from akun.sealing import sealed
from berkas.models import Berkas
from konsultasi.models.konsultasi import Konsultasi


class DrafKonsultasi(Bersegel):
    """One open draft per account; or the form of a visit, known by the key that it carried, once it was sent."""

    user = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    kunci = models.CharField(max_length=64, blank=True)  # of a form for a visit: what makes two clicks one
    isi_segel = models.BinaryField(default=bytes)
    token_segel = models.BinaryField(default=bytes)
    konsultasi = models.OneToOneField(Konsultasi, on_delete=models.PROTECT, null=True, related_name="+")
    diubah_pada = models.DateTimeField(db_index=True)

    isi_teks = sealed("isi_segel")
    token = sealed("token_segel")

    class Meta:
        verbose_name_plural = "draf konsultasi"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["user"], condition=Q(konsultasi__isnull=True, kunci=""), name="draf_konsultasi_satu_terbuka"
            ),
            models.UniqueConstraint(fields=["kunci"], condition=~Q(kunci=""), name="draf_konsultasi_sekali"),
        ]

    def __str__(self) -> str:
        return f"{self.pk}"


class BerkasDrafKonsultasi(models.Model):
    """A file of a draft."""

    draf = models.ForeignKey(DrafKonsultasi, on_delete=models.PROTECT, related_name="berkas")
    berkas = models.OneToOneField(Berkas, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering: ClassVar = ["id"]
        verbose_name_plural = "berkas draf konsultasi"

    def __str__(self) -> str:
        return f"{self.draf_id}: {self.berkas_id}"
