"""Complaints about the service itself, answered by somebody who did not give it."""

from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import Q

from akun.actor import Actor, Peran
from akun.models import Bersegel, User
from akun.sealing import sealed
from konsultasi import pelaksana
from konsultasi.models.konsultasi import Konsultasi
from konsultasi.status_keluhan import StatusKeluhan
from sla.models import Case


class KeluhanQuerySet(models.QuerySet["Keluhan"]):
    """Complaints about the service as each reader may see them."""

    def visible_to(self, actor: Actor) -> Self:
        """His who complained; whose it is to answer; of those that nobody has, everybody of LKPP who may take it."""
        if actor.peran == Peran.SISTEM:
            return self
        if actor.nomor:
            return self.filter(konsultasi__nomor=actor.nomor)
        if actor.user_id is None:
            return self.none()
        boleh = Q(pengadu_id=actor.user_id) | Q(penangan_id=actor.user_id)
        if actor.peran in {Peran.PETUGAS_ADVOKASI, Peran.PIMPINAN}:
            boleh |= Q(penangan__isnull=True)
        return self.filter(boleh).exclude(pk__in=self._pelaksana(actor.user_id))

    def _pelaksana(self, user_id: int) -> "models.QuerySet[Keluhan, Any]":
        """Those about a service that this person gave: he does not read what is said of him before it is answered."""
        saya = pelaksana.dilayani(user_id, kolom="konsultasi_id")
        return Keluhan.objects.filter(saya).exclude(status=StatusKeluhan.DIJAWAB).values("pk")


class Keluhan(Bersegel, Case):
    """What somebody has to say about how he was served."""

    konsultasi = models.ForeignKey(Konsultasi, on_delete=models.PROTECT, related_name="keluhan")
    pengadu = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    penangan = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    diajukan_pada = models.DateTimeField()
    dijawab_pada = models.DateTimeField(null=True)
    isi_segel = models.BinaryField(default=bytes)
    jawaban_segel = models.BinaryField(default=bytes)

    isi = sealed("isi_segel")
    jawaban = sealed("jawaban_segel")

    objects = KeluhanQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "keluhan"
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(status__in=StatusKeluhan.values), name="keluhan_status_dikenal"),
            models.UniqueConstraint(
                fields=["konsultasi"],
                condition=~Q(status=StatusKeluhan.DIJAWAB),
                name="satu_keluhan_terbuka",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.konsultasi.nomor}: {self.status}"
