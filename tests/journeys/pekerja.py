"""What the workers do, done here and now: the tasks are called as beat calls them."""

from berkas.models import Berkas
from berkas.putusan import Putusan
from berkas.tasks import periksa_berkas
from jejak.tasks import antar
from notifikasi.tasks import kirim
from sla.tasks import sapu


def bekerja() -> None:
    """Examine what waits, deliver what happened, send what is to leave, fire what is due."""
    for id_ in Berkas.objects.filter(putusan=Putusan.MENUNGGU).values_list("pk", flat=True):
        periksa_berkas(berkas_id=str(id_))
    antar()
    kirim()
    sapu()
