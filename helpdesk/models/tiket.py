"""Tickets: one for every report, whatever the way it came, with its thread and its files."""

from typing import ClassVar, Self

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.contrib.postgres.search import SearchVector, SearchVectorField
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q

from akun.actor import Actor, Peran
from akun.models import Bersegel, User
from akun.sealing import sealed
from berkas.models import Berkas
from helpdesk import pilihan
from helpdesk.models.katalog import JenisGangguan
from helpdesk.models.masalah import Masalah
from helpdesk.models.meja import MejaLayanan, Regu
from helpdesk.status import PUBLIK, TERBUKA, Status, StatusPublik
from sla.models import Case

URUT_KELAS = {pilihan.Kelas.EMERGENCY: 1, pilihan.Kelas.MAYOR: 2, pilihan.Kelas.MINOR: 3}
"""The order of a queue; 0 is a ticket that nobody has classified yet, which comes first."""
ANTREAN = ("kelas_urut", "jatuh_tempo", "-hak_prioritas", "id")
"""Class, then due, then the right of an LPSE to be served first."""
SATU_SAMPAI_10 = [MinValueValidator(1), MaxValueValidator(10)]


def _bermeja(actor: Actor) -> Q | None:
    """The tickets of desks that somebody works at or leads: of his LPSE, or of LKPP with what was escalated to it."""
    if actor.is_lpse and actor.unit_id:
        return Q(meja__in=MejaLayanan.objects.filter(unit_id=actor.unit_id))
    if actor.peran in {Peran.PETUGAS_HELPDESK, Peran.PIMPINAN}:
        return Q(lkpp=True) | Q(meja__in=MejaLayanan.objects.filter(jenis=pilihan.JenisMeja.LKPP))
    return None


class TiketQuerySet(models.QuerySet["Tiket"]):
    """Tickets as each reader may see them."""

    def visible_to(self, actor: Actor) -> Self:
        """The one door: the reporter's own; an LPSE's to its staff and head; LKPP's own and what was escalated to it,
        to its helpdesk and leadership.
        """
        if actor.peran == Peran.SISTEM:
            return self
        if actor.nomor:
            return self.filter(nomor=actor.nomor)
        if actor.user_id is None or actor.peran == Peran.ADMIN_SISTEM:
            return self.none()
        milik, bermeja = Q(pelapor_id=actor.user_id), _bermeja(actor)
        return self.filter(milik if bermeja is None else milik | bermeja)

    def dibaca_petugas(self, actor: Actor) -> Self:
        """Tickets whose desk page, with its internal notes, somebody may open; his own report elsewhere is not one."""
        bermeja = None if actor.nomor else _bermeja(actor)
        return self.none() if bermeja is None else self.filter(bermeja)

    def di_meja(self, meja: MejaLayanan) -> Self:
        """What a desk works on: what it recorded; LKPP's also what was ever escalated to it."""
        return self.filter(Q(meja=meja) | Q(lkpp=True)) if meja.is_lkpp else self.filter(meja=meja)

    def terbuka(self) -> Self:
        """Tickets on which somebody still has to work."""
        return self.filter(status__in=TERBUKA)


