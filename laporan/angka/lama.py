"""How long each stage took."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from laporan.angka.bentuk import PENUH, Angka, Kasus, Lama, Lamanya
from laporan.angka.jam import KODE, nama, syarat
from laporan.angka.kelompok import baca
from laporan.saringan import Saringan

SEHARI = 86_400
# Nearest rank of rounded durations: to the hundredth of a day, from two days on to the tenth. Rounding keeps the order,
# so that it is the rounded nearest rank itself, and few values are left to count. OFFSET 0 tells the server just that.
SQL = """
SELECT kode, max(semua), min(lama) FILTER (WHERE sampai * 2 >= semua), min(lama) FILTER (WHERE sampai * 10 >= semua * 9)
FROM (
  SELECT kode, lama, sum(n) OVER (PARTITION BY kode ORDER BY lama) AS sampai, sum(n) OVER (PARTITION BY kode) AS semua
  FROM (
    SELECT kode, lama, count(*) AS n FROM (
      SELECT j.kode,
        CASE WHEN j.lama < 172800 THEN (j.lama + 432) / 864 * 864 ELSE (j.lama + 4320) / 8640 * 8640 END AS lama
      FROM laporan_faktajam j WHERE {syarat} OFFSET 0
    ) bulat GROUP BY 1, 2
  ) ember
) urut GROUP BY kode
"""
KASUS = """(f.tipe, f.objek_id) IN (SELECT j.tipe, j.objek_id FROM laporan_faktajam j WHERE j.kode = ANY(%(kode)s)
  AND j.berhenti_pada >= %(dari)s AND j.berhenti_pada < %(sampai)s)"""


def hitung(saringan: Saringan, now: datetime) -> Lamanya:
    """Median and 90th percentile of each policy, in days; one statement."""
    terpilih, nilai = saringan.syarat("j.berhenti_pada", "j")
    ada = {kode: isi for kode, *isi in baca(SQL.format(syarat=terpilih), nilai)}
    return Lamanya(tuple(_baris(kode, *ada.get(kode, (0, None, None))) for kode in KODE))


def _baris(kode: str, n: int, median: int | None, p90: int | None) -> Lama:
    def hari(nilai: int | None) -> float | None:
        return None if nilai is None else round(nilai / SEHARI, 2)

    return Lama(kode, nama(kode), int(n), hari(median), hari(p90))


def kasus(saringan: Saringan, now: datetime, bagian: str | None = None) -> Kasus:
    """The cases with a clock that stopped in the period, of one policy or of any."""
    kode = [k for k in KODE if bagian in {None, k}]
    return Kasus(f"{KASUS} AND {syarat(saringan)}", saringan.nilai | {"kode": kode})


ANGKA = Angka(
    kode="lama",
    judul=_("Lama tiap tahap"),
    tanya=_("Berapa lama tiap tahap berlangsung?"),
    definisi=_(
        "Tahap yang berakhir dalam periode, sejak mulai sampai berakhir, dalam hari 24 jam: hari libur ikut terhitung, "
        "jeda (menunggu pelapor atau pihak lain) tidak. Median: separuh kasus paling lama sekian. Persentil ke-90: "
        "sembilan dari sepuluh kasus paling lama sekian. Keduanya dibulatkan ke sepersepuluh hari (di bawah dua hari: "
        "seperseratus). Tahap yang masih berjalan belum dihitung."
    ),
    cara=hitung,
    saringan=PENUH,
    di_balik=kasus,
    naik_baik=False,
)
