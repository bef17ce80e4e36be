"""The judge: reads what was fired from the rows alone and compares it with what had to be."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from operator import attrgetter
from typing import Any

from django.db import connection
from django.db.models.functions import Now

from faults.deadlines import TIPE, Key, Plan
from jejak import outbox, trail
from jejak.models import Jejak
from pengaduan.status import Event
from sla.models import Tenggat

BATAS = 60.0  # seconds after being due, or after recovery
BACA = """
SELECT j.objek_id, j.data->>'kebijakan', (j.data->>'siklus')::int, (j.data->>'tingkat')::int, j.kejadian,
  j.pada, s.pada,
  (SELECT count(*) FROM jejak_outbox o WHERE o.jejak_id = j.id),
  (SELECT count(*) FROM jejak_outbox o WHERE o.jejak_id = j.id AND o.diantar_pada IS NOT NULL AND o.galat = ''),
  ARRAY(SELECT p.penerima || ' ' || p.kanal FROM notifikasi_pesan p WHERE p.jejak_id = j.id)
FROM jejak_jejak j JOIN latihan_saksi s ON s.jejak_id = j.id
WHERE j.objek_tipe = %s AND j.objek_id = ANY(%s) AND j.kejadian = ANY(%s)
ORDER BY j.objek_id, j.urut
"""


@dataclass(frozen=True)
class Ring:
    """An alarm that was heard: when by its own word, when by the witness's, and who was told."""

    key: Key
    kejadian: str
    pada: datetime
    saksi: datetime
    antaran: int
    diantar: int
    pesan: tuple[str, ...]


@dataclass(frozen=True)
class Verdict:
    """What the rows say. Counts of alarms, but for `putus` (rows of the trail) and `terlambat` (seconds)."""

    harus: int
    bunyi: int
    ganda: int
    hilang: int
    dini: int
    kabar: int  # of those heard, how many were not told to everybody exactly once
    putus: int
    terlambat: float

    def broken(self) -> list[str]:
        """The promises that were broken, in words."""
        counts = {"ganda": self.ganda, "hilang": self.hilang, "dini": self.dini, "kabar": self.kabar}
        found = [name for name, count in (counts | {"rantai": self.putus}).items() if count]
        return [*found, "lambat"] if self.terlambat > BATAS else found


def read(ids: Iterable[int]) -> list[Ring]:
    """The alarms of these complaints that were heard."""
    with connection.cursor() as cursor:
        cursor.execute(BACA, [TIPE, list(ids), [str(Event.DIINGATKAN), str(Event.TERLAMBAT)]])
        rows: list[tuple[Any, ...]] = cursor.fetchall()
    return [
        Ring(Key(objek, kebijakan, siklus, tingkat), kejadian, pada, saksi, antaran, diantar, tuple(pesan))
        for objek, kebijakan, siklus, tingkat, kejadian, pada, saksi, antaran, diantar, pesan in rows
    ]


def overdue(ids: Iterable[int]) -> int:
    """Clocks of these complaints that ought to have rung by now."""
    return Tenggat.objects.filter(objek_tipe=TIPE, objek_id__in=list(ids), alarm_pada__lte=Now()).count()


def chain_breaks(ids: Iterable[int]) -> int:
    """Rows of the trail that do not fit the one before."""
    rows = Jejak.objects.filter(objek_tipe=TIPE, objek_id__in=list(ids)).order_by("objek_tipe", "objek_id", "urut")
    return sum(1 for _ in trail.broken(rows.iterator()))


def weigh(
    plan: Plan,
    rings: list[Ring],
    *,
    pulih: datetime,
    listeners: Mapping[str, list[str]],
    tertinggal: int = 0,
    putus: int = 0,
) -> Verdict:
    """Compare. What rang without being due is early; a clock left behind is lost, although its alarm may be planned."""
    counts = Counter(ring.key for ring in rings)
    hilang = sum(1 for key in plan if not counts[key])
    planned = [ring for ring in rings if ring.key in plan]
    late = [_late(ring, plan[ring.key].pada, pulih) for ring in planned]
    return Verdict(
        harus=len(plan),
        bunyi=len(counts),
        ganda=sum(n - 1 for n in counts.values()) + _said_twice(rings),
        hilang=hilang or tertinggal,
        dini=len(rings) - len(planned) + sum(1 for r in planned if min(r.pada, r.saksi) < plan[r.key].pada),
        kabar=sum(1 for r in planned if not _told(r, plan[r.key].kabar, len(listeners.get(r.kejadian, [])))),
        putus=putus,
        terlambat=max(late, default=0.0),
    )


def _late(ring: Ring, due: datetime, pulih: datetime) -> float:
    """Seconds after it was due, or after the recovery where it was heard after that."""
    return (ring.saksi - (max(due, pulih) if ring.saksi >= pulih else due)).total_seconds()


def _told(ring: Ring, kabar: bool, listeners: int) -> bool:
    """Whether every listener heard of it once, and whoever has to hear has a message."""
    return ring.antaran == ring.diantar == listeners and bool(ring.pesan) >= kabar


def _said_twice(rings: list[Ring]) -> int:
    """Messages that somebody was sent twice about one alarm over one channel."""
    twice = 0
    for _, same in groupby(sorted(rings, key=attrgetter("key")), key=attrgetter("key")):
        to = Counter(pesan for ring in same for pesan in ring.pesan)
        twice += sum(n - 1 for n in to.values())
    return twice


def judge(plan: Plan, *, pulih: datetime, chain: bool = True) -> Verdict:
    """Everything about these alarms, as the database has it now; without the chain it is quick."""
    ids = {key.objek_id for key in plan}
    return weigh(
        plan,
        read(ids),
        pulih=pulih,
        listeners=outbox.connected(),
        tertinggal=overdue(ids),
        putus=chain_breaks(ids) if chain else 0,
    )