class Tiket(Bersegel, Case):
    """A report, a request or a question."""

    nomor = models.CharField(max_length=20, unique=True)
    meja = models.ForeignKey(MejaLayanan, on_delete=models.PROTECT, related_name="tiket", db_index=False)
    kanal = models.CharField(max_length=10, choices=pilihan.Kanal)
    jenis = models.CharField(max_length=12, choices=pilihan.Jenis)
    pengguna = models.CharField(max_length=12, choices=pilihan.Pengguna)
    pelapor = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+", db_index=False)
    dicatat_oleh = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+", db_index=False)
    diterima_pada = models.DateTimeField()
    nama_segel = models.BinaryField(default=bytes)
    alamat_segel = models.BinaryField(default=bytes)
    telepon_segel = models.BinaryField(default=bytes)
    surel_segel = models.BinaryField(default=bytes)
    judul = models.CharField(max_length=200)
    uraian = models.TextField()
    kode_tender = models.CharField(max_length=30, blank=True)
    # the priority
    jenis_gangguan = models.ForeignKey(JenisGangguan, on_delete=models.PROTECT, null=True, related_name="tiket")
    tahapan = ArrayField(models.PositiveSmallIntegerField(), default=list)
    f_ubahan = models.DecimalField(max_digits=6, decimal_places=4, null=True)  # f where it does not follow the stages
    r = models.PositiveSmallIntegerField(null=True, validators=SATU_SAMPAI_10)
    k = models.PositiveSmallIntegerField(null=True, validators=SATU_SAMPAI_10)
    alasan_prioritas = models.TextField(blank=True)
    kelas = models.CharField(max_length=10, choices=pilihan.Kelas, blank=True)
    kelas_urut = models.PositiveSmallIntegerField(default=0)  # URUT_KELAS
    p_kira = models.DecimalField(max_digits=9, decimal_places=4, null=True)  # for ordering only; p itself is exact
    hak_prioritas = models.BooleanField(default=False)  # an LPSE uses its right of compensation
    kebijakan_sendiri = models.CharField(max_length=40, blank=True)  # of a service: `helpdesk.tiket.<this>`
    layanan = models.ForeignKey("helpdesk.Layanan", on_delete=models.PROTECT, null=True, related_name="tiket")
    data_layanan = models.JSONField(default=dict)
    # who has it
    pemegang = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+", db_index=False)
    regu = models.ForeignKey(Regu, on_delete=models.PROTECT, null=True, related_name="+")
    lkpp = models.BooleanField(default=False)  # was escalated to LKPP, which sees it from then on
    lkpp_pada = models.DateTimeField(null=True)
    di_lkpp = models.BooleanField(default=False)  # lies with LKPP now
    pending = models.BooleanField(default=False)  # the list of unanswered reports that the procedure asks for
    pending_sejak = models.DateTimeField(null=True)
    # its end
    solusi_jenis = models.CharField(max_length=10, choices=pilihan.Solusi, blank=True)
    solusi = models.TextField(blank=True)
    selesai_pada = models.DateTimeField(null=True)
    dikonfirmasi_pada = models.DateTimeField(null=True)
    dibuka_kembali = models.PositiveSmallIntegerField(default=0)
    duplikat_dari = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="duplikat")
    masalah = models.ForeignKey(Masalah, on_delete=models.PROTECT, null=True, related_name="tiket")
    nilai = models.PositiveSmallIntegerField(null=True)
    nilai_catatan = models.TextField(blank=True)
    # how it is found
    cari = ArrayField(models.BigIntegerField(), default=list)  # blind: number, name, address of mail, phone
    teks = models.GeneratedField(
        expression=SearchVector("judul", weight="A", config="indonesian")
        + SearchVector("uraian", weight="B", config="indonesian"),
        output_field=SearchVectorField(),
        db_persist=True,
    )

    nama = sealed("nama_segel")
    alamat = sealed("alamat_segel")
    telepon = sealed("telepon_segel")
    surel = sealed("surel_segel")

    objects = TiketQuerySet.as_manager()

    class Meta:
        indexes: ClassVar = [
            models.Index(
                fields=["meja", "kelas_urut", "jatuh_tempo", "-hak_prioritas", "id"],
                include=["status", "kelas", "pemegang", "jenis", "di_lkpp"],
                condition=Q(status__in=TERBUKA),
                name="tiket_antrean",
            ),
            models.Index(
                fields=["kelas_urut", "jatuh_tempo", "-hak_prioritas", "id"],
                include=["meja", "status", "kelas", "pemegang", "jenis", "di_lkpp"],
                condition=Q(status__in=TERBUKA, lkpp=True),
                name="tiket_antrean_lkpp",
            ),
            models.Index(fields=["meja", "-diterima_pada", "-id"], name="tiket_meja_terbaru"),
            models.Index(  # with all that the report of a month counts
                fields=["-diterima_pada", "-id"],
                include=["meja", "kanal", "jenis", "status", "kelas", "jenis_gangguan", "layanan", "pemegang"],
                name="tiket_terbaru",
            ),
            models.Index(
                fields=["selesai_pada"],
                include=["meja", "status", "dibuka_kembali", "nilai"],
                condition=Q(selesai_pada__isnull=False),
                name="tiket_selesai",
            ),
            models.Index(
                fields=["-diterima_pada", "-id"], include=["meja"], condition=Q(lkpp=True), name="tiket_lkpp_terbaru"
            ),
            models.Index(fields=["pelapor", "-id"], condition=Q(pelapor__isnull=False), name="tiket_pelapor"),
            models.Index(
                fields=["pemegang", "meja"], include=["lkpp"], condition=Q(status__in=TERBUKA), name="tiket_beban"
            ),
            models.Index(fields=["meja", "jenis_gangguan", "diterima_pada"], name="tiket_seberapa_sering"),
            models.Index(fields=["meja", "pending_sejak"], condition=Q(pending=True), name="tiket_pending"),
            GinIndex(fields=["teks"], name="tiket_teks"),
            GinIndex(fields=["cari"], name="tiket_cari"),
            GinIndex(OpClass("judul", name="gin_trgm_ops"), name="tiket_judul_trgm"),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(status__in=Status.values), name="tiket_status_dikenal"),
            models.CheckConstraint(
                condition=Q(r__isnull=True) | Q(r__gte=1, r__lte=10, k__gte=1, k__lte=10), name="tiket_1_sampai_10"
            ),
            models.CheckConstraint(
                condition=Q(kelas="") | Q(r__isnull=False, k__isnull=False), name="tiket_kelas_utuh"
            ),
            models.CheckConstraint(condition=Q(tahapan__contained_by=list(range(1, 13))), name="tiket_tahapan_dikenal"),
            models.CheckConstraint(condition=Q(nilai__isnull=True) | Q(nilai__gte=1, nilai__lte=5), name="tiket_nilai"),
            models.CheckConstraint(
                condition=~Q(status=Status.DUPLIKAT) | Q(duplikat_dari__isnull=False), name="tiket_duplikat_dari"
            ),
            models.CheckConstraint(condition=Q(di_lkpp=False) | Q(lkpp=True), name="tiket_di_lkpp"),
        ]

    def __str__(self) -> str:
        return self.nomor

    @property
    def status_publik(self) -> StatusPublik:
        """The word that the reporter reads."""
        return PUBLIK[self.status]

    @property
    def terbuka(self) -> bool:
        """Whether somebody still has to work on it."""
        return self.status in TERBUKA

    @property
    def unit_kebijakan(self) -> str:
        """Whose own promise holds: the service's that was asked for, else that of the class."""
        return self.kebijakan_sendiri or self.kelas

    @property
    def kalender_kerja(self) -> str:
        """The calendar by which the clocks of this ticket run: that of the desk which recorded it."""
        return str(self.meja.kalender_id)

    @property
    def perlu_klasifikasi(self) -> bool:
        """An incident that nobody has classified yet."""
        return self.jenis == pilihan.Jenis.GANGGUAN and not self.kelas


