"""Letters that come in. Everything that was written is sealed: a letter may be a complaint."""

from typing import Any, ClassVar, Self

from django.apps import apps
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Exists, OuterRef, Q

from akun.actor import LKPP, Actor, Peran
from akun.models import Bersegel, Instansi, Pejabat, User
from akun.sealing import sealed
from berkas.models import Berkas
from persuratan import pilihan
from persuratan.models.jabatan import jabatan_kini
from persuratan.models.keluar import SuratKeluar
from persuratan.status import PUBLIK, Status, StatusPublik
from sla.models import Case

DIALIHKAN = (Status.DIJADIKAN_PENGADUAN, Status.DIJADIKAN_TIKET)
"""What a letter became elsewhere goes on there."""
AKHIR = (Status.SELESAI, Status.DIARSIPKAN, Status.DIKEMBALIKAN, *DIALIHKAN)
BERJALAN = tuple(s for s in Status.values if s not in AKHIR)  # a list of what is, so that an index can find it

AMPLOP = (
    "segel_id",
    "nomor",
    "penerima",
    "kerahasiaan",
    "diterima_pada",
    "status",
    "status_sejak",
    "jatuh_tempo",
    "nomor_agenda",
)
"""What stands on the outside of a letter; `segel_id` is what a reason of TU is sealed with."""


class SuratMasukQuerySet(models.QuerySet["SuratMasuk"]):
    """Letters as each reader may see them."""

    def visible_to(self, actor: Actor) -> Self:
        """The one door to letters: the sender's own; TU's until it is secret; those of a post, or with a copy to it;
        those disposed to one.

        A Rahasia letter is seen by persons only: whoever holds the addressed post, and whoever was named.
        """
        if actor.peran == Peran.SISTEM:
            return self
        if actor.nomor:
            return self.filter(nomor=actor.nomor)
        if actor.user_id is None:
            return self.none()
        if actor.peran not in LKPP:
            return self.filter(pengirim_id=actor.user_id)
        milik = Q(penerima__in=jabatan_kini(actor.user_id)) | Q(pengirim_id=actor.user_id)
        milik |= Q(self._tembusan(actor.user_id)) | self._didisposisi(kepada_id=actor.user_id)
        milik |= self._didisposisi(dari_id=actor.user_id, induk__isnull=False)
        terbuka = self._didisposisi(kepada_unit_id=actor.unit_id) if actor.unit_id else Q(pk__in=[])
        if actor.peran == Peran.PETUGAS_TU:
            terbuka |= Q(pk__isnull=False)
        return self.filter(milik | (~Q(kerahasiaan__in=pilihan.PERORANGAN_SAJA) & terbuka))

    def _tembusan(self, user_id: int) -> Exists:
        """Letters of which a copy went to an office that somebody holds today."""
        salinan = self.model.tembusan.through._default_manager
        return Exists(salinan.filter(suratmasuk=OuterRef("pk"), pejabat__in=jabatan_kini(user_id)))

    def _didisposisi(self, **syarat: Any) -> Q:
        """Letters with such a disposition, unless it was given back or withdrawn: whoever lost it reads no more.

        What a holder gave in his office counts for the office, not for the person.
        """
        rows = apps.get_model("persuratan.Disposisi")._default_manager
        return Q(Exists(rows.filter(surat=OuterRef("pk"), dikembalikan_pada__isnull=True, **syarat)))

    def amplop(self, actor: Actor) -> Self:
        """Every letter as the desk of TU sees a closed envelope: number, addressee, receipt and how secret it is.

        Nothing that the sender wrote is read with it, and no file; for what TU may read there is `visible_to`.
        """
        return self.only(*AMPLOP) if actor.peran == Peran.PETUGAS_TU else self.none()

    def terbuka(self) -> Self:
        """Letters that somebody still has to work on."""
        return self.filter(status__in=BERJALAN)


