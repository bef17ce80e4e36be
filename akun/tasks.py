"""Wake-ups of accounts."""

from celery import shared_task
from django.core.management import call_command


@shared_task(name="akun.sapu_sesi")
def sapu_sesi() -> None:
    """Forget sessions that are over."""
    call_command("clearsessions")
