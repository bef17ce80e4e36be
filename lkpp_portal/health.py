"""What monitoring asks: does the database answer, do deadlines fire, does anything pile up. Numbers and times only."""

from dataclasses import dataclass
from typing import Any

from django.db import Error, connection

BATAS_UMUR = 60.0  # seconds since a sweep was finished, by the database's clock
KEADAAN = """
SELECT terakhir, extract(epoch FROM clock_timestamp() - terakhir), s.terlambat, s.jumlah,
  (SELECT count(*) FROM notifikasi_pesan WHERE terkirim_pada IS NULL AND coba_pada IS NOT NULL
    AND (coba_pada <= clock_timestamp() OR percobaan > 0)),
  (SELECT count(*) FROM jejak_outbox WHERE diantar_pada IS NULL)
FROM (SELECT max(selesai_pada) FROM sla_sapuan) t(terakhir),
  (SELECT coalesce(max(terlambat), 0), coalesce(sum(jumlah), 0) FROM sla_sapuan
    WHERE selesai_pada > clock_timestamp() - interval '1 hour') s(terlambat, jumlah)
"""


@dataclass(frozen=True)
class Health:
    """Whether all is well, and what is told of it."""

    green: bool
    body: dict[str, Any]


def look() -> Health:
    """Ask the database once. A last sweep that lies in the future is as red as one long past: a clock is wrong."""
    try:
        with connection.cursor() as cursor:
            cursor.execute(KEADAAN)
            selesai, umur, terlambat, ditembak, pesan, peristiwa = cursor.fetchone()
    except Error:
        connection.close()
        return Health(False, {"basis_data": False, "sapuan": None, "pesan_tertunda": None, "peristiwa_tertunda": None})
    sapuan = {
        "selesai_pada": selesai and selesai.isoformat(timespec="seconds"),
        "umur_detik": None if umur is None else round(float(umur), 1),
        "terlambat_maks_1_jam_detik": round(float(terlambat), 1),
        "ditembak_1_jam": int(ditembak),
    }
    body = {"basis_data": True, "sapuan": sapuan, "pesan_tertunda": pesan, "peristiwa_tertunda": peristiwa}
    return Health(umur is not None and abs(umur) <= BATAS_UMUR, body)
