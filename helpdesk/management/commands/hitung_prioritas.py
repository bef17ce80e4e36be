"""`manage.py hitung_prioritas --tahapan 1,6,7,9,10 --r 5 --k 1`: the priority of an incident, exact."""

import argparse
import json
from decimal import Decimal, InvalidOperation
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from helpdesk import prioritas
from helpdesk.prioritas import Prioritas, PrioritasSalah


class Command(BaseCommand):
    """Needs no database; says what is wrong in one sentence."""

    requires_system_checks = ()
    help = "Menghitung p = (f x r) / k, kelas, dan batas waktunya."

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        """Stages or f itself; r and k."""
        parser.add_argument("--tahapan", help="nomor tahapan dipisah koma, misalnya 1,6,7,9,10")
        parser.add_argument("--f", help="dampak fungsional 1 sampai 10, sebagai ganti tahapan")
        parser.add_argument("--r", type=int, required=True, help="dampak reputasi, 1 sampai 10")
        parser.add_argument("--k", type=int, required=True, help="kemampuan pemulihan, 1 sampai 10")
        parser.add_argument("--json", action="store_true", help="tulis sebagai JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        """One line, or JSON with the exact fractions."""
        try:
            tahapan = sorted({int(t) for t in (options["tahapan"] or "").split(",") if t.strip()})
            f = Decimal(options["f"]) if options["f"] else prioritas.f_dari_tahapan(tahapan)
            hasil = prioritas.hitung(f, options["r"], options["k"])
        except PrioritasSalah as error:
            raise CommandError(" ".join(error.messages)) from error
        except (ValueError, InvalidOperation) as error:
            raise CommandError("Tulis tahapan seperti 1,6,7 dan f sebagai angka.") from error
        self.stdout.write(json.dumps(_isi(hasil, tahapan)) if options["json"] else _kalimat(hasil))


def _isi(hasil: Prioritas, tahapan: list[int]) -> dict[str, Any]:
    return {
        "tahapan": tahapan,
        "f": str(hasil.f),
        "f_desimal": str(prioritas.kira(hasil.f)),
        "r": hasil.r,
        "k": hasil.k,
        "p": str(hasil.p),
        "p_desimal": str(prioritas.kira(hasil.p)),
        "tampil": hasil.tampil,
        "kelas": str(hasil.kelas),
        "hari_kerja": hasil.hari_kerja,
    }


def _kalimat(hasil: Prioritas) -> str:
    tepat = f"{hasil.p}" if hasil.p.denominator == 1 else f"{hasil.p} = {prioritas.kira(hasil.p)}".replace(".", ",")
    kelas = f"{hasil.kelas.label} Change, paling lama {hasil.hari_kerja} hari kerja"
    return f"p = {tepat}, ditampilkan {hasil.tampil}: {kelas}"
