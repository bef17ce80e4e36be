"""Counts a closed quarter for publication. Datasets of the same cases come from one statement: their totals agree."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime

from inspektorat import daftar as registri
from laporan import efektivitas
from laporan.angka import tepat
from laporan.angka.bentuk import Ketepatan
from laporan.angka.kelompok import MASUK, SELESAI, baca
from laporan.fakta import KONSULTASI, PENGADUAN, TIKET
from laporan.periode import Triwulan
from laporan.saringan import Saringan
from laporan.statistik.bentuk import Dataset, Kelompok
from laporan.statistik.daftar import SEMUA
from laporan.statistik.sembunyi import K, persen

KASUS: Mapping[Kelompok, tuple[str, str]] = {
    Kelompok.MASUK: (PENGADUAN, MASUK),
    Kelompok.SELESAI: (PENGADUAN, SELESAI),
    Kelompok.TIKET: (TIKET, MASUK),
    Kelompok.KONSULTASI: (KONSULTASI, MASUK),
}
PAKET_SEDIKIT = 50
"""Packages below which the share of those escalated could be traced back to its counts."""
SQL = """
SELECT grouping({nama}), coalesce({nama}, ''), count(*)
FROM (
  SELECT {kolom} FROM laporan_faktakasus f {gabung}
  WHERE f.tipe = %(tipe)s AND {waktu} >= %(dari)s AND {waktu} < %(sampai)s
) b GROUP BY GROUPING SETS ({per})
"""
SISA = """
SELECT min(sisa) FROM (
  SELECT count(f.id) AS sisa FROM unnest(%(akhir)s::timestamptz[]) b(akhir)
  LEFT JOIN laporan_faktakasus f ON f.tipe = %(tipe)s AND f.masuk_pada < b.akhir
    AND (f.selesai_pada IS NULL OR f.selesai_pada >= b.akhir)
  GROUP BY b.akhir
) s
"""
Isi = Mapping[str, tuple[int | None, ...]]
"""Code of the row -> what was counted of it; None where it must not be said."""


def semua(triwulan: Triwulan, *, now: datetime) -> dict[str, Isi]:
    """Dataset -> rows, of all datasets. What comes out of here is not yet fit to be published."""
    hasil: dict[str, Isi] = {}
    for kelompok in KASUS:
        bagian = [d for d in SEMUA.values() if d.kelompok == kelompok]
        hasil |= _kasus(kelompok, bagian, triwulan)
    if _tersisa(triwulan) < K:
        hasil["pengaduan_selesai"] = dict.fromkeys(hasil["pengaduan_selesai"], (0,))
    hasil["ketepatan"] = _ketepatan(triwulan, now)
    hasil["efektivitas"] = _efektivitas(triwulan)
    baris = registri.semua()
    per = {"inspektorat_provinsi": lambda b: b.provinsi, "inspektorat_jenis": lambda b: b.jenis}
    for kode, kunci in per.items():
        hasil[kode] = {nama: (c.bergabung, c.jumlah) for nama, c in registri.per(baris, kunci).items()}
    return hasil


def _kasus(kelompok: Kelompok, bagian: Sequence[Dataset], triwulan: Triwulan) -> dict[str, Isi]:
    """All breakdowns of the same cases, in one statement."""
    tipe, waktu = KASUS[kelompok]
    nama = [f"k{ke}" for ke in range(len(bagian))]
    sql = SQL.format(
        nama=", ".join(nama),
        kolom=", ".join(f"{d.kolom} AS {n}" for n, d in zip(nama, bagian, strict=True)),
        per=", ".join(f"({n})" for n in nama),
        gabung=" ".join({d.gabung for d in bagian if d.gabung}),
        waktu=waktu,
    )
    per: dict[int, list[tuple[str, int]]] = defaultdict(list)
    for mana, kode, jumlah in baca(sql, {"tipe": tipe, "dari": triwulan.awal, "sampai": triwulan.akhir}):
        per[mana].append((kode, jumlah))
    # grouping() has a bit for each column, the last one lowest; that of the column grouped by is 0
    akhir = len(bagian) - 1
    return {d.kode: _lengkap(d, triwulan, per[2 ** len(bagian) - 1 - 2 ** (akhir - ke)]) for ke, d in enumerate(bagian)}


def _lengkap(dataset: Dataset, triwulan: Triwulan, rows: Sequence[tuple[str, int]]) -> Isi:
    """All rows of a dataset; a code that it does not know (any more) counts with what nobody said."""
    hasil = dict.fromkeys(dataset.kata(triwulan), 0)
    for kode, n in rows:
        hasil[kode if kode in hasil else ""] = hasil.get(kode if kode in hasil else "", 0) + n
    return {kode: (n,) for kode, n in hasil.items()}


def _tersisa(triwulan: Triwulan) -> int:
    """How many complaints were open at the end of a month, at the least: all that came in, less all that ended.

    Everybody can subtract these. So where few are left, nothing is said of those that ended.
    """
    bulan = [triwulan.awal.replace(month=triwulan.awal.month + ke) for ke in (1, 2)]
    sisa: int = baca(SISA, {"tipe": PENGADUAN, "akhir": [*bulan, triwulan.akhir]})[0][0]
    return sisa


def _ketepatan(triwulan: Triwulan, now: datetime) -> Isi:
    """Promises by policy, as the figure inside counts them."""
    isi = tepat.ANGKA.hitung(Saringan(triwulan.awal, triwulan.akhir), now)
    baris = isi.baris if isinstance(isi, Ketepatan) else ()
    ada = {b.kode: (b.tepat, b.telat) for b in baris}
    return {kode: ada.get(kode, (0, 0)) for kode in SEMUA["ketepatan"].kata(triwulan)}


def _efektivitas(triwulan: Triwulan) -> Isi:
    """The share of packages that were escalated; the packages are fewer than the complaints, so no count is told."""
    satu = efektivitas.jumlah(efektivitas.per_instansi(dari=triwulan.awal, sampai=triwulan.akhir))
    cukup = satu.diadukan >= PAKET_SEDIKIT and K <= satu.dieskalasi <= satu.diadukan - K
    return {"efektivitas": (persen(satu.dieskalasi, satu.diadukan) if cukup else None,)}
