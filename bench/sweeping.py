"""The sweep over 1,000 due among 100,000 open clocks, against the same effect in one bare SQL statement."""

import json
import sys
import time
from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.db import connection, transaction
from django.utils import timezone

from bench import tape
from bench.plan import LANTAI, PORTAL
from sla.models import Tenggat
from sla.sweep import sweep

LANTAI_SQL = """
WITH kena AS (
  UPDATE sla_tenggat SET alarm_ke = alarm_ke + 1, alarm_pada = jatuh_tempo + interval '2 days' WHERE id IN
    (SELECT id FROM sla_tenggat WHERE alarm_pada <= %(now)s ORDER BY alarm_pada FOR UPDATE SKIP LOCKED)
  RETURNING id, objek_tipe, objek_id, alarm_ke
), tulis AS (
  INSERT INTO jejak_jejak
    (kejadian, objek_tipe, objek_id, urut, pada, pelaku, peran, pelaku_id, data, sebelum, sidik)
  SELECT 'pengaduan.terlambat', k.objek_tipe, k.objek_id, coalesce(j.urut, 0) + 1, %(now)s, 'Sistem', 'sistem', NULL,
    jsonb_build_object('tenggat', k.id, 'tingkat', k.alarm_ke), coalesce(j.sidik, repeat('0', 64)),
    encode(sha256(coalesce(j.sidik, '')::bytea), 'hex')
  FROM kena k LEFT JOIN LATERAL (SELECT urut, sidik FROM jejak_jejak WHERE objek_tipe = k.objek_tipe
    AND objek_id = k.objek_id ORDER BY urut DESC LIMIT 1) j ON true
  RETURNING id
), antre AS (
  INSERT INTO jejak_outbox (jejak_id, listener, coba_pada, percobaan, galat)
  SELECT id, 'lantai', %(now)s, 0, '' FROM tulis RETURNING 1
)
SELECT count(*) FROM antre
"""


def bare(*, now: datetime) -> int:
    """Mark, write the trail and the outbox in one statement; returns how many fired."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(LANTAI_SQL, {"now": now})
        (count,) = cursor.fetchone()
        return int(count)


def restore(rows: list[tuple[int, datetime, int]]) -> None:
    """Let the same clocks be due again."""
    ids, pada, ke = (list(column) for column in zip(*rows, strict=True))
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE sla_tenggat t SET alarm_pada = s.pada, alarm_ke = s.ke FROM"
            " unnest(%s::bigint[], %s::timestamptz[], %s::int[]) s(id, pada, ke) WHERE s.id = t.id",
            [ids, pada, ke],
        )


def measure(rounds: int) -> dict[str, Any]:
    """Seconds per round on both sides, how many were due and fired, and the sweep's queries."""
    now = timezone.now()
    due = list(Tenggat.objects.filter(alarm_pada__lte=now).values_list("pk", "alarm_pada", "alarm_ke"))
    open_clocks = Tenggat.objects.filter(berhenti_pada__isnull=True).count()
    found: dict[str, Any] = {"jatuh_tempo": len(due), "terbuka": open_clocks, "tembak": set(), PORTAL: [], LANTAI: []}
    sides: tuple[tuple[str, Callable[..., int]], ...] = ((LANTAI, bare), (PORTAL, sweep))
    with tape.recording() as heard:
        sweep(now=now)
    restore(due)
    for _round in range(rounds):
        for side, fire in sides:
            begin = time.perf_counter()
            found["tembak"].add(fire(now=now))
            found[side].append(time.perf_counter() - begin)
            restore(due)
    return found | {"kueri": tape.count(heard), "tembak": sorted(found["tembak"])}


def main(arguments: list[str]) -> int:
    """`python -m bench.inside sweeping ROUNDS` prints one line of JSON."""
    sys.stdout.write(json.dumps(measure(int(arguments[0]))) + "\n")
    return 0
