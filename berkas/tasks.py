"""Wake-ups of the gate. Losing one loses nothing: the row waits and the sweep finds it."""

from uuid import UUID

from celery import shared_task
from django.utils import timezone

from berkas import flow


@shared_task(name=flow.TASK)
def periksa_berkas(*, berkas_id: str) -> None:
    """Examine one file."""
    flow.periksa(berkas_id=UUID(berkas_id), now=timezone.now())


@shared_task(name="berkas.sapu")
def sapu_berkas() -> int:
    """Examine everything that still waits."""
    return flow.sapu(now=timezone.now())


@shared_task(name="berkas.buang_yatim")
def buang_yatim() -> int:
    """Remove stored bytes whose request never came to its end."""
    return flow.buang_yatim()
