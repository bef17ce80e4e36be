"""Complaints about the service itself: five working days, by somebody who did not give it."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from akun.actor import Actor
from akun.decision import require
from konsultasi import permissions
from konsultasi.models import Keluhan, Konsultasi
from konsultasi.status_keluhan import JAWAB, STAGES_KELUHAN, TANGANI, EventKeluhan, StatusKeluhan
from sla.stages import StepRefused


@transaction.atomic
def ajukan(*, konsultasi: Konsultasi, isi: str, by: Actor, now: datetime) -> Keluhan:
    """The applicant complains about how he was served. Raises StepRefused while an earlier complaint is open."""
    require(permissions.may_pemohon(by, konsultasi))
    Konsultasi.objects.select_for_update().get(pk=konsultasi.pk)
    if konsultasi.keluhan.exclude(status=StatusKeluhan.DIJAWAB).exists():
        raise StepRefused(_("Keluhan Anda sebelumnya masih ditangani. Jawabannya akan tampil di sini."))
    keluhan = Keluhan(
        konsultasi=konsultasi,
        pengadu_id=by.user_id,
        status=STAGES_KELUHAN.initial,
        status_sejak=now,
        diajukan_pada=now,
    )
    keluhan.isi = isi
    keluhan.save(force_insert=True)
    STAGES_KELUHAN.open(keluhan, event=EventKeluhan.DIAJUKAN, by=by, now=now)
    return keluhan


@transaction.atomic
def tangani(*, keluhan: Keluhan, by: Actor, now: datetime) -> None:
    """Somebody who did not give the service takes it."""
    require(permissions.may_tangani_keluhan(by, keluhan))
    STAGES_KELUHAN.move(keluhan, TANGANI, by=by, now=now, penangan_id=by.petugas_id)


@transaction.atomic
def jawab(*, keluhan: Keluhan, jawaban: str, by: Actor, now: datetime) -> None:
    """The answer, which the applicant reads beside his consultation."""
    require(permissions.may_tangani_keluhan(by, keluhan))
    keluhan.jawaban = jawaban
    STAGES_KELUHAN.move(keluhan, JAWAB, by=by, now=now, jawaban_segel=keluhan.jawaban_segel, dijawab_pada=now)
