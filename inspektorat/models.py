"""Inspectorates, the letters on which their membership rests, and how they became members."""

from typing import ClassVar, Self

from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from akun.actor import Actor, Peran
from akun.models import Bersegel, Instansi, User, Wilayah
from akun.sealing import sealed
from berkas.models import Berkas
from inspektorat.status import PUBLIK, TERBUKA, Status, StatusPublik
from persuratan.models import SuratMasuk
from sla.models import Case

PEMBACA = frozenset({Peran.PEJABAT_DPPH, Peran.ADMIN_SISTEM, Peran.PIMPINAN})
"""Who at LKPP reads memberships."""


class Inspektorat(models.Model):
    """The inspectorate of an institution. `aktif` has officers on the portal; others are reached by letter."""

    class Status(models.TextChoices):
        """Where its membership stands."""

        TERDAFTAR = "terdaftar", _("Terdaftar, belum aktif")
        AKTIF = "aktif", _("Aktif")
        DITANGGUHKAN = "ditangguhkan", _("Ditangguhkan")
        NONAKTIF = "nonaktif", _("Tidak aktif")

    nama = models.CharField(max_length=200, unique=True)
    jenis_instansi = models.CharField(max_length=20, choices=Instansi.Jenis)
    wilayah = models.ForeignKey(Wilayah, on_delete=models.PROTECT, null=True, blank=True)
    instansi = models.OneToOneField(
        Instansi, on_delete=models.PROTECT, null=True, blank=True, related_name="inspektorat"
    )
    status = models.CharField(max_length=20, choices=Status, default=Status.TERDAFTAR)

    def __str__(self) -> str:
        return self.nama

    @property
    def aktif(self) -> bool:
        """Receives cases in its inbox."""
        return self.status == self.Status.AKTIF


class KeanggotaanQuerySet(models.QuerySet["Keanggotaan"]):
    """Memberships as each reader may see them."""

    def visible_to(self, actor: Actor) -> Self:
        """The one door: the applicant's own, and all of them for those at LKPP who work with them."""
        if actor.peran == Peran.SISTEM or actor.peran in PEMBACA:
            return self
        if actor.nomor:
            return self.filter(nomor=actor.nomor)
        return self.none()

    def terbuka(self) -> Self:
        """Those that have not ended."""
        return self.filter(status__in=TERBUKA)


class Keanggotaan(Bersegel, Case):
    """How an inspectorate became a member: applied for, checked, invited, active; one at a time."""

    class Asal(models.TextChoices):
        """By whose hand it came in."""

        PERMOHONAN = "permohonan", _("Permohonan inspektorat")
        SURAT = "surat", _("Dari surat masuk")
        LKPP = "lkpp", _("Dicatat LKPP")

    nomor = models.CharField(max_length=20, unique=True)
    inspektorat = models.ForeignKey(Inspektorat, on_delete=models.PROTECT, related_name="keanggotaan")
    asal = models.CharField(max_length=12, choices=Asal)
    surat = models.OneToOneField(SuratMasuk, on_delete=models.PROTECT, null=True, related_name="keanggotaan")
    diajukan_pada = models.DateTimeField()
    dicatat_oleh = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    nama_segel = models.BinaryField(default=bytes)
    surel_segel = models.BinaryField(default=bytes)
    telepon_segel = models.BinaryField(default=bytes)
    catatan_segel = models.BinaryField(default=bytes)  # what has to be mended, or why it was refused or ended

    nama = sealed("nama_segel")
    surel = sealed("surel_segel")
    telepon = sealed("telepon_segel")
    catatan = sealed("catatan_segel")

    objects = KeanggotaanQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "keanggotaan"
        indexes: ClassVar = [models.Index(fields=["status", "jatuh_tempo", "id"], name="keanggotaan_status")]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["inspektorat"], condition=Q(status__in=TERBUKA), name="satu_keanggotaan_terbuka"
            ),
            models.CheckConstraint(condition=Q(status__in=Status.values), name="keanggotaan_status_dikenal"),
            models.CheckConstraint(
                condition=Q(asal="permohonan") | Q(dicatat_oleh__isnull=False), name="keanggotaan_berpencatat"
            ),
        ]

    def __str__(self) -> str:
        return self.nomor

    @property
    def status_publik(self) -> StatusPublik:
        """The word that the applicant reads."""
        return PUBLIK[self.status]


