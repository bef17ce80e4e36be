"""What a reader does with his inbox."""

from datetime import datetime

from notifikasi.models import Pesan


def baca(*, pesan: Pesan, now: datetime) -> None:
    """He has opened a message; the first time counts."""
    Pesan.objects.filter(pk=pesan.pk, dibaca_pada__isnull=True).update(dibaca_pada=now)


def baca_semua(*, user_id: int | None, now: datetime) -> int:
    """He has seen everything that lies there; return how many were new."""
    return Pesan.objects.kotak(user_id).filter(dibaca_pada__isnull=True).update(dibaca_pada=now)
