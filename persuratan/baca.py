"""Who read what: each opening of a secret letter and each file that was taken is on the letter's trail."""

from datetime import datetime

from django.db import transaction

from akun.actor import Actor
from jejak.trail import record
from persuratan.models import SuratMasuk
from persuratan.status import Event

HALAMAN, LEMBAR, BERKAS = "halaman", "lembar", "berkas"


def catat(*, surat: SuratMasuk, apa: str, by: Actor, now: datetime) -> None:
    """Somebody opens a letter or its disposition sheet, or takes its file. Only of secret ones is reading kept."""
    if surat.rahasia or apa == BERKAS:
        with transaction.atomic():
            record(kejadian=Event.DILIHAT, objek=surat, by=by, now=now, data={"apa": apa})
