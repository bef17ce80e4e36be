"""Keys with which programs of LKPP read for somebody, and how much was read with each."""

from datetime import datetime, timedelta
from typing import ClassVar, Self

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from akun.actor import Actor, Peran
from akun.models import User

PALING_LAMA = timedelta(days=365)


class Lingkup(models.TextChoices):
    """What a key reads."""

    ANGKA = "angka", _("Angka dasbor")
    PENGADUAN = "pengaduan", _("Pengaduan, tanpa identitas dan uraian")
    SURAT = "surat", _("Surat masuk, tanpa isi dan pengirim")
    TIKET = "tiket", _("Tiket helpdesk, tanpa pelapor dan uraian")
    KONSULTASI = "konsultasi", _("Konsultasi, tanpa pemohon dan isi")
    INSPEKTORAT = "inspektorat", _("Inspektorat dan keanggotaannya")


class KunciApiQuerySet(models.QuerySet["KunciApi"]):
    """Keys as each reader may see them."""

    def visible_to(self, actor: Actor) -> Self:
        """One's own; all of them for the system administrator, who answers for what reads here."""
        if actor.user_id is None:
            return self.none()
        return self if actor.peran == Peran.ADMIN_SISTEM else self.filter(user_id=actor.user_id)

    def hidup(self, now: datetime) -> Self:
        """Those that open something: not revoked, not over, of somebody who still is who he was."""
        return self.filter(
            dicabut_pada__isnull=True,
            berlaku_sampai__gt=now,
            user__is_active=True,
            user__peran=F("peran"),
            user__sesi_versi=F("sesi_versi"),
        )


class KunciApi(models.Model):
    """A key: it reads what its owner may read, within its scopes; the secret itself is not kept.

    It ends when its owner is switched off, gets another role or is logged out everywhere.
    """

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    nama = models.CharField(max_length=100)  # which program has it
    lingkup = ArrayField(models.CharField(max_length=20, choices=Lingkup))
    sidik = models.CharField(max_length=64, unique=True)  # keyed hash
    awal = models.CharField(max_length=12)  # how it begins, to be recognised by
    peran = models.CharField(max_length=30, choices=Peran)
    sesi_versi = models.PositiveIntegerField()
    dibuat_pada = models.DateTimeField()
    berlaku_sampai = models.DateTimeField()
    dicabut_pada = models.DateTimeField(null=True)
    dicabut_oleh = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")

    objects = KunciApiQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["-dibuat_pada", "-id"]
        verbose_name_plural = "kunci API"
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(berlaku_sampai__lte=F("dibuat_pada") + PALING_LAMA), name="kunci_setahun"
            ),
            models.CheckConstraint(
                condition=Q(dicabut_pada__isnull=True, dicabut_oleh__isnull=True)
                | Q(dicabut_pada__isnull=False, dicabut_oleh__isnull=False),
                name="kunci_dicabut_oleh",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.awal}… {self.nama}"


class PakaiKunci(models.Model):
    """How much a key read of one scope on one day (WIB): requests, and rows that it was given."""

    kunci = models.ForeignKey(KunciApi, on_delete=models.PROTECT, related_name="pemakaian")
    hari = models.DateField()
    lingkup = models.CharField(max_length=20, choices=Lingkup)
    permintaan = models.PositiveIntegerField(default=0)
    baris = models.PositiveBigIntegerField(default=0)
    terakhir_pada = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["-hari", "lingkup"]
        verbose_name_plural = "pemakaian kunci"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["kunci", "hari", "lingkup"], name="satu_pemakaian_per_hari")
        ]

    def __str__(self) -> str:
        return f"{self.kunci_id} {self.hari} {self.lingkup}"
