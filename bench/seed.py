"""Fills an empty database as its owner: reference data, then complaints, trail and clocks in bulk.

Every value comes from a hash of the row's number, so that two runs seed the same; every distribution is stated here.
"""

import os
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.management import call_command
from django.db import connection, transaction

from bench import bulk, vocabulary
from bench.tape import ID_TERKECIL
from bench.vocabulary import Vocabulary

PERINTAH: tuple[tuple[str, dict[str, Any]], ...] = (
    ("migrate", {"verbosity": 0, "interactive": False}),
    ("pasang_hak", {}),
    ("muat_acuan", {}),
    ("akun_demo", {}),
    ("collectstatic", {"verbosity": 0, "interactive": False}),
)
HARI = 730  # the complaints of two years
POTONG = 20_000  # complaints per statement


@dataclass(frozen=True)
class Size:
    """How much is seeded: JEJAK_PER_KASUS trail rows per complaint, a quarter of them open with two clocks each."""

    pengaduan: int = 200_000

    @property
    def terbuka(self) -> int:
        """The newest quarter is still open."""
        return self.pengaduan // 4

    @property
    def jatuh_tempo(self) -> int:
        """Clocks whose alarm is due now: 1,000 among 100,000."""
        return self.pengaduan // 200

    @property
    def per_hari(self) -> int:
        """Complaints per day: two years of them."""
        return max(1, self.pengaduan // HARI)


Say = Callable[[str], None]


def fill(size: Size, words: Vocabulary, *, now: datetime, say: Say) -> None:
    """Seed everything but the reference data. The indexes are made after the rows, as a restore does."""
    with transaction.atomic(), connection.cursor() as cursor:
        values = bulk.prepare(cursor, words, now=now)
        values |= {"terbuka_dari": size.pengaduan - size.terbuka, "per_hari": size.per_hari}
        values["hari"] = size.pengaduan // size.per_hari + 2  # the newest are of yesterday or before
        indexes = list(_without_indexes(cursor))
        for first in range(1, size.pengaduan + 1, POTONG):
            last = min(first + POTONG - 1, size.pengaduan)
            bulk.complaints(cursor, first, last, values)
            say(f"{last} pengaduan")
        for nama, isi in bulk.PARTS:
            cursor.execute(isi)
            say(f"{cursor.rowcount} {nama}")
        for first in range(1, size.pengaduan + 1, POTONG):
            last = min(first + POTONG - 1, size.pengaduan)
            bulk.trail(cursor, first, last)
            say(f"{last * bulk.JEJAK_PER_KASUS} baris jejak")
        bulk.due(cursor, size.jatuh_tempo, now=now)
        say(f"{size.jatuh_tempo} tenggat jatuh tempo di antara {size.terbuka * 2} yang berjalan")
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        for definition in indexes:
            cursor.execute(definition)
        say(f"{len(indexes)} indeks")


def _without_indexes(cursor: Any) -> Iterator[str]:
    """Drop the plain indexes of the seeded tables; yield what brings each back."""
    cursor.execute(
        "SELECT indexrelid::regclass::text, pg_get_indexdef(indexrelid) FROM pg_index WHERE NOT indisunique"
        " AND indrelid = ANY(%s::regclass[])",
        [list(bulk.TABLES)],
    )
    for name, definition in cursor.fetchall():
        cursor.execute(f"DROP INDEX {name}")
        yield definition


def spread_ids() -> None:
    """Let each table number what is written from now on in a range of its own, so that no id is taken for another."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT quote_ident(sequencename) FROM pg_sequences WHERE schemaname = 'public' ORDER BY 1")
        for n, (name,) in enumerate(cursor.fetchall(), start=1):
            cursor.execute(f"ALTER SEQUENCE {name} RESTART WITH {ID_TERKECIL * n}")


def main(arguments: list[str]) -> int:
    """`python -m bench.inside seed COMPLAINTS`, as the owner of an empty database."""
    if connection.introspection.table_names():
        sys.stderr.write("Basis data ini tidak kosong; pengukuran hanya mengisi basis data sekali pakai.\n")
        return 1
    begin = time.monotonic()

    def say(text: str) -> None:
        sys.stdout.write(f"  {time.monotonic() - begin:6.1f} d  {text}\n".replace(".", ",", 1))
        sys.stdout.flush()

    with open(os.devnull, "w") as silence:
        for name, options in PERINTAH:
            call_command(name, stdout=silence, **options)
    say("skema, data acuan, akun demo, berkas statis")
    words = vocabulary.build()
    say(f"{len(words.kata)} kata")
    fill(Size(int(arguments[0])), words, now=bulk.present(), say=say)
    spread_ids()
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")
    say("VACUUM ANALYZE")
    return 0
