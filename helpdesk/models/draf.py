"""A report in the making: what was typed and which files came with it, sealed; found by its key, sent once."""

from typing import ClassVar

from django.db import models

from akun.models import Bersegel
from akun.sealing import sealed
from berkas.models import Berkas
from helpdesk.models.tiket import Tiket


class DrafTiket(Bersegel):
    """Born with the first attempt to send; `kunci_hash` is the keyed hash of what the form itself carries."""

    kunci_hash = models.CharField(max_length=64, unique=True)
    isi_segel = models.BinaryField(default=bytes)
    token_segel = models.BinaryField(default=bytes)
    tiket = models.OneToOneField(Tiket, on_delete=models.PROTECT, null=True, related_name="+")
    disamarkan = models.PositiveSmallIntegerField(default=0)  # credentials that were masked on the way in
    diubah_pada = models.DateTimeField(db_index=True)

    isi_teks = sealed("isi_segel")
    token = sealed("token_segel")

    def __str__(self) -> str:
        return f"draf {self.pk}"


class BerkasDrafTiket(models.Model):
    """A file that waits for its report to be sent."""

    draf = models.ForeignKey(DrafTiket, on_delete=models.PROTECT, related_name="berkas")
    berkas = models.OneToOneField(Berkas, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering: ClassVar = ["id"]

    def __str__(self) -> str:
        return f"{self.draf_id}: {self.berkas_id}"
