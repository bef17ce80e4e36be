"""Announcements of maintenance: when, for how long, and which services it hits."""

import uuid
from datetime import datetime, timedelta
from typing import ClassVar, Self
from zoneinfo import ZoneInfo

from django.db import models

from akun.models import User
from helpdesk.models.layanan import Layanan
from helpdesk.pilihan_layanan import KeadaanPengumuman


class PengumumanQuerySet(models.QuerySet["Pengumuman"]):
    """Announcements by who may see them."""

    def umum(self) -> Self:
        """What everybody may read: published ones, and those that were called off after that."""
        return self.exclude(keadaan=KeadaanPengumuman.DRAF).exclude(terbit_pada=None)

    def mendatang(self, now: datetime) -> Self:
        """Published, and not over yet."""
        return self.filter(keadaan=KeadaanPengumuman.TERBIT, selesai__gt=now)


class Pengumuman(models.Model):
    """One maintenance. `uid` and `urutan` are what a calendar knows it by; `urutan` grows with every change."""

    uid = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    urutan = models.PositiveIntegerField(default=0)
    meja = models.ForeignKey("helpdesk.MejaLayanan", on_delete=models.PROTECT, related_name="pengumuman")
    judul = models.CharField(max_length=150)
    isi = models.TextField(blank=True)
    mulai = models.DateTimeField()
    selesai = models.DateTimeField()
    layanan = models.ManyToManyField(Layanan, related_name="pengumuman")
    keadaan = models.CharField(max_length=12, choices=KeadaanPengumuman, default=KeadaanPengumuman.DRAF)
    alasan_darurat = models.CharField(max_length=300, blank=True)
    alasan_batal = models.CharField(max_length=300, blank=True)
    dibuat_oleh = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    dibuat_pada = models.DateTimeField()
    diubah_pada = models.DateTimeField()
    terbit_pada = models.DateTimeField(null=True, blank=True)

    objects = PengumumanQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["-mulai", "-id"]
        verbose_name_plural = "pengumuman"
        indexes: ClassVar = [
            models.Index(fields=["selesai"], name="pengumuman_terbit", condition=models.Q(keadaan="terbit")),
            models.Index(fields=["meja", "-mulai", "-id"], name="pengumuman_meja"),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(condition=models.Q(selesai__gt=models.F("mulai")), name="pengumuman_maju"),
            models.CheckConstraint(
                condition=models.Q(keadaan="draf") | models.Q(terbit_pada__isnull=False), name="pengumuman_berwaktu"
            ),
        ]

    def __str__(self) -> str:
        return self.judul

    @property
    def lama(self) -> timedelta:
        """How long it takes."""
        return self.selesai - self.mulai

    @property
    def zona(self) -> ZoneInfo:
        """The zone of the desk that announces it."""
        return ZoneInfo(self.meja.kalender.zona)

    @property
    def terbit(self) -> bool:
        """Published and not called off."""
        return self.keadaan == KeadaanPengumuman.TERBIT

    @property
    def dibatalkan(self) -> bool:
        """Called off."""
        return self.keadaan == KeadaanPengumuman.DIBATALKAN
