"""Messages that have to leave, and messages in the portal's own inbox."""

from typing import ClassVar, Self

from django.db import models

from akun.models import Bersegel, User
from berkas.models import Berkas
from jejak.models import Jejak


class PesanQuerySet(models.QuerySet["Pesan"]):
    """Messages as their reader sees them."""

    def kotak(self, user_id: int | None) -> Self:
        """What lies in somebody's inbox, newest first."""
        return self.filter(user_id=user_id or 0, kanal=Pesan.Kanal.PORTAL).order_by("-dibuat_pada", "-id")

    def belum_dibaca(self, user_id: int | None) -> int:
        """How many he has not read."""
        return self.kotak(user_id).filter(dibaca_pada__isnull=True).count()


class Pesan(Bersegel):
    """One message about one event to one recipient over one channel: unique, so it is written once."""

    class Kanal(models.TextChoices):
        """Ways to a recipient."""

        SUREL = "surel", "surel"
        PORTAL = "portal", "portal"

    jejak = models.ForeignKey(Jejak, on_delete=models.PROTECT)
    penerima = models.CharField(max_length=60)  # "user:12" or "tiket:PGD..."
    user = models.ForeignKey(User, on_delete=models.PROTECT, null=True)
    kanal = models.CharField(max_length=10, choices=Kanal)
    alamat_segel = models.BinaryField(default=bytes)  # e-mail address, sealed with the identity ring until it is sent
    templat = models.CharField(max_length=60)
    sisipan_segel = models.BinaryField(default=bytes, db_default=b"")  # notifikasi.sisipan, sealed until it is sent
    konteks = models.JSONField(default=dict)  # numbers, dates and links; no names, no prose
    lampiran = models.ForeignKey(Berkas, on_delete=models.PROTECT, null=True, related_name="+")  # a file of our own
    dibuat_pada = models.DateTimeField()
    coba_pada = models.DateTimeField(null=True)  # the next try; null when none will follow
    terkirim_pada = models.DateTimeField(null=True)
    dibaca_pada = models.DateTimeField(null=True)
    percobaan = models.PositiveSmallIntegerField(default=0)
    galat = models.CharField(max_length=100, blank=True)
    bundel = models.CharField(max_length=40, blank=True, default="", db_default="")  # kind; "kind:id" once it is taken

    objects = PesanQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["jejak", "penerima", "kanal"], name="pesan_sekali"),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["coba_pada", "id"], name="pesan_antrean", condition=models.Q(terkirim_pada__isnull=True)
            ),
            models.Index(
                fields=["penerima", "bundel", "id"],
                name="pesan_bundel",
                condition=models.Q(terkirim_pada__isnull=True),
            ),
            models.Index(fields=["user", "-dibuat_pada"], name="pesan_kotak"),
        ]

    def __str__(self) -> str:
        return f"{self.templat} -> {self.penerima}"
