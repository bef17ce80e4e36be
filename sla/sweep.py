"""Fires deadlines that have come: takes the rows, marks them and tells of them in one transaction."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from django.db import transaction

from akun.actor import SYSTEM
from jejak.trail import Entry, record_many
from sla import calendar, clock
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
        all_alarms = clock.alarms(row.kebijakan, row.jatuh_tempo, libur)
        alarm = all_alarms[row.alarm_ke]
        row.alarm_ke += 1
        row.alarm_pada = all_alarms[row.alarm_ke].pada if row.alarm_ke < len(all_alarms) else None
        data = {"tenggat": row.pk, "kebijakan": row.kebijakan.kode, "tingkat": alarm.tingkat, "siklus": row.siklus}
        app = row.objek_tipe.partition(".")[0]
        entries.append(Entry(f"{app}.{alarm.jenis}", row.objek_tipe, row.objek_id, data))
    Tenggat.objects.bulk_update(rows, ["alarm_ke", "alarm_pada"])
    record_many(entries, by=SYSTEM, now=now)
    return len(rows)


def _holidays(rows: Sequence[Tenggat]) -> dict[date, str]:
    first = min(r.jatuh_tempo for r in rows).date() - timedelta(days=60)
    last = max(r.jatuh_tempo for r in rows).date() + timedelta(days=90)
    return calendar.holidays_between(first, last)
