"""Problem records: one cause behind several incidents, solved once."""

from typing import ClassVar, Self

from django.db import models

from akun.actor import Actor, Peran
from akun.models import User
from helpdesk.models.meja import MejaLayanan
from helpdesk.pilihan import StatusMasalah


class MasalahQuerySet(models.QuerySet["Masalah"]):
    """Problems as each desk may see them."""

    def visible_to(self, actor: Actor) -> Self:
        """Those of one's own LPSE; LKPP's helpdesk and leadership read those of LKPP."""
        if actor.peran == Peran.SISTEM:
            return self
        if actor.is_lpse:
            return self.filter(meja__unit_id=actor.unit_id) if actor.unit_id else self.none()
        if actor.peran in {Peran.PETUGAS_HELPDESK, Peran.PIMPINAN}:
            return self.filter(meja__jenis="lkpp")
        return self.none()


class Masalah(models.Model):
    """What several tickets have in common."""

    judul = models.CharField(max_length=200)
    uraian = models.TextField(blank=True)
    meja = models.ForeignKey(MejaLayanan, on_delete=models.PROTECT, related_name="masalah")
    keadaan = models.CharField(max_length=20, choices=StatusMasalah, default=StatusMasalah.TERBUKA)
    solusi = models.TextField(blank=True)
    dibuat_oleh = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    dibuat_pada = models.DateTimeField()
    selesai_pada = models.DateTimeField(null=True)

    objects = MasalahQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["-id"]
        verbose_name_plural = "masalah"
        constraints: ClassVar = [
            models.CheckConstraint(condition=models.Q(keadaan__in=StatusMasalah.values), name="masalah_keadaan_dikenal")
        ]

    def __str__(self) -> str:
        return self.judul
