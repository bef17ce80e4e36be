"""The clocks of a case: started, paused, resumed and stopped by its stages, kept as rows."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db import models
from django.db.models import Count, OuterRef, Subquery

from sla import calendar
from sla.models import Kebijakan, Tenggat

DIINGATKAN, TERLAMBAT = "diingatkan", "terlambat"


@dataclass(frozen=True)
class Alarm:
    """A moment at which a deadline makes itself heard."""

    jenis: str
    tingkat: int
    pada: datetime


def alarms(kebijakan: Kebijakan, jatuh_tempo: datetime, libur: Iterable[date]) -> list[Alarm]:
    """All alarms of a deadline, in order: reminder, late (owner), late (ketua tim), late (direktur)."""
    found = []
    if kebijakan.pengingat:
        found.append(Alarm(DIINGATKAN, 0, calendar.shift(jatuh_tempo, -kebijakan.pengingat, libur)))
    found.append(Alarm(TERLAMBAT, 1, jatuh_tempo))
    for tingkat, hari in ((2, kebijakan.eskalasi_2), (3, kebijakan.eskalasi_3)):
        if hari:
            found.append(Alarm(TERLAMBAT, tingkat, calendar.shift(jatuh_tempo, hari, libur)))
    return found


def next_alarm(semua: Iterable[Alarm], tingkat: int) -> Alarm | None:
    """The first alarm of at least this level. Levels, not places: a policy may gain and lose alarms while it runs."""
    return next((a for a in semua if a.tingkat >= tingkat), None)


def running(objek: models.Model) -> models.QuerySet[Tenggat]:
    """The clocks of a case that have not stopped."""
    return Tenggat.objects.filter(
        objek_tipe=objek._meta.label_lower, objek_id=objek.pk, berhenti_pada__isnull=True
    ).select_related("kebijakan")


def hold(objek: models.Model) -> None:
    """Keep the running clocks until the commit. The sweep holds a clock before its chain; so does every step."""
    list(running(objek).select_for_update(of=("self",)).order_by("pk"))


def all_of(objek: models.Model) -> models.QuerySet[Tenggat]:
    """All clocks that a case ever had, oldest first."""
    rows = Tenggat.objects.filter(objek_tipe=objek._meta.label_lower, objek_id=objek.pk)
    return rows.select_related("kebijakan").order_by("mulai_pada", "id")


def start(objek: models.Model, kode: str, *, now: datetime) -> Tenggat:
    """Start the clock of a policy; a clock of the same kind that ran before gives the cycle number."""
    tipe = objek._meta.label_lower
    before = Tenggat.objects.filter(objek_tipe=tipe, objek_id=objek.pk, kebijakan=OuterRef("pk")).values("kebijakan")
    kebijakan = Kebijakan.objects.annotate(dahulu=Subquery(before.annotate(n=Count("pk")).values("n"))).get(kode=kode)
    libur = calendar.holidays_for(now, kebijakan.jumlah)
    jatuh_tempo, _ = calendar.prove(now, kebijakan.jumlah, kebijakan.satuan, libur)
    return Tenggat.objects.create(
        objek_tipe=tipe,
        objek_id=objek.pk,
        kebijakan=kebijakan,
        siklus=(kebijakan.dahulu or 0) + 1,
        mulai_pada=now,
        jatuh_tempo=jatuh_tempo,
        alarm_pada=alarms(kebijakan, jatuh_tempo, libur)[0].pada,
    )


def pause(tenggat: Tenggat, *, now: datetime) -> None:
    """Let the clock stand still from now on."""
    tenggat.jeda = [*tenggat.jeda, [now.isoformat(), None]]
    tenggat.dijeda, tenggat.alarm_pada = True, None
    tenggat.save(update_fields=["jeda", "dijeda", "alarm_pada"])


def resume(tenggat: Tenggat, *, now: datetime) -> None:
    """Let the clock go on; the due time moves by the working days that it stood still."""
    tenggat.jeda = [*tenggat.jeda[:-1], [tenggat.jeda[-1][0], now.isoformat()]]
    tenggat.dijeda = False
    kebijakan = tenggat.kebijakan
    lama = (now - tenggat.mulai_pada).days
    libur = calendar.holidays_for(tenggat.mulai_pada, kebijakan.jumlah + lama)
    tenggat.jatuh_tempo, _ = calendar.prove(tenggat.mulai_pada, kebijakan.jumlah, kebijakan.satuan, libur, tenggat.jeda)
    alarm = next_alarm(alarms(kebijakan, tenggat.jatuh_tempo, libur), tenggat.alarm_ke)
    tenggat.alarm_pada = alarm.pada if alarm else None
    tenggat.save(update_fields=["jeda", "dijeda", "jatuh_tempo", "alarm_pada"])


def stop(tenggat: Tenggat, *, now: datetime) -> None:
    """The promise is kept or has become void."""
    tenggat.berhenti_pada, tenggat.alarm_pada = now, None
    tenggat.save(update_fields=["berhenti_pada", "alarm_pada"])


def proof(tenggat: Tenggat) -> list[calendar.Hari]:
    """Day by day, why this deadline is when it is."""
    kebijakan = tenggat.kebijakan
    span = (tenggat.jatuh_tempo - tenggat.mulai_pada).days
    libur = calendar.holidays_for(tenggat.mulai_pada, max(kebijakan.jumlah, span))
    closed_pauses = [p for p in tenggat.jeda if p[1] is not None]
    return calendar.prove(tenggat.mulai_pada, kebijakan.jumlah, kebijakan.satuan, libur, closed_pauses)[1]
