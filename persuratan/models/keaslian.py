"""A PDF that somebody has uploaded to learn whether it is real: it lives for an hour, and its result no longer."""

import json
import uuid
from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from akun.models import Bersegel
from akun.sealing import sealed
from persuratan.models.keluar import SuratKeluar


class PeriksaKeaslian(Bersegel):
    """One upload. Its bytes lie sealed in the store under the same id until they were examined.

    Which browser sent it is known to that browser's session only.
    """

    class Keadaan(models.TextChoices):
        """How far the check is."""

        MENUNGGU = "menunggu", _("Menunggu giliran")
        DIPERIKSA = "diperiksa", _("Sedang diperiksa")
        SELESAI = "selesai", _("Selesai")
        GAGAL = "gagal", _("Tidak dapat diperiksa")

    class Kaitan(models.TextChoices):
        """What the file has to do with a letter of ours."""

        TIDAK_ADA = "", _("Tidak ada")
        PERSIS = "persis", _("Salinan persis")
        MEMUAT = "memuat", _("Memuat nomornya")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    keadaan = models.CharField(max_length=10, choices=Keadaan, default=Keadaan.MENUNGGU)
    kaitan = models.CharField(max_length=10, choices=Kaitan, blank=True, default=Kaitan.TIDAK_ADA)
    surat = models.ForeignKey(SuratKeluar, on_delete=models.PROTECT, null=True, related_name="+")
    terbukti = models.BooleanField(default=False)  # whoever uploads holds the letter: its token was given
    tiket_terbuka = models.CharField(max_length=20, blank=True)  # whose token this browser had given before
    ukuran = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    percobaan = models.PositiveSmallIntegerField(default=0)
    dibuat_pada = models.DateTimeField()
    mulai_pada = models.DateTimeField(null=True)
    selesai_pada = models.DateTimeField(null=True)
    nama_segel = models.BinaryField(default=bytes)
    hasil_segel = models.BinaryField(default=bytes)

    nama = sealed("nama_segel")
    isi_hasil = sealed("hasil_segel")

    class Meta:
        indexes: ClassVar = [
            models.Index(
                fields=["dibuat_pada"],
                name="keaslian_antre",
                condition=models.Q(keadaan__in=("menunggu", "diperiksa")),
            ),
            models.Index(fields=["dibuat_pada"], name="keaslian_umur"),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(keadaan__in=("menunggu", "diperiksa", "selesai", "gagal")),
                name="keaslian_keadaan_dikenal",
            ),
            models.CheckConstraint(
                condition=models.Q(keadaan__in=("menunggu", "diperiksa")) | models.Q(selesai_pada__isnull=False),
                name="keaslian_selesai_berwaktu",
            ),
            models.CheckConstraint(
                condition=models.Q(kaitan="") | models.Q(surat__isnull=False), name="keaslian_kaitan_bersurat"
            ),
        ]

    def __str__(self) -> str:
        return str(self.id)

    @property
    def hasil(self) -> dict[str, Any]:
        """What was found: `putusan` (keaslian.amplop) and `banding` (halaman_pdf)."""
        return dict(json.loads(self.isi_hasil)) if self.hasil_segel else {}

    @property
    def berakhir(self) -> bool:
        """Nobody works on it any more."""
        return self.keadaan in {self.Keadaan.SELESAI, self.Keadaan.GAGAL}


class HalamanSurat(models.Model):
    """How many pages the signed file of a letter has: counted once, because the file never changes."""

    surat = models.OneToOneField(SuratKeluar, on_delete=models.PROTECT, primary_key=True, related_name="halaman")
    jumlah = models.PositiveSmallIntegerField()

    def __str__(self) -> str:
        return f"{self.surat_id}: {self.jumlah}"
