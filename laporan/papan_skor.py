"""The scoreboard of inspectorates: what happened to the cases that went to their inbox, counted by the database.

Counted are promises, each once, in the moment in which it is decided (kept, or its due time has passed):

* `terima`: the case was acknowledged before its due time (clock pengaduan.terima_apip);
* `hasil`: the result was reported before its due time (clock pengaduan.apip; a returned result starts a new one);
* `kembali`: of the cases that were answered, those given back to LKPP unacknowledged;
* `mutu`: of the results that were reported, those that LKPP sent back to be mended.

Cases that went by letter, and clocks that began before the case lay in the inbox, are nobody's fault and not counted.
How the rates are made fair: laporan.penyusutan.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import connection

from laporan import penyusutan
from laporan.penyusutan import Hitung, Nilai

UKURAN = ("terima", "hasil", "kembali", "mutu")
MENURUN = frozenset({"kembali", "mutu"})
"""Measures of which less is better."""
PALING_SEDIKIT = 10
"""Decided promises below which an inspectorate has figures, but no rank."""
# Decided is a clock at the earlier of its stop and its due time: those that stopped are facts (laporan.fakta), those
# that still run beyond their due time are read where they are.
SQL = """
SELECT inspektorat_id, sum(terima_n), sum(terima_x), sum(hasil_n), sum(hasil_x), sum(kembali_n), sum(kembali_x),
  sum(mutu_n), sum(mutu_x)
FROM (
  SELECT inspektorat_id,
    count(*) FILTER (WHERE kode = 'pengaduan.terima_apip') AS terima_n,
    count(*) FILTER (WHERE kode = 'pengaduan.terima_apip' AND tepat) AS terima_x,
    count(*) FILTER (WHERE kode = 'pengaduan.apip') AS hasil_n,
    count(*) FILTER (WHERE kode = 'pengaduan.apip' AND tepat) AS hasil_x,
    0 AS kembali_n, 0 AS kembali_x, 0 AS mutu_n, 0 AS mutu_x
  FROM laporan_faktajam
  WHERE inspektorat_id IS NOT NULL AND diputus_pada >= %(dari)s AND diputus_pada < %(sampai)s
  GROUP BY 1
  UNION ALL
  SELECT e.inspektorat_id, count(*) FILTER (WHERE t.kode = 'pengaduan.terima_apip'), 0,
    count(*) FILTER (WHERE t.kode = 'pengaduan.apip'), 0, 0, 0, 0, 0
  FROM sla_tenggat t JOIN pengaduan_eskalasi e ON e.pengaduan_id = t.objek_id AND e.jalur = 'portal'
    AND t.mulai_pada >= e.diteruskan_pada AND (e.dikembalikan_pada IS NULL OR t.mulai_pada < e.dikembalikan_pada)
  WHERE t.kode IN ('pengaduan.terima_apip', 'pengaduan.apip') AND t.objek_tipe = 'pengaduan.pengaduan'
    AND t.berhenti_pada IS NULL AND NOT t.dijeda AND t.jatuh_tempo >= %(dari)s AND t.jatuh_tempo < %(sampai)s
  GROUP BY 1
  UNION ALL
  SELECT inspektorat_id, 0, 0, 0, 0,
    count(*) FILTER (WHERE jenis = 'serah'), count(*) FILTER (WHERE jenis = 'serah' AND kembali_pada IS NOT NULL),
    count(*) FILTER (WHERE jenis = 'hasil'), count(*) FILTER (WHERE jenis = 'hasil' AND kembali_pada < %(sampai)s)
  FROM laporan_faktaapip WHERE jenis IN ('serah', 'hasil') AND pada >= %(dari)s AND pada < %(sampai)s
  GROUP BY 1
) semua GROUP BY 1
"""


@dataclass(frozen=True, slots=True)
class Skor:
    """One inspectorate: its four rates, and its rank in each; None where it has too few to be ranked."""

    inspektorat_id: int
    nilai: Mapping[str, Nilai]
    peringkat: Mapping[str, int | None]


@dataclass(frozen=True)
class Papan:
    """All inspectorates that had anything to do, and the rates of all together."""

    skor: Mapping[int, Skor]
    bersama: Mapping[str, Nilai] = field(default_factory=dict)

    def urut(self, ukuran: str) -> list[Skor]:
        """By rank in one measure; who has too few comes last, whoever has most of it first."""
        tanpa = len(self.skor) + 1
        return sorted(
            self.skor.values(),
            key=lambda s: (s.peringkat[ukuran] or tanpa, -s.nilai[ukuran].n, s.inspektorat_id),
        )


def hitung(*, dari: datetime, sampai: datetime) -> dict[int, dict[str, Hitung]]:
    """The counts of what was decided from `dari` until before `sampai`, by inspectorate; one query."""
    with connection.cursor() as cursor:
        cursor.execute(SQL, {"dari": dari, "sampai": sampai})
        rows: list[tuple[Any, ...]] = cursor.fetchall()
    return {
        pk: {u: Hitung(int(angka[2 * k]), int(angka[2 * k + 1])) for k, u in enumerate(UKURAN)} for pk, *angka in rows
    }


def susun(hitungan: Mapping[int, Mapping[str, Hitung]]) -> Papan:
    """The scoreboard of some counts: each measure shrunk towards the mean of all, and ranked by what is certain."""
    nilai: dict[int, dict[str, Nilai]] = {pk: {} for pk in hitungan}
    peringkat: dict[int, dict[str, int | None]] = {pk: {} for pk in hitungan}
    bersama: dict[str, Nilai] = {}
    for ukuran in UKURAN:
        kolom = {pk: isi[ukuran] for pk, isi in hitungan.items()}
        dugaan = penyusutan.dugaan_awal(kolom.values())
        bersama[ukuran] = penyusutan.gabungan(kolom.values())
        for pk, satu in kolom.items():
            nilai[pk][ukuran] = penyusutan.nilai(satu, dugaan)
        urutan = peringkat_dari({pk: n[ukuran] for pk, n in nilai.items()}, menurun=ukuran in MENURUN)
        for pk in kolom:
            peringkat[pk][ukuran] = urutan.get(pk)
    return Papan({pk: Skor(pk, nilai[pk], peringkat[pk]) for pk in hitungan}, bersama)


def peringkat_dari(nilai: Mapping[int, Nilai], *, menurun: bool) -> dict[int, int]:
    """Ranks from 1 by the cautious end of the interval; equals share a rank, who has too few has none."""

    def pantas(satu: Nilai) -> float:
        return round(-satu.atas if menurun else satu.bawah, 6)

    cukup = sorted((pk for pk, n in nilai.items() if n.n >= PALING_SEDIKIT), key=lambda pk: -pantas(nilai[pk]))
    hasil: dict[int, int] = {}
    for ke, pk in enumerate(cukup, start=1):
        sama = ke > 1 and pantas(nilai[pk]) == pantas(nilai[cukup[ke - 2]])
        hasil[pk] = hasil[cukup[ke - 2]] if sama else ke
    return hasil
