"""The verification of a provider at an LPSE. Who it is stays sealed; verdicts and the register of passes do not."""

from collections.abc import Iterable
from datetime import date
from typing import ClassVar, Self

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Q

from akun.actor import Actor, Peran
from akun.models import Bersegel, User
from akun.sealing import sealed
from berkas.models import Berkas
from helpdesk import dokumen_verifikasi
from helpdesk.dokumen_verifikasi import Dokumen
from helpdesk.pilihan_verifikasi import Bentuk, Bidang, Putusan, Wakil
from helpdesk.status_verifikasi import TERBIT, Status
from sla.models import Case


class VerifikasiQuerySet(models.QuerySet["Verifikasi"]):
    """Verifications as each reader may see them."""

    def visible_to(self, actor: Actor) -> Self:
        """The one door: the people of the LPSE where it was registered, and whoever has opened its receipt."""
        if actor.peran == Peran.SISTEM:
            return self
        if actor.nomor:
            return self.filter(nomor=actor.nomor)
        if actor.is_lpse and actor.unit_id is not None:
            return self.filter(meja__unit_id=actor.unit_id)
        return self.none()


class Verifikasi(Bersegel, Case):
    """A provider came with its papers: registered, checked, returned as often as needed, passed."""

    nomor = models.CharField(max_length=20, unique=True)  # the ticket
    meja = models.ForeignKey("helpdesk.MejaLayanan", on_delete=models.PROTECT, related_name="verifikasi")
    bentuk = models.CharField(max_length=20, choices=Bentuk)
    bidang = models.CharField(max_length=20, choices=Bidang, default=Bidang.UMUM)
    wakil = models.CharField(max_length=20, choices=Wakil, default=Wakil.PIMPINAN)
    didaftarkan_pada = models.DateTimeField()
    didaftarkan_oleh = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    diperiksa_oleh = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    putaran = models.PositiveSmallIntegerField(default=0)  # how often its papers went back
    tahun_lulus = models.PositiveSmallIntegerField(null=True)
    urut_lulus = models.PositiveIntegerField(null=True)
    nomor_lulus = models.CharField(max_length=80, blank=True)  # 12/TLV/LPSE-76.02/2026
    tanggal_lulus = models.DateField(null=True)  # its pass holds from this day on
    lulus_oleh = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    berkas = models.ForeignKey(Berkas, on_delete=models.PROTECT, null=True, related_name="+")  # the pass: never changes
    sha256 = models.CharField(max_length=64, blank=True, db_index=True)  # of the pass
    dicabut_pada = models.DateTimeField(null=True)
    nama_segel = models.BinaryField(default=bytes)
    npwp_segel = models.BinaryField(default=bytes)
    alamat_segel = models.BinaryField(default=bytes)
    surel_segel = models.BinaryField(default=bytes)
    telepon_segel = models.BinaryField(default=bytes)
    pimpinan_segel = models.BinaryField(default=bytes)
    kuasa_segel = models.BinaryField(default=bytes)
    alasan_segel = models.BinaryField(default=bytes)
    token_segel = models.BinaryField(default=bytes)  # until it ends: it is printed on the pass
    cari = ArrayField(models.BigIntegerField(), default=list)

    nama = sealed("nama_segel")
    npwp = sealed("npwp_segel")
    alamat = sealed("alamat_segel")
    surel = sealed("surel_segel")
    telepon = sealed("telepon_segel")
    pimpinan = sealed("pimpinan_segel")
    kuasa = sealed("kuasa_segel")
    alasan = sealed("alasan_segel")
    token = sealed("token_segel")

    objects = VerifikasiQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "verifikasi"
        indexes: ClassVar = [
            models.Index(fields=["meja", "jatuh_tempo", "id"], name="verifikasi_tenggat"),
            models.Index(fields=["meja", "-id"], name="verifikasi_meja"),
            GinIndex(fields=["cari"], name="verifikasi_cari"),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(status__in=Status.values), name="verifikasi_status_dikenal"),
            models.CheckConstraint(condition=Q(bentuk__in=Bentuk.values), name="verifikasi_bentuk_dikenal"),
            models.CheckConstraint(
                condition=~Q(wakil=Wakil.KUASA) | ~Q(kuasa_segel=b""), name="verifikasi_kuasa_bernama"
            ),
            models.CheckConstraint(
                condition=~Q(status__in=TERBIT) | (~Q(nomor_lulus="") & ~Q(sha256="") & Q(tanggal_lulus__isnull=False)),
                name="verifikasi_lulus_bertanda",
            ),
            models.CheckConstraint(
                condition=~Q(status=Status.DICABUT) | Q(dicabut_pada__isnull=False), name="verifikasi_cabut_berwaktu"
            ),
            models.UniqueConstraint(fields=["meja", "tahun_lulus", "urut_lulus"], name="verifikasi_satu_nomor_lulus"),
        ]

    def __str__(self) -> str:
        return self.nomor

    @property
    def kalender_kerja(self) -> str:
        """The calendar of its LPSE: the clock runs by it."""
        return str(self.meja.kalender_id)


