"""Meetings: slots and queue numbers at the office, appointments online."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from akun.models import Bersegel, Unit, User
from akun.sealing import sealed
from konsultasi.models.konsultasi import Konsultasi


class SlotTatapMuka(models.Model):
    """A time at which a directorate receives visitors, and how many of them."""

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    mulai = models.DateTimeField()
    selesai = models.DateTimeField()
    kuota = models.PositiveSmallIntegerField(default=1)
    ditutup = models.BooleanField(default=False)  # no further visitors; those who have booked keep their time

    class Meta:
        ordering: ClassVar = ["mulai", "id"]
        verbose_name_plural = "slot tatap muka"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["unit", "mulai"], name="slot_sekali"),
            models.CheckConstraint(condition=Q(selesai__gt=F("mulai")), name="slot_maju"),
            models.CheckConstraint(condition=Q(kuota__gte=1), name="slot_berkuota"),
        ]

    def __str__(self) -> str:
        return f"{self.mulai:%Y-%m-%d %H:%M}"


class Janji(Bersegel):
    """One visit: booked for a slot, or a visitor who just came."""

    konsultasi = models.OneToOneField(Konsultasi, on_delete=models.PROTECT, related_name="janji")
    slot = models.ForeignKey(SlotTatapMuka, on_delete=models.PROTECT, null=True, related_name="janji")
    nomor_antrean = models.PositiveSmallIntegerField(null=True)  # of the day and unit, given on arrival
    datang_pada = models.DateTimeField(null=True)
    mulai_pada = models.DateTimeField(null=True)
    selesai_pada = models.DateTimeField(null=True)
    laporan_segel = models.BinaryField(default=bytes)

    laporan = sealed("laporan_segel")

    class Meta:
        verbose_name_plural = "janji"

    def __str__(self) -> str:
        return f"{self.konsultasi_id}: {self.nomor_antrean or '-'}"


class PertemuanDaring(Bersegel):
    """A meeting online. `urutan` counts its changes, as calendars want it (RFC 5545 SEQUENCE)."""

    konsultasi = models.OneToOneField(Konsultasi, on_delete=models.PROTECT, related_name="pertemuan")
    mulai = models.DateTimeField()
    lama_menit = models.PositiveSmallIntegerField()
    urutan = models.PositiveSmallIntegerField(default=0)
    diubah_pada = models.DateTimeField()
    dibatalkan_pada = models.DateTimeField(null=True)
    tuan_rumah = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    tautan_segel = models.BinaryField(default=bytes)
    notulen_segel = models.BinaryField(default=bytes)

    tautan = sealed("tautan_segel")
    notulen = sealed("notulen_segel")

    class Meta:
        verbose_name_plural = "pertemuan daring"
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(lama_menit__gte=1, lama_menit__lte=480), name="pertemuan_wajar")
        ]

    def __str__(self) -> str:
        return f"{self.konsultasi_id}: {self.mulai:%Y-%m-%d %H:%M}"