class CalonPetugas(models.Model):
    """Somebody whom an inspectorate names as its officer; `user` once the invitation was taken up."""

    class Peran(models.TextChoices):
        """What officers of an inspectorate are."""

        ADMIN_APIP = "admin_apip", _("Admin APIP")
        AUDITOR_APIP = "auditor_apip", _("Auditor APIP")

    keanggotaan = models.ForeignKey(Keanggotaan, on_delete=models.PROTECT, related_name="petugas")
    nama = models.CharField(max_length=150)
    surel = models.EmailField()
    peran = models.CharField(max_length=12, choices=Peran)
    user = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    dicalonkan_pada = models.DateTimeField()
    berakhir_pada = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["id"]
        verbose_name_plural = "calon petugas"
        constraints: ClassVar = [
            models.UniqueConstraint(
                "keanggotaan", Lower("surel"), condition=Q(berakhir_pada__isnull=True), name="calon_petugas_sekali"
            )
        ]

    def __str__(self) -> str:
        return self.nama


class Undangan(models.Model):
    """An invitation by mail: good once and for a time; of its token only a keyed hash is kept."""

    calon = models.ForeignKey(CalonPetugas, on_delete=models.PROTECT, related_name="undangan")
    token_hash = models.CharField(max_length=64, blank=True)  # empty until it has left
    dibuat_pada = models.DateTimeField()
    kedaluwarsa_pada = models.DateTimeField()
    dikirim_pada = models.DateTimeField(null=True)
    dipakai_pada = models.DateTimeField(null=True)
    dicabut_pada = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["id"]
        verbose_name_plural = "undangan"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["calon"],
                condition=Q(dipakai_pada__isnull=True, dicabut_pada__isnull=True),
                name="satu_undangan_berlaku",
            ),
            models.UniqueConstraint(fields=["token_hash"], condition=~Q(token_hash=""), name="undangan_satu_token"),
        ]

    def __str__(self) -> str:
        return f"{self.calon_id}: {self.kedaluwarsa_pada:%Y-%m-%d}"


class BerkasTunda(models.Model):
    """A letter that came with a form which has yet to be mended: kept for a day, so that nobody uploads it twice."""

    berkas = models.OneToOneField(Berkas, on_delete=models.PROTECT, related_name="+")
    disimpan_pada = models.DateTimeField(db_index=True)

    class Meta:
        verbose_name_plural = "berkas tunda"

    def __str__(self) -> str:
        return str(self.berkas_id)


class DasarSurat(models.Model):
    """A letter of basis, kept as written: odd numbers, months without a day, two numbers in one cell."""

    inspektorat = models.ForeignKey(Inspektorat, on_delete=models.PROTECT, related_name="dasar_surat")
    keanggotaan = models.ForeignKey(Keanggotaan, on_delete=models.PROTECT, null=True, related_name="dasar_surat")
    berkas = models.ForeignKey(Berkas, on_delete=models.PROTECT, null=True, related_name="+")
    nomor_urut = models.PositiveIntegerField(null=True)
    nomor_surat = models.CharField(max_length=255)
    tanggal_teks = models.CharField(max_length=50)
    tanggal_surat = models.DateField(null=True)

    class Meta:
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [
            # a letter without a number ("-") is told from the next one by its date
            models.UniqueConstraint(fields=["inspektorat", "nomor_surat", "tanggal_teks"], name="dasar_surat_sekali")
        ]

    def __str__(self) -> str:
        return self.nomor_surat
