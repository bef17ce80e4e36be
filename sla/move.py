"""A change of the calendar: first weighed, then made, then the open clocks follow.

The clocks remember by which version of their calendar they were computed, so the move needs no list of its own: any
number of workers may run it, one that dies is carried on by the next, and a clock that was started meanwhile with the
old tables is found a minute later.
"""

from collections import Counter
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import partial
from typing import Any

import structlog
from django.apps import apps
from django.db import OperationalError, connection, transaction
from django.db.models import F
from django.db.models.functions import Greatest
from psycopg.errors import DeadlockDetected, LockNotAvailable

from akun.actor import SYSTEM, Actor
from jejak import trail, wake
from jejak.trail import Entry
from sla import office, recount
from sla.calendar import Calendar
from sla.models import Kalender, PerubahanKalender
from sla.recount import Baru, Recount
from sla.stages import REGISTRY

TASK = "sla.geser"
DIUBAH, DIGESER = "sla.kalender_diubah", "sla.kalender_digeser"
PEKERJA = 2  # threads of a task; they share the clocks
SEKALI = 2_000  # clocks per transaction
SABAR = (
    "500ms"  # shorter than Postgres waits before it looks for a deadlock: a step of somebody never loses to the move
)
# Asks the index for the oldest version in use per calendar: a look, however many clocks there are.
BEHIND = (
    "EXISTS (SELECT 1 FROM sla_kalender k CROSS JOIN LATERAL (SELECT t.kalender_versi FROM sla_tenggat t"
    " WHERE t.kalender = k.kode AND t.berhenti_pada IS NULL ORDER BY t.kalender_versi LIMIT 1) tertua"
    " WHERE tertua.kalender_versi < k.versi)"
)
KLAIM = " FOR UPDATE OF t SKIP LOCKED"
log = structlog.get_logger(__name__)
Edit = Callable[[], object]
Progress = Callable[[int, int], None]
Place = tuple[str, int, str]  # of a running clock among all: kind and number of its case, its policy


@dataclass(frozen=True)
class Dampak:
    """What a change of the calendar would do to the open clocks. `per_kebijakan`: moved clocks by policy name."""

    diperiksa: int
    bergeser: int
    menjadi_terlambat: int
    menjadi_tidak_terlambat: int
    per_kebijakan: dict[str, int]
    maju: timedelta  # the furthest that one moves to an earlier time
    mundur: timedelta  # and to a later one


def preview(edit: Edit, *, now: datetime) -> Dampak:
    """What `edit` would move. Nothing of it stays. Raises what `edit` raises, CalendarRefused."""
    try:
        with transaction.atomic():
            _change(edit)
            dampak = _weigh(now)
            transaction.set_rollback(True)
        return dampak
    finally:
        office.forget()


@transaction.atomic
def apply(edit: Edit, *, uraian: dict[str, Any], by: Actor, now: datetime) -> PerubahanKalender:
    """Make a change of the calendar and call the move of its open clocks. Raises what `edit` raises, CalendarRefused.

    The row says in `uraian["versi"]` which calendars have come to which version.
    """
    try:
        uraian = uraian | {"versi": _change(edit)}
        row = PerubahanKalender.objects.create(uraian=uraian, oleh_id=by.user_id, dibuat_pada=now, total=recount.left())
        trail.record(kejadian=DIUBAH, objek=row, by=by, now=now, data=uraian | {"total": row.total})
    finally:
        office.forget()
    transaction.on_commit(office.forget)
    transaction.on_commit(partial(wake.wake, TASK))
    return row


def _change(edit: Edit) -> dict[str, int]:
    """Edit, one officer after the other; returns the calendars that are others now, and their new version."""
    before = {k.pk: _content(k) for k in Kalender.objects.select_for_update(no_key=True).order_by("pk")}
    edit()
    changed: dict[str, int] = {}
    for row in Kalender.objects.order_by("pk"):
        if before.get(row.pk) == _content(row):
            continue
        Calendar(office.rules(row))
        if row.pk in before:
            row.versi += 1
            row.save(update_fields=["versi"])
            changed[row.kode] = row.versi
    return changed


def _content(row: Kalender) -> object:
    return replace(office.rules(row), versi=0)


def _weigh(now: datetime) -> Dampak:
    """Compare old and new due times of all clocks of an old version."""
    tabel, jumlah, per_kebijakan, selisih = Recount(), Counter[str](), Counter[str](), [timedelta()]
    with connection.chunked_cursor() as cursor:
        for lama in recount.read(cursor):
            baru = tabel.clock(lama, now=now)
            jumlah["diperiksa"] += 1
            if baru.bergeser:
                jumlah["bergeser"] += 1
                jumlah["menjadi_terlambat"] += baru.menjadi_terlambat(now)
                jumlah["menjadi_tidak_terlambat"] += baru.menjadi_tidak_terlambat(now)
                per_kebijakan[tabel.kebijakan(lama.kebijakan_id)[0].sebutan] += 1
                selisih.append(baru.jatuh_tempo - lama.jatuh_tempo)
    return Dampak(
        jumlah["diperiksa"],
        jumlah["bergeser"],
        jumlah["menjadi_terlambat"],
        jumlah["menjadi_tidak_terlambat"],
        dict(per_kebijakan),
        maju=-min(selisih),
        mundur=max(selisih),
    )


