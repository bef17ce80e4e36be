"""Calendars, holidays, policies, deadline rows; and what every case has: a status with a clock."""

from typing import ClassVar

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

KANTOR = "lkpp"
"""The calendar of LKPP itself."""


class Kalender(models.Model):
    """The working time of an office. `versi` grows with every change of its hours, seasons or holidays."""

    class Zona(models.TextChoices):
        """Indonesia's zones."""

        WIB = "Asia/Jakarta", "WIB"
        WITA = "Asia/Makassar", "WITA"
        WIT = "Asia/Jayapura", "WIT"

    kode = models.CharField(max_length=40, unique=True)
    nama = models.CharField(max_length=120)
    zona = models.CharField(max_length=20, choices=Zona, default=Zona.WIB)
    selalu_buka = models.BooleanField(default=False)  # 24 hours, 365 days: no hours, no holidays
    versi = models.PositiveIntegerField(default=1)

    class Meta:
        ordering: ClassVar = ["kode"]
        verbose_name_plural = "kalender"

    def __str__(self) -> str:
        return self.nama


class Musim(models.Model):
    """Days on which other hours hold, such as Ramadan. Its dates are entered, never computed."""

    nama = models.CharField(max_length=80)
    mulai = models.DateField()
    sampai = models.DateField()
    dasar_hukum = models.CharField(max_length=250, blank=True)

    class Meta:
        ordering: ClassVar = ["mulai"]
        verbose_name_plural = "musim"
        constraints: ClassVar = [
            models.CheckConstraint(condition=models.Q(sampai__gte=models.F("mulai")), name="musim_maju"),
            ExclusionConstraint(
                name="musim_tidak_bertumpuk",
                expressions=[
                    (
                        models.Func("mulai", "sampai", models.Value("[]"), function="daterange"),
                        RangeOperators.OVERLAPS,
                    )
                ],
            ),
        ]

    def __str__(self) -> str:
        return self.nama


class JamKerja(models.Model):
    """When an office is open on a weekday (Monday 0), in general or in a season."""

    kalender = models.ForeignKey(Kalender, on_delete=models.PROTECT, related_name="jam")
    musim = models.ForeignKey(Musim, on_delete=models.PROTECT, null=True, related_name="jam")
    hari = models.PositiveSmallIntegerField()
    buka = models.TimeField()
    tutup = models.TimeField()

    class Meta:
        ordering: ClassVar = ["kalender", "musim", "hari", "buka"]
        verbose_name_plural = "jam kerja"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["kalender", "musim", "hari", "buka"], nulls_distinct=False, name="satu_jam_buka"
            ),
            models.CheckConstraint(condition=models.Q(tutup__gt=models.F("buka"), hari__lte=6), name="jam_maju"),
        ]

    def __str__(self) -> str:
        return f"{self.hari}: {self.buka:%H.%M}-{self.tutup:%H.%M}"


class HariLibur(models.Model):
    """A day on which an office is closed: every office, or the one that it holds for."""

    class Jenis(models.TextChoices):
        """On whose word."""

        LIBUR_NASIONAL = "libur_nasional", _("Libur nasional")
        CUTI_BERSAMA = "cuti_bersama", _("Cuti bersama")
        KHUSUS = "khusus", _("Libur khusus")

    tanggal = models.DateField()
    jenis = models.CharField(max_length=20, choices=Jenis)
    nama = models.CharField(max_length=150)
    dasar_hukum = models.CharField(max_length=250, blank=True)  # the decree; empty while there is none
    berlaku_untuk = models.ForeignKey(Kalender, on_delete=models.PROTECT, null=True, blank=True)  # none: every office
    perkiraan = models.BooleanField(default=False)

    class Meta:
        ordering: ClassVar = ["tanggal"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["tanggal", "berlaku_untuk"], nulls_distinct=False, name="satu_libur")
        ]
        verbose_name_plural = "hari libur"

    def __str__(self) -> str:
        return f"{self.tanggal:%d-%m-%Y} {self.nama}"


