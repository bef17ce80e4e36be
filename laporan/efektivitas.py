"""The effectiveness figure of the 2023 report: packages escalated to APIP, of the packages complained about.

A package is counted once, however many complaints name it. Two complaints name the same package when they are about
the same institution and share

* the code of its plan (RUP): of several codes the smallest stands for all, because a package is always written with
  the same list; else
* the code of its tender; else
* its name, without regard to case, spaces and punctuation.

A complaint that names none of these is a package of its own. Merged complaints follow their parent. A package belongs
to the period and to the institution of its first complaint, and was escalated when any of its complaints was ever
handed to an inspectorate, through the portal or by letter. laporan.fakta keeps the packages.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection

SQL = """
SELECT instansi_id, count(*), count(*) FILTER (WHERE naik) FROM laporan_faktapaket
WHERE pertama_pada >= %(dari)s AND pertama_pada < %(sampai)s GROUP BY 1
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
