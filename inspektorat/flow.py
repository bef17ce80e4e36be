"""The life of an inspectorate on the portal, so far: it is known, and it becomes active."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from akun.actor import Actor
from akun.decision import require
from akun.models import Instansi
from inspektorat.models import Inspektorat
from inspektorat.permissions import may_aktifkan
from jejak.trail import record
from sla.stages import StepRefused


def nama_untuk(instansi: Instansi) -> str:
    """What the inspectorate of an institution is called when nobody has said otherwise."""
    match instansi.jenis:
        case Instansi.Jenis.KEMENTERIAN:
            return f"Inspektorat Jenderal {instansi.nama}"
        case Instansi.Jenis.LEMBAGA:
            return f"Inspektorat {instansi.nama}"
        case _:
            return f"Inspektorat {instansi.nama.removeprefix('Pemerintah ')}"


def for_instansi(instansi: Instansi) -> Inspektorat:
    """The inspectorate that watches over an institution; one that is not on the list yet is put there, not active."""
    inspektorat, _created = Inspektorat.objects.get_or_create(
        instansi=instansi,
        defaults={
            "nama": nama_untuk(instansi),
            "jenis_instansi": instansi.jenis,
            "wilayah_id": instansi.wilayah_id,
        },
    )
    return inspektorat


@transaction.atomic
def aktifkan(*, inspektorat: Inspektorat, by: Actor, now: datetime) -> None:
    """From now on the inspectorate receives cases in its inbox. Raises PermissionDenied, StepRefused."""
    require(may_aktifkan(by))
    aktif = Inspektorat.Status.AKTIF
    was = inspektorat.status
    if not Inspektorat.objects.filter(pk=inspektorat.pk).exclude(status=aktif).update(status=aktif):
        raise StepRefused(_("Inspektorat ini sudah aktif."))
    inspektorat.status = aktif
    record(kejadian="inspektorat.diaktifkan", objek=inspektorat, by=by, now=now, data={"dari": was})
