"""Programs to test with: a key of somebody, and what the API answers to it."""

from datetime import datetime
from typing import Any

from django.test import Client
from django.utils import timezone

from akun.actor import Actor
from akun.models import User
from laporan import kunci_api
from laporan.models import KunciApi
from laporan.models.api import Lingkup

V1 = "/api/v1/"


def kunci(user: User, *lingkup: Lingkup, now: datetime | None = None, hari: int = 30) -> tuple[KunciApi, str]:
    """A key of this person with these scopes."""
    by = Actor.of(user)
    return kunci_api.buat(nama="Gudang data", lingkup=lingkup, hari=hari, by=by, now=now or timezone.now())


def tanya(jalan: str, rahasia: str = "", **data: Any) -> Any:
    """What a program without a session reads; `rahasia` is its key."""
    tajuk = {"authorization": f"Bearer {rahasia}"} if rahasia else {}
    return Client().get(V1 + jalan, data, headers=tajuk)
