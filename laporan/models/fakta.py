"""Cases and promises as figures count them: narrow rows without a word of anybody, which outlive the case itself.

`laporan.fakta` writes them, after the event and from the tables of their owners; rebuilt, they are the same.
"""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from akun.models import Instansi

SARINGAN = ("instansi_id", "provinsi", "jenis", "jalur")
"""What filters look at: in the index of each moment, so that counting does not read the table."""


class FaktaKasus(models.Model):
    """One case: a complaint, a letter, a ticket or a consultation. Its number, its texts and its people stay outside.

    `golongan` is the level of identity of a complaint, the class of a ticket, the kind of applicant of a consultation.
    """

    tipe = models.CharField(max_length=30)
    objek_id = models.BigIntegerField()
    masuk_pada = models.DateTimeField()
    selesai_pada = models.DateTimeField(null=True)  # when it came to its end, for the last time; null while it goes on
    status = models.CharField(max_length=30)
    jalur = models.CharField(max_length=20, blank=True)
    jenis = models.CharField(max_length=60, blank=True)
    golongan = models.CharField(max_length=30, blank=True)
    instansi = models.ForeignKey(Instansi, on_delete=models.PROTECT, null=True, related_name="+", db_index=False)
    provinsi = models.CharField(max_length=2, blank=True)  # where the work is, else of the institution
    pita_hps = models.CharField(max_length=20, blank=True)
    teradu = ArrayField(models.CharField(max_length=20), default=list)  # roles, each once, in order
    paket = models.UUIDField(null=True)  # fingerprint of the package (laporan.efektivitas)
    eskalasi_pada = models.DateTimeField(null=True)  # first handed to an inspectorate, in the portal or by letter

    class Meta:
        verbose_name_plural = "fakta kasus"
        constraints: ClassVar = [models.UniqueConstraint(fields=["tipe", "objek_id"], name="satu_fakta_per_kasus")]
        indexes: ClassVar = [
            models.Index(fields=["tipe", "masuk_pada"], include=SARINGAN, name="fakta_masuk"),
            models.Index(
                fields=["tipe", "selesai_pada"],
                include=SARINGAN,
                condition=Q(selesai_pada__isnull=False),
                name="fakta_selesai",
            ),
            models.Index(
                fields=["paket", "masuk_pada"],
                include=["eskalasi_pada"],
                condition=Q(paket__isnull=False),
                name="fakta_paket",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.tipe}:{self.objek_id}"


class FaktaJam(models.Model):
    """One clock of a promise (fakta.JANJI) that has stopped: how long it ran, and whether it was kept.

    `diputus_pada` is the earlier of its stop and its due time: from then on it was certain, and there it is counted.
    What filters look at stands here as on the fact of the case, so that a million clocks are narrowed without it; kinds
    and ways narrow to complaints, so that other cases have none here.
    """

    tenggat_id = models.BigIntegerField(primary_key=True)
    tipe = models.CharField(max_length=30)
    objek_id = models.BigIntegerField()
    kode = models.CharField(max_length=60)
    mulai_pada = models.DateTimeField()
    berhenti_pada = models.DateTimeField()
    diputus_pada = models.DateTimeField()
    tepat = models.BooleanField()
    lama = models.BigIntegerField()  # seconds from start to stop, without its pauses
    inspektorat_id = models.BigIntegerField(null=True)  # in whose inbox the case lay when the clock started
    instansi_id = models.BigIntegerField(null=True)
    provinsi = models.CharField(max_length=2, blank=True)
    jenis = models.CharField(max_length=60, blank=True)
    jalur = models.CharField(max_length=20, blank=True)

    class Meta:
        verbose_name_plural = "fakta jam"
        indexes: ClassVar = [
            models.Index(fields=["diputus_pada"], include=["kode", "tepat", *SARINGAN], name="fakta_jam_diputus"),
            models.Index(fields=["berhenti_pada"], include=["kode", "lama", *SARINGAN], name="fakta_jam_berhenti"),
            models.Index(
                fields=["diputus_pada"],
                include=["inspektorat_id", "kode", "tepat"],
                condition=Q(inspektorat_id__isnull=False),
                name="fakta_jam_inspektorat",
            ),
            models.Index(fields=["tipe", "objek_id"], name="fakta_jam_objek"),
        ]

    def __str__(self) -> str:
        return f"{self.kode} {self.tipe}:{self.objek_id}"


class FaktaApip(models.Model):
    """What the inbox of an inspectorate answered: a case that it took or gave back, or a result that it reported."""

    class Jenis(models.TextChoices):
        """What was answered."""

        SERAH = "serah"
        HASIL = "hasil"

    jenis = models.CharField(max_length=5, choices=Jenis)
    sumber_id = models.BigIntegerField()  # of the handing over, of the result
    objek_id = models.BigIntegerField()  # the complaint
    inspektorat_id = models.BigIntegerField()
    pada = models.DateTimeField()  # when the case was taken or given back; when the result was reported
    kembali_pada = models.DateTimeField(null=True)  # given back unacknowledged; the result sent back to be mended
    kesimpulan = models.CharField(max_length=20, blank=True)

    class Meta:
        verbose_name_plural = "fakta APIP"
        constraints: ClassVar = [models.UniqueConstraint(fields=["jenis", "sumber_id"], name="satu_fakta_per_jawaban")]
        indexes: ClassVar = [
            models.Index(
                fields=["jenis", "pada"],
                include=["inspektorat_id", "kembali_pada", "kesimpulan"],
                name="fakta_apip_pada",
            ),
            models.Index(fields=["objek_id"], name="fakta_apip_objek"),
        ]

    def __str__(self) -> str:
        return f"{self.jenis} {self.sumber_id}"


class FaktaPaket(models.Model):
    """One package that was complained about (laporan.efektivitas): it follows from the facts of its complaints."""

    paket = models.UUIDField(primary_key=True)
    instansi = models.ForeignKey(Instansi, on_delete=models.PROTECT, null=True, related_name="+", db_index=False)
    pertama_pada = models.DateTimeField()
    naik = models.BooleanField()  # ever handed to an inspectorate

    class Meta:
        verbose_name_plural = "fakta paket"
        indexes: ClassVar = [
            models.Index(fields=["pertama_pada"], include=["instansi", "naik"], name="fakta_paket_pertama")
        ]

    def __str__(self) -> str:
        return str(self.paket)
