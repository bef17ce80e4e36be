"""An inspectorate on the portal: it is known, its inbox opens and closes. How it becomes a member: keanggotaan."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from akun.actor import Actor
from akun.decision import require
from akun.models import Instansi
from inspektorat.models import Inspektorat
from inspektorat.permissions import may_aktifkan
from inspektorat.status import EventInspektorat
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
    """From now on the inspectorate receives cases in its inbox. Raises PermissionDenied, StepRefused.

    For one whose officers have accounts already; a membership that is under way opens the inbox by its own steps.
    """
    require(may_aktifkan(by))
    if inspektorat.keanggotaan.terbuka().exists():
        raise StepRefused(_("Keanggotaan inspektorat ini sedang berjalan. Aktifkan lewat halaman keanggotaannya."))
    if not ubah(inspektorat, Inspektorat.Status.AKTIF, EventInspektorat.DIAKTIFKAN, by=by, now=now):
        raise StepRefused(_("Inspektorat ini sudah aktif."))


def ubah(
    inspektorat: Inspektorat, ke: Inspektorat.Status, kejadian: EventInspektorat, *, by: Actor, now: datetime
) -> bool:
    """Open or close the inbox, with its trail; False when it was so already."""
    was = Inspektorat.objects.select_for_update(of=("self",)).values_list("status", flat=True).get(pk=inspektorat.pk)
    inspektorat.status = ke
    if not Inspektorat.objects.filter(pk=inspektorat.pk).exclude(status=ke).update(status=ke):
        return False
    record(kejadian=kejadian, objek=inspektorat, by=by, now=now, data={"dari": was})
    return True