class ItemVerifikasi(Bersegel):
    """One document on the checklist of one provider, and how it was found."""

    verifikasi = models.ForeignKey(Verifikasi, on_delete=models.PROTECT, related_name="item")
    urutan = models.PositiveSmallIntegerField()
    kode = models.CharField(max_length=40)  # of data/dokumen_verifikasi.csv
    wajib = models.BooleanField()
    kelengkapan = models.CharField(max_length=10, choices=Putusan, default=Putusan.BELUM)
    validitas = models.CharField(max_length=10, choices=Putusan, default=Putusan.BELUM)
    kesesuaian = models.CharField(max_length=10, choices=Putusan, default=Putusan.BELUM)
    asli_dilihat = models.BooleanField(default=False)
    berlaku_sampai = models.DateField(null=True)
    catatan_segel = models.BinaryField(default=bytes)

    catatan = sealed("catatan_segel")

    class Meta:
        ordering: ClassVar = ["verifikasi", "urutan"]
        verbose_name_plural = "item verifikasi"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["verifikasi", "kode"], name="satu_item_per_dokumen"),
            models.CheckConstraint(
                condition=Q(
                    kelengkapan__in=Putusan.values, validitas__in=Putusan.values, kesesuaian__in=Putusan.values
                ),
                name="item_putusan_dikenal",
            ),
        ]

    def __str__(self) -> str:
        return self.kode

    @property
    def dokumen(self) -> Dokumen:
        """What document this is."""
        return dokumen_verifikasi.semua()[self.kode]

    @property
    def putusan(self) -> tuple[str, str, str]:
        """Kelengkapan, validitas, kesesuaian."""
        return self.kelengkapan, self.validitas, self.kesesuaian

    def lewat(self, hari_ini: date) -> bool:
        """Whether its validity has ended."""
        return self.berlaku_sampai is not None and self.berlaku_sampai < hari_ini


class PengembalianVerifikasi(Bersegel):
    """The papers went back, and why."""

    verifikasi = models.ForeignKey(Verifikasi, on_delete=models.PROTECT, related_name="pengembalian")
    putaran = models.PositiveSmallIntegerField()
    oleh = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    pada = models.DateTimeField()
    penjelasan_segel = models.BinaryField(default=bytes)

    penjelasan = sealed("penjelasan_segel")

    class Meta:
        ordering: ClassVar = ["verifikasi", "-putaran"]
        verbose_name_plural = "pengembalian verifikasi"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["verifikasi", "putaran"], name="satu_pengembalian_per_putaran")
        ]

    def __str__(self) -> str:
        return f"{self.verifikasi_id}/{self.putaran}"


def item_dari(perlu: Iterable[dokumen_verifikasi.Perlu], verifikasi: Verifikasi) -> list[ItemVerifikasi]:
    """The rows of a new checklist."""
    return [
        ItemVerifikasi(verifikasi=verifikasi, urutan=n, kode=satu.kode, wajib=satu.wajib)
        for n, satu in enumerate(perlu, start=1)
    ]
