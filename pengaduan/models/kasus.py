"""The complaint itself: what was said, by which way, and who may see it. Texts are sealed."""

import json
from datetime import datetime
from typing import ClassVar, Self

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Q

from akun.actor import Actor, Peran
from akun.models import Bersegel, Instansi, User, Wilayah
from akun.sealing import sealed
from pengaduan import pilihan
from pengaduan.status import PUBLIK, Status, StatusPublik
from persuratan.models import SuratMasuk
from sla.models import Case

# what a merged complainant reads where his parent's word would tell of another, or ask for what he cannot give
GABUNGAN = {
    StatusPublik.DITERIMA: StatusPublik.DALAM_VERIFIKASI,
    StatusPublik.PERLU_DILENGKAPI: StatusPublik.DALAM_VERIFIKASI,
}
AKHIR = (Status.TIDAK_DAPAT, Status.BUKAN_KEWENANGAN, Status.DIGABUNG, Status.SELESAI, Status.DITUTUP)


def _di_kotak(actor: Actor) -> Q:
    """Escalated to the actor's inspectorate through the portal and not given back: one such escalation at most."""
    return Q(
        eskalasi__inspektorat__instansi_id=actor.instansi_id,
        eskalasi__jalur="portal",
        eskalasi__dikembalikan_pada__isnull=True,
    )


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
            case Peran.ADMIN_APIP if actor.instansi_id:
                return self.filter(_di_kotak(actor))
            case Peran.AUDITOR_APIP if actor.instansi_id:
                return self.filter(_di_kotak(actor), eskalasi__auditor_id=actor.user_id)
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
    instansi = models.ForeignKey(Instansi, on_delete=models.PROTECT, null=True, related_name="+", db_index=False)
    instansi_teks = models.CharField(max_length=200, blank=True)
    kategori = models.CharField(max_length=30, choices=pilihan.KategoriPengadaan, blank=True)
    tahun_anggaran = models.PositiveSmallIntegerField(null=True)
    wilayah = models.ForeignKey(Wilayah, on_delete=models.PROTECT, null=True, related_name="+", db_index=False)
    hps = models.DecimalField(max_digits=18, decimal_places=0, null=True)
    jenis_pelanggaran = models.CharField(max_length=60, choices=pilihan.JenisPelanggaran, blank=True)
    uraian_segel = models.BinaryField(default=bytes)
    waktu_segel = models.BinaryField(default=bytes)
    sumber_segel = models.BinaryField(default=bytes)
    ringkasan_segel = models.BinaryField(default=bytes)
    lokasi_segel = models.BinaryField(default=bytes)
    tidak_tahu_segel = models.BinaryField(default=bytes)
    diajukan_pada = models.DateTimeField()
    versi_pemberitahuan = models.CharField(max_length=20)
    pemegang = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+", db_index=False)
    alasan_akhir = models.CharField(max_length=40, blank=True)
    induk = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="gabungan", db_index=False)
    kali_dibuka_kembali = models.PositiveSmallIntegerField(default=0)
    kali_hasil_dikembalikan = models.PositiveSmallIntegerField(default=0)
    kali_kelengkapan = models.PositiveSmallIntegerField(default=0)
    selesai_pada = models.DateTimeField(null=True)
    retensi_sampai = models.DateField(null=True)
    surat = models.OneToOneField(SuratMasuk, on_delete=models.PROTECT, null=True, related_name="+")  # that it came in

    uraian = sealed("uraian_segel")
    waktu_kejadian = sealed("waktu_segel")
    sumber_lain = sealed("sumber_segel")
    ringkasan_publik = sealed("ringkasan_segel")
    lokasi = sealed("lokasi_segel")
    tidak_tahu_json = sealed("tidak_tahu_segel")

    objects = PengaduanQuerySet.as_manager()

    class Meta:
        # each step of a case, and each move of the calendar, writes them all anew: as few and as narrow as can be
        indexes: ClassVar = [
            models.Index(F("jatuh_tempo").asc(nulls_last=True), "id", name="pengaduan_meja"),
            models.Index(fields=["status", "jatuh_tempo"], name="pengaduan_status_tempo"),
            models.Index(fields=["instansi", "jatuh_tempo"], name="pengaduan_instansi_tempo"),
            # the desk's quick views count open cases only, and read nothing but the index
            models.Index(
                fields=["pemegang", "jatuh_tempo"],
                include=["status", "instansi"],
                condition=~Q(status__in=AKHIR),
                name="pengaduan_pemegang_tempo",
            ),
            models.Index(
                fields=["jatuh_tempo", "id"],
                include=["status", "instansi", "pemegang", "wilayah", "jenis_pelanggaran", "hps"],
                condition=~Q(status__in=AKHIR),
                name="pengaduan_terbuka_tempo",
            ),
            models.Index(fields=["jalur", "jatuh_tempo", "id"], name="pengaduan_jalur_tempo"),
            models.Index(fields=["jenis_pelanggaran", "jatuh_tempo", "id"], name="pengaduan_jenis_tempo"),
            models.Index(fields=["status", "-diajukan_pada", "-id"], name="pengaduan_status_terbaru"),
            models.Index(fields=["kode_tender"], condition=~Q(kode_tender=""), name="pengaduan_kode_tender"),
            models.Index(fields=["-diajukan_pada"], name="pengaduan_terbaru"),
            models.Index(fields=["wilayah"], name="pengaduan_wilayah"),
            models.Index(fields=["pemegang"], condition=Q(pemegang__isnull=False), name="pengaduan_pemegang"),
            models.Index(fields=["induk"], condition=Q(induk__isnull=False), name="pengaduan_induk"),
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
    def tidak_tahu(self) -> dict[str, str]:
        """What the complainant does not know: field name -> his reason, in his own words."""
        found: dict[str, str] = json.loads(self.tidak_tahu_json or "{}")
        return found

    @property
    def anonim(self) -> bool:
        """No identity is kept, and times are kept by the day."""
        return self.tingkat_identitas == pilihan.TingkatIdentitas.ANONIM

    @property
    def status_publik(self) -> StatusPublik:
        """The word that the complainant reads; a merged complaint speaks with its parent, as far as that is seemly."""
        if self.induk is not None:
            publik = self.induk.status_publik
            return GABUNGAN.get(publik, publik)
        if self.alasan_akhir == "tidak_dilengkapi":
            return StatusPublik.TIDAK_DAPAT
        return PUBLIK[self.status]

    @property
    def nama_instansi(self) -> str:
        """The institution as known or as written."""
        return self.instansi.nama if self.instansi else self.instansi_teks


class IndeksCari(models.Model):
    """The numbers under which a complaint is found: beside it, so that no step of a case touches their large index."""

    pengaduan = models.OneToOneField(Pengaduan, on_delete=models.PROTECT, primary_key=True, related_name="indeks")
    kata = ArrayField(models.BigIntegerField(), default=list)

    class Meta:
        indexes: ClassVar = [GinIndex(fields=["kata"], name="pengaduan_kata")]

    def __str__(self) -> str:
        return f"indeks {self.pengaduan_id}"


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


class IdentitasPengadu(models.Model):
    """The vault: sealed with a key ring of its own and opened only through pengaduan.vault."""

    pengaduan = models.OneToOneField(Pengaduan, on_delete=models.PROTECT, related_name="+")
    segel_id = models.UUIDField(unique=True)
    isi_segel = models.BinaryField()

    def __str__(self) -> str:
        return f"identitas {self.pengaduan_id}"
