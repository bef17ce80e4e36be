"""Who holds which office today: what letters in and letters out ask alike."""

from datetime import date
from typing import Any

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now, TruncDate

from akun.models import Pemangku, User
from akun.receipt import WIB


def jabatan_kini(user_id: int) -> "models.QuerySet[Pemangku, Any]":
    """The posts that somebody holds today, in Jakarta, by the database's clock."""
    hari_ini = TruncDate(Now(), tzinfo=WIB)
    rows = Pemangku.objects.filter(user_id=user_id, mulai__lte=hari_ini)
    return rows.filter(Q(sampai__isnull=True) | Q(sampai__gte=hari_ini)).values("pejabat_id")


def sebutan(user_id: int, pejabat_id: int, hari: date) -> str:
    """In which office somebody acts on a day, "Plh. Direktur ..." where he stands in; empty when in none."""
    rows = Pemangku.objects.select_related("pejabat").filter(user_id=user_id, pejabat_id=pejabat_id, mulai__lte=hari)
    rows = rows.filter(Q(sampai__isnull=True) | Q(sampai__gte=hari))
    return next((str(p) for p in rows.order_by("sebagai", "mulai")), "")


def pemangku(pejabat_id: int, hari: date) -> list[User]:
    """Who holds an office on a day, as its holder or in his place; only those with an open account."""
    rows = Pemangku.objects.filter(pejabat_id=pejabat_id, mulai__lte=hari, user__is_active=True)
    rows = rows.filter(Q(sampai__isnull=True) | Q(sampai__gte=hari)).select_related("user")
    return list({row.user_id: row.user for row in rows}.values())
