"""Wake-ups for consultations. Losing one loses nothing: the rows wait."""

from celery import shared_task
from django.utils import timezone

from konsultasi import draf


@shared_task(name="konsultasi.sapu_draf")
def sapu_draf() -> int:
    """Forget old drafts with their files, and tokens shown long enough."""
    return draf.lupakan(now=timezone.now())
