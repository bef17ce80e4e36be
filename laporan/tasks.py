"""Wake-ups of the figures. Losing one loses nothing: the row waits and the next beat finds it."""

from celery import shared_task
from django.utils import timezone

from laporan import cetak_layanan, pekerjaan
from laporan.ekspor import jalan
from laporan.statistik import terbit

PELAKSANA = (jalan.kerjakan, cetak_layanan.pdf, cetak_layanan.xlsx)
"""Work that a worker can do: named here, so that it is known to him (laporan.pekerjaan)."""


@shared_task(name=pekerjaan.TASK)
def kerjakan() -> int:
    """Do the long work that waits."""
    return pekerjaan.kerjakan(jam=timezone.now)


@shared_task(name="laporan.sapu_pekerjaan")
def sapu_pekerjaan() -> int:
    """Throw away results whose day is over."""
    return pekerjaan.sapu(now=timezone.now())


@shared_task(name=terbit.TASK)
def terbitkan_statistik() -> int:
    """Publish the figures of quarters that have closed."""
    return len(terbit.terbitkan_semua(now=timezone.now()))
