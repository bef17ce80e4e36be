"""Policies, holidays, deadline rows; and what every case has: a status with a clock."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _


class Kebijakan(models.Model):
    """How long something may take, and on what basis. LKPP can change every row."""

    class Satuan(models.TextChoices):
        """Units of a limit."""

        HARI_KERJA = "hari_kerja", _("hari kerja")
        HARI_KALENDER = "hari_kalender", _("hari kalender")

    kode = models.CharField(max_length=60, unique=True)
    nama = models.CharField(max_length=150)
    jumlah = models.PositiveSmallIntegerField()
    satuan = models.CharField(max_length=20, choices=Satuan, default=Satuan.HARI_KERJA)
    pengingat = models.PositiveSmallIntegerField(default=0, help_text="hari kerja sebelum jatuh tempo; 0 = tanpa")
    eskalasi_2 = models.PositiveSmallIntegerField(default=0, help_text="hari kerja sesudah jatuh tempo: ketua tim")
    eskalasi_3 = models.PositiveSmallIntegerField(default=0, help_text="hari kerja sesudah jatuh tempo: direktur")
    dasar_hukum = models.CharField(max_length=250)
    kebijakan_internal = models.BooleanField(default=True)

    class Meta:
        ordering: ClassVar = ["kode"]
        verbose_name_plural = "kebijakan"

    def __str__(self) -> str:
        return f"{self.nama}: {self.jumlah} {self.get_satuan_display()}"

    @property
    def sebutan(self) -> str:
        """The name in the reader's language; a name that LKPP wrote anew stays as it is written."""
        return gettext(self.nama)


class HariLibur(models.Model):
    """A day on which the office is closed."""

    tanggal = models.DateField()
    jenis = models.CharField(max_length=20)
    nama = models.CharField(max_length=150)
    perkiraan = models.BooleanField(default=False)

    class Meta:
        ordering: ClassVar = ["tanggal"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["tanggal", "nama"], name="satu_libur")]
        verbose_name_plural = "hari libur"

    def __str__(self) -> str:
        return f"{self.tanggal:%d-%m-%Y} {self.nama}"


class Tenggat(models.Model):
    """A deadline of a case. `alarm_pada` is the next moment at which somebody has to hear of it."""

    objek_tipe = models.CharField(max_length=60)
    objek_id = models.BigIntegerField()
    kebijakan = models.ForeignKey(Kebijakan, on_delete=models.PROTECT)
    siklus = models.PositiveSmallIntegerField(default=1)
    mulai_pada = models.DateTimeField()
    jatuh_tempo = models.DateTimeField()
    jeda = models.JSONField(default=list)
    dijeda = models.BooleanField(default=False)
    berhenti_pada = models.DateTimeField(null=True)
    alarm_pada = models.DateTimeField(null=True)
    alarm_ke = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["objek_tipe", "objek_id", "kebijakan"],
                condition=models.Q(berhenti_pada__isnull=True),
                name="satu_tenggat_berjalan",
            ),
            models.CheckConstraint(
                condition=models.Q(berhenti_pada__isnull=True) | models.Q(alarm_pada__isnull=True),
                name="berhenti_tanpa_alarm",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["objek_tipe", "objek_id"], name="tenggat_objek"),
            models.Index(fields=["alarm_pada"], name="tenggat_alarm", condition=models.Q(alarm_pada__isnull=False)),
        ]

    def __str__(self) -> str:
        return f"{self.kebijakan_id} {self.objek_tipe}:{self.objek_id}"


class Case(models.Model):
    """A status with a clock. Only sla.stages writes these columns."""

    status = models.CharField(max_length=30)
    status_sejak = models.DateTimeField()
    jatuh_tempo = models.DateTimeField(null=True)

    class Meta:
        abstract = True
