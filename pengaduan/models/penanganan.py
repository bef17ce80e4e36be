"""What grows around a complaint while it is handled: threads, evidence, notes, proposals, escalations, results."""

from typing import ClassVar, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from akun.actor import Actor
from akun.models import Bersegel, User
from akun.sealing import sealed
from berkas.models import Berkas
from inspektorat.models import Inspektorat
from pengaduan import pilihan
from pengaduan.models.kasus import DrafPengaduan, Pengaduan
from persuratan.models import SuratKeluar


class PesanKasus(Bersegel):
    """A message in one of a case's two threads: with the complainant, or with the inspectorate."""

    class Ruang(models.TextChoices):
        """The two threads; a message never crosses."""

        PENGADU = "pengadu", _("Percakapan dengan pelapor")
        APIP = "apip", _("Percakapan dengan APIP")

    class Dari(models.TextChoices):
        """Who speaks, as the other side reads it."""

        PENGADU = "pengadu", _("Pelapor")
        LKPP = "lkpp", _("Petugas LKPP")
        APIP = "apip", _("APIP")

    pengaduan = models.ForeignKey(Pengaduan, on_delete=models.PROTECT, related_name="pesan")
    ruang = models.CharField(max_length=10, choices=Ruang)
    dari = models.CharField(max_length=10, choices=Dari)
    penulis = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    isi_segel = models.BinaryField(default=bytes)
    dibuat_pada = models.DateTimeField()
    isi = sealed("isi_segel")

    class Meta:
        ordering: ClassVar = ["id"]

    def __str__(self) -> str:
        return f"{self.dari} {self.pk}"


class BuktiDukung(Bersegel):
    """A file of a draft, a complaint, a message or a result, with the note of whoever gave it."""

    draf = models.ForeignKey(DrafPengaduan, on_delete=models.CASCADE, null=True, related_name="bukti")
    pengaduan = models.ForeignKey(Pengaduan, on_delete=models.PROTECT, null=True, related_name="bukti")
    pesan = models.ForeignKey(PesanKasus, on_delete=models.PROTECT, null=True, related_name="lampiran")
    berkas = models.OneToOneField(Berkas, on_delete=models.PROTECT)
    dari = models.CharField(max_length=10, choices=PesanKasus.Dari)
    catatan_segel = models.BinaryField(default=bytes)
    catatan = sealed("catatan_segel")

    class Meta:
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(draf__isnull=False) | Q(pengaduan__isnull=False), name="bukti_punya_tempat"
            )
        ]

    def __str__(self) -> str:
        return f"bukti {self.pk}"


class CatatanKasus(Bersegel):
    """A note: internal to LKPP, the review of the case, or the progress that an inspectorate reports."""

    class Jenis(models.TextChoices):
        """Whose note it is."""

        INTERNAL = "internal", _("Catatan internal")
        TELAAH = "telaah", _("Catatan telaah")
        KEMAJUAN = "kemajuan", _("Catatan kemajuan APIP")
        IDENTITAS = "identitas", _("Alasan membuka identitas")

    pengaduan = models.ForeignKey(Pengaduan, on_delete=models.PROTECT, related_name="catatan")
    jenis = models.CharField(max_length=10, choices=Jenis)
    penulis = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    isi_segel = models.BinaryField(default=bytes)
    dibuat_pada = models.DateTimeField()
    isi = sealed("isi_segel")

    class Meta:
        ordering: ClassVar = ["id"]

    def __str__(self) -> str:
        return f"{self.jenis} {self.pk}"


class ButirPeriksa(Bersegel):
    """One item of the checklist of a case."""

    pengaduan = models.ForeignKey(Pengaduan, on_delete=models.PROTECT, related_name="periksa")
    butir = models.CharField(max_length=20, choices=pilihan.Butir)
    terpenuhi = models.BooleanField()
    keterangan_segel = models.BinaryField(default=bytes)
    keterangan = sealed("keterangan_segel")

    class Meta:
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["pengaduan", "butir"], name="butir_sekali")]

    def __str__(self) -> str:
        return self.butir


