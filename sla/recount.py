"""Open clocks in bulk: read as plain tuples, computed anew by the calendars as they are now, written at once.

One by one the same is done by sla/clock.py; here it has to be quick for a hundred thousand.
"""

import json
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any, NamedTuple

import structlog
from django.core.exceptions import ValidationError
from django.db import connection

from sla import clock, office
from sla.calendar import Calendar
from sla.clock import Alarm
from sla.due import Limit, due
from sla.models import Kalender, Kebijakan, PerubahanKalender, Tenggat

log = structlog.get_logger(__name__)

# An open clock that was computed with a calendar version that holds no more.
TERTINGGAL = (
    " FROM sla_tenggat t JOIN sla_kalender k ON k.kode = t.kalender"
    " WHERE t.berhenti_pada IS NULL AND t.kalender_versi < k.versi"
)
BACA = (
    "SELECT t.id, t.objek_tipe, t.objek_id, t.kode, t.kebijakan_id, t.kalender, k.versi, t.mulai_pada::text,"
    " t.jatuh_tempo::text, t.jeda::text, t.dijeda, t.alarm_ke" + TERTINGGAL
)
TULIS = (
    "UPDATE sla_tenggat t SET kalender_versi = b.versi, jatuh_tempo = b.batas, alarm_pada = b.alarm, alarm_ke = b.ke,"
    " perubahan_id = coalesce(b.perubahan, t.perubahan_id) FROM json_to_recordset(%s)"
    " b(id bigint, versi int, batas timestamptz, alarm timestamptz, ke int, perubahan bigint) WHERE t.id = b.id"
)


class Lama(NamedTuple):
    """An open clock as it stands in its row, and the present version of its calendar."""

    id: int
    objek_tipe: str
    objek_id: int
    kode: str
    kebijakan_id: int
    kalender: str
    versi: int
    mulai_pada: datetime
    jatuh_tempo: datetime
    jeda: str
    dijeda: bool
    alarm_ke: int


class Baru(NamedTuple):
    """The same clock by the present calendar. `perubahan`: the change of the calendar that brought this about."""

    lama: Lama
    versi: int
    jatuh_tempo: datetime
    alarm_pada: datetime | None
    alarm_ke: int
    perubahan: int | None
    bergeser: bool

    def menjadi_terlambat(self, now: datetime) -> bool:
        """Late by the new due time and not by the old one. A clock that stands still is not late."""
        return not self.lama.dijeda and self.jatuh_tempo <= now < self.lama.jatuh_tempo

    def menjadi_tidak_terlambat(self, now: datetime) -> bool:
        """Late by the old due time and not by the new one."""
        return not self.lama.dijeda and self.lama.jatuh_tempo <= now < self.jatuh_tempo


def read(cursor: Any, tail: str = "", values: Sequence[Any] = ()) -> Iterator[Lama]:
    """The open clocks of an old calendar version. Times come as text: Python's own parser is the quickest."""
    cursor.execute(BACA + tail, values)
    for row in cursor:
        yield Lama._make((*row[:7], datetime.fromisoformat(row[7]), datetime.fromisoformat(row[8]), *row[9:]))


def left() -> int:
    """How many open clocks are of an old calendar version."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*)" + TERTINGGAL)
        (count,) = cursor.fetchone()
        return int(count)


class Recount:
    """Due times and alarms by the calendars and policies as they are in the database, not in the process."""

    def __init__(self) -> None:
        self._kalender: dict[str, tuple[Calendar, int | None]] = {}
        self._kebijakan: dict[int, tuple[Kebijakan, Limit]] = {}
        self._alarms = lru_cache(maxsize=20_000)(self._all_alarms)

    def kebijakan(self, pk: int) -> tuple[Kebijakan, Limit]:
        """A policy version and its limit; a version never changes."""
        if pk not in self._kebijakan:
            row = Kebijakan.objects.get(pk=pk)
            self._kebijakan[pk] = (row, clock.limit_of(row))
        return self._kebijakan[pk]

    def kalender(self, kode: str, versi: int) -> tuple[Calendar, int | None]:
        """The tables of a calendar in at least this version, and the newest change that concerned it.

        The row is read before its rules: where somebody changes them in between, the clock is moved once more.
        """
        found = self._kalender.get(kode)
        if found is None or found[0].rules.versi < versi:
            tabel = Calendar(office.rules(Kalender.objects.get(kode=kode)))
            changes = PerubahanKalender.objects.filter(uraian__versi__has_key=kode)
            found = self._kalender[kode] = (tabel, changes.order_by("-pk").values_list("pk", flat=True).first())
        return found

    def due(self, lama: Lama) -> datetime:
        """When a clock ends now. A paused one: by the pauses that have ended. Raises ValidationError."""
        tabel, _perubahan = self.kalender(lama.kalender, lama.versi)
        _kebijakan, limit = self.kebijakan(lama.kebijakan_id)
        jeda = clock.pauses(Tenggat(jeda=json.loads(lama.jeda))) if lama.jeda != "[]" else ()
        return due(lama.mulai_pada, limit, tabel, jeda)

    def due_or_kept(self, lama: Lama) -> datetime:
        """As `due`; a clock that cannot be computed keeps what it has, and holds up no other."""
        try:
            return self.due(lama)
        except ValidationError as sebab:
            log.error("tenggat_tak_terhitung", tenggat=lama.id, galat=type(sebab).__name__)
            return lama.jatuh_tempo

    def clock(self, lama: Lama, *, now: datetime) -> Baru:
        """Due time and next alarm of a clock.

        What has been told is not told again when the due time moves: alarms below `alarm_ke` are past. One exception:
        where a wrong calendar let "terlambat" be told and the due time now lies ahead, it will be told when the time
        really is over. The reminder, once given, is not repeated.
        """
        batas = self.due_or_kept(lama)
        tabel, perubahan = self.kalender(lama.kalender, lama.versi)
        ke = 1 if lama.alarm_ke > 1 and batas > now else lama.alarm_ke
        semua = self._alarms(lama.kebijakan_id, tabel, batas)
        alarm = None if lama.dijeda else clock.next_alarm(semua, ke)
        pada = alarm.pada if alarm else None
        return Baru(lama, tabel.rules.versi, batas, pada, ke, perubahan, batas != lama.jatuh_tempo)

    def _all_alarms(self, kebijakan_id: int, tabel: Calendar, batas: datetime) -> list[Alarm]:
        return clock.alarms(self.kebijakan(kebijakan_id)[0], batas, tabel)


@lru_cache(maxsize=20_000)
def iso(pada: datetime) -> str:
    """A moment as text, in UTC. Due times are few: they lie at closing times."""
    return pada.astimezone(UTC).isoformat()


def write(rows: Sequence[Baru]) -> None:
    """Write clocks in one statement. One JSON text is read faster than an array per column is written."""
    values = [
        {
            "id": b.lama.id,
            "versi": b.versi,
            "batas": iso(b.jatuh_tempo),
            "alarm": b.alarm_pada and iso(b.alarm_pada),
            "ke": b.alarm_ke,
            "perubahan": b.perubahan if b.bergeser else None,
        }
        for b in rows
    ]
    with connection.cursor() as cursor:
        cursor.execute(TULIS, [json.dumps(values)])
