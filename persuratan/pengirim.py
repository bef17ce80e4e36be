"""For whom somebody writes: kept with the account, corrected at any time; letters already sent keep what they said."""

from datetime import datetime

from django.db import transaction

from akun.actor import Actor
from akun.models import Instansi
from jejak.trail import record
from persuratan.models import Pengirim


def milik(by: Actor) -> Pengirim | None:
    """What an account has told of itself."""
    return Pengirim.objects.select_related("instansi").filter(user_id=by.petugas_id).first()


@transaction.atomic
def simpan(
    *, jenis: str, instansi: Instansi | None, instansi_teks: str, telepon: str, by: Actor, now: datetime
) -> Pengirim:
    """Write it down or correct it. The trail knows that it happened, not what was written."""
    row = Pengirim.objects.select_for_update().filter(user_id=by.petugas_id).first()
    row = row or Pengirim(user_id=by.petugas_id)
    row.jenis, row.instansi, row.diubah_pada = jenis, instansi, now
    row.instansi_teks, row.telepon = "" if instansi else instansi_teks, telepon
    row.save()
    record(kejadian="persuratan.pengirim_diubah", objek=row, by=by, now=now)
    return row
