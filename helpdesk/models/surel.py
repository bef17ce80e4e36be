"""Mailboxes of desks and the mails taken from them. A mail is sealed whole; what is searched for is a keyed hash."""

import hashlib
import hmac
from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from akun.models import Bersegel
from akun.sealing import sealed
from berkas.models import Berkas
from helpdesk.models.meja import MejaLayanan
from helpdesk.models.tiket import PesanTiket, Tiket


def sidik_kunci(untuk: str, nilai: str) -> str:
    """A keyed hash by which an address or a message id is found again, and from which it cannot be read."""
    return hmac.new(settings.SECRET_KEY.encode(), f"{untuk}\x1f{nilai}".encode(), hashlib.sha256).hexdigest()


class KotakSurel(models.Model):
    """How far a mailbox has been read. Moves in the transaction in which a mail is taken, and in no other."""

    meja = models.ForeignKey(MejaLayanan, on_delete=models.PROTECT, related_name="+")
    kunci = models.CharField(max_length=250, unique=True)
    uidvalidity = models.BigIntegerField(default=0)
    uid_terakhir = models.BigIntegerField(default=0)
    sejak = models.DateField()  # mails that reached the mailbox before this day are left alone
    terakhir_pada = models.DateTimeField(null=True)  # when the newest of those taken reached it
    diperiksa_pada = models.DateTimeField(null=True)
    gagal_sejak = models.DateTimeField(null=True)
    galat = models.CharField(max_length=100, blank=True)

    class Meta:
        verbose_name_plural = "kotak surel"

    def __str__(self) -> str:
        return self.kunci


class SurelQuerySet(models.QuerySet["Surel"]):
    """Mails as callers look for them."""

    def gagal(self) -> Self:
        """Those that could not be read, oldest first."""
        return self.filter(keadaan=Surel.Keadaan.GAGAL).order_by("id")


class Surel(Bersegel):
    """One mail that lay in a mailbox, and what became of it."""

    class Keadaan(models.TextChoices):
        """What became of a mail."""

        DIPROSES = "diproses", _("Diproses")
        DIABAIKAN = "diabaikan", _("Diabaikan")
        GAGAL = "gagal", _("Gagal")

    class Event(models.TextChoices):
        """What the trail tells of a mail."""

        MASUK = "helpdesk.surel_masuk", _("E-mail masuk")

    meja = models.ForeignKey(MejaLayanan, on_delete=models.PROTECT, related_name="+", db_index=False)
    kotak = models.ForeignKey(KotakSurel, on_delete=models.PROTECT, related_name="+")
    uidvalidity = models.BigIntegerField()
    uid = models.BigIntegerField()
    ukuran = models.PositiveIntegerField()
    diterima_pada = models.DateTimeField()  # by the mailbox
    diambil_pada = models.DateTimeField()
    sidik = models.CharField(max_length=64)  # SurelMasuk.sidik
    message_sidik = models.CharField(max_length=64, blank=True, db_index=True)  # keyed hash of the Message-ID
    pengirim_sidik = models.CharField(max_length=64, blank=True)  # keyed hash of the sender's address
    message_id_segel = models.BinaryField(default=bytes)
    pengirim_segel = models.BinaryField(default=bytes)
    subjek_segel = models.BinaryField(default=bytes)
    asli = models.OneToOneField(Berkas, on_delete=models.PROTECT, null=True, related_name="+")
    keadaan = models.CharField(max_length=10, choices=Keadaan)
    alasan = models.CharField(max_length=60, blank=True)
    tiket = models.ForeignKey(Tiket, on_delete=models.PROTECT, null=True, related_name="surel_masuk")
    pesan = models.OneToOneField(PesanTiket, on_delete=models.PROTECT, null=True, related_name="surel")

    message_id = sealed("message_id_segel")
    pengirim = sealed("pengirim_segel")
    subjek = sealed("subjek_segel")

    objects = SurelQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "surel"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["meja", "sidik"], name="surel_sekali"),
            models.CheckConstraint(
                condition=Q(keadaan__in=["diproses", "diabaikan", "gagal"]), name="surel_keadaan_dikenal"
            ),
            models.CheckConstraint(condition=Q(keadaan="diproses") | ~Q(alasan=""), name="surel_beralasan"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["meja", "pengirim_sidik", "-id"], name="surel_pengirim"),
            models.Index(fields=["id"], condition=Q(keadaan="gagal"), name="surel_gagal"),
        ]

    def __str__(self) -> str:
        return f"{self.kotak_id}:{self.uid}"
