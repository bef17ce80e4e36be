"""Desks: one of LKPP, one of each LPSE, with the teams behind them and the tenders that run there."""

from typing import ClassVar, Self

from django.db import models
from django.db.models import Q

from akun.actor import Actor, Peran
from akun.models import Unit, User, Wilayah
from akun.prepared import prepared
from helpdesk import pilihan
from sla.models import KANTOR, Kalender

PETUGAS_MEJA = {
    pilihan.JenisMeja.LKPP: frozenset({Peran.PETUGAS_HELPDESK}),
    pilihan.JenisMeja.LPSE: frozenset({Peran.PETUGAS_LPSE}),
}
"""Who gets tickets at which kind of desk."""


class MejaQuerySet(models.QuerySet["MejaLayanan"]):
    """Desks as callers look for them."""

    def lkpp(self) -> "MejaLayanan":
        """LKPP's own. Raises MejaLayanan.DoesNotExist before the reference data is loaded."""
        return self.select_related("unit").get(jenis=pilihan.JenisMeja.LKPP)

    def pilihan(self) -> Self:
        """Those that take reports, in the order of their names."""
        return self.filter(aktif=True).select_related("unit").order_by("jenis", "unit__nama")

    def milik(self, actor: Actor) -> "MejaLayanan | None":
        """The desk at which somebody works: of his LPSE, or of LKPP for its helpdesk and its leadership."""
        if actor.is_lpse:
            return next(iter(_dari_unit(actor.unit_id)), None) if actor.unit_id else None
        if actor.peran in {Peran.PETUGAS_HELPDESK, Peran.PIMPINAN}:
            return next(iter(_milik_lkpp()), None)
        return None


class MejaLayanan(models.Model):
    """A helpdesk: a unit's, with its working time, its contacts and the mailbox that it answers."""

    unit = models.OneToOneField(Unit, on_delete=models.PROTECT, related_name="meja")
    jenis = models.CharField(max_length=10, choices=pilihan.JenisMeja)
    bentuk = models.CharField(max_length=20, choices=pilihan.BentukLpse, blank=True)
    kalender = models.ForeignKey(
        Kalender, on_delete=models.PROTECT, to_field="kode", db_column="kalender", default=KANTOR, related_name="+"
    )
    wilayah = models.ForeignKey(Wilayah, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    alamat = models.CharField(max_length=250, blank=True)
    telepon = models.CharField(max_length=60, blank=True)
    surel = models.EmailField(blank=True)  # the address of its mailbox
    situs = models.URLField(blank=True)
    aktif = models.BooleanField(default=True)

    objects = MejaQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["jenis", "id"]
        verbose_name_plural = "meja layanan"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["surel"], condition=~Q(surel=""), name="meja_satu_surel"),
            models.UniqueConstraint(fields=["jenis"], condition=Q(jenis="lkpp"), name="meja_satu_lkpp"),
        ]

    def __str__(self) -> str:
        return self.nama

    @property
    def nama(self) -> str:
        """What the desk is called: as its unit is."""
        return self.unit.nama

    @property
    def is_lkpp(self) -> bool:
        """Whether this is LKPP's own desk."""
        return self.jenis == pilihan.JenisMeja.LKPP

    def petugas(self) -> models.QuerySet[User]:
        """The active people who get tickets at this desk."""
        return User.objects.filter(
            unit_id=self.unit_id, peran__in=PETUGAS_MEJA[pilihan.JenisMeja(self.jenis)], is_active=True
        ).order_by("pk")


@prepared
def _dari_unit(unit_id: int) -> models.QuerySet[MejaLayanan]:
    return MejaLayanan.objects.select_related("unit").filter(unit_id=unit_id)


@prepared
def _milik_lkpp() -> models.QuerySet[MejaLayanan]:
    return MejaLayanan.objects.select_related("unit").filter(jenis=pilihan.JenisMeja.LKPP)


class Regu(models.Model):
    """A team behind a desk: a section of LKPP's service catalogue, or the technical team of an LPSE."""

    meja = models.ForeignKey(MejaLayanan, on_delete=models.PROTECT, related_name="regu")
    kode = models.CharField(max_length=30)
    nama = models.CharField(max_length=120)
    anggota = models.ManyToManyField(User, related_name="regu", blank=True)

    class Meta:
        ordering: ClassVar = ["meja", "nama"]
        verbose_name_plural = "regu"
        constraints: ClassVar = [models.UniqueConstraint(fields=["meja", "kode"], name="regu_satu_kode")]

    def __str__(self) -> str:
        return self.nama


class TenderQuerySet(models.QuerySet["TenderBerjalan"]):
    """Running tenders by desk."""

    def tahapan(self, meja: MejaLayanan) -> list[int]:
        """The stages in which the tenders of a desk are now."""
        return sorted(set(self.filter(meja=meja).values_list("tahap", flat=True)))


class TenderBerjalan(models.Model):
    """A tender that runs at an LPSE, and the stage in which it is."""

    meja = models.ForeignKey(MejaLayanan, on_delete=models.PROTECT, related_name="tender")
    kode_tender = models.CharField(max_length=30)
    nama = models.CharField(max_length=250)
    tahap = models.PositiveSmallIntegerField(choices=pilihan.Tahap)
    diperbarui_pada = models.DateTimeField()

    objects = TenderQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["meja", "kode_tender"]
        verbose_name_plural = "tender berjalan"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["meja", "kode_tender"], name="tender_satu_kode"),
            models.CheckConstraint(condition=Q(tahap__gte=1, tahap__lte=12), name="tender_tahap_dikenal"),
        ]

    def __str__(self) -> str:
        return f"{self.kode_tender} {self.nama}"
