"""Wake-ups of the sweep."""

from celery import shared_task
from django.utils import timezone

from sla.sweep import sweep


@shared_task(name="sla.sapu")
def sapu() -> int:
    """Fire deadlines that have come."""
    return sweep(now=timezone.now())