class SuratMasuk(Bersegel, Case):
    """A letter to LKPP: one PDF, or paper that TU entered."""

    nomor = models.CharField(max_length=20, unique=True)
    kanal = models.CharField(max_length=10, choices=pilihan.Kanal)
    pengirim = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    jenis_pengirim = models.CharField(max_length=20, choices=pilihan.JenisPengirim)
    instansi = models.ForeignKey(Instansi, on_delete=models.PROTECT, null=True, related_name="+")
    penerima = models.ForeignKey(Pejabat, on_delete=models.PROTECT, related_name="+")
    tembusan = models.ManyToManyField(Pejabat, related_name="+", blank=True)
    kerahasiaan = models.CharField(max_length=20, choices=pilihan.Kerahasiaan)
    tanggal_surat = models.DateField(null=True)
    batas_diminta = models.DateField(null=True)  # what the sender hopes for; informs, promises nothing
    diterima_pada = models.DateTimeField()  # for paper: when it really came
    diterima_pejabat_pada = models.DateTimeField(null=True)
    dicatat_oleh = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    nomor_agenda = models.CharField(max_length=40, blank=True)
    berkas = models.ForeignKey(Berkas, on_delete=models.PROTECT, null=True)
    kembar = models.CharField(max_length=64, blank=True, db_index=True)  # keyed hash of sender, number and file
    sepadan = models.CharField(max_length=64, blank=True)  # keyed hash of sender, number and date
    jawaban = models.ForeignKey(SuratKeluar, on_delete=models.PROTECT, null=True, related_name="menjawab")
    pengaduan_nomor = models.CharField(max_length=20, blank=True)  # the complaint that it became
    tiket_nomor = models.CharField(
        max_length=20, blank=True, default="", db_default=""
    )  # the helpdesk ticket it became
    nama_segel = models.BinaryField(default=bytes)
    instansi_segel = models.BinaryField(default=bytes)
    alamat_segel = models.BinaryField(default=bytes)
    nomor_surat_segel = models.BinaryField(default=bytes)
    perihal_segel = models.BinaryField(default=bytes)
    catatan_segel = models.BinaryField(default=bytes)
    alasan_segel = models.BinaryField(default=bytes)  # of a return, or the closing note
    cari = ArrayField(models.BigIntegerField(), default=list)
    isi_terindeks = models.BooleanField(default=False)  # the words of the PDF are in `cari`

    nama_pengirim = sealed("nama_segel")
    instansi_teks = sealed("instansi_segel")
    alamat = sealed("alamat_segel")
    nomor_surat = sealed("nomor_surat_segel")
    perihal = sealed("perihal_segel")
    catatan = sealed("catatan_segel")
    alasan = sealed("alasan_segel")

    objects = SuratMasukQuerySet.as_manager()

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["status", "jatuh_tempo", "id"], name="surat_status_tempo"),
            models.Index(fields=["penerima", "status", "jatuh_tempo"], name="surat_penerima_tempo"),
            models.Index(fields=["pengirim", "-id"], name="surat_pengirim"),
            # the desk of TU reads every list from this index alone, however it is filtered
            models.Index(
                fields=["-diterima_pada", "-id"],
                include=["status", "kanal", "penerima", "kerahasiaan", "jatuh_tempo"],
                name="surat_terbaru",
            ),
            models.Index(fields=["sepadan"], condition=~Q(sepadan=""), name="surat_sepadan"),
            models.Index(fields=["nomor_agenda"], condition=~Q(nomor_agenda=""), name="surat_agenda"),
            GinIndex(fields=["cari"], name="surat_cari"),
            models.Index(
                fields=["id"], condition=Q(isi_terindeks=False, berkas__isnull=False), name="surat_belum_terindeks"
            ),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(status__in=Status.values), name="surat_status_dikenal"),
            models.CheckConstraint(
                condition=Q(pengirim__isnull=False) | Q(dicatat_oleh__isnull=False), name="surat_berasal"
            ),
        ]

    def __str__(self) -> str:
        return self.nomor

    @property
    def status_publik(self) -> StatusPublik:
        """The word that the sender reads."""
        return PUBLIK[self.status]

    @property
    def asal(self) -> str:
        """Who writes, as the office says it: the institution, or the person."""
        return (self.instansi.nama if self.instansi else self.instansi_teks) or self.nama_pengirim

    @property
    def unit_kebijakan(self) -> str:
        """The unit whose own promises hold for this letter."""
        return self.penerima.unit.kode

    @property
    def rahasia(self) -> bool:
        """Goes to named persons only."""
        return self.kerahasiaan in pilihan.PERORANGAN_SAJA
