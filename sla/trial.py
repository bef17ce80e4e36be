"""Trying a policy out: when would a limit end that began then and was paused so, and why. Nothing is written."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from sla import clock, office
from sla.due import Pause, Proof, prove
from sla.models import KANTOR, Kebijakan


class TrialRefused(ValidationError):
    """A trial of something that does not exist, or that the policy does not allow."""


@dataclass(frozen=True)
class Trial:
    """What was asked, and the answer with its proof."""

    kebijakan: Kebijakan
    kalender: str
    kalender_versi: int
    mulai: datetime
    jeda: tuple[Pause, ...]
    bukti: Proof

    def to_json(self) -> dict[str, Any]:
        """The same as plain values: times in ISO format, counted time in minutes."""
        return {
            "kebijakan": self.kebijakan.kode,
            "versi": self.kebijakan.versi,
            "jumlah": self.kebijakan.jumlah,
            "satuan": self.kebijakan.satuan,
            "dasar_hukum": self.kebijakan.dasar_hukum,
            "kalender": self.kalender,
            "kalender_versi": self.kalender_versi,
            "mulai": self.mulai.isoformat(),
            "jeda": [[a.isoformat(), b.isoformat()] for a, b in self.jeda],
            "jatuh_tempo": self.bukti.jatuh_tempo.isoformat(),
            "tanpa_ketetapan": list(self.bukti.tanpa_ketetapan),
            "hari": [
                {
                    "tanggal": h.tanggal.isoformat(),
                    "ke": h.ke,
                    "sebab": h.sebab,
                    "menit": h.lama.total_seconds() / 60,
                }
                for h in self.bukti.hari
            ],
        }


def trial(
    *, mulai: datetime, kode: str, kalender: str = KANTOR, jeda: Sequence[Pause] = (), versi: int | None = None
) -> Trial:
    """Compute a limit that begins at `mulai`, by the version that holds then or by the one that is named.

    Raises TrialRefused, PauseRefused, OutOfCalendar: all of them ValidationErrors with a sentence.
    """
    if any(moment.tzinfo is None for moment in (mulai, *(ujung for pause in jeda for ujung in pause))):
        raise TrialRefused(_("Sebutkan zona waktunya, misalnya 2026-03-13T10:00+07:00."))
    kebijakan = _policy(kode, versi, mulai)
    if jeda and not kebijakan.boleh_jeda:
        raise TrialRefused(_("Tenggat menurut kebijakan ini tidak boleh dijeda."))
    try:
        tabel = office.kalender(kalender)
    except KeyError:
        raise TrialRefused(_("Tidak ada kalender %(kode)s.") % {"kode": kalender}) from None
    bukti = prove(mulai, clock.limit_of(kebijakan), tabel, jeda)
    return Trial(kebijakan, kalender, tabel.rules.versi, mulai, tuple(jeda), bukti)


def _policy(kode: str, versi: int | None, mulai: datetime) -> Kebijakan:
    """A version of a policy. Raises TrialRefused."""
    found = office.versions(kode)
    if not found:
        raise TrialRefused(_("Tidak ada kebijakan %(kode)s.") % {"kode": kode})
    if versi is None:
        return office.kebijakan(kode, now=mulai)
    for row in found:
        if row.versi == versi:
            return row
    raise TrialRefused(_("Kebijakan %(kode)s tidak memiliki versi %(versi)s.") % {"kode": kode, "versi": versi})
