"""What an inspectorate keeps for itself: its texts for results, how far its officers have read, who saw the tour."""

from typing import ClassVar, Self

from django.db import models

from akun.actor import Actor, Peran
from akun.models import Bersegel, User
from akun.sealing import sealed
from inspektorat.models import Inspektorat
from pengaduan import pilihan
from pengaduan.models.penanganan import Eskalasi, PesanKasus


class TemplatHasilQuerySet(models.QuerySet["TemplatHasil"]):
    """Texts as their readers may see them."""

    def visible_to(self, actor: Actor) -> Self:
        """Those of the reader's own inspectorate; nobody else's exist for him."""
        if actor.peran in {Peran.ADMIN_APIP, Peran.AUDITOR_APIP} and actor.instansi_id:
            return self.filter(inspektorat__instansi_id=actor.instansi_id)
        return self.none()


class TemplatHasil(Bersegel):
    """A text that an inspectorate has ready for its reports: for one conclusion, recommendation and summary."""

    inspektorat = models.ForeignKey(Inspektorat, on_delete=models.PROTECT, related_name="templat_hasil")
    kesimpulan = models.CharField(max_length=20, choices=pilihan.Kesimpulan)
    judul = models.CharField(max_length=100)
    rekomendasi_segel = models.BinaryField(default=bytes)
    ringkasan_segel = models.BinaryField(default=bytes)
    diubah_oleh = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    diubah_pada = models.DateTimeField()
    rekomendasi = sealed("rekomendasi_segel")
    ringkasan = sealed("ringkasan_segel")

    objects = TemplatHasilQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "templat hasil"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["inspektorat", "judul"], name="templat_hasil_judul_sekali"),
            models.CheckConstraint(
                condition=models.Q(kesimpulan__in=pilihan.Kesimpulan.values), name="templat_hasil_kesimpulan_dikenal"
            ),
        ]

    def __str__(self) -> str:
        return self.judul


class PesanTerbaca(models.Model):
    """How far an officer of an inspectorate has read the thread with LKPP."""

    eskalasi = models.ForeignKey(Eskalasi, on_delete=models.PROTECT, related_name="+")
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    sampai = models.ForeignKey(PesanKasus, on_delete=models.PROTECT, related_name="+", db_index=False)

    class Meta:
        verbose_name_plural = "pesan terbaca"
        constraints: ClassVar = [models.UniqueConstraint(fields=["eskalasi", "user"], name="pesan_terbaca_sekali")]

    def __str__(self) -> str:
        return f"{self.eskalasi_id} {self.user_id}"


class PanduanApip(models.Model):
    """Somebody has been shown what an inspectorate does here."""

    user = models.OneToOneField(User, on_delete=models.PROTECT, related_name="+", primary_key=True)
    pada = models.DateTimeField()

    class Meta:
        verbose_name_plural = "panduan apip"

    def __str__(self) -> str:
        return str(self.user_id)
