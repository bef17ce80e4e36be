"""Wake-ups of inspectorates."""

from celery import shared_task
from django.utils import timezone

from inspektorat import unggahan


@shared_task(name="inspektorat.sapu_berkas")
def sapu_berkas() -> int:
    """Forget letters whose form nobody finished."""
    return unggahan.lupakan(now=timezone.now())
