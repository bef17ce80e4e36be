"""What may happen to a complaint about the service itself: five working days (SK 234/2024)."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from sla.stages import Stages, Step, register


class StatusKeluhan(models.TextChoices):
    """Where such a complaint stands."""

    DITERIMA = "diterima", _("Diterima")
    DITANGANI = "ditangani", _("Ditangani")
    DIJAWAB = "dijawab", _("Dijawab")


class EventKeluhan(models.TextChoices):
    """What the trail tells of it."""

    DIAJUKAN = "konsultasi.keluhan_diajukan", _("Keluhan diterima")
    DITANGANI = "konsultasi.keluhan_ditangani", _("Keluhan ditangani")
    DIJAWAB = "konsultasi.keluhan_dijawab", _("Keluhan dijawab")


TANGANI = Step("tangani", (StatusKeluhan.DITERIMA,), StatusKeluhan.DITANGANI, EventKeluhan.DITANGANI)
JAWAB = Step("jawab", (StatusKeluhan.DITANGANI,), StatusKeluhan.DIJAWAB, EventKeluhan.DIJAWAB)
BATAS = "konsultasi.keluhan"

STAGES_KELUHAN = register(
    Stages(
        nama="keluhan_layanan",
        tipe="konsultasi.keluhan",
        initial=StatusKeluhan.DITERIMA,
        steps=(TANGANI, JAWAB),
        limits={StatusKeluhan.DITERIMA: BATAS, StatusKeluhan.DITANGANI: BATAS, StatusKeluhan.DIJAWAB: None},
        done=frozenset({StatusKeluhan.DIJAWAB}),
    )
)
