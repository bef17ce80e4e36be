"""The case engine: declared as a table, executed here and nowhere else.

A move is one transaction: check, compare-and-set of the status, trail, clocks. See docs/keputusan/0001.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, TypeVar

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from akun.actor import Actor
from jejak import trail
from jejak.models import Jejak
from sla import clock
from sla.models import Case

C = TypeVar("C", bound=Case)


class StepRefused(ValidationError):
    """The state of the case, or the data given, do not allow this step; the sentence says why and what to do."""


@dataclass(frozen=True)
class Step:
    """One possible change of status: from where, to where, and the event that tells of it."""

    nama: str
    from_: tuple[str, ...]
    to: str
    event: str


@dataclass(frozen=True)
class Stages:
    """The life of a kind of case as a table.

    `limits` names for each status the policy that limits it (or None); a clock runs on while the policy stays the
    same. `pauses` names the policy whose clock stands still in a status. `overall` runs from opening until a status
    in `done`.
    """

    nama: str
    initial: str
    steps: tuple[Step, ...]
    limits: Mapping[str, str | None]
    pauses: Mapping[str, str] = field(default_factory=dict)
    overall: str | None = None
    done: frozenset[str] = frozenset()

    def ends(self) -> frozenset[str]:
        """Statuses from which no step leads on."""
        return frozenset(self.limits) - {s for step in self.steps for s in step.from_}

    def possible(self, status: str) -> list[Step]:
        """The steps that lead on from a status."""
        return [step for step in self.steps if status in step.from_]

    def open(self, case: Case, *, event: str, by: Actor, now: datetime, data: dict[str, Any] | None = None) -> Jejak:
        """A case has come in (its row is written with the initial status): trail and first clocks."""
        row = trail.record(kejadian=event, objek=case, by=by, now=now, data=data)
        if self.overall:
            clock.start(case, self.overall, now=now)
        self._turn_clocks(case, None, case.status, now=now)
        return row

    @transaction.atomic
    def move(
        self, case: Case, step: Step, *, by: Actor, now: datetime, data: dict[str, Any] | None = None, **columns: Any
    ) -> Jejak:
        """Take a step. `columns` are written with the status; `data` goes onto the trail.

        Raises StepRefused when the case is not where the step starts, or somebody else was faster.
        """
        was = case.status
        if was not in step.from_:
            raise StepRefused(_("Langkah ini tidak tersedia pada tahap kasus saat ini. Muat ulang halaman."))
        changes = {"status": step.to, "status_sejak": now, **columns}
        if not type(case)._default_manager.filter(pk=case.pk, status=was).update(**changes):
            raise StepRefused(
                _("Kasus ini baru saja diubah oleh petugas lain. Muat ulang halaman untuk melihat keadaan terbaru.")
            )
        for column, value in changes.items():
            setattr(case, column, value)
        clock.hold(case)
        row = trail.record(
            kejadian=step.event, objek=case, by=by, now=now, data={"dari": was, "ke": step.to, **(data or {})}
        )
        self._turn_clocks(case, was, step.to, now=now)
        return row

    def _turn_clocks(self, case: Case, was: str | None, to: str, *, now: datetime) -> None:
        """Stop, pause, resume and start what the new status asks for, and mirror the due time on the case."""
        wanted, paused = self.limits[to], self.pauses.get(to)
        due: datetime | None = None
        seen = False
        for tenggat in clock.running(case):
            kode = tenggat.kebijakan.kode
            if kode == self.overall:
                if to in self.done:
                    clock.stop(tenggat, now=now)
            elif kode == wanted:
                seen = True
                if tenggat.dijeda:
                    clock.resume(tenggat, now=now)
                due = tenggat.jatuh_tempo
            elif kode == paused:
                if not tenggat.dijeda:
                    clock.pause(tenggat, now=now)
            else:
                clock.stop(tenggat, now=now)
        if wanted and not seen:
            due = clock.start(case, wanted, now=now).jatuh_tempo
        type(case)._default_manager.filter(pk=case.pk).update(jatuh_tempo=due)
        case.jatuh_tempo = due

    def fulfil(self, case: Case, *, now: datetime) -> None:
        """The promise of the present status is kept although the case stays in it: its clock stops."""
        for tenggat in clock.running(case):
            if tenggat.kebijakan.kode == self.limits[case.status]:
                clock.stop(tenggat, now=now)
        type(case)._default_manager.filter(pk=case.pk).update(jatuh_tempo=None)
        case.jatuh_tempo = None


REGISTRY: dict[str, Stages] = {}


def register(stages: Stages) -> Stages:
    """Make a table known to the diagram command and the law tests."""
    REGISTRY[stages.nama] = stages
    return stages
