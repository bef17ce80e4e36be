"""A complaint and what belongs to it. Texts are sealed; the identity lives apart (vault.py)."""

from datetime import datetime
from typing import ClassVar, Self

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from akun.actor import Actor, Peran
from akun.models import Bersegel, Instansi, User, Wilayah
from akun.sealing import sealed
from berkas.models import Berkas
from inspektorat.models import Inspektorat
from pengaduan import pilihan
from pengaduan.status import PUBLIK, Status, StatusPublik
from persuratan.models import SuratKeluar
from sla.models import Case

AKHIR = (Status.TIDAK_DAPAT, Status.BUKAN_KEWENANGAN, Status.DIGABUNG, Status.SELESAI, Status.DITUTUP)


class PengaduanQuerySet(models.QuerySet["Pengaduan"]):
    """Complaints as each reader may see them."""

    def visible_to(self, actor: Actor) -> Self:
        """The one door to complaints: whoever has no business with a case does not learn that it exists."""
        match actor.peran:
            case Peran.SISTEM | Peran.PIMPINAN | Peran.PENJAGA_IDENTITAS:
                return self
            case Peran.VERIFIKATOR | Peran.PENELAAH | Peran.PEJABAT_DPPH:
                terlarang = actor.konflik | ({actor.instansi_id} if actor.instansi_id else set())
                return self.exclude(instansi_id__in=terlarang) if terlarang else self
            case Peran.ADMIN_APIP:
                return self.filter(pk__in=Eskalasi.objects.di_kotak(actor).values("pengaduan_id"))
            case Peran.AUDITOR_APIP:
                mine = Eskalasi.objects.di_kotak(actor).filter(auditor_id=actor.user_id)
                return self.filter(pk__in=mine.values("pengaduan_id"))
            case Peran.PENGADU if actor.nomor:
                return self.filter(nomor=actor.nomor)
            case _:
                return self.none()

    def terbuka(self) -> Self:
        """Cases that somebody still has to work on."""
        return self.exclude(status__in=AKHIR)

    def lewat_batas(self, now: datetime) -> Self:
        """Open cases past their present deadline."""
        return self.terbuka().filter(jatuh_tempo__lt=now)


