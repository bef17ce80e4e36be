"""Wake-ups of messages."""

from celery import shared_task
from django.utils import timezone

from notifikasi import send


@shared_task(name=send.TASK)
def kirim() -> int:
    """Send what is due."""
    return send.deliver(now=timezone.now())
