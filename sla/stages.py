"""The case engine: declared as a table, executed here and nowhere else.

A move is one transaction: check, compare-and-set of the status, trail, clocks. See docs/keputusan/0001.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, TypeVar

from django.core.exceptions import ValidationError
from django.db import connection, models, transaction
from django.utils.translation import gettext as _
from psycopg import sql

from akun.actor import Actor
from jejak import trail
from jejak.models import Jejak
from sla import clock
from sla.models import Case, Kebijakan, Tenggat

C = TypeVar("C", bound=Case)
MIRROR = sql.SQL(
    "UPDATE {} c SET jatuh_tempo = t.jatuh_tempo FROM sla_tenggat t JOIN unnest(%s::text[], %s::text[]) l(status, kode)"
    " USING (kode) WHERE t.id = ANY(%s::bigint[]) AND t.objek_id = c.id AND l.status = c.status"
)


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
    """The life of a kind of case as a table. `tipe` is the label of its model, such as "pengaduan.pengaduan".

    `limits` names for each status the policy that limits it (or None); a clock runs on while the policy stays the
    same. `pauses` names the policy whose clock stands still in a status. `overall` runs from opening until a status
    in `done`; so do those `beside` it, from when the flow starts them. `calendars` names policies that run by
    another calendar than the case's own.
    """

    nama: str
    tipe: str
    initial: str
    steps: tuple[Step, ...]
    limits: Mapping[str, str | None]
    pauses: Mapping[str, str] = field(default_factory=dict)
    overall: str | None = None
    beside: frozenset[str] = frozenset()
    done: frozenset[str] = frozenset()
    calendars: Mapping[str, str] = field(default_factory=dict)

    def ends(self) -> frozenset[str]:
        """Statuses from which no step leads on."""
        return frozenset(self.limits) - {s for step in self.steps for s in step.from_}

    def possible(self, status: str) -> list[Step]:
        """The steps that lead on from a status."""
        return [step for step in self.steps if status in step.from_]

    def open(
        self,
        case: Case,
        *,
        event: str,
        by: Actor,
        now: datetime,
        sejak: datetime | None = None,
        data: dict[str, Any] | None = None,
    ) -> Jejak:
        """A case has come in (its row is written with the initial status): trail and first clocks.

        `sejak` is when it truly came, where it is written down later: a letter on paper.
        """
        row = trail.record(kejadian=event, objek=case, by=by, now=now, data=data)
        codes = [kode for kode in (self.overall, self.limits[case.status]) if kode]
        clocks = Tenggat.objects.bulk_create([self._begin(case, kode, now=sejak or now) for kode in codes])
        due = next((t.jatuh_tempo for t in clocks if t.kode == self.limits[case.status]), None)
        self._mirror(case, due)
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
        clocks = clock.hold(case)  # whoever waited here for somebody faster finds the case changed
        unchanged = type(case)._default_manager.filter(pk=case.pk, status=was)
        changes = {"status": step.to, "status_sejak": now, **columns}
        if unchanged.exists():
            changes["jatuh_tempo"] = self._turn_clocks(case, clocks, step.to, now=now)
        if "jatuh_tempo" not in changes or not unchanged.update(**changes):
            raise StepRefused(
                _("Kasus ini baru saja diubah oleh petugas lain. Muat ulang halaman untuk melihat keadaan terbaru.")
            )
        for column, value in changes.items():
            setattr(case, column, value)
        return trail.record(
            kejadian=step.event, objek=case, by=by, now=now, data={"dari": was, "ke": step.to, **(data or {})}
        )

    def _turn_clocks(self, case: Case, clocks: list[Tenggat], to: str, *, now: datetime) -> datetime | None:
        """Stop, pause, resume and start what the new status asks for; returns the due time of the status."""
        wanted, kept = self.limits[to], self.pauses.get(to)
        running = {t.kode: t for t in clocks if t.berhenti_pada is None}
        for kode, tenggat in running.items():
            if kode == wanted:
                if tenggat.dijeda:
                    clock.resume(tenggat, now=now)
            elif kode == kept:
                if tenggat.kebijakan.boleh_jeda and not tenggat.dijeda:
                    clock.pause(tenggat, now=now)
            elif to in self.done or kode not in {self.overall, *self.beside}:
                clock.stop(tenggat, now=now)
            elif tenggat.dijeda:  # what it stood still for is over, whatever comes next
                clock.resume(tenggat, now=now)
        if wanted and wanted not in running:
            siklus = 1 + sum(1 for t in clocks if t.kode == wanted)
            running[wanted] = self._begin(case, wanted, now=now, siklus=siklus)
            running[wanted].save(force_insert=True)
        return running[wanted].jatuh_tempo if wanted else None

    def _begin(self, case: Case, kode: str, *, now: datetime, siklus: int = 1) -> Tenggat:
        """A clock by the calendar that holds for its policy, not yet written."""
        return clock.begin(case, kode, now=now, siklus=siklus, kalender=self.calendars.get(kode, ""))

    def fulfil(self, case: Case, *, now: datetime) -> None:
        """The promise of the present status is kept although the case stays in it: its clock stops."""
        for tenggat in clock.hold(case):
            if tenggat.kode == self.limits[case.status] and tenggat.berhenti_pada is None:
                clock.stop(tenggat, now=now)
        self._mirror(case, None)

    def change_policy(self, case: Case, tenggat: Tenggat, kebijakan: Kebijakan) -> None:
        """Put a running clock of a case under another version of its policy. Raises ClockRefused."""
        clock.change_policy(tenggat, kebijakan)
        if tenggat.kode == self.limits[case.status]:
            self._mirror(case, tenggat.jatuh_tempo)

    @staticmethod
    def _mirror(case: Case, due: datetime | None) -> None:
        """Show the due time of the present status on the case itself, where lists sort by it."""
        type(case)._default_manager.filter(pk=case.pk).update(jatuh_tempo=due)
        case.jatuh_tempo = due

    def mirror_many(self, model: type[models.Model], tenggat: Sequence[int]) -> None:
        """The same for many clocks of this kind of case, where they limit the present status.

        The caller holds the clocks, so no status changes meanwhile.
        """
        limits = [(status, kode) for status, kode in self.limits.items() if kode]
        with connection.cursor() as cursor:
            columns = [list(column) for column in zip(*limits, strict=True)]
            ids = f"{{{','.join(map(str, tenggat))}}}"
            cursor.execute(MIRROR.format(sql.Identifier(model._meta.db_table)), [*columns, ids])


REGISTRY: dict[str, Stages] = {}


def register(stages: Stages) -> Stages:
    """Make a table known to the diagram command and the law tests."""
    REGISTRY[stages.tipe] = stages
    return stages