class Pengaduan(Bersegel, Case):
    """A complaint about a procurement package: Pasal 4 Peraturan LKPP 6/2022."""

    nomor = models.CharField(max_length=20, unique=True)
    jalur = models.CharField(max_length=20, choices=pilihan.Jalur)
    tingkat_identitas = models.CharField(max_length=20, choices=pilihan.TingkatIdentitas)
    nama_paket = models.CharField(max_length=500, blank=True)
    kode_tender = models.CharField(max_length=12, blank=True)
    instansi = models.ForeignKey(Instansi, on_delete=models.PROTECT, null=True, related_name="+")
    instansi_teks = models.CharField(max_length=200, blank=True)
    kategori = models.CharField(max_length=30, choices=pilihan.KategoriPengadaan, blank=True)
    tahun_anggaran = models.PositiveSmallIntegerField(null=True)
    wilayah = models.ForeignKey(Wilayah, on_delete=models.PROTECT, null=True, related_name="+")
    lokasi = models.CharField(max_length=200, blank=True)
    hps = models.DecimalField(max_digits=18, decimal_places=0, null=True)
    tidak_tahu = models.JSONField(default=dict)  # field name -> reason given
    jenis_pelanggaran = models.CharField(max_length=60, choices=pilihan.JenisPelanggaran, blank=True)
    uraian_segel = models.BinaryField(default=bytes)
    waktu_segel = models.BinaryField(default=bytes)
    sumber_segel = models.BinaryField(default=bytes)
    ringkasan_segel = models.BinaryField(default=bytes)
    diajukan_pada = models.DateTimeField()
    versi_pemberitahuan = models.CharField(max_length=20)
    pemegang = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    alasan_akhir = models.CharField(max_length=40, blank=True)
    induk = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="gabungan")
    kali_dibuka_kembali = models.PositiveSmallIntegerField(default=0)
    kali_hasil_dikembalikan = models.PositiveSmallIntegerField(default=0)
    kali_kelengkapan = models.PositiveSmallIntegerField(default=0)
    selesai_pada = models.DateTimeField(null=True)
    retensi_sampai = models.DateField(null=True)
    cari = ArrayField(models.BigIntegerField(), default=list)

    uraian = sealed("uraian_segel")
    waktu_kejadian = sealed("waktu_segel")
    sumber_lain = sealed("sumber_segel")
    ringkasan_publik = sealed("ringkasan_segel")

    objects = PengaduanQuerySet.as_manager()

    class Meta:
        indexes: ClassVar = [
            models.Index(F("jatuh_tempo").asc(nulls_last=True), "id", name="pengaduan_meja"),
            models.Index(fields=["status", "jatuh_tempo"], name="pengaduan_status_tempo"),
            models.Index(fields=["instansi", "jatuh_tempo"], name="pengaduan_instansi_tempo"),
            models.Index(fields=["pemegang", "jatuh_tempo"], name="pengaduan_pemegang_tempo"),
            models.Index(fields=["-diajukan_pada"], name="pengaduan_terbaru"),
            GinIndex(fields=["cari"], name="pengaduan_cari"),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(status__in=Status.values), name="pengaduan_status_dikenal"),
            models.CheckConstraint(
                condition=Q(status=Status.DIGABUNG, induk__isnull=False) | ~Q(status=Status.DIGABUNG),
                name="pengaduan_digabung_berinduk",
            ),
        ]

    def __str__(self) -> str:
        return self.nomor

    @property
    def anonim(self) -> bool:
        """No identity is kept, and times are kept by the day."""
        return self.tingkat_identitas == pilihan.TingkatIdentitas.ANONIM

    @property
    def status_publik(self) -> StatusPublik:
        """The word that the complainant reads; a merged complaint speaks with the case that it was merged into."""
        if self.induk is not None:
            return self.induk.status_publik
        if self.alasan_akhir == "tidak_dilengkapi":
            return StatusPublik.TIDAK_DAPAT
        return PUBLIK[self.status]

    @property
    def nama_instansi(self) -> str:
        """The institution as known or as written."""
        return self.instansi.nama if self.instansi else self.instansi_teks


class KodeRUP(models.Model):
    """One of the plan codes of a package: a tender may carry several."""

    pengaduan = models.ForeignKey(Pengaduan, on_delete=models.PROTECT, related_name="kode_rup")
    kode = models.CharField(max_length=10, db_index=True)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["pengaduan", "kode"], name="kode_rup_sekali")]

    def __str__(self) -> str:
        return self.kode


class Teradu(Bersegel):
    """Somebody complained about: a role, and a name where it is known."""

    pengaduan = models.ForeignKey(Pengaduan, on_delete=models.PROTECT, related_name="teradu")
    peran = models.CharField(max_length=20, choices=pilihan.PeranTeradu)
    nama_segel = models.BinaryField(default=bytes)
    nama = sealed("nama_segel")

    def __str__(self) -> str:
        return self.get_peran_display()


class DrafPengaduan(Bersegel):
    """What somebody has filled in so far. The key in his link is kept only as a hash; the content is sealed."""

    kunci_hash = models.CharField(max_length=64, unique=True)
    isi_segel = models.BinaryField(default=bytes)
    dibuat_pada = models.DateTimeField()
    diubah_pada = models.DateTimeField()
    pengaduan = models.OneToOneField(Pengaduan, on_delete=models.PROTECT, null=True, related_name="draf")
    token_segel = models.BinaryField(default=bytes)
    token = sealed("token_segel")

    class Meta:
        indexes: ClassVar = [models.Index(fields=["diubah_pada"], name="draf_diubah")]

    def __str__(self) -> str:
        return f"draf {self.pk}"


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


class IdentitasPengadu(models.Model):
    """The vault: sealed with a key ring of its own and opened only through pengaduan.vault."""

    pengaduan = models.OneToOneField(Pengaduan, on_delete=models.PROTECT, related_name="+")
    segel_id = models.UUIDField(unique=True)
    isi_segel = models.BinaryField()

    def __str__(self) -> str:
        return f"identitas {self.pengaduan_id}"
