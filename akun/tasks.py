"""Wake-ups of accounts."""

from celery import shared_task
from django.core.management import call_command
from django.utils import timezone

from akun.models import Simpanan


@shared_task(name="akun.sapu_sesi")
def sapu_sesi() -> None:
    """Forget sessions and kept values that are over."""
    call_command("clearsessions")
    Simpanan.objects.filter(kedaluwarsa_pada__lte=timezone.now()).delete()
