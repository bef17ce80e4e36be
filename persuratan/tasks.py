"""Wake-ups for letters. Losing one loses nothing: the row waits and the sweep finds it."""

from celery import shared_task
from django.utils import timezone

from persuratan import draf, teks


@shared_task(name=teks.TASK)
def baca_teks() -> int:
    """Put the words of newly taken PDFs into the index."""
    return teks.sapu()


@shared_task(name="persuratan.sapu_draf")
def sapu_draf() -> int:
    """Forget old drafts with their files, and tokens shown long enough."""
    return draf.lupakan(now=timezone.now())
