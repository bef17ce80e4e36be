"""The banner of maintenance that is on, or begins within a day: read every UMUR seconds at most, kept in the process.

Shown on the pages of the helpdesk and on the landing page, and nowhere else: other pages ask nothing.
"""

import time
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone

from helpdesk.models import Pengumuman

UMUR = 30.0  # seconds
SEBELUM = timedelta(hours=24)
TERBANYAK = 3
DIBACA = 50


@dataclass(frozen=True)
class Spanduk:
    """One announcement in a line."""

    pk: int
    judul: str
    meja: str
    mulai: datetime
    selesai: datetime
    kini: bool

    @property
    def url(self) -> str:
        """Its page."""
        return reverse("helpdesk:pengumuman_satu", args=[self.pk])


_dibaca: list[tuple[float, list[tuple[int, str, str, datetime, datetime]]]] = []


def lupa() -> None:
    """Read anew at the next question."""
    _dibaca.clear()


def _baca(now: datetime) -> list[tuple[int, str, str, datetime, datetime]]:
    ada = next(iter(_dibaca), None)  # one look: another thread may forget at any moment
    if ada and time.monotonic() - ada[0] < UMUR:
        return ada[1]
    rows = Pengumuman.objects.mendatang(now).order_by("mulai", "pk")
    baru = list(rows.values_list("pk", "judul", "meja__unit__nama", "mulai", "selesai")[:DIBACA])
    _dibaca[:] = [(time.monotonic(), baru)]
    return baru


def berlaku(now: datetime) -> list[Spanduk]:
    """What is on now, or begins within SEBELUM; the soonest first."""
    ada = [s for s in _baca(now) if s[3] - SEBELUM <= now < s[4]]
    return [Spanduk(*s, kini=s[3] <= now) for s in ada[:TERBANYAK]]


def mendatang(now: datetime) -> list[dict[str, Any]]:
    """What comes later than that, as the notices of the landing page are written."""
    nanti = [Spanduk(*s, kini=False) for s in _baca(now) if now < s[3] - SEBELUM]
    return [{"tanggal": s.mulai, "judul": s.judul, "url": s.url, "isi": s.meja} for s in nanti[:TERBANYAK]]


def konteks(request: HttpRequest) -> dict[str, Any]:
    """Context processor: `spanduk` on the pages of the helpdesk and on the landing page, there `pengumuman` as well."""
    match = request.resolver_match
    if match is None or not (match.app_name == "helpdesk" or match.view_name == "beranda"):
        return {}
    now = timezone.now()
    di_depan = {"pengumuman": mendatang(now)} if match.view_name == "beranda" else {}
    return {"spanduk": berlaku(now), **di_depan}
