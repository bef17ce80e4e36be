"""Consultations. What was asked and answered is sealed: a question may be about a running tender."""

from typing import ClassVar, Self

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Q

from akun.actor import Actor, Peran
from akun.models import Bersegel, Instansi, Pejabat, Unit, User
from akun.sealing import sealed
from berkas.models import Berkas
from konsultasi import pilihan
from konsultasi.models.koleksi import Subjek
from konsultasi.status import PUBLIK, TERBUKA, Status, StatusPublik
from persuratan.models import SuratMasuk
from persuratan.models.jabatan import jabatan_kini
from sla.models import Case

ANTREAN = ("-hak_prioritas", "jatuh_tempo", "id")
"""Whoever holds a right of compensation first, then by due date."""


class KonsultasiQuerySet(models.QuerySet["Konsultasi"]):
    """Consultations as each reader may see them."""

    def visible_to(self, actor: Actor) -> Self:
        """The one door: the applicant's own; those of a directorate to its officers and to who holds its post."""
        if actor.peran == Peran.SISTEM:
            return self
        if actor.nomor:
            return self.filter(nomor=actor.nomor)
        if actor.user_id is None:
            return self.none()
        boleh = Q(pemohon_id=actor.user_id)
        if actor.peran == Peran.PETUGAS_ADVOKASI and actor.unit_id:
            boleh |= Q(unit_id=actor.unit_id)
        if actor.is_lkpp and actor.peran != Peran.ADMIN_SISTEM:
            dipangku = Pejabat.objects.filter(pk__in=jabatan_kini(actor.user_id))
            boleh |= Q(unit__in=dipangku.values("unit"))
        return self.filter(boleh)

    def terbuka(self) -> Self:
        """Those on which somebody still has to work."""
        return self.filter(status__in=TERBUKA)

    def antrean(self) -> Self:
        """In the order in which they are worked on."""
        return self.order_by(*ANTREAN)


class Konsultasi(Bersegel, Case):
    """A request for advice through one of the four channels."""

    nomor = models.CharField(max_length=20, unique=True)
    kanal = models.CharField(max_length=12, choices=pilihan.Kanal)
    pemohon = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+", db_index=False)
    surat = models.OneToOneField(SuratMasuk, on_delete=models.PROTECT, null=True, related_name="konsultasi")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+", db_index=False)
    hukum = models.BooleanField(default=False)  # a legal problem
    jenis_pemohon = models.CharField(max_length=12, choices=pilihan.Pemohon)
    instansi = models.ForeignKey(Instansi, on_delete=models.PROTECT, null=True, related_name="+")
    subjek = models.ForeignKey(Subjek, on_delete=models.PROTECT, related_name="konsultasi")
    diterima_pada = models.DateTimeField()
    diterima_direktur_pada = models.DateTimeField(null=True)
    dicatat_oleh = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    petugas = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+", db_index=False)
    peninjau = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    produk = ArrayField(models.CharField(max_length=20, choices=pilihan.Produk), default=list, blank=True)
    hak_prioritas = models.BooleanField(default=False)  # a right of compensation was used for it
    dijawab_pada = models.DateTimeField(null=True)
    identitas = models.CharField(max_length=15, choices=pilihan.Identitas, blank=True)
    nama_segel = models.BinaryField(default=bytes)
    surel_segel = models.BinaryField(default=bytes)
    telepon_segel = models.BinaryField(default=bytes)
    instansi_segel = models.BinaryField(default=bytes)
    pokok_segel = models.BinaryField(default=bytes)
    uraian_segel = models.BinaryField(default=bytes)
    jawaban_segel = models.BinaryField(default=bytes)
    catatan_segel = models.BinaryField(default=bytes)  # of the reviewer, or why it was refused
    cari = ArrayField(models.BigIntegerField(), default=list)

    nama = sealed("nama_segel")
    surel = sealed("surel_segel")
    telepon = sealed("telepon_segel")
    instansi_teks = sealed("instansi_segel")
    pokok = sealed("pokok_segel")
    uraian = sealed("uraian_segel")
    jawaban = sealed("jawaban_segel")
    catatan = sealed("catatan_segel")

    objects = KonsultasiQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "konsultasi"
        indexes: ClassVar = [
            models.Index(
                fields=["unit", "-hak_prioritas", "jatuh_tempo", "id"],
                condition=Q(status__in=TERBUKA),
                name="konsultasi_antrean",
            ),
            models.Index(fields=["unit", "status", "-diterima_pada"], name="konsultasi_unit"),
            models.Index(fields=["petugas", "status"], name="konsultasi_petugas"),
            models.Index(fields=["pemohon", "-id"], name="konsultasi_pemohon"),
            GinIndex(fields=["cari"], name="konsultasi_cari"),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(status__in=Status.values), name="konsultasi_status_dikenal"),
            models.CheckConstraint(
                condition=Q(pemohon__isnull=False)
                | Q(dicatat_oleh__isnull=False)
                | Q(surat__isnull=False)
                | Q(kanal=pilihan.Kanal.TATAP_MUKA),
                name="konsultasi_berasal",
            ),
        ]

    def __str__(self) -> str:
        return self.nomor

    @property
    def unit_kebijakan(self) -> str:
        """The channel, whose own length of the promise holds."""
        return self.kanal

    @property
    def status_publik(self) -> StatusPublik:
        """The word that the applicant reads."""
        return PUBLIK[self.status]

    @property
    def asal(self) -> str:
        """Who asks, as the office says it: the institution, or the person."""
        return (self.instansi.nama if self.instansi else self.instansi_teks) or self.nama


class PesanKonsultasi(Bersegel):
    """One message of the thread: the applicant's, an officer's, or a note among officers."""

    class Dari(models.TextChoices):
        """Who wrote."""

        PEMOHON = "pemohon"
        PETUGAS = "petugas"

    konsultasi = models.ForeignKey(Konsultasi, on_delete=models.PROTECT, related_name="pesan")
    dari = models.CharField(max_length=10, choices=Dari)
    hanya_petugas = models.BooleanField(default=False)
    oleh = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    pada = models.DateTimeField()
    isi_segel = models.BinaryField(default=bytes)

    isi = sealed("isi_segel")

    class Meta:
        ordering: ClassVar = ["pada", "id"]
        verbose_name_plural = "pesan konsultasi"
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(dari="pemohon", hanya_petugas=True), name="pesan_konsultasi_internal")
        ]

    def __str__(self) -> str:
        return f"{self.konsultasi_id} {self.pada:%Y-%m-%d %H:%M}"


class LampiranKonsultasi(models.Model):
    """A file that came with the request, with a message, or that belongs to the report of a meeting."""

    konsultasi = models.ForeignKey(Konsultasi, on_delete=models.PROTECT, related_name="lampiran")
    pesan = models.ForeignKey(PesanKonsultasi, on_delete=models.PROTECT, null=True, related_name="lampiran")
    berkas = models.ForeignKey(Berkas, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering: ClassVar = ["id"]
        verbose_name_plural = "lampiran konsultasi"

    def __str__(self) -> str:
        return f"{self.konsultasi_id}: {self.berkas_id}"