class Kebijakan(models.Model):
    """One version of how long something may take, and on what basis. A version is never changed; a new one follows."""

    class Satuan(models.TextChoices):
        """Units of a limit."""

        HARI_KERJA = "hari_kerja", _("hari kerja")
        HARI_KALENDER = "hari_kalender", _("hari kalender")
        JAM_KERJA = "jam_kerja", _("jam kerja")
        JAM_KALENDER = "jam_kalender", _("jam kalender")

    class Sejak(models.TextChoices):
        """The event from which a limit is counted."""

        DITERIMA = "diterima", _("diterima")
        TAHAP = "tahap", _("masuk ke tahap ini")
        DITERUSKAN = "diteruskan", _("diteruskan")
        DITERIMA_DIREKTUR = "diterima_direktur", _("diterima Direktur")

    kode = models.CharField(max_length=60)
    versi = models.PositiveSmallIntegerField(default=1)
    berlaku_sejak = models.DateField()
    nama = models.CharField(max_length=150)
    jumlah = models.PositiveSmallIntegerField()
    satuan = models.CharField(max_length=20, choices=Satuan, default=Satuan.HARI_KERJA)
    dihitung_sejak = models.CharField(max_length=20, choices=Sejak, default=Sejak.TAHAP)
    boleh_jeda = models.BooleanField(default=True)  # in which status, the table of stages says
    pengingat = models.PositiveSmallIntegerField(default=0)  # working days before; 0: none
    eskalasi_2 = models.PositiveSmallIntegerField(default=0)  # working days after: ketua tim; 0: none
    eskalasi_3 = models.PositiveSmallIntegerField(default=0)  # working days after: direktur; 0: none
    dasar_hukum = models.CharField(max_length=250)
    kebijakan_internal = models.BooleanField(default=True)

    class Meta:
        ordering: ClassVar = ["kode", "versi"]
        verbose_name_plural = "kebijakan"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["kode", "versi"], name="satu_versi_kebijakan"),
            models.CheckConstraint(condition=models.Q(jumlah__gt=0), name="kebijakan_berlama"),
        ]

    def __str__(self) -> str:
        return f"{self.nama}: {self.jumlah} {self.get_satuan_display()}"

    @property
    def sebutan(self) -> str:
        """The name in the reader's language; a name that LKPP wrote anew stays as it is written."""
        return gettext(self.nama)


class PerubahanKalender(models.Model):
    """A change of the calendar and how far the move of the open clocks has come."""

    uraian = models.JSONField()  # what was added, changed or removed; dates and names of holidays
    oleh_id = models.BigIntegerField(null=True)
    dibuat_pada = models.DateTimeField()
    total = models.PositiveIntegerField(default=0)
    diperiksa = models.PositiveIntegerField(default=0)
    bergeser = models.PositiveIntegerField(default=0)
    terlambat = models.PositiveIntegerField(default=0)  # late now, and not before
    selesai_pada = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["-id"]
        verbose_name_plural = "perubahan kalender"

    def __str__(self) -> str:
        return f"{self.pk}: {self.diperiksa}/{self.total}"


class Tenggat(models.Model):
    """A deadline of a case. `alarm_pada` is the next moment at which somebody has to hear of it.

    The due time follows from the events kept here (start, pauses), the policy version and the calendar version. Foreign
    keys have no index of their own: every move of the calendar would have to write it for each open clock.
    """

    objek_tipe = models.CharField(max_length=60)
    objek_id = models.BigIntegerField()
    kode = models.CharField(max_length=60)  # of the policy, whatever its version
    kebijakan = models.ForeignKey(Kebijakan, on_delete=models.PROTECT, db_index=False)
    kalender = models.ForeignKey(
        Kalender, on_delete=models.PROTECT, to_field="kode", db_column="kalender", default=KANTOR, db_index=False
    )
    kalender_versi = models.PositiveIntegerField(default=1)
    siklus = models.PositiveSmallIntegerField(default=1)
    mulai_pada = models.DateTimeField()
    jatuh_tempo = models.DateTimeField()
    jeda = models.JSONField(default=list)  # [[from, to], ...] in ISO format; an open pause has no end
    dijeda = models.BooleanField(default=False)
    berhenti_pada = models.DateTimeField(null=True)
    alarm_pada = models.DateTimeField(null=True)
    alarm_ke = models.PositiveSmallIntegerField(default=0)
    perubahan = models.ForeignKey(  # that moved it last
        PerubahanKalender, on_delete=models.SET_NULL, null=True, db_index=False
    )

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["objek_tipe", "objek_id", "kode"],
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
            models.Index(
                fields=["kalender", "kalender_versi"],
                name="tenggat_kalender",
                condition=models.Q(berhenti_pada__isnull=True),
            ),
            models.Index(fields=["perubahan"], name="tenggat_perubahan", condition=models.Q(perubahan__isnull=False)),
        ]

    def __str__(self) -> str:
        return f"{self.kode} {self.objek_tipe}:{self.objek_id}"


class Sapuan(models.Model):
    """A sweep that came to its end. All times are the database's."""

    selesai_pada = models.DateTimeField(db_default=Now())
    oleh = models.CharField(max_length=80)
    jumlah = models.PositiveIntegerField()
    terlambat = models.FloatField()  # seconds by which the latest alarm came after its time

    class Meta:
        verbose_name_plural = "sapuan"
        indexes: ClassVar = [models.Index(fields=["-selesai_pada"], name="sapuan_selesai")]

    def __str__(self) -> str:
        return f"{self.oleh} {self.jumlah}"


class Case(models.Model):
    """A status with a clock. Only sla.stages writes these columns."""

    status = models.CharField(max_length=30)
    status_sejak = models.DateTimeField()
    jatuh_tempo = models.DateTimeField(null=True)

    class Meta:
        abstract = True