def run(*, now: datetime, progress: Progress | None = None, pekerja: int = 1) -> int:
    """Bring every open clock to the present version of its calendar; returns how many were brought there.

    More than one worker use connections of their own: the database works for one while the other computes. They begin
    at both ends, so that they meet once instead of waiting for each other's cases. A clock that somebody else holds is
    left to the next round, at most a minute later.
    """
    if not (PerubahanKalender.objects.filter(selesai_pada=None).exists() or _behind()):
        return 0
    if pekerja == 1:
        done = _work(backwards=False, now=now, progress=progress)
    else:
        with ThreadPoolExecutor(pekerja) as pool:
            shares = [pool.submit(_apart, n % 2 == 1, now=now, progress=progress) for n in range(pekerja)]
            done = sum(share.result() for share in shares)
    _finish(now=now)
    return done


def _apart(backwards: bool, *, now: datetime, progress: Progress | None) -> int:
    """A worker in a thread of its own."""
    try:
        return _work(backwards, now=now, progress=progress)
    finally:
        connection.close()


def _work(backwards: bool, *, now: datetime, progress: Progress | None) -> int:
    """Pass after pass, until nothing is left that can be taken."""
    tabel, done = Recount(), 0
    try:
        while moved := _pass(tabel, backwards, now=now, progress=progress):
            done += moved
    except OperationalError as sebab:
        if not isinstance(sebab.__cause__, LockNotAvailable | DeadlockDetected):
            raise
        log.info("geser_tenggat_menunggu", galat=type(sebab.__cause__).__name__)
    return done


def _behind() -> bool:
    """Whether a clock is of an old version."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT " + BEHIND)
        (behind,) = cursor.fetchone()
        return bool(behind)


def _pass(tabel: Recount, backwards: bool, *, now: datetime, progress: Progress | None) -> int:
    """Once through the clocks, case by case: what lies together is written together."""
    after: Place | None = None
    done = 0
    while rows := _batch(tabel, after, backwards, now=now):
        last = rows[-1].lama
        after, done = (last.objek_tipe, last.objek_id, last.kode), done + len(rows)
        if progress:
            known = PerubahanKalender.objects.filter(pk=rows[-1].perubahan or 0).values_list("diperiksa", "total")
            progress(*(known.first() or (done, done)))
    return done


@transaction.atomic
def _batch(tabel: Recount, after: Place | None, backwards: bool, *, now: datetime) -> list[Baru]:
    """Move the next clocks. Everybody holds clocks first, then cases, then chains.

    The commit does not wait for the disk. What a crash takes with it are whole batches, which are then still of an old
    version and moved by the next worker; whatever others built on them has waited for the disk, and so for all that was
    written before it. `_finish` waits as well: nothing is called done that could be lost.
    """
    arah, kemudian = ("DESC", "<") if backwards else ("ASC", ">")
    tail = f" AND (t.objek_tipe, t.objek_id, t.kode) {kemudian} (%s, %s, %s)" if after else ""
    tail += f" ORDER BY t.objek_tipe {arah}, t.objek_id {arah}, t.kode {arah} LIMIT {SEKALI}"
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT set_config('lock_timeout', %s, true), set_config('synchronous_commit', 'off', true)", [SABAR]
        )
        rows = [tabel.clock(lama, now=now) for lama in list(recount.read(cursor, tail + KLAIM, after or ()))]
    if rows:
        recount.write(rows)
        moved = [b for b in rows if b.bergeser]
        _mirror(moved)
        trail.record_many([_told(b) for b in moved], by=SYSTEM, now=now)
        _count(rows, now=now)
    return rows


def _mirror(moved: Sequence[Baru]) -> None:
    """Show the new due times on the cases."""
    for tipe in {b.lama.objek_tipe for b in moved}:
        if stages := REGISTRY.get(tipe):
            mine = [b.lama.id for b in moved if b.lama.objek_tipe == tipe]
            stages.mirror_many(apps.get_model(tipe), mine)


def _told(baru: Baru) -> Entry:
    """What the trail of a case says of a moved clock."""
    lama = baru.lama
    data = {
        "tenggat": lama.id,
        "kebijakan": lama.kode,
        "lama": recount.iso(lama.jatuh_tempo),
        "baru": recount.iso(baru.jatuh_tempo),
        "perubahan": baru.perubahan,
    }
    return Entry(f"{lama.objek_tipe.partition('.')[0]}.tenggat_digeser", lama.objek_tipe, lama.objek_id, data)


def _count(rows: Sequence[Baru], *, now: datetime) -> None:
    """Write how far the changes have come."""
    for pk in sorted({b.perubahan for b in rows if b.perubahan}):
        mine = [b for b in rows if b.perubahan == pk]
        PerubahanKalender.objects.filter(pk=pk).update(
            diperiksa=F("diperiksa") + len(mine),
            bergeser=F("bergeser") + sum(b.bergeser for b in mine),
            terlambat=F("terlambat") + sum(b.menjadi_terlambat(now) for b in mine),
            total=Greatest("total", F("diperiksa") + len(mine)),
        )


@transaction.atomic
def _finish(*, now: datetime) -> None:
    """Once no clock is left behind, the changes are through: said once, whoever comes last."""
    rows = list(PerubahanKalender.objects.select_for_update().filter(selesai_pada=None).order_by("pk"))
    if not rows or _behind():
        return
    for row in rows:
        row.selesai_pada = now
        row.save(update_fields=["selesai_pada"])
        data = {"diperiksa": row.diperiksa, "bergeser": row.bergeser, "terlambat": row.terlambat}
        trail.record(kejadian=DIGESER, objek=row, by=SYSTEM, now=now, data=data)
