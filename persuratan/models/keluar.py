"""Letters that go out. What they say is sealed; number, date, signer and file are the register."""

from typing import Any, ClassVar, Self

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Q

from akun.actor import LKPP, Actor, Peran
from akun.models import Bersegel, Pejabat, Unit, User
from akun.sealing import sealed
from berkas.models import Berkas
from persuratan import pilihan
from persuratan.models.jabatan import jabatan_kini
from persuratan.status_keluar import SAMPAI, Status
from sla.models import Case

AMPLOP = (
    "segel_id",
    "asal",
    "nomor",
    "nomor_surat",
    "tanggal_surat",
    "sifat",
    "kerahasiaan",
    "penandatangan",
    "jabatan_penandatangan",
    "status",
    "status_sejak",
    "jatuh_tempo",
)
"""What stands on the outside of a letter."""
BERTANDA = (Status.TERBIT, Status.DIKIRIM, Status.DIARSIPKAN, Status.DICABUT)


class SuratKeluarQuerySet(models.QuerySet["SuratKeluar"]):
    """Letters as each reader may see them."""

    def visible_to(self, actor: Actor) -> Self:
        """The one door to letters out: who drafted, initials or signs one; the drafter's and the signer's units; TU
        what is on the register.

        A Rahasia letter is seen by persons only: its drafter, the posts of its ladder, and the signer's post.
        """
        if actor.peran == Peran.SISTEM:
            return self
        if actor.nomor:
            return self.filter(nomor=actor.nomor, status__in=BERTANDA)
        if actor.user_id is None or actor.peran not in LKPP:
            return self.none()
        jabatan = jabatan_kini(actor.user_id)
        milik = Q(konseptor_id=actor.user_id) | Q(penandatangan__in=jabatan)
        milik |= self._diparaf(pejabat__in=jabatan) | self._diparaf(oleh_id=actor.user_id)
        terbuka = Q(pk__in=[])
        if actor.unit_id:
            terbuka |= Q(unit_id=actor.unit_id) | Q(konseptor__unit_id=actor.unit_id)
        if actor.peran == Peran.PETUGAS_TU:
            terbuka |= ~Q(nomor_surat="")
        return self.filter(milik | (~Q(kerahasiaan__in=pilihan.PERORANGAN_SAJA) & terbuka))

    @staticmethod
    def _diparaf(**syarat: Any) -> Q:
        return Q(pk__in=Paraf.objects.filter(**syarat).values("surat_id"))

    def amplop(self, actor: Actor) -> Self:
        """Every letter of the register as the desk of TU sees a closed envelope: nothing that is written in it."""
        if actor.peran != Peran.PETUGAS_TU:
            return self.none()
        return self.exclude(nomor_surat="").only(*AMPLOP)

    def sampai(self) -> Self:
        """Gone to the recipient, and not withdrawn."""
        return self.filter(status__in=SAMPAI)


