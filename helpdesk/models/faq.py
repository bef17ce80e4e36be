"""Questions and answers in versions, how often one made a ticket needless, and answers that are kept ready."""

from typing import ClassVar, Self

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVector, SearchVectorField
from django.db import models
from django.db.models import F, Q

from akun.actor import Actor, Peran
from akun.models import User
from helpdesk.models.meja import MejaLayanan
from helpdesk.pilihan_faq import DIKERJAKAN, Kategori, Keadaan

BAHASA = "indonesian"
"""The text search configuration: PostgreSQL's own, with the Snowball stemmer."""


class FaqQuerySet(models.QuerySet["Faq"]):
    """Entries as each reader may see them."""

    def umum(self, meja: MejaLayanan | None = None) -> Self:
        """What the public reads: published, for everybody or for this desk."""
        milik = Q(meja__isnull=True) | Q(meja=meja) if meja else Q(meja__isnull=True)
        return self.filter(milik, versi__keadaan=Keadaan.TERBIT)

    def visible_to(self, actor: Actor) -> Self:
        """LKPP's helpdesk sees every entry; an LPSE its own and those for everybody."""
        if actor.peran in {Peran.PETUGAS_HELPDESK, Peran.SISTEM}:
            return self
        if actor.is_lpse and actor.unit_id:
            return self.filter(Q(meja__unit_id=actor.unit_id) | Q(meja__isnull=True))
        return self.none()


class Faq(models.Model):
    """A question that is asked again and again. What it says stands in its versions."""

    kode = models.SlugField(max_length=80, unique=True)
    meja = models.ForeignKey(MejaLayanan, on_delete=models.PROTECT, null=True, related_name="faq")  # null: for all
    dari_tiket = models.CharField(max_length=20, blank=True)  # the ticket whose answer it began with; for officers
    dibuat_pada = models.DateTimeField()

    objects = FaqQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["id"]

    def __str__(self) -> str:
        return self.kode

    @property
    def terbit(self) -> "VersiFaq | None":
        """The version that the public reads."""
        return self.versi.filter(keadaan=Keadaan.TERBIT).first()

    @property
    def dikerjakan(self) -> "VersiFaq | None":
        """The version that is being written or waits to be published."""
        return self.versi.filter(keadaan__in=DIKERJAKAN).first()


class VersiFaq(models.Model):
    """One wording of question and answer. What was published is never changed: another version takes its place."""

    faq = models.ForeignKey(Faq, on_delete=models.PROTECT, related_name="versi")
    meja = models.ForeignKey(  # that of its entry, so that the search reads nothing else
        MejaLayanan, on_delete=models.PROTECT, null=True, related_name="+", db_index=False
    )
    nomor = models.PositiveIntegerField()
    keadaan = models.CharField(max_length=10, choices=Keadaan, default=Keadaan.DRAF)
    kategori = models.CharField(max_length=20, choices=Kategori)
    pertanyaan = models.CharField(max_length=300)
    kata_kunci = models.CharField(max_length=300, blank=True)  # how else people say it
    jawaban = models.TextField()  # Markdown
    ditulis_oleh = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    ditulis_pada = models.DateTimeField()
    ditinjau_oleh = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    ditinjau_pada = models.DateTimeField(null=True)
    terbit_oleh = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    terbit_pada = models.DateTimeField(null=True)
    berakhir_pada = models.DateTimeField(null=True)  # replaced or withdrawn
    catatan = models.CharField(max_length=500, blank=True)  # of the reviewer, or why it was withdrawn
    cari = models.GeneratedField(
        expression=SearchVector("pertanyaan", "kata_kunci", config=BAHASA, weight="A")
        + SearchVector("jawaban", config=BAHASA, weight="C"),
        output_field=SearchVectorField(),
        db_persist=True,
    )

    class Meta:
        ordering: ClassVar = ["-nomor"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["faq", "nomor"], name="versi_faq_bernomor"),
            models.UniqueConstraint(fields=["faq"], condition=Q(keadaan=Keadaan.TERBIT), name="versi_faq_satu_terbit"),
            models.UniqueConstraint(
                fields=["faq"], condition=Q(keadaan__in=DIKERJAKAN), name="versi_faq_satu_dikerjakan"
            ),
            models.CheckConstraint(condition=Q(keadaan__in=Keadaan.values), name="versi_faq_keadaan_dikenal"),
            models.CheckConstraint(condition=~Q(ditinjau_oleh=F("ditulis_oleh")), name="versi_faq_ditinjau_orang_lain"),
        ]
        indexes: ClassVar = [
            GinIndex(fields=["cari"], condition=Q(keadaan=Keadaan.TERBIT), name="versi_faq_cari"),
            GinIndex(
                fields=["pertanyaan"],
                opclasses=["gin_trgm_ops"],
                condition=Q(keadaan=Keadaan.TERBIT),
                name="versi_faq_mirip",
            ),
        ]

    def __str__(self) -> str:
        return self.pertanyaan


class FaqTerjawab(models.Model):
    """How often an entry answered somebody on a day, so that no ticket was needed."""

    faq = models.ForeignKey(Faq, on_delete=models.PROTECT, related_name="terjawab")
    tanggal = models.DateField()  # in Western Indonesian Time
    sendiri = models.PositiveIntegerField(default=0)  # somebody found it himself
    petugas = models.PositiveIntegerField(default=0)  # an officer read it out

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["faq", "tanggal"], name="faq_terjawab_sehari")]

    def __str__(self) -> str:
        return f"{self.faq_id} {self.tanggal}"


class JawabanSiap(models.Model):
    """An answer that a desk keeps ready; placeholders are filled in when it is put into a reply."""

    meja = models.ForeignKey(MejaLayanan, on_delete=models.PROTECT, related_name="jawaban_siap")
    judul = models.CharField(max_length=120)
    isi = models.TextField()
    aktif = models.BooleanField(default=True)
    diubah_oleh = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    diubah_pada = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["judul"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["meja", "judul"], name="jawaban_siap_satu_judul")]

    def __str__(self) -> str:
        return self.judul
