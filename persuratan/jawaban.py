"""The answer to a letter: the outgoing letter is recorded and linked in one go."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from akun.actor import Actor
from akun.decision import require
from akun.receipt import WIB
from persuratan import flow_keluar, flow_masuk, permissions
from persuratan.models import SuratMasuk
from sla.stages import StepRefused

DIRAHASIAKAN = "Rahasia"
"""What the register of letters out says instead of the addressee and the subject of a secret answer on paper."""


@dataclass(frozen=True)
class DataJawaban:
    """What stands on the answer."""

    nomor_surat: str
    tanggal_surat: date
    tujuan: str = ""
    perihal: str = ""


@transaction.atomic
def jawab_dengan_surat(*, surat: SuratMasuk, data: DataJawaban, catatan: str, by: Actor, now: datetime) -> None:
    """Record the answer that left on paper and link it. Raises StepRefused for one that is dated in the future."""
    require(permissions.may_jawab(by, surat))
    if data.tanggal_surat > now.astimezone(WIB).date():
        raise StepRefused(_("Tanggal surat jawaban belum tiba. Periksa tanggalnya."))
    keluar = flow_keluar.catat(
        nomor_surat=data.nomor_surat,
        tanggal_surat=data.tanggal_surat,
        tujuan=DIRAHASIAKAN if surat.rahasia else data.tujuan,
        perihal=DIRAHASIAKAN if surat.rahasia else data.perihal,
        kerahasiaan=surat.kerahasiaan,
        by=by,
        now=now,
    )
    flow_masuk.jawab(surat=surat, jawaban=keluar, penutup=catatan, by=by, now=now)