class SuratKeluar(Bersegel, Case):
    """A letter of LKPP: drafted, initialled, signed and sent here, or recorded by hand."""

    asal = models.CharField(max_length=10, choices=pilihan.AsalKeluar, default=pilihan.AsalKeluar.PORTAL)
    jenis = models.CharField(max_length=20, choices=pilihan.JenisKeluar, default=pilihan.JenisKeluar.LAINNYA)
    templat = models.CharField(max_length=40, blank=True)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True, related_name="+")  # whose series of numbers
    nomor = models.CharField(max_length=20, unique=True, null=True)  # the ticket
    nomor_surat = models.CharField(max_length=255, blank=True)
    tanggal_surat = models.DateField(null=True)
    sifat = models.CharField(max_length=20, choices=pilihan.Sifat, default=pilihan.Sifat.BIASA)
    kerahasiaan = models.CharField(max_length=20, choices=pilihan.Kerahasiaan, default=pilihan.Kerahasiaan.BIASA)
    putaran = models.PositiveSmallIntegerField(default=0)  # how often its initials were asked for
    penandatangan = models.ForeignKey(Pejabat, on_delete=models.PROTECT, null=True, related_name="+")
    ditandatangani_oleh = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    nama_penandatangan = models.CharField(max_length=150, blank=True)  # as printed: who held the office on that day
    jabatan_penandatangan = models.CharField(max_length=160, blank=True)  # "Plh. Direktur ..."
    ditandatangani_pada = models.DateTimeField(null=True)
    penandaan_sejak = models.DateTimeField(null=True)  # asked of the signer, and not answered yet
    galat_penandaan = models.CharField(max_length=30, blank=True)  # how the last try ended: a code of signing.py
    konseptor = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")  # of paper: who recorded it
    dibuat_pada = models.DateTimeField()
    membalas = models.ForeignKey("persuratan.SuratMasuk", on_delete=models.PROTECT, null=True, related_name="balasan")
    pengaduan_nomor = models.CharField(max_length=20, blank=True)  # the complaint that it passes on
    berkas_naskah = models.ForeignKey(Berkas, on_delete=models.PROTECT, null=True, related_name="+")  # not yet signed
    berkas = models.ForeignKey(Berkas, on_delete=models.PROTECT, null=True, related_name="+")  # signed: never changes
    sha256 = models.CharField(max_length=64, blank=True, db_index=True)  # of the signed file
    dicabut_pada = models.DateTimeField(null=True)
    dicabut_oleh = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    tujuan_segel = models.BinaryField(default=bytes)
    tujuan_tempat_segel = models.BinaryField(default=bytes)
    tujuan_email_segel = models.BinaryField(default=bytes)
    perihal_segel = models.BinaryField(default=bytes)
    isi_segel = models.BinaryField(default=bytes)
    tembusan_segel = models.BinaryField(default=bytes)
    alasan_segel = models.BinaryField(default=bytes)
    token_segel = models.BinaryField(default=bytes)  # until it is signed: it is printed on the letter
    cari = ArrayField(models.BigIntegerField(), default=list)

    tujuan = sealed("tujuan_segel")
    tujuan_tempat = sealed("tujuan_tempat_segel")
    tujuan_email = sealed("tujuan_email_segel")
    perihal = sealed("perihal_segel")
    isi = sealed("isi_segel")
    tembusan = sealed("tembusan_segel")
    alasan = sealed("alasan_segel")  # why it was withdrawn or given up
    token = sealed("token_segel")

    objects = SuratKeluarQuerySet.as_manager()

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["status", "jatuh_tempo", "id"], name="keluar_status_tempo"),
            models.Index(fields=["unit", "-id"], name="keluar_unit"),
            models.Index(fields=["konseptor", "-id"], name="keluar_konseptor"),
            models.Index(fields=["penandatangan", "status"], name="keluar_penandatangan"),
            models.Index(fields=["-tanggal_surat", "-id"], name="keluar_terbaru"),
            models.Index(fields=["pengaduan_nomor"], condition=~Q(pengaduan_nomor=""), name="keluar_pengaduan"),
            GinIndex(fields=["cari"], name="keluar_cari"),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(status__in=Status.values), name="keluar_status_dikenal"),
            models.CheckConstraint(
                condition=~Q(asal="portal") | Q(unit__isnull=False, penandatangan__isnull=False),
                name="keluar_berpenandatangan",
            ),
            models.CheckConstraint(
                condition=~Q(asal="portal", status__in=BERTANDA)
                | Q(
                    nomor__isnull=False,
                    berkas__isnull=False,
                    ditandatangani_pada__isnull=False,
                    ditandatangani_oleh__isnull=False,
                )
                & ~Q(sha256=""),
                name="keluar_terbit_bertanda_tangan",
            ),
            models.CheckConstraint(
                condition=Q(dicabut_pada__isnull=True, dicabut_oleh__isnull=True)
                | Q(dicabut_pada__isnull=False, dicabut_oleh__isnull=False),
                name="keluar_dicabut_berpasangan",
            ),
            models.UniqueConstraint(
                fields=["nomor_surat"], condition=Q(asal="portal") & ~Q(nomor_surat=""), name="keluar_satu_nomor"
            ),
        ]

    def __str__(self) -> str:
        return self.nomor_surat or f"konsep {self.pk}"

    @property
    def rahasia(self) -> bool:
        """For named persons only."""
        return self.kerahasiaan in pilihan.PERORANGAN_SAJA

    @property
    def dicabut(self) -> bool:
        """Withdrawn by its signer: it holds no longer."""
        return self.status == Status.DICABUT

    @property
    def unit_kebijakan(self) -> str:
        """The unit whose own promises hold for this letter."""
        return self.unit.kode if self.unit else ""

    @property
    def daftar_tembusan(self) -> tuple[str, ...]:
        """To whom copies go, one per line of what was typed."""
        return tuple(baris.strip() for baris in self.tembusan.splitlines() if baris.strip())


