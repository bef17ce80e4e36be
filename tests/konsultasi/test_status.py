"""Every status against every step: a step is possible where the table says and nowhere else."""

from collections.abc import Callable

import pytest

from akun.actor import SYSTEM
from jejak import trail
from konsultasi.models import Konsultasi
from konsultasi.status import PUBLIK, STAGES, TERBUKA, Status
from sla import clock
from sla.stages import Step, StepRefused
from tests.factories import SENIN

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("langkah", STAGES.steps, ids=lambda s: s.nama)
def test_a_step_starts_where_the_table_says_and_nowhere_else(langkah: Step, tanya: Callable[..., Konsultasi]) -> None:
    k = tanya()
    for status in Status:
        Konsultasi.objects.filter(pk=k.pk).update(status=status)
        k.refresh_from_db()
        if status in langkah.from_:
            STAGES.move(k, langkah, by=SYSTEM, now=SENIN)
            assert k.status == langkah.to
        else:
            with pytest.raises(StepRefused):
                STAGES.move(k, langkah, by=SYSTEM, now=SENIN)
            assert Konsultasi.objects.get(pk=k.pk).status == status


def test_every_status_is_limited_public_and_reached() -> None:
    assert set(STAGES.limits) == set(PUBLIK) == set(Status)
    assert {s.to for s in STAGES.steps} | {STAGES.initial} == set(Status)
    assert STAGES.ends() == {Status.SELESAI, Status.DITOLAK, Status.DIBATALKAN}
    assert set(Status) - set(TERBUKA) == {*STAGES.ends(), Status.DIJAWAB, Status.LAPORAN}


@pytest.mark.parametrize("sampai", [Status.SELESAI, Status.DITOLAK, Status.DIBATALKAN])
def test_no_clock_outlives_the_end(sampai: str, tanya: Callable[..., Konsultasi]) -> None:
    k = tanya(sampai)
    assert k.status == sampai
    assert not clock.running(k).exists()
    assert next(iter(trail.of(k))).kejadian == "konsultasi.diajukan"
