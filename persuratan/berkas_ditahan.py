"""Files of letters that the upload gate holds back: which they are, and who lets them through or refuses them."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from akun.actor import Actor
from akun.decision import require
from berkas import flow as berkas_flow
from berkas.putusan import Putusan
from jejak.trail import record
from persuratan import permissions
from persuratan.models import SuratMasuk, SuratMasukQuerySet
from persuratan.status import Event
from sla.stages import StepRefused


def ditahan(surat: SuratMasuk) -> bool:
    """Whether the gate holds the file of a letter back."""
    return surat.berkas is not None and surat.berkas.putusan == Putusan.KARANTINA


def menunggu(by: Actor) -> SuratMasukQuerySet:
    """Letters that still wait for somebody and whose file is held, the oldest first: for TU, as envelopes."""
    rows = SuratMasuk.objects.amplop(by).terbuka().filter(berkas__putusan=Putusan.KARANTINA)
    return rows.select_related("penerima").order_by("diterima_pada", "id")


@transaction.atomic
def putuskan(*, surat: SuratMasuk, lepas: bool, catatan: str, by: Actor, now: datetime) -> None:
    """Let the file of a letter through, or refuse it for good. Raises StepRefused; ValidationError: no longer held."""
    require(permissions.may_putuskan_berkas(by, surat))
    if surat.berkas is None:
        raise StepRefused(_("Surat ini tanpa berkas."))
    keputusan = berkas_flow.lepas_karantina if lepas else berkas_flow.tolak_karantina
    keputusan(berkas=surat.berkas, by=by, now=now, catatan=catatan)
    record(kejadian=Event.BERKAS_DIPUTUS, objek=surat, by=by, now=now, data={"lepas": lepas})
