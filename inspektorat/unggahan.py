"""Letters as they are uploaded: PDF only, and kept while the form that they came with is being mended."""

from datetime import datetime, timedelta
from typing import Any

from django.contrib.sessions.backends.base import SessionBase
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import gettext as _

from berkas import flow as berkas_flow
from berkas.models import Berkas
from inspektorat.models import BerkasTunda

PDF = "application/pdf"
KUNCI = "inspektorat_berkas"
UMUR = timedelta(days=1)


@transaction.atomic
def terima_pdf(unggahan: "UploadedFile[Any] | None", now: datetime) -> Berkas | None:
    """The letter, examined later by the gate. Raises ValidationError for what is no PDF, BerkasDitolak."""
    return None if unggahan is None else _terima(unggahan, now)


def _terima(unggahan: "UploadedFile[Any]", now: datetime) -> Berkas:
    berkas = berkas_flow.terima(unggahan=unggahan, now=now)
    if berkas.mime != PDF:
        raise ValidationError({"berkas": _("Berkas ini bukan PDF. Simpan atau pindai suratnya sebagai PDF.")})
    return berkas


@transaction.atomic
def tunda(session: SessionBase, unggahan: "UploadedFile[Any]", now: datetime) -> None:
    """Keep an upload for this browser, in the place of the one before. Raises as terima_pdf."""
    berkas = _terima(unggahan, now)
    BerkasTunda.objects.create(berkas=berkas, disimpan_pada=now)
    session[KUNCI] = str(berkas.pk)


def tertunda(session: SessionBase) -> Berkas | None:
    """What this browser has uploaded and not yet used."""
    kunci = session.get(KUNCI)
    row = BerkasTunda.objects.select_related("berkas").filter(berkas_id=kunci).first() if kunci else None
    return row.berkas if row else None


def dipakai(session: SessionBase, berkas: Berkas | None) -> None:
    """It belongs to an application now."""
    session.pop(KUNCI, None)
    BerkasTunda.objects.filter(berkas=berkas).delete()


@transaction.atomic
def lupakan(*, now: datetime) -> int:
    """Delete what nobody came back for; returns how many."""
    tua = BerkasTunda.objects.select_for_update(skip_locked=True).filter(disimpan_pada__lt=now - UMUR)
    ids = list(tua.values_list("berkas_id", flat=True))
    BerkasTunda.objects.filter(berkas__in=ids).delete()
    return int(Berkas.objects.filter(pk__in=ids).delete()[0])
