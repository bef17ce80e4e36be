"""Fires deadlines that have come: takes the rows, marks them and tells of them in one transaction.

The database's clock is the only one that decides. Any number of sweepers may run at once.
"""

import os
import socket
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import structlog
from django.db import connection, transaction
from django.db.models import Exists, F, OuterRef

from akun.actor import SYSTEM
from jejak.trail import Entry, record_many
from sla import clock
from sla.clock import Alarm
from sla.models import Kalender, Sapuan, Tenggat

SEKALI = 500
LOMPATAN = timedelta(minutes=5)
INGAT = timedelta(days=1)  # how long finished sweeps are remembered
LAMBAT = 60.0  # seconds; an alarm that comes later than this is said
PERCAYA = "percaya-jam"  # `oleh` of a row by which an operator vouches for the clocks
JAM = getattr(time, "CLOCK_BOOTTIME", time.CLOCK_MONOTONIC)  # counts while the machine sleeps; nobody can set it
log = structlog.get_logger(__name__)


class ClockJumped(Exception):
    """A clock went backwards or forwards by more than LOMPATAN: nothing is fired while that is so."""


@dataclass
class Watch:
    """What one sweeper remembers from round to round: the database's time and its own, which cannot be set.

    A refusal leaves the memory as it was: once the clocks agree with it again, the sweeper goes on by itself.
    """

    terakhir: tuple[datetime, float] | None = None
    dipercaya: int = 0  # the last row by which an operator vouched for the clocks

    def check(self, now: datetime, *, wall: datetime, beat: float, last: datetime | None, dipercaya: int = 0) -> None:
        """Raises ClockJumped when the database's time cannot be right: against this machine's clock, against the time
        that has passed here since the last round or, for a new process, against the last sweep that anybody finished.
        """
        if abs(now - wall) > LOMPATAN:
            raise ClockJumped(
                f"Jam basis data ({_tulis(now)}) dan jam mesin ini ({_tulis(wall)}) berbeda lebih dari 5 menit."
            )
        before = self.terakhir if dipercaya <= self.dipercaya else None
        if before and abs((now - before[0]) - timedelta(seconds=beat - before[1])) > LOMPATAN:
            raise ClockJumped(
                f"Sejak sapuan sebelumnya berlalu {beat - before[1]:.0f} detik, tetapi jam basis data melompat"
                f" dari {_tulis(before[0])} ke {_tulis(now)}."
            )
        if before is None and last and last - now > LOMPATAN:
            raise ClockJumped(f"Sapuan terakhir selesai {_tulis(last)}, padahal jam basis data baru {_tulis(now)}.")
        self.terakhir, self.dipercaya = (now, beat), max(dipercaya, self.dipercaya)


@dataclass
class Round:
    """What a sweep did."""

    ditembak: int = 0
    terlambat: float = 0.0  # seconds by which the latest alarm came after its time
    lambat: int = 0  # how many came more than LAMBAT late
    tuntas: bool = True  # nothing was left that this sweeper could take


WATCH = Watch()


def run(watch: Watch = WATCH) -> int:
    """One round by the database's clock; returns how many alarms were fired. Raises ClockJumped."""
    return once(watch).ditembak


def once(watch: Watch = WATCH, *, stop: Callable[[], bool] = lambda: False) -> Round:
    """As `run`; `stop` is asked between batches. Raises ClockJumped."""
    now, last, dipercaya = _database_time()
    watch.check(now, wall=datetime.now(UTC), beat=time.clock_gettime(JAM), last=last, dipercaya=dipercaya)
    done = _sweep(now, stop)
    if done.lambat:
        log.warning("alarm_terlambat", jumlah=done.lambat, detik=round(done.terlambat))
    if done.tuntas:
        _remember(now, done)
    return done


def trust() -> str:
    """An operator vouches for the clocks as they are now: every sweeper begins anew. Returns what was seen.

    Raises ClockJumped while database and machine contradict each other: then one of them is still wrong.
    """
    now, last, _ = _database_time()
    Watch().check(now, wall=datetime.now(UTC), beat=0.0, last=None)
    with transaction.atomic():
        ahead = Sapuan.objects.filter(selesai_pada__gt=now).delete()[0]
        Sapuan.objects.create(oleh=f"{PERCAYA} {_name()}"[:80], jumlah=0, terlambat=0.0)
    log.warning("jam_dipercaya", basis_data=now.isoformat(), sapuan_terakhir=last and last.isoformat())
    sapuan = f"Sapuan terakhir selesai {_tulis(last)}" if last else "Belum pernah ada sapuan yang selesai"
    return f"{sapuan}; jam basis data kini {_tulis(now)}. {ahead} catatan sapuan dari masa depan dihapus."


