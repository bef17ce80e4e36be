"""Fires deadlines that have come: takes the rows, marks them and tells of them in one transaction."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from django.db import transaction

from akun.actor import SYSTEM
from jejak.trail import Entry, record_many
from sla import calendar, clock
from sla.clock import Alarm
from sla.models import Tenggat

SEKALI = 500


def sweep(*, now: datetime) -> int:
    """Fire every alarm that is due at `now`; return how many. Any number of sweepers may run at once."""
    fired = 0
    while n := _batch(now):
        fired += n
    return fired


@transaction.atomic
def _batch(now: datetime) -> int:
    rows = list(
        Tenggat.objects.select_for_update(skip_locked=True, of=("self",))
        .select_related("kebijakan")
        .filter(alarm_pada__lte=now)
        .order_by("alarm_pada")[:SEKALI]
    )
    if not rows:
        return 0
    libur = _holidays(rows)
    entries = []
    for row in rows:
        alarm = _turn(row, libur, now)
        if alarm is None:
            continue
        data = {"tenggat": row.pk, "kebijakan": row.kebijakan.kode, "tingkat": alarm.tingkat, "siklus": row.siklus}
        app = row.objek_tipe.partition(".")[0]
        entries.append(Entry(f"{app}.{alarm.jenis}", row.objek_tipe, row.objek_id, data))
    Tenggat.objects.bulk_update(rows, ["alarm_ke", "alarm_pada"])
    record_many(entries, by=SYSTEM, now=now)
    return len(rows)


def _turn(row: Tenggat, libur: dict[date, str], now: datetime) -> Alarm | None:
    """Set a row to its next alarm and return the due one; None when the policy has moved or dropped it since."""
    semua = clock.alarms(row.kebijakan, row.jatuh_tempo, libur)
    alarm = clock.next_alarm(semua, row.alarm_ke)
    due = alarm if alarm and alarm.pada <= now else None
    if due:
        row.alarm_ke = due.tingkat + 1
        alarm = clock.next_alarm(semua, row.alarm_ke)
    row.alarm_pada = alarm.pada if alarm else None
    return due


def _holidays(rows: Sequence[Tenggat]) -> dict[date, str]:
    first = min(r.jatuh_tempo for r in rows).date() - timedelta(days=60)
    last = max(r.jatuh_tempo for r in rows).date() + timedelta(days=90)
    return calendar.holidays_between(first, last)
