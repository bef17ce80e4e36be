"""The service catalogue of the agreement between LKPP and an LPSE, and the outages that its error budgets count."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import get_language

from akun.models import User
from helpdesk.pilihan_layanan import JamLayanan, Pemberi, Pemohon, SatuanBatas, Seksi


def terjemah(data: Any, nama: str) -> str:
    """A text that is kept in both languages, in the reader's; `data` is a row, or a field of a request."""
    kunci = f"{nama}_en" if (get_language() or "id").startswith("en") else nama
    dua = (data.get(kunci), data.get(nama)) if isinstance(data, dict) else (getattr(data, kunci), getattr(data, nama))
    return str(dua[0] or dua[1] or "")


class Layanan(models.Model):
    """One line of the catalogue. `isian` are the fields of its request; without any it is not asked for by a form."""

    kode = models.CharField(max_length=6, unique=True)
    urut = models.PositiveSmallIntegerField()
    nama = models.CharField(max_length=120)
    nama_en = models.CharField(max_length=120, blank=True)
    pemberi = models.CharField(max_length=10, choices=Pemberi)
    seksi = models.CharField(max_length=20, choices=Seksi, blank=True)
    pemohon = models.CharField(max_length=10, choices=Pemohon, blank=True)
    uraian = models.TextField()
    uraian_en = models.TextField(blank=True)
    jam = models.CharField(max_length=10, choices=JamLayanan)
    anggaran_galat = models.PositiveSmallIntegerField(null=True, blank=True)  # hours in a year
    anggaran_per_lpse = models.BooleanField(default=False)  # each LPSE has this budget for itself
    jenis_gangguan = models.ManyToManyField("helpdesk.JenisGangguan", related_name="layanan", blank=True)
    isian = models.JSONField(default=list, blank=True)
    aktif = models.BooleanField(default=True)

    class Meta:
        ordering: ClassVar = ["urut"]
        verbose_name_plural = "layanan"

    def __str__(self) -> str:
        return f"{self.kode}. {self.nama}"

    @property
    def sebutan(self) -> str:
        """The name in the reader's language."""
        return terjemah(self, "nama")

    @property
    def penjelasan(self) -> str:
        """What the service is, in the reader's language."""
        return terjemah(self, "uraian")

    @property
    def bisa_diminta(self) -> bool:
        """Whether a form asks for it."""
        return bool(self.aktif and self.isian and self.pemohon)


class BatasLayanan(models.Model):
    """A limit of a service. One with `janji` is the deadline of a request, by the policy of the same code."""

    layanan = models.ForeignKey(Layanan, on_delete=models.PROTECT, related_name="batas")
    kode = models.CharField(max_length=12, blank=True)
    urut = models.PositiveSmallIntegerField()
    nama = models.CharField(max_length=120)
    nama_en = models.CharField(max_length=120, blank=True)
    jumlah = models.PositiveSmallIntegerField()
    satuan = models.CharField(max_length=20, choices=SatuanBatas)
    sejak = models.CharField(max_length=120, blank=True)
    sejak_en = models.CharField(max_length=120, blank=True)
    janji = models.BooleanField(default=False)

    class Meta:
        ordering: ClassVar = ["urut"]
        verbose_name_plural = "batas layanan"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["layanan", "kode", "nama"], name="satu_batas_layanan"),
        ]

    def __str__(self) -> str:
        return f"{self.nama}: {self.jumlah} {self.get_satuan_display()}"

    @property
    def sebutan(self) -> str:
        """What is limited, in the reader's language."""
        return terjemah(self, "nama")

    @property
    def sejak_kapan(self) -> str:
        """From when it counts, in the reader's language."""
        return terjemah(self, "sejak")


class GangguanLayanan(models.Model):
    """A time in which a service was not to be had. `meja` names the LPSE that was hit, where it was one alone."""

    layanan = models.ForeignKey(Layanan, on_delete=models.PROTECT, related_name="gangguan")
    meja = models.ForeignKey("helpdesk.MejaLayanan", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    mulai = models.DateTimeField()
    selesai = models.DateTimeField(null=True, blank=True)  # none: it lasts
    terencana = models.BooleanField(default=False)
    catatan = models.CharField(max_length=300)
    dicatat_oleh = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    dicatat_pada = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["-mulai", "-id"]
        verbose_name_plural = "gangguan layanan"
        indexes: ClassVar = [models.Index(fields=["layanan", "mulai"], name="gangguan_layanan_waktu")]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(selesai=None) | Q(selesai__gt=F("mulai")), name="gangguan_maju"),
        ]

    def __str__(self) -> str:
        return f"{self.layanan_id}: {self.mulai:%d-%m-%Y %H.%M}"
