"""When a limit would end, and why: the same answer as the page "Coba hitung" gives."""

import json
from argparse import ArgumentParser
from datetime import datetime, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError

from akun.templatetags.rupa import HARI, tanggal_polos
from sla.due import SATUAN_HARI, Hari
from sla.models import KANTOR
from sla.trial import Trial, trial


def moment(text: str) -> datetime:
    """A time in ISO format. Raises CommandError."""
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        raise CommandError(f"{text} bukan waktu. Tulis seperti 2026-03-13T10:00+07:00.") from None


def words(when: datetime) -> str:
    """`25 Maret 2026 pukul 16.00 WIB`, in the zone that the moment carries."""
    return f"{tanggal_polos(when.date())} pukul {when:%H.%M} {when.tzname()}"


class Command(BaseCommand):
    """Exit code 1, with a sentence, for anything that cannot be computed."""

    help = (
        "Menghitung jatuh tempo beserta buktinya menurut kebijakan dan kalender yang tersimpan. Tidak mengubah apa pun."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Start and policy; the rest is as it is for a clock that starts then."""
        parser.add_argument("--mulai", required=True, metavar="WAKTU", help="misalnya 2026-03-13T10:00+07:00")
        parser.add_argument("--kebijakan", required=True, metavar="KODE")
        parser.add_argument("--versi", type=int, help="tanpa ini: versi yang berlaku pada waktu mulai")
        parser.add_argument("--kalender", default=KANTOR, metavar="KODE")
        parser.add_argument("--jeda", nargs=2, action="append", default=[], metavar=("DARI", "SAMPAI"))
        parser.add_argument("--json", action="store_true")

    def handle(self, *args: Any, **options: Any) -> None:
        """Compute and print."""
        jeda = [(moment(dari), moment(sampai)) for dari, sampai in options["jeda"]]
        try:
            answer = trial(
                mulai=moment(options["mulai"]),
                kode=options["kebijakan"],
                kalender=options["kalender"],
                jeda=jeda,
                versi=options["versi"],
            )
        except ValidationError as refused:
            raise CommandError(" ".join(refused.messages)) from refused
        if options["json"]:
            self.stdout.write(json.dumps(answer.to_json(), ensure_ascii=False, indent=1))
        else:
            self.stdout.write("\n".join(self.report(answer)))

    def report(self, answer: Trial) -> list[str]:
        """What was asked, the due time, warnings, and each day."""
        kebijakan, bukti = answer.kebijakan, answer.bukti
        zona = bukti.jatuh_tempo.tzinfo
        lines = [
            f"Kebijakan    {kebijakan.kode} versi {kebijakan.versi}: {kebijakan.jumlah} "
            f"{kebijakan.get_satuan_display()} ({kebijakan.dasar_hukum})",
            f"Kalender     {answer.kalender} versi {answer.kalender_versi}",
            f"Mulai        {words(answer.mulai.astimezone(zona))}",
            *(f"Jeda         {words(a.astimezone(zona))} sampai {words(b.astimezone(zona))}" for a, b in answer.jeda),
            f"Jatuh tempo  {words(bukti.jatuh_tempo)}",
        ]
        for tahun in bukti.tanpa_ketetapan:
            lines.append(f"Perhatian: libur tahun {tahun} belum ditetapkan; jatuh tempo dapat bergeser.")
        in_days = kebijakan.satuan in SATUAN_HARI
        return [*lines, "", *(day(h, in_days) for h in bukti.hari)]


def day(h: Hari, in_days: bool) -> str:
    """One line of the proof."""
    if h.ke is None:
        counted = f"tidak dihitung: {h.sebab}"
    elif in_days:
        counted = f"hari ke-{h.ke}"
    else:
        jam, sisa = divmod(h.lama, timedelta(hours=1))
        counted = f"{jam} jam {sisa // timedelta(minutes=1)} menit"
    return f"{h.tanggal.isoformat()}  {HARI['id'][h.tanggal.weekday()]:<7}{counted}"
