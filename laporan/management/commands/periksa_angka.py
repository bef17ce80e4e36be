"""`manage.py periksa_angka`: every figure against plain SQL over the tables of the cases; says what differs."""

import argparse
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import connection, transaction
from django.db.models import Min
from django.utils import timezone

from akun.receipt import WIB
from jejak.models import Outbox
from laporan.listeners import perbarui_fakta
from laporan.models import FaktaKasus
from laporan.periksa import periksa

SEHARI = timedelta(days=1)
PENDENGAR = f"{perbarui_fakta.__module__}.{perbarui_fakta.__qualname__}"


class Command(BaseCommand):
    """Reads one state of the database throughout, so that a running portal does not disturb it."""

    help = "Membandingkan setiap angka dengan SQL polos atas tabel kasus, tahun demi tahun."

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        """A period of one's own instead of all years, the present quarter and the last thirty days."""
        parser.add_argument("--dari", type=date.fromisoformat, help="hari pertama, misalnya 2026-01-01")
        parser.add_argument("--sampai", type=date.fromisoformat, help="hari terakhir")

    @transaction.atomic
    def handle(self, *args: Any, **options: Any) -> None:
        """Compare; what differs ends in an error."""
        with connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        now, berbeda = timezone.now(), 0
        antre = Outbox.objects.filter(listener=PENDENGAR, diantar_pada=None).count()
        if antre:
            self.stdout.write(f"  {antre} kejadian belum dibaca; angkanya menyusul.")
        if options["dari"] and options["sampai"]:
            rentang = iter([(awal_hari(options["dari"]), awal_hari(options["sampai"] + SEHARI))])
        else:
            rentang = semua(now)
        for dari, sampai in rentang:
            self.stdout.write(f"{dari:%Y-%m-%d} sampai {sampai - SEHARI:%Y-%m-%d}")
            for nama, beda in periksa(dari=dari, sampai=sampai, now=now):
                self.stdout.write(f"  {nama}: {'sama' if not beda else f'{len(beda)} berbeda'}")
                for satu in beda:
                    self.stdout.write(f"    {satu}")
                berbeda += len(beda)
        if berbeda:
            raise CommandError(f"{berbeda} bilangan berbeda dari SQL polos.")
        self.stdout.write("Semua angka sama dengan SQL polos.")


def awal_hari(hari: date) -> datetime:
    """Midnight in WIB."""
    return datetime.combine(hari, time(), WIB)


def semua(now: datetime) -> Iterator[tuple[datetime, datetime]]:
    """Every year since the first case, the present quarter, and the last thirty days."""
    hari = now.astimezone(WIB).date()
    pertama = FaktaKasus.objects.aggregate(awal=Min("masuk_pada"))["awal"]
    for tahun in range((pertama or now).astimezone(WIB).year, hari.year + 1):
        yield awal_hari(date(tahun, 1, 1)), awal_hari(date(tahun + 1, 1, 1))
    yield awal_hari(date(hari.year, (hari.month - 1) // 3 * 3 + 1, 1)), awal_hari(hari + SEHARI)
    yield awal_hari(hari - 29 * SEHARI), awal_hari(hari + SEHARI)
