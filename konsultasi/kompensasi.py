"""The compensation of the service standard: a promise that was broken puts the applicant first the next time.

A right is given once per request, used once, by the next request, and expires by policy. Everything is on the trail;
`hitung_ulang` makes the same rights from the events alone.
"""

import hashlib
import hmac
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, ClassVar, Protocol

from django.conf import settings
from django.db import models, transaction
from django.db.models import Q

from akun.actor import Actor
from jejak.trail import record
from konsultasi.models import HakPrioritas
from konsultasi.status import EventHak
from sla import clock, office
from sla.due import due

BERLAKU = "konsultasi.hak"
"""The policy that says how long a right holds."""


class Permohonan(Protocol):
    """What a right comes from, or is used for: anything with a number."""

    _meta: ClassVar[Any]
    pk: Any
    nomor: Any


@dataclass(frozen=True)
class Pemilik:
    """Whose right it is: an account, or else a receipt. An address that nobody confirmed is nobody's."""

    user_id: int | None = None
    sidik: str = ""

    @classmethod
    def dari(cls, *, user_id: int | None, nomor: str) -> "Pemilik":
        """The account that asked; without one, whoever can show number and token of that request."""
        return cls(user_id) if user_id is not None else cls(None, sidik(nomor))

    @property
    def syarat(self) -> Q:
        """The rows of this owner."""
        return Q(pemilik_id=self.user_id) if self.user_id is not None else Q(pemilik_sidik=self.sidik)


@dataclass(frozen=True)
class Hak:
    """One right as the events tell of it."""

    sumber: str
    berlaku_sampai: datetime
    dipakai: str = ""


def sidik(nomor: str) -> str:
    """By what a receipt is known again: a keyed hash of its number."""
    return hmac.new(settings.SECRET_KEY.encode(), f"hak\x1f{nomor}".encode(), hashlib.sha256).hexdigest()


@transaction.atomic
def beri(*, sumber: Permohonan, kode: str, pemilik: Pemilik, by: Actor, now: datetime) -> HakPrioritas | None:
    """A promise to somebody was broken: he gets a right, once per request; None when he has it already."""
    kebijakan = office.kebijakan(BERLAKU, now=now)
    sampai = due(now, clock.limit_of(kebijakan), office.kalender(), [])
    hak, baru = HakPrioritas.objects.get_or_create(
        sumber_tipe=sumber._meta.label_lower,
        sumber_id=sumber.pk,
        defaults={
            "pemilik_id": pemilik.user_id,
            "pemilik_sidik": pemilik.sidik,
            "sumber_nomor": sumber.nomor,
            "kode": kode,
            "diberikan_pada": now,
            "berlaku_sampai": sampai,
        },
    )
    if not baru:
        return None
    data = {"sumber": sumber.nomor, "kode": kode, "sampai": sampai.isoformat()}
    record(kejadian=EventHak.DIBERIKAN, objek=hak, by=by, now=now, data=data)
    return hak


def tersedia(pemilik: Pemilik, *, now: datetime) -> models.QuerySet[HakPrioritas]:
    """The rights that somebody may still use, the one that expires first in front."""
    rows = HakPrioritas.objects.filter(pemilik.syarat, dipakai_pada=None, berlaku_sampai__gt=now)
    return rows.order_by("berlaku_sampai", "id")


@transaction.atomic
def pakai(*, untuk: Permohonan, pemilik: Pemilik, by: Actor, now: datetime) -> bool:
    """The next request of somebody uses his right; False when he has none. Call it as the request is written.

    Two requests at once never use one right: the row is held, and the later one takes the next or none.
    """
    hak = tersedia(pemilik, now=now).select_for_update(skip_locked=True).first()
    if hak is None:
        return False
    kolom = {"dipakai_pada": now, "dipakai_tipe": untuk._meta.label_lower, "dipakai_id": untuk.pk}
    HakPrioritas.objects.filter(pk=hak.pk, dipakai_pada=None).update(**kolom, dipakai_nomor=untuk.nomor)
    data = {"sumber": hak.sumber_nomor, "untuk": untuk.nomor}
    record(kejadian=EventHak.DIPAKAI, objek=hak, by=by, now=now, data=data)
    return True


def hitung_ulang(kejadian: Iterable[tuple[str, dict[str, Any]]]) -> dict[str, Hak]:
    """The rights that events (kind, data) make, by the number of the request that they come from."""
    hak: dict[str, Hak] = {}
    for jenis, data in kejadian:
        if jenis == EventHak.DIBERIKAN:
            hak.setdefault(data["sumber"], Hak(data["sumber"], datetime.fromisoformat(data["sampai"])))
        elif jenis == EventHak.DIPAKAI and not hak[data["sumber"]].dipakai:
            hak[data["sumber"]] = replace(hak[data["sumber"]], dipakai=data["untuk"])
    return hak