class PesanTiket(models.Model):
    """One message of the thread, or a note that only the desk reads."""

    tiket = models.ForeignKey(Tiket, on_delete=models.PROTECT, related_name="pesan")
    dari = models.CharField(max_length=10, choices=pilihan.Dari)
    hanya_petugas = models.BooleanField(default=False)
    isi = models.TextField()
    oleh = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    pada = models.DateTimeField()
    kanal = models.CharField(max_length=10, choices=pilihan.Kanal)
    surel_lain = models.CharField(max_length=254, blank=True)  # a follow-up came from this other address

    class Meta:
        ordering: ClassVar = ["pada", "id"]
        verbose_name_plural = "pesan tiket"

    def __str__(self) -> str:
        return f"{self.tiket_id}: {self.dari}"


class LampiranTiket(models.Model):
    """A file of a ticket, with the report itself or with one of its messages."""

    tiket = models.ForeignKey(Tiket, on_delete=models.PROTECT, related_name="lampiran")
    pesan = models.ForeignKey(PesanTiket, on_delete=models.PROTECT, null=True, related_name="lampiran")
    berkas = models.OneToOneField(Berkas, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering: ClassVar = ["id"]
        verbose_name_plural = "lampiran tiket"

    def __str__(self) -> str:
        return f"{self.tiket_id}: {self.berkas_id}"
