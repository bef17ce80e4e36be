"""The life of an outgoing letter, so far only its record."""

from datetime import date, datetime

from django.db import transaction

from akun.actor import Actor
from jejak.trail import record
from persuratan.models import SuratKeluar


@transaction.atomic
def catat(*, nomor_surat: str, tanggal_surat: date, tujuan: str, perihal: str, by: Actor, now: datetime) -> SuratKeluar:
    """Record a letter that was sent on paper. External numbers are free text and never unique alone."""
    surat = SuratKeluar.objects.create(
        nomor_surat=nomor_surat,
        tanggal_surat=tanggal_surat,
        tujuan=tujuan,
        perihal=perihal,
        dicatat_oleh_id=by.petugas_id,
        dicatat_pada=now,
    )
    record(
        kejadian="persuratan.dicatat", objek=surat, by=by, now=now, data={"tanggal_surat": tanggal_surat.isoformat()}
    )
    return surat