class Paraf(Bersegel):
    """One rung of a ladder: which post initials, and what became of it.

    A letter that was sent back has its ladder again, in the next round (`putaran`); the rungs of before stay.
    """

    surat = models.ForeignKey(SuratKeluar, on_delete=models.PROTECT, related_name="paraf")
    putaran = models.PositiveSmallIntegerField()
    urutan = models.PositiveSmallIntegerField()
    pejabat = models.ForeignKey(Pejabat, on_delete=models.PROTECT, related_name="+")
    oleh = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    sebagai = models.CharField(max_length=160, blank=True)  # in which office, "Plh. Direktur ..." on that day
    pada = models.DateTimeField(null=True)
    dikembalikan_pada = models.DateTimeField(null=True)
    catatan_segel = models.BinaryField(default=bytes)

    catatan = sealed("catatan_segel")

    class Meta:
        ordering: ClassVar = ["putaran", "urutan"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["surat", "putaran", "urutan"], name="paraf_satu_urutan"),
            models.CheckConstraint(
                condition=Q(pada__isnull=True) | Q(dikembalikan_pada__isnull=True), name="paraf_satu_akhir"
            ),
            models.CheckConstraint(
                condition=Q(oleh__isnull=True, pada__isnull=True, dikembalikan_pada__isnull=True)
                | Q(oleh__isnull=False) & (Q(pada__isnull=False) | Q(dikembalikan_pada__isnull=False)),
                name="paraf_berorang",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.surat_id}:{self.putaran}.{self.urutan}"

    @property
    def menunggu(self) -> bool:
        """Nobody has initialled or sent back here."""
        return self.pada is None and self.dikembalikan_pada is None


class LampiranKeluar(Bersegel):
    """A PDF whose pages follow those of a letter."""

    surat = models.ForeignKey(SuratKeluar, on_delete=models.PROTECT, related_name="lampiran")
    urutan = models.PositiveSmallIntegerField()
    berkas = models.OneToOneField(Berkas, on_delete=models.PROTECT, related_name="+")
    judul_segel = models.BinaryField(default=bytes)

    judul = sealed("judul_segel")

    class Meta:
        ordering: ClassVar = ["urutan", "id"]

    def __str__(self) -> str:
        return f"{self.surat_id}:{self.urutan}"


class NomorSurat(Bersegel):
    """A number that was given out: to a letter, or to nothing, and then it says why. Rows are never deleted."""

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    tahun = models.PositiveSmallIntegerField()
    urut = models.PositiveIntegerField()
    surat = models.OneToOneField(SuratKeluar, on_delete=models.PROTECT, null=True, related_name="alokasi")
    dialokasikan_pada = models.DateTimeField()
    penjelasan_segel = models.BinaryField(default=bytes)

    penjelasan = sealed("penjelasan_segel")

    class Meta:
        ordering: ClassVar = ["unit", "tahun", "urut"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["unit", "tahun", "urut"], name="nomor_surat_sekali"),
            models.CheckConstraint(condition=Q(urut__gt=0), name="nomor_surat_dari_satu"),
            models.CheckConstraint(
                condition=Q(surat__isnull=False) | ~Q(penjelasan_segel=b""), name="nomor_surat_terjelaskan"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.urut}/{self.tahun}"


class Pengiriman(Bersegel):
    """One way by which a letter went to its recipient."""

    surat = models.ForeignKey(SuratKeluar, on_delete=models.PROTECT, related_name="pengiriman")
    cara = models.CharField(max_length=10, choices=pilihan.CaraKirim)
    pada = models.DateTimeField()
    oleh = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    kepada_segel = models.BinaryField(default=bytes)

    kepada = sealed("kepada_segel")

    class Meta:
        ordering: ClassVar = ["id"]

    def __str__(self) -> str:
        return f"{self.surat_id}:{self.cara}"
