"""Wake-ups of the trail."""

from celery import shared_task
from django.utils import timezone

from jejak import outbox
from jejak import seal as seals


@shared_task(name="jejak.antar")
def antar() -> int:
    """Deliver events that are due to their listeners."""
    return outbox.deliver(now=timezone.now())


@shared_task(name="jejak.segel")
def segel() -> None:
    """Seal the heads of all chains."""
    seals.seal(now=timezone.now())
