"""A letter in the making, and who somebody writes for; both sealed."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from akun.models import Bersegel, Instansi, User
from akun.sealing import sealed
from berkas.models import Berkas
from persuratan import pilihan
from persuratan.models.masuk import SuratMasuk


class Pengirim(Bersegel):
    """For whom somebody with an account writes: asked once before the first letter, corrected at any time."""

    user = models.OneToOneField(User, on_delete=models.PROTECT, related_name="pengirim")
    jenis = models.CharField(max_length=20, choices=pilihan.JenisPengirim)
    instansi = models.ForeignKey(Instansi, on_delete=models.PROTECT, null=True, related_name="+")
    instansi_segel = models.BinaryField(default=bytes)  # as typed, where the list does not know it
    telepon_segel = models.BinaryField(default=bytes)
    diubah_pada = models.DateTimeField()

    instansi_teks = sealed("instansi_segel")
    telepon = sealed("telepon_segel")

    def __str__(self) -> str:
        return f"{self.user_id}"

    @property
    def asal(self) -> str:
        """The institution by its name; empty for somebody who writes for himself."""
        return self.instansi.nama if self.instansi else self.instansi_teks


class DrafSurat(Bersegel):
    """What somebody has typed and not sent yet; after sending, for half an hour, the token of the receipt."""

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    isi_segel = models.BinaryField(default=bytes)
    token_segel = models.BinaryField(default=bytes)
    surat = models.OneToOneField(SuratMasuk, on_delete=models.PROTECT, null=True, related_name="+")
    diubah_pada = models.DateTimeField(db_index=True)

    isi_teks = sealed("isi_segel")
    token = sealed("token_segel")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["user"], condition=Q(surat__isnull=True), name="draf_surat_satu_terbuka"),
        ]

    def __str__(self) -> str:
        return f"{self.pk}"


class BerkasDraf(models.Model):
    """A PDF of a draft, its place in the order, and how many pages it has where that was counted."""

    draf = models.ForeignKey(DrafSurat, on_delete=models.PROTECT, related_name="berkas")
    berkas = models.OneToOneField(Berkas, on_delete=models.PROTECT, related_name="+")
    urutan = models.PositiveSmallIntegerField()
    halaman = models.PositiveIntegerField(null=True)
    bertanda_tangan = models.BooleanField(default=False)
    galat = models.CharField(max_length=30, blank=True)  # why it cannot be joined: a code of berkas.alasan

    class Meta:
        ordering: ClassVar = ["urutan", "id"]

    def __str__(self) -> str:
        return f"{self.draf_id}:{self.urutan}"
