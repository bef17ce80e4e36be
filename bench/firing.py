"""The sweep among a million open clocks, twenty thousand due at once, and a calendar that moves all open clocks."""

import json
import resource
import sys
import time
from datetime import timedelta
from typing import Any

from django.db import connection
from django.utils import timezone

from akun.actor import SYSTEM
from sla import move, office
from sla.models import HariLibur, PerubahanKalender, Tenggat
from sla.sweep import sweep

TERBUKA = 1_000_000
DASAR = 100_000_000  # object ids of the clocks that are only here to be open
TAMBAH = """
INSERT INTO sla_tenggat (objek_tipe, objek_id, kode, kebijakan_id, kalender, kalender_versi, siklus, mulai_pada,
  jatuh_tempo, jeda, dijeda, alarm_pada, alarm_ke)
SELECT 'pengaduan.pengaduan', %(dasar)s + i, k.kode, k.id, 'lkpp', (SELECT versi FROM sla_kalender WHERE kode = 'lkpp'),
  1, now() - interval '1 day', now() + interval '30 days', '[]'::jsonb, false,
  now() + interval '1 day' + i * interval '1 second', 1
FROM generate_series(1, %(jumlah)s) i, sla_kebijakan k WHERE k.kode = 'pengaduan.apip'
"""
KENA = """
UPDATE sla_tenggat SET alarm_pada = now() - interval '1 second', alarm_ke = 1, jatuh_tempo = now() - interval '1 second'
WHERE id IN (SELECT id FROM sla_tenggat WHERE berhenti_pada IS NULL AND objek_id > %(dasar)s AND alarm_ke = 1
  ORDER BY id DESC LIMIT %(jumlah)s)
"""


def moving() -> dict[str, Any]:
    """A holiday more, in the coming week: every open clock is computed anew and moves or stays."""
    now = timezone.now()
    hari = next(d for n in range(2, 12) if office.kalender().works(d := now.date() + timedelta(days=n)))
    libur = HariLibur(tanggal=hari, jenis=HariLibur.Jenis.KHUSUS, nama="Hari libur pengukuran")
    begin = time.perf_counter()
    move.apply(libur.save, uraian={"aksi": "tambah", "tanggal": hari.isoformat()}, by=SYSTEM, now=now)
    move.run(now=now, pekerja=move.PEKERJA)
    seconds = time.perf_counter() - begin
    done = PerubahanKalender.objects.latest("pk")
    return {"detik": seconds, "diperiksa": done.diperiksa, "bergeser": done.bergeser}


def firing(jumlah: int) -> dict[str, Any]:
    """So many due at once, and nothing else: what the move has made late is fired beforehand."""
    sweep(now=timezone.now())
    with connection.cursor() as cursor:
        cursor.execute(KENA, {"dasar": DASAR, "jumlah": jumlah})
    now = timezone.now()
    begin = time.perf_counter()
    fired = sweep(now=now)
    return {"detik": time.perf_counter() - begin, "jatuh_tempo": jumlah, "tembak": fired}


def main(arguments: list[str]) -> int:
    """`python -m bench.inside firing move|seed|NUMBER` prints one line of JSON, with the memory of this process."""
    (part,) = arguments
    if part == "seed":
        with connection.cursor() as cursor:
            cursor.execute(TAMBAH, {"dasar": DASAR, "jumlah": TERBUKA})
            cursor.execute("VACUUM ANALYZE sla_tenggat")
        found: dict[str, Any] = {}
    else:
        found = moving() if part == "move" else firing(int(part))
    found["terbuka"] = Tenggat.objects.filter(berhenti_pada__isnull=True).count()
    sys.stdout.write(json.dumps(found | {"mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024}) + "\n")
    return 0
