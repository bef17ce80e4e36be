"""Wake-ups of complaints."""

from celery import shared_task
from django.utils import timezone

from akun.receipt import forget_failures
from pengaduan import draf


@shared_task(name="pengaduan.sapu_draf")
def sapu_draf() -> int:
    """Forget old drafts, tokens shown long enough, and counters of failed tries."""
    now = timezone.now()
    return draf.lupakan(now=now) + forget_failures(now=now)
