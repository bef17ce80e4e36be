"""What we know of a file. Its bytes lie sealed in the store under its id; whose it is, is known to its owner."""

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from akun.sealing import unseal_text
from berkas.alasan import Alasan
from berkas.names import EKSTENSI, ekstensi
from berkas.putusan import DIBERSIHKAN, DITERIMA, KALIMAT, MENUNGGU, TEMUAN, Jenis, Putusan


class Berkas(models.Model):
    """One uploaded file. The owner (a complaint, a message, a report) refers to it and protects it from deletion."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    nama = models.BinaryField()
    jenis = models.CharField(max_length=10, choices=Jenis)
    mime = models.CharField(max_length=100)
    ukuran = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    putusan = models.CharField(max_length=10, choices=Putusan, default=Putusan.MENUNGGU)
    alasan = models.CharField(max_length=30, blank=True)
    punya_salinan = models.BooleanField(default=False)
    temuan = models.JSONField(default=list, blank=True)
    catatan_bersih = models.JSONField(default=list, blank=True)
    diunggah_pada = models.DateTimeField()
    diperiksa_pada = models.DateTimeField(null=True, blank=True)
    diputus_pada = models.DateTimeField(null=True, blank=True)
    diputus_oleh = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    catatan_putusan = models.BinaryField(blank=True, default=b"")

    class Meta:
        verbose_name = _("berkas")
        verbose_name_plural = _("berkas")
        indexes: ClassVar = [
            models.Index(fields=["diunggah_pada"], name="berkas_menunggu", condition=models.Q(putusan=Putusan.MENUNGGU))
        ]
        constraints: ClassVar = [
            models.CheckConstraint(condition=models.Q(putusan__in=Putusan.values), name="berkas_putusan_dikenal"),
            models.CheckConstraint(
                condition=models.Q(putusan=Putusan.MENUNGGU) | models.Q(diperiksa_pada__isnull=False),
                name="berkas_putusan_berwaktu",
            ),
            models.CheckConstraint(
                condition=models.Q(punya_salinan=False) | models.Q(putusan=Putusan.TERIMA),
                name="berkas_salinan_hanya_bila_diterima",
            ),
        ]

    def __str__(self) -> str:
        return self.nama_aman

    @property
    def konteks_nama(self) -> str:
        """The place to which the sealed name is bound."""
        return f"berkas:{self.pk}:nama"

    @property
    def konteks_catatan(self) -> str:
        """The place to which the sealed note of the officer is bound."""
        return f"berkas:{self.pk}:catatan"

    @cached_property
    def nama_asli(self) -> str:
        """The name the sender gave, unsealed. Never for an inspectorate: it may tell who the sender is."""
        return unseal_text(self.nama, context=self.konteks_nama)

    @property
    def catatan_petugas(self) -> str:
        """Why an officer released or refused a held file; empty when no officer did."""
        return unseal_text(self.catatan_putusan, context=self.konteks_catatan) if self.catatan_putusan else ""

    @property
    def nama_aman(self) -> str:
        """A name that tells nothing, for copies that leave: bukti-1a2b3c.pdf."""
        return f"bukti-{self.id.hex[:6]}{EKSTENSI.get(self.mime, ('.bin',))[0]}"

    @property
    def ekstensi_asli(self) -> str:
        """The extension of the sender's name, where it fits the content, else that of the content."""
        boleh = EKSTENSI.get(self.mime, (".bin",))
        punya = ekstensi(self.nama_asli)
        return punya if punya in boleh else boleh[0]

    @property
    def bisa_diunduh(self) -> bool:
        """Staff may take the original: it was examined and accepted, or released by an officer."""
        return self.putusan == Putusan.TERIMA

    @property
    def bisa_dibagikan(self) -> bool:
        """An inspectorate may take the cleaned copy."""
        return self.putusan == Putusan.TERIMA and self.punya_salinan

    @property
    def kalimat(self) -> str:
        """Where the file stands, in a sentence for anybody."""
        if self.putusan == Putusan.MENUNGGU:
            return str(MENUNGGU)
        return str(DITERIMA if self.putusan == Putusan.TERIMA else KALIMAT[Alasan(self.alasan)])

    @property
    def kalimat_temuan(self) -> list[str]:
        """What private data the file carries: the warning before sending."""
        return [str(TEMUAN[kode]) for kode in self.temuan]

    @property
    def kalimat_bersih(self) -> list[str]:
        """What was removed from the copy that an inspectorate sees."""
        return [str(DIBERSIHKAN[kode]) for kode in self.catatan_bersih]
