"""How many promises were kept in time."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from laporan.angka.bentuk import PENUH, Angka, Kasus, Ketepatan, TepatWaktu
from laporan.angka.jam import KODE, nama, syarat
from laporan.angka.kelompok import baca
from laporan.saringan import Saringan

TEPAT, TELAT = "tepat", "telat"
# a running clock looks for its case by its number (OFFSET 0): there are few, and a million cases are not read for them
SQL = """
SELECT kode, sum(tepat)::bigint, sum(telat)::bigint FROM (
  SELECT j.kode, count(*) FILTER (WHERE j.tepat) AS tepat, count(*) FILTER (WHERE NOT j.tepat) AS telat
  FROM laporan_faktajam j WHERE {berhenti} GROUP BY 1
  UNION ALL
  SELECT t.kode, 0, count(*) FROM sla_tenggat t
  LEFT JOIN LATERAL (
    SELECT * FROM laporan_faktakasus f WHERE f.tipe = t.objek_tipe AND f.objek_id = t.objek_id OFFSET 0
  ) f ON true
  WHERE t.kode = ANY(%(kode)s) AND t.berhenti_pada IS NULL AND NOT t.dijeda
    AND t.jatuh_tempo >= %(dari)s AND t.jatuh_tempo < %(terakhir)s AND {berjalan} GROUP BY 1
) semua GROUP BY 1
"""
BERHENTI = """
SELECT j.kode, {tanda} * count(*) FILTER (WHERE j.tepat) AS tepat,
  {tanda} * count(*) FILTER (WHERE NOT j.tepat) AS telat
FROM laporan_faktajam j {gabung}
WHERE j.diputus_pada >= %(dari)s AND j.diputus_pada < %(sampai)s AND {syarat} GROUP BY 1
"""
JAM_BERJALAN = """
SELECT t.kode, 0, {tanda} * count(*) FROM sla_tenggat t {gabung}
WHERE t.berhenti_pada IS NULL AND NOT t.dijeda AND t.objek_tipe = ANY(%(tipe)s)
  AND t.jatuh_tempo >= %(dari)s AND t.jatuh_tempo < %(terakhir)s AND {syarat} GROUP BY 1
"""
BERHENTI = """SELECT j.tipe, j.objek_id FROM laporan_faktajam j
  WHERE j.kode = ANY(%(kode)s) AND j.diputus_pada >= %(dari)s AND j.diputus_pada < %(sampai)s
    AND j.tepat = ANY(%(tepat)s)"""
BERJALAN = """SELECT t.objek_tipe, t.objek_id FROM sla_tenggat t
  WHERE t.kode = ANY(%(kode)s) AND t.berhenti_pada IS NULL AND NOT t.dijeda
    AND t.jatuh_tempo >= %(dari)s AND t.jatuh_tempo < %(terakhir)s"""


def hitung(saringan: Saringan, now: datetime) -> Ketepatan:
    """Kept and broken promises of each policy, each in the moment in which it was decided; one statement."""
    berhenti, _isi = saringan.syarat("j.diputus_pada", "j")
    sql = SQL.format(berhenti=berhenti, berjalan=syarat(saringan))
    ada = {kode: isi for kode, *isi in baca(sql, _nilai(saringan, now))}
    return Ketepatan(tuple(TepatWaktu(kode, nama(kode), *ada.get(kode, (0, 0))) for kode in KODE))


def _nilai(saringan: Saringan, now: datetime) -> dict[str, object]:
    terakhir = min(saringan.sampai, now)
    return saringan.nilai | {"terakhir": terakhir, "kode": list(KODE)}


def kasus(saringan: Saringan, now: datetime, bagian: str | None = None) -> Kasus:
    """The cases behind a policy ("pengaduan.apip"), or behind its kept or broken promises ("pengaduan.apip:telat")."""
    kode, _titik, hasil = (bagian or "").partition(":")
    tepat = {"": [True, False], TEPAT: [True], TELAT: [False]}.get(hasil, [])
    jam = f"{BERHENTI} UNION ALL {BERJALAN}" if False in tepat else BERHENTI
    pilih = {"kode": [k for k in KODE if kode in {"", k}], "tepat": tepat}
    return Kasus(f"(f.tipe, f.objek_id) IN ({jam}) AND {syarat(saringan)}", _nilai(saringan, now) | pilih)


ANGKA = Angka(
    kode="tepat",
    judul=_("Ketepatan waktu"),
    tanya=_("Berapa bagian janji layanan yang ditepati pada waktunya?"),
    definisi=_(
        "Setiap batas waktu dihitung sekali, pada saat hasilnya pasti: ketika tahapnya berakhir sebelum batasnya "
        "(tepat), atau ketika batasnya terlewati (terlambat), juga bila tahap itu masih berjalan. Jam yang sedang "
        "dijeda belum dihitung. Batas waktu bagi pelapor atau pemohon sendiri tidak termasuk. Persentase dibulatkan "
        "ke bawah."
    ),
    cara=hitung,
    saringan=PENUH,
    di_balik=kasus,
    naik_baik=True,
)