class Usulan(Bersegel):
    """A step that a second person has to approve."""

    class Langkah(models.TextChoices):
        """Steps under four eyes."""

        TOLAK = "tolak", _("Tidak dapat ditindaklanjuti")
        SIAPKAN = "siapkan", _("Teruskan ke APIP")
        JAWAB = "jawab", _("Dijawab oleh LKPP tanpa APIP")

    pengaduan = models.ForeignKey(Pengaduan, on_delete=models.PROTECT, related_name="usulan")
    langkah = models.CharField(max_length=10, choices=Langkah)
    alasan = models.CharField(max_length=40, blank=True)
    isi_segel = models.BinaryField(default=bytes)  # the reasoned notice, the answer, or the review note
    diusulkan_oleh = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    diusulkan_pada = models.DateTimeField()
    disetujui = models.BooleanField(null=True)
    diputus_oleh = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    diputus_pada = models.DateTimeField(null=True)
    putusan_segel = models.BinaryField(default=bytes)
    isi = sealed("isi_segel")
    putusan = sealed("putusan_segel")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["pengaduan"], condition=Q(disetujui__isnull=True), name="satu_usulan_terbuka"
            ),
            models.CheckConstraint(
                condition=Q(disetujui__isnull=True, diputus_oleh__isnull=True, diputus_pada__isnull=True)
                | Q(disetujui__isnull=False, diputus_oleh__isnull=False, diputus_pada__isnull=False),
                name="usulan_putusan_lengkap",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.langkah} {self.pengaduan_id}"


class EskalasiQuerySet(models.QuerySet["Eskalasi"]):
    """Escalations as an inspectorate sees them."""

    def di_kotak(self, actor: Actor) -> Self:
        """In the inbox of the actor's inspectorate: sent through the portal and not given back."""
        return self.filter(
            inspektorat__instansi_id=actor.instansi_id,
            inspektorat__instansi_id__isnull=False,
            jalur=Eskalasi.Jalur.PORTAL,
            dikembalikan_pada__isnull=True,
        )


class Eskalasi(Bersegel):
    """A case handed to an inspectorate, through its inbox or by letter."""

    class Jalur(models.TextChoices):
        """How it travels."""

        PORTAL = "portal", _("Kotak masuk portal")
        SURAT = "surat", _("Surat")

    pengaduan = models.ForeignKey(Pengaduan, on_delete=models.PROTECT, related_name="eskalasi")
    inspektorat = models.ForeignKey(Inspektorat, on_delete=models.PROTECT, related_name="eskalasi")
    jalur = models.CharField(max_length=10, choices=Jalur)
    surat = models.ForeignKey(SuratKeluar, on_delete=models.PROTECT, null=True)
    diteruskan_pada = models.DateTimeField()
    diterima_pada = models.DateTimeField(null=True)
    dikembalikan_pada = models.DateTimeField(null=True)
    alasan_segel = models.BinaryField(default=bytes)
    auditor = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    nomor_surat_tugas = models.CharField(max_length=255, blank=True)
    alasan_kembali = sealed("alasan_segel")

    objects = EskalasiQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["pengaduan"],
                condition=Q(dikembalikan_pada__isnull=True, jalur="portal"),
                name="satu_eskalasi_berjalan",
            ),
            models.UniqueConstraint(
                fields=["pengaduan"],
                condition=Q(dikembalikan_pada__isnull=True, jalur="surat"),
                name="satu_pelimpahan_bersurat",
            ),
            models.CheckConstraint(
                condition=Q(jalur="surat", surat__isnull=False) | Q(jalur="portal"), name="jalur_surat_bersurat"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.pengaduan_id} -> {self.inspektorat_id}"


class HasilTindakLanjut(Bersegel):
    """What an inspectorate reports; a returned report stays and a new one follows."""

    eskalasi = models.ForeignKey(Eskalasi, on_delete=models.PROTECT, related_name="hasil")
    kesimpulan = models.CharField(max_length=20, choices=pilihan.Kesimpulan)
    nomor_lhp = models.CharField(max_length=255)
    tanggal_lhp = models.DateField()
    rekomendasi_segel = models.BinaryField(default=bytes)
    ringkasan_segel = models.BinaryField(default=bytes)
    catatan_segel = models.BinaryField(default=bytes)
    berkas = models.ForeignKey(BuktiDukung, on_delete=models.PROTECT, null=True)
    dilaporkan_oleh = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    dilaporkan_pada = models.DateTimeField()
    dikembalikan_pada = models.DateTimeField(null=True)
    rekomendasi = sealed("rekomendasi_segel")
    ringkasan = sealed("ringkasan_segel")
    catatan_kembali = sealed("catatan_segel")

    class Meta:
        ordering: ClassVar = ["id"]

    def __str__(self) -> str:
        return f"hasil {self.eskalasi_id}"
