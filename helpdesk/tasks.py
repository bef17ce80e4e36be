"""Wake-ups of the helpdesk. Losing one loses nothing: the next one finds the same work."""

from celery import shared_task
from django.utils import timezone

from helpdesk import draf, kotak_surel, laporan_bulanan


@shared_task(name=kotak_surel.TASK)
def ambil_surel() -> int:
    """Read the mailboxes of the desks."""
    return sum(hasil.diambil for hasil in kotak_surel.sapu(now=timezone.now()))


@shared_task(name=laporan_bulanan.TASK)
def bekukan_laporan() -> int:
    """Keep last month's figures once the first working day of this one has come."""
    return laporan_bulanan.bekukan_semua(now=timezone.now())


@shared_task(name="helpdesk.sapu_draf")
def sapu_draf() -> int:
    """Forget old drafts with their files, and tokens shown long enough."""
    return draf.lupakan(now=timezone.now())