def sweep(*, now: datetime) -> int:
    """Fire every alarm that is due at `now`; return how many."""
    return _sweep(now, lambda: False).ditembak


def _database_time() -> tuple[datetime, datetime | None, int]:
    """The database's time, when the last sweep was finished, and the last row by which somebody vouched for clocks."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT clock_timestamp(), max(selesai_pada), coalesce(max(id) FILTER (WHERE oleh LIKE %s), 0)"
            " FROM sla_sapuan",
            [f"{PERCAYA}%"],
        )
        now, last, dipercaya = cursor.fetchone()
    return now, last, dipercaya


def _remember(now: datetime, done: Round) -> None:
    """A round has come to its end; what is old, or was written under a wrong clock, is forgotten."""
    with connection.cursor() as cursor:
        cursor.execute(
            "DELETE FROM sla_sapuan WHERE selesai_pada < %s OR selesai_pada > %s", [now - INGAT, now + LOMPATAN]
        )
    Sapuan.objects.create(oleh=_name(), jumlah=done.ditembak, terlambat=done.terlambat)


def _name() -> str:
    return f"{socket.gethostname()}:{os.getpid()}"[:80]


def _tulis(pada: datetime) -> str:
    return f"{pada.astimezone(UTC):%Y-%m-%d %H.%M.%S} UTC"


def _sweep(now: datetime, stop: Callable[[], bool]) -> Round:
    done, begin = Round(), time.monotonic()
    while rows := _batch(now):
        elapsed = time.monotonic() - begin
        late = [(now - sejak).total_seconds() + elapsed for sejak in rows if sejak]
        done.ditembak += len(late)
        done.terlambat = max(done.terlambat, *late, 0.0)
        done.lambat += sum(x > LAMBAT for x in late)
        if stop():
            done.tuntas = False
            break
    return done


@transaction.atomic
def _batch(now: datetime) -> list[datetime | None]:
    """Take up to SEKALI rows and fire their alarms; returns for each since when it could have been, none if it was not.

    A row that another version of its policy has moved since is only set right; one whose calendar has changed waits
    for sla/move.py, which knows its new time.
    """
    berubah = Kalender.objects.filter(kode=OuterRef("kalender_id"), versi__gt=OuterRef("kalender_versi"))
    rows = list(
        Tenggat.objects.select_for_update(skip_locked=True, of=("self",))
        .prefetch_related("kebijakan")
        .annotate(digeser_pada=F("perubahan__dibuat_pada"))
        .filter(~Exists(berubah), alarm_pada__lte=now)
        .order_by("alarm_pada")[:SEKALI]
    )
    since: list[datetime | None] = []
    entries = []
    for row in rows:
        sejak, alarm = _since(row), _turn(row, now)
        since.append(sejak if alarm else None)
        if alarm:
            data = {"tenggat": row.pk, "kebijakan": row.kode, "tingkat": alarm.tingkat, "siklus": row.siklus}
            app = row.objek_tipe.partition(".")[0]
            entries.append(Entry(f"{app}.{alarm.jenis}", row.objek_tipe, row.objek_id, data))
    if rows:
        _mark(rows)
        record_many(entries, by=SYSTEM, now=now)
    return since


def _since(row: Tenggat) -> datetime:
    """Since when an alarm could have been heard: its time, or later when the clock was set, resumed or moved later."""
    pada = [row.alarm_pada, row.mulai_pada, getattr(row, "digeser_pada", None)]
    pada += [datetime.fromisoformat(row.jeda[-1][1])] if row.jeda and row.jeda[-1][1] else []
    return max(p for p in pada if p)


def _turn(row: Tenggat, now: datetime) -> Alarm | None:
    """Set a row to its next alarm and return the due one; None when another version has moved or dropped it since."""
    semua = clock.alarms(row.kebijakan, row.jatuh_tempo, clock.calendar_of(row))
    alarm = clock.next_alarm(semua, row.alarm_ke)
    due = alarm if alarm and alarm.pada <= now else None
    if due:
        row.alarm_ke = due.tingkat + 1
        alarm = clock.next_alarm(semua, row.alarm_ke)
    row.alarm_pada = alarm.pada if alarm else None
    return due


def _mark(rows: Sequence[Tenggat]) -> None:
    """Write the next alarms of all rows in one statement."""
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE sla_tenggat t SET alarm_ke = b.ke, alarm_pada = b.pada"
            " FROM unnest(%s::bigint[], %s::int[], %s::timestamptz[]) b(id, ke, pada) WHERE t.id = b.id",
            [[r.pk for r in rows], [r.alarm_ke for r in rows], [r.alarm_pada for r in rows]],
        )
