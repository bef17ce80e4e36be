"""The clocks of a case: started, paused, resumed, moved and stopped by its stages, kept as rows.

A row keeps the events (start, pauses, stop), the policy version and the calendar version; the due time is computed
from them by sla/due.py, never counted up.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _

from sla import office
from sla.calendar import Calendar
from sla.due import Limit, Pause, PauseRefused, Proof, due, prove
from sla.models import KANTOR, Kebijakan, Tenggat

DIINGATKAN, TERLAMBAT = "diingatkan", "terlambat"
DIUBAH = ("kebijakan", "kalender_versi", "jatuh_tempo", "jeda", "dijeda", "berhenti_pada", "alarm_pada", "alarm_ke")


class ClockRefused(ValidationError):
    """A clock that cannot do this: it has stopped, or stands still already, or runs already."""


@dataclass(frozen=True)
class Alarm:
    """A moment at which a deadline makes itself heard."""

    jenis: str
    tingkat: int
    pada: datetime


def alarms(kebijakan: Kebijakan, jatuh_tempo: datetime, kalender: Calendar) -> list[Alarm]:
    """All alarms of a deadline, in order: reminder (in the morning), late (owner), (ketua tim), (direktur)."""
    found = []
    if kebijakan.pengingat:
        found.append(Alarm(DIINGATKAN, 0, kalender.opening_before(jatuh_tempo, kebijakan.pengingat)))
    found.append(Alarm(TERLAMBAT, 1, jatuh_tempo))
    for tingkat, hari in ((2, kebijakan.eskalasi_2), (3, kebijakan.eskalasi_3)):
        if hari:
            found.append(Alarm(TERLAMBAT, tingkat, kalender.closing_after(jatuh_tempo, hari)))
    return found


def next_alarm(semua: Iterable[Alarm], tingkat: int) -> Alarm | None:
    """The first alarm of at least this level. Levels, not places: a version may have other alarms than the last."""
    return next((a for a in semua if a.tingkat >= tingkat), None)


def running(objek: models.Model) -> models.QuerySet[Tenggat]:
    """The clocks of a case that have not stopped."""
    return all_of(objek).filter(berhenti_pada__isnull=True)


def all_of(objek: models.Model) -> models.QuerySet[Tenggat]:
    """All clocks that a case ever had, oldest first."""
    rows = Tenggat.objects.filter(objek_tipe=objek._meta.label_lower, objek_id=objek.pk)
    return rows.select_related("kebijakan").order_by("mulai_pada", "id")


def hold(objek: models.Model) -> list[Tenggat]:
    """All clocks of a case, kept until the commit. The sweep holds a clock before its chain; so does every step."""
    return list(all_of(objek).select_for_update(of=("self",)))


def limit_of(kebijakan: Kebijakan) -> Limit:
    """How long a policy gives."""
    return Limit(kebijakan.jumlah, kebijakan.satuan)


def calendar_of(tenggat: Tenggat) -> Calendar:
    """The calendar by which a clock runs, as it is now."""
    return office.kalender(str(tenggat.kalender_id))


def pauses(tenggat: Tenggat) -> list[Pause]:
    """The pauses that have ended. Raises PauseRefused for one that ends before it starts."""
    found = [(datetime.fromisoformat(a), datetime.fromisoformat(b)) for a, b in tenggat.jeda if b is not None]
    if any(b < a for a, b in found):
        raise PauseRefused(_("Jeda berakhir sebelum mulai. Periksa kedua waktunya."))
    return found


def begin(objek: models.Model, kode: str, *, now: datetime, siklus: int = 1, kalender: str = "") -> Tenggat:
    """A new clock of a policy, not yet written; of its unit's own version where the case has a `unit_kebijakan`, and
    by its own calendar where it has a `kalender_kerja`.

    `kode` stays the general one, by which the stages know the clock.
    """
    unit = getattr(objek, "unit_kebijakan", "")
    kalender = kalender or getattr(objek, "kalender_kerja", KANTOR)
    kebijakan, tabel = office.kebijakan(kode, now=now, unit=unit), office.kalender(kalender)
    tenggat = Tenggat(
        objek_tipe=objek._meta.label_lower,
        objek_id=objek.pk,
        kode=kode,
        kebijakan=kebijakan,
        kalender_id=kalender,
        kalender_versi=tabel.rules.versi,
        siklus=siklus,
        mulai_pada=now,
    )
    set_due(tenggat, tabel)
    return tenggat


def set_due(tenggat: Tenggat, kalender: Calendar) -> None:
    """Compute due time and next alarm anew from the events of a clock."""
    kebijakan = tenggat.kebijakan
    tenggat.kalender_versi = kalender.rules.versi
    tenggat.jatuh_tempo = due(tenggat.mulai_pada, limit_of(kebijakan), kalender, pauses(tenggat))
    alarm = next_alarm(alarms(kebijakan, tenggat.jatuh_tempo, kalender), tenggat.alarm_ke)
    tenggat.alarm_pada = alarm.pada if alarm and not tenggat.dijeda else None


def start(objek: models.Model, kode: str, *, now: datetime, kalender: str = "") -> Tenggat:
    """Start a clock beside those that run. Raises ClockRefused when one of this policy runs already."""
    before = [t for t in hold(objek) if t.kode == kode]
    if any(t.berhenti_pada is None for t in before):
        raise ClockRefused(_("Tenggat ini sudah berjalan."))
    tenggat = begin(objek, kode, now=now, siklus=len(before) + 1, kalender=kalender)
    tenggat.save(force_insert=True)
    return tenggat


def pause(tenggat: Tenggat, *, now: datetime) -> None:
    """Let the clock stand still from now on. Raises ClockRefused when it does not run."""
    if tenggat.dijeda or tenggat.berhenti_pada:
        raise ClockRefused(_("Tenggat ini sedang tidak berjalan."))
    tenggat.jeda = [*tenggat.jeda, [now.isoformat(), None]]
    tenggat.dijeda, tenggat.alarm_pada = True, None
    write([tenggat])


def resume(tenggat: Tenggat, *, now: datetime) -> None:
    """Let the clock go on; the due time is computed anew. Raises ClockRefused.

    Where the machine that resumes is behind the one that paused, the pause has no length.
    """
    if not tenggat.dijeda or tenggat.berhenti_pada:
        raise ClockRefused(_("Tenggat ini sedang tidak dijeda."))
    begun = datetime.fromisoformat(tenggat.jeda[-1][0])
    tenggat.jeda = [*tenggat.jeda[:-1], [begun.isoformat(), max(now, begun).isoformat()]]
    tenggat.dijeda = False
    set_due(tenggat, calendar_of(tenggat))
    write([tenggat])


def stop(tenggat: Tenggat, *, now: datetime) -> None:
    """The promise is kept or has become void. Raises ClockRefused when the clock has stopped before."""
    if tenggat.berhenti_pada:
        raise ClockRefused(_("Tenggat ini sudah berhenti."))
    tenggat.berhenti_pada, tenggat.alarm_pada = now, None
    write([tenggat])


def kept(tenggat: Tenggat) -> bool:
    """Whether a clock that has stopped kept its date.

    One that stood still when it stopped was kept, or broken, when it was paused: nobody could act after that.
    """
    terbuka = [datetime.fromisoformat(dari) for dari, sampai in tenggat.jeda if sampai is None]
    return min(filter(None, (tenggat.berhenti_pada, *terbuka))) <= tenggat.jatuh_tempo


def change_policy(tenggat: Tenggat, kebijakan: Kebijakan) -> None:
    """Put a running clock under another version or, on reclassification, another policy; its start stays.

    `kode` stays the general one where the version is a unit's own. Raises ClockRefused when the clock has stopped, or
    when a clock of that policy runs beside it.
    """
    if tenggat.berhenti_pada:
        raise ClockRefused(_("Tenggat ini sudah berhenti."))
    kode = office.general(kebijakan.kode)
    beside = Tenggat.objects.filter(
        objek_tipe=tenggat.objek_tipe, objek_id=tenggat.objek_id, kode=kode, berhenti_pada=None
    )
    if beside.exclude(pk=tenggat.pk).exists():
        raise ClockRefused(_("Tenggat ini sudah berjalan."))
    tenggat.kebijakan, tenggat.kode = kebijakan, kode
    tenggat.alarm_ke = 0
    set_due(tenggat, calendar_of(tenggat))
    tenggat.save(update_fields=[*DIUBAH, "kode"])


def write(rows: Sequence[Tenggat]) -> None:
    """Write what has changed of clocks."""
    for row in rows:
        row.save(update_fields=DIUBAH)


def proof(tenggat: Tenggat) -> Proof:
    """Day by day, why this deadline is when it is."""
    kalender = calendar_of(tenggat)
    return prove(tenggat.mulai_pada, limit_of(tenggat.kebijakan), kalender, pauses(tenggat))
