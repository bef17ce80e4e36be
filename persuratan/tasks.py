"""Wake-ups for letters. Losing one loses nothing: the row waits and the sweep finds it."""

from uuid import UUID

from celery import shared_task
from django.utils import timezone

from persuratan import draf, pemeriksaan, teks


@shared_task(name=teks.TASK)
def baca_teks() -> int:
    """Put the words of newly taken PDFs into the index."""
    return teks.sapu()


@shared_task(name="persuratan.sapu_draf")
def sapu_draf() -> int:
    """Forget old drafts with their files, and tokens shown long enough."""
    return draf.lupakan(now=timezone.now())


@shared_task(name=pemeriksaan.TASK)
def periksa_keaslian(*, periksa_id: str) -> None:
    """Is an uploaded PDF real?"""
    pemeriksaan.kerjakan(periksa_id=UUID(periksa_id), now=timezone.now())


@shared_task(name="persuratan.sapu_keaslian")
def sapu_keaslian() -> int:
    """Examine what still waits, and forget what is old."""
    return pemeriksaan.sapu(now=timezone.now())
