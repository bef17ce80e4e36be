"""The effectiveness figure of the 2023 report: packages escalated to APIP, of the packages complained about.

A package is counted once, however many complaints name it. Two complaints name the same package when they are about
the same institution and share

* the code of its plan (RUP): of several codes the smallest stands for all, because a package is always written with
  the same list; else
* the code of its tender; else
* its name, without regard to case, spaces and punctuation.

A complaint that names none of these is a package of its own. Merged complaints follow their parent. A package belongs
to the period in which it was first complained about, and was escalated when any of its complaints was ever handed to
an inspectorate, through the portal or by letter.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection

SQL = """
WITH rup AS (
  SELECT pengaduan_id, min(kode) AS kode FROM pengaduan_koderup GROUP BY 1
), kasus AS (
  SELECT coalesce(p.induk_id, p.id) AS id, p.instansi_id, p.diajukan_pada,
    CASE WHEN r.kode IS NOT NULL THEN 'r' || r.kode
      WHEN p.kode_tender <> '' THEN 't' || p.kode_tender
      WHEN p.nama_paket ~ '[[:alnum:]]' THEN 'n' || lower(regexp_replace(p.nama_paket, '[^[:alnum:]]', '', 'g'))
      ELSE 'k' || p.id END AS kunci,
    CASE WHEN p.instansi_id IS NULL
      THEN lower(regexp_replace(p.instansi_teks, '[^[:alnum:]]', '', 'g')) ELSE '' END AS lain
  FROM pengaduan_pengaduan p LEFT JOIN rup r ON r.pengaduan_id = coalesce(p.induk_id, p.id)
), paket AS (
  SELECT k.instansi_id, k.lain, k.kunci, min(k.diajukan_pada) AS pertama, bool_or(e.pengaduan_id IS NOT NULL) AS naik
  FROM kasus k LEFT JOIN (SELECT DISTINCT pengaduan_id FROM pengaduan_eskalasi) e ON e.pengaduan_id = k.id
  GROUP BY 1, 2, 3
)
SELECT instansi_id, count(*), count(*) FILTER (WHERE naik)
FROM paket WHERE pertama >= %(dari)s AND pertama < %(sampai)s GROUP BY 1
"""


@dataclass(frozen=True, slots=True)
class Efektivitas:
    """Of `diadukan` packages, `dieskalasi` went to an inspectorate."""

    diadukan: int = 0
    dieskalasi: int = 0

    @property
    def persen(self) -> float | None:
        """In percent to one decimal; None where there was no package."""
        return round(100 * self.dieskalasi / self.diadukan, 1) if self.diadukan else None


def per_instansi(*, dari: datetime, sampai: datetime) -> dict[int | None, Efektivitas]:
    """Packages first complained about from `dari` until before `sampai`, by institution (None: not known)."""
    with connection.cursor() as cursor:
        cursor.execute(SQL, {"dari": dari, "sampai": sampai})
        rows: list[tuple[Any, ...]] = cursor.fetchall()
    return {instansi: Efektivitas(diadukan, dieskalasi) for instansi, diadukan, dieskalasi in rows}


def jumlah(bagian: dict[int | None, Efektivitas]) -> Efektivitas:
    """All together: no package belongs to two institutions."""
    return Efektivitas(sum(b.diadukan for b in bagian.values()), sum(b.dieskalasi for b in bagian.values()))
