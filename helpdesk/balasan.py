"""The reporter writes back: his text and pictures go onto the ticket with one commit."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import gettext as _

from akun import receipt
from akun.actor import Actor
from helpdesk import draf, flow
from helpdesk.draf import Ditolak
from helpdesk.models import Tiket
from helpdesk.pilihan import Kanal
from sla.stages import StepRefused

BATAS_PESAN = 30
"""Messages of one ticket in an hour: each of them is a message to an officer as well."""


@transaction.atomic
def balas(
    *, tiket: Tiket, isi: str, unggahan: "Sequence[UploadedFile[Any]]", alamat: str, by: Actor, now: datetime
) -> list[Ditolak]:
    """Keep a message with its files; return the files that were refused. Raises what flow.jelaskan raises."""
    if not receipt.hitung(receipt.kunci_alamat("tiket-pesan", tiket.nomor, now=now), BATAS_PESAN, now=now):
        raise StepRefused(_("Terlalu banyak pesan di tiket ini dalam satu jam. Tunggu sebentar, lalu kirim lagi."))
    sudah = draf.terlampir(tiket) if unggahan else []
    berkas, ditolak = draf.terima(unggahan, sudah=sudah, alamat=alamat, now=now)
    flow.jelaskan(tiket=tiket, isi=isi, berkas=berkas, kanal=Kanal.WEB, by=by, now=now)
    return ditolak
