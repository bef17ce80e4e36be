"""Outages of services as LKPP's helpdesk writes them down: each change stands on the trail."""

from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from akun.actor import Actor
from akun.decision import require
from helpdesk.models import GangguanLayanan
from helpdesk.permissions_layanan import may_catat_gangguan
from jejak import trail

KOLOM = ("layanan", "meja", "mulai", "selesai", "terencana", "catatan")


class Event(models.TextChoices):
    """What the trail tells of an outage."""

    DICATAT = "helpdesk.gangguan_dicatat", gettext_lazy("Gangguan layanan dicatat")
    DIUBAH = "helpdesk.gangguan_diubah", gettext_lazy("Gangguan layanan diubah")


class GangguanRefused(ValidationError):
    """An outage that cannot be: in the future although it was not planned."""


@transaction.atomic
def catat(*, isi: dict[str, Any], by: Actor, now: datetime) -> GangguanLayanan:
    """Write an outage down. Raises PermissionDenied, GangguanRefused."""
    require(may_catat_gangguan(by))
    _periksa(isi, now)
    g = GangguanLayanan.objects.create(**{k: isi[k] for k in KOLOM}, dicatat_oleh_id=by.petugas_id, dicatat_pada=now)
    trail.record(kejadian=Event.DICATAT, objek=g, by=by, now=now, data=_jejak(g))
    return g


@transaction.atomic
def ubah(*, gangguan: GangguanLayanan, isi: dict[str, Any], by: Actor, now: datetime) -> None:
    """Correct it, or write down that it is over. Raises PermissionDenied, GangguanRefused."""
    require(may_catat_gangguan(by))
    _periksa(isi, now)
    g = GangguanLayanan.objects.select_for_update().get(pk=gangguan.pk)
    for k in KOLOM:
        setattr(g, k, isi[k])
    g.save(update_fields=KOLOM)
    trail.record(kejadian=Event.DIUBAH, objek=g, by=by, now=now, data=_jejak(g))


def _periksa(isi: dict[str, Any], now: datetime) -> None:
    selesai = isi["selesai"]
    if not isi["terencana"] and (isi["mulai"] > now or (selesai and selesai > now)):
        raise GangguanRefused(_("Gangguan yang tidak direncanakan tidak terjadi di masa depan. Periksa waktunya."))
    if isi["terencana"] and selesai is None:
        kata = _("Pemeliharaan yang direncanakan punya waktu selesai. Isi waktunya.")
        raise GangguanRefused({"selesai_tanggal": kata})


def _jejak(g: GangguanLayanan) -> dict[str, Any]:
    selesai = g.selesai.isoformat() if g.selesai else None
    return {"layanan": g.layanan_id, "mulai": g.mulai.isoformat(), "selesai": selesai, "terencana": g.terencana}
