"""The figures of chapter 8 of the SLA and of 6.2.16 for one month: of one desk, or of all desks together.

Everything is counted by PostgreSQL and comes back as plain data that can be kept as JSON. A month is that of each
desk's own zone, so the figures of all desks are the sums of theirs. What was cancelled or was a duplicate counts as
received, but neither as incident nor as promise.

A promise (a clock of the whole ticket) is decided when it is kept or when it comes due, whichever is first: so each is
counted in one month, once, and that never changes. Working time is that of tickets finished in the month, by the desk's
calendar, without pauses; paused working time stands apart.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from django.db import connection

from helpdesk.bulan import Bulan
from helpdesk.models import MejaLayanan
from helpdesk.pilihan import Jenis, Kelas
from helpdesk.status import STAGES, TIKET, Status
from sla import office
from sla.models import Kalender

Angka = dict[str, Any]
GUGUR = (Status.DIBATALKAN, Status.DUPLIKAT)
ESKALASI = tuple(
    str(STAGES.limits[s]) for s in (Status.ESKALASI_FUNGSIONAL, Status.ESKALASI_STRUKTURAL, Status.ESKALASI_LKPP)
)
BANYAK_P1 = 200  # of the list; all are counted
GOLONGAN = (*reversed(Kelas.values), *Jenis.values)

# The desks asked about, each with its month. The outer bounds are for the index.
MEJA = """
WITH meja AS (
  SELECT m.id, z.awal, z.akhir, z.lalu FROM helpdesk_mejalayanan m JOIN sla_kalender k ON k.kode = m.kalender
  JOIN unnest(%(zona)s::text[], %(awal)s::timestamptz[], %(akhir)s::timestamptz[], %(lalu)s::timestamptz[])
    z(zona, awal, akhir, lalu) ON z.zona = k.zona
  WHERE %(meja)s::bigint IS NULL OR m.id = %(meja)s
)"""
DITERIMA = """, masuk AS (
  SELECT t.id, t.meja_id, t.diterima_pada >= m.awal AS ini, t.kanal, t.jenis, t.status, t.kelas, t.jenis_gangguan_id,
    t.layanan_id, t.pemegang_id, t.status <> ALL(%(gugur)s) AS sah
  FROM helpdesk_tiket t JOIN meja m ON m.id = t.meja_id
  WHERE t.diterima_pada >= %(dari)s AND t.diterima_pada < %(sampai)s
    AND t.diterima_pada >= m.lalu AND t.diterima_pada < LEAST(m.akhir, %(kini)s)
)
SELECT grouping(kanal, jenis, status, kelas, jenis_gangguan_id, layanan_id, pemegang_id), ini, kanal, jenis, status,
  kelas, jenis_gangguan_id, layanan_id, pemegang_id, count(*), count(*) FILTER (WHERE sah)
FROM masuk GROUP BY GROUPING SETS ((ini), (ini, kanal), (ini, jenis), (ini, status), (ini, jenis, kelas),
  (ini, jenis, jenis_gangguan_id), (ini, jenis, layanan_id), (ini, pemegang_id))
"""
JANJI = """, tick AS (
  SELECT t.id, t.meja_id, CASE WHEN t.jenis = 'gangguan' AND t.kelas <> '' THEN t.kelas ELSE t.jenis END AS golongan
  FROM helpdesk_tiket t WHERE t.status <> ALL(%(gugur)s) AND (%(meja)s::bigint IS NULL OR t.meja_id = %(meja)s)
), janji AS (
  SELECT c.id, t.meja_id, t.golongan, c.kode, c.kalender, c.mulai_pada, c.berhenti_pada, c.jatuh_tempo, c.jeda,
    coalesce(c.berhenti_pada >= m.awal AND c.berhenti_pada < LEAST(m.akhir, %(kini)s), false) AS selesai,
    NOT c.dijeda AND LEAST(c.berhenti_pada, c.jatuh_tempo) >= m.awal
      AND LEAST(c.berhenti_pada, c.jatuh_tempo) < LEAST(m.akhir, %(kini)s) AS diputus
  FROM sla_tenggat c JOIN tick t ON t.id = c.objek_id JOIN meja m ON m.id = t.meja_id
  WHERE c.objek_tipe = 'helpdesk.tiket' AND c.kode = ANY(%(kode)s)
    AND (c.berhenti_pada IS NULL OR c.berhenti_pada >= %(awal_semua)s)
    AND c.mulai_pada < %(sampai)s
)"""
# Of all desks, without looking at tickets: it may reach too far, never too short.
RENTANG = """
SELECT min(mulai_pada), max(berhenti_pada), array_agg(DISTINCT kalender) FROM sla_tenggat
WHERE objek_tipe = 'helpdesk.tiket' AND kode = %(tiket)s AND berhenti_pada >= %(awal_semua)s
  AND berhenti_pada < %(sampai)s
"""
# Open hours as pieces: each moment of a day lies in one, and what was open before it is known.
KERJA = """, jam AS MATERIALIZED (
  SELECT * FROM unnest(%(j_kal)s::text[], %(j_hari)s::date[], %(j_dari)s::float8[], %(j_sampai)s::float8[],
    %(j_tutup)s::float8[], %(j_sebelum)s::float8[]) j(kalender, hari, dari, sampai, tutup, sebelum)
), lari AS (
  SELECT j.id, j.meja_id, j.golongan, j.diputus, j.selesai, j.berhenti_pada <= j.jatuh_tempo AS tepat, j.kalender,
    k.zona, CASE WHEN j.selesai THEN j.mulai_pada AT TIME ZONE k.zona END AS awal,
    CASE WHEN j.selesai THEN j.berhenti_pada AT TIME ZONE k.zona END AS akhir, j.berhenti_pada,
    CASE WHEN j.selesai AND j.jeda <> '[]' THEN j.jeda END AS jeda
  FROM janji j JOIN sla_kalender k ON k.kode = j.kalender WHERE j.kode = %(tiket)s AND (j.diputus OR j.selesai)
), diam AS (
  SELECT s.id, round(sum(s.arah * (g.sebelum + GREATEST(0, LEAST(s.detik, g.tutup) - g.dari)))) AS lama
  FROM (
    SELECT l.id, l.kalender, p.arah, p.lokal::date AS hari, date_part('epoch', p.lokal::time) AS detik
    FROM lari l CROSS JOIN LATERAL jsonb_array_elements(l.jeda) e
    CROSS JOIN LATERAL (VALUES ((e->>0)::timestamptz AT TIME ZONE l.zona, -1),
      (coalesce((e->>1)::timestamptz, l.berhenti_pada) AT TIME ZONE l.zona, 1)) p(lokal, arah)
    WHERE l.jeda IS NOT NULL
  ) s JOIN jam g ON g.kalender = s.kalender AND g.hari = s.hari AND s.detik >= g.dari AND s.detik < g.sampai
  GROUP BY s.id
), lama AS (
  SELECT l.meja_id, l.golongan, l.diputus, l.selesai, l.tepat,
    CASE WHEN l.selesai THEN coalesce(d.lama, 0) END AS dijeda,
    round((b.sebelum + GREATEST(0, LEAST(date_part('epoch', l.akhir::time), b.tutup) - b.dari))
      - (a.sebelum + GREATEST(0, LEAST(date_part('epoch', l.awal::time), a.tutup) - a.dari))) AS jalan
  FROM lari l LEFT JOIN diam d ON d.id = l.id
  LEFT JOIN jam a ON a.kalender = l.kalender AND a.hari = l.awal::date AND date_part('epoch', l.awal::time) >= a.dari
    AND date_part('epoch', l.awal::time) < a.sampai
  LEFT JOIN jam b ON b.kalender = l.kalender AND b.hari = l.akhir::date AND date_part('epoch', l.akhir::time) >= b.dari
    AND date_part('epoch', l.akhir::time) < b.sampai
)
SELECT meja_id, golongan, count(*) FILTER (WHERE diputus), count(*) FILTER (WHERE diputus AND tepat),
  count(*) FILTER (WHERE selesai), percentile_cont(ARRAY[0.5, 0.9]) WITHIN GROUP (ORDER BY jalan - dijeda),
  coalesce(sum(dijeda), 0)::bigint, count(*) FILTER (WHERE dijeda > 0)
FROM lama GROUP BY GROUPING SETS ((meja_id, golongan), (meja_id), (golongan), ())
"""
DIJAWAB = """
SELECT meja_id, kode, count(*), count(*) FILTER (WHERE berhenti_pada <= jatuh_tempo) FROM janji
WHERE diputus AND kode <> %(tiket)s GROUP BY meja_id, kode
"""
MUTU = """
SELECT t.meja_id, count(*), count(*) FILTER (WHERE t.dibuka_kembali > 0), coalesce(sum(t.nilai), 0), count(t.nilai)
FROM helpdesk_tiket t JOIN meja m ON m.id = t.meja_id
WHERE t.selesai_pada >= %(awal_semua)s AND t.selesai_pada < %(sampai)s AND t.selesai_pada >= m.awal
  AND t.selesai_pada < LEAST(m.akhir, %(kini)s) AND t.status <> ALL(%(gugur)s)
GROUP BY t.meja_id
"""
P1 = """, utama AS (
  SELECT t.id, t.nomor, t.meja_id, t.jenis_gangguan_id, t.diterima_pada, t.selesai_pada
  FROM helpdesk_tiket t JOIN meja m ON m.id = t.meja_id
  WHERE t.kelas = 'emergency' AND t.jenis = 'gangguan' AND t.status <> ALL(%(gugur)s)
    AND t.diterima_pada >= %(awal_semua)s AND t.diterima_pada < %(sampai)s
    AND t.diterima_pada >= m.awal AND t.diterima_pada < LEAST(m.akhir, %(kini)s)
)
SELECT u.nomor, u.meja_id, u.jenis_gangguan_id, u.diterima_pada, u.selesai_pada, c.jatuh_tempo, c.berhenti_pada
FROM (SELECT * FROM utama ORDER BY diterima_pada, id LIMIT %(banyak_p1)s) u LEFT JOIN LATERAL (
  SELECT jatuh_tempo, berhenti_pada FROM sla_tenggat c WHERE c.objek_tipe = 'helpdesk.tiket' AND c.objek_id = u.id
    AND c.kode = %(tiket)s ORDER BY c.siklus DESC, c.id DESC LIMIT 1) c ON true
ORDER BY u.diterima_pada, u.id
"""


class Cakupan(NamedTuple):
    """What is reported: a desk (or all), a month, and until when."""

    meja: MejaLayanan | None
    bulan: Bulan
    now: datetime

    def nilai(self) -> dict[str, Any]:
        """The values that every statement takes."""
        zona = Kalender.Zona.values
        awal, akhir, lalu = (
            [f(ZoneInfo(z)) for z in zona] for f in (self.bulan.awal, self.bulan.akhir, self.bulan.lalu.awal)
        )
        return {
            "meja": self.meja.pk if self.meja else None,
            "zona": zona,
            "awal": awal,
            "akhir": akhir,
            "lalu": lalu,
            "dari": min(lalu),
            "awal_semua": min(awal),
            "sampai": max(akhir),
            "kini": self.now,
            "gugur": [str(s) for s in GUGUR],
            "kode": [TIKET, *ESKALASI],
            "tiket": TIKET,
            "banyak_p1": BANYAK_P1,
        }


def hitung(meja: MejaLayanan | None, bulan: Bulan, *, now: datetime) -> Angka:
    """All figures of a desk's month, or of all desks' together."""
    nilai = Cakupan(meja, bulan, now).nilai()
    per_meja = _janji(nilai)
    mutu = {m: sisa for m, *sisa in _tanya(MEJA + MUTU, nilai)}
    eskalasi: dict[int, dict[str, list[int]]] = {}
    for m, kode, diputus, tepat in _tanya(MEJA + JANJI + DIJAWAB, nilai):
        eskalasi.setdefault(m, {})[kode] = [diputus, tepat]
    semua = {m for m, _g in per_meja if m is not None} | mutu.keys() | eskalasi.keys()
    return {
        **_diterima(nilai),
        "p1": [_utama(*row, now=now) for row in _tanya(MEJA + P1, nilai)],
        "janji": {g: per_meja[None, g] for g in (*GOLONGAN, "") if (None, g) in per_meja},
        **_mutu(mutu.values(), eskalasi.values()),
        "per_meja": [
            {
                "meja": m,
                "janji": {g: per_meja[m, g] for g in (*GOLONGAN, "") if (m, g) in per_meja},
                **_mutu([mutu[m]] if m in mutu else [], [eskalasi.get(m, {})]),
            }
            for m in sorted(semua)
        ]
        if meja is None
        else [],
    }


def _tanya(sql: str, nilai: Mapping[str, Any]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, nilai)
        rows: list[tuple[Any, ...]] = cursor.fetchall()
        return rows


def _diterima(nilai: Mapping[str, Any]) -> Angka:
    """What came in: pairs of this month and the one before."""
    hasil: Angka = {n: {} for n in ("kanal", "jenis", "status", "kelas", "gangguan", "layanan", "petugas")}
    hasil["jumlah"] = [0, 0]
    for mana, ini, kanal, jenis, status, kelas, gangguan, layanan, petugas, banyak, sah in _tanya(
        MEJA + DITERIMA, nilai
    ):
        # which columns a row is about: those whose bit is not set (kanal jenis status kelas gangguan layanan petugas)
        tentang, kunci, n = {
            0b1111111: ("", "", banyak),
            0b0111111: ("kanal", kanal, banyak),
            0b1011111: ("jenis", jenis, sah),
            0b1101111: ("status", status, banyak),
            0b1010111: ("kelas", kelas if jenis == Jenis.GANGGUAN else None, sah),
            0b1011011: ("gangguan", str(gangguan or "") if jenis == Jenis.GANGGUAN else None, sah),
            0b1011101: ("layanan", str(layanan or "") if jenis == Jenis.PERMINTAAN else None, sah),
            0b1111110: ("petugas", str(petugas or ""), sah),
        }[mana]
        if kunci is not None and n:
            pasangan = hasil[tentang].setdefault(kunci, [0, 0]) if tentang else hasil["jumlah"]
            pasangan[0 if ini else 1] += n
    return hasil


def _janji(nilai: Mapping[str, Any]) -> dict[tuple[int | None, str], Angka]:
    """Promises by desk (None: all) and group ("": all)."""
    ((awal, akhir, kalender),) = _tanya(RENTANG, nilai)
    rows = _tanya(MEJA + JANJI + KERJA, {**nilai, **_jam(kalender or (), awal, akhir)})
    return {
        (m, g or ""): {
            "diputus": diputus,
            "tepat": tepat,
            "selesai": selesai,
            "median": round(sebaran[0]) if sebaran else None,
            "p90": round(sebaran[1]) if sebaran else None,
            "jeda": jeda,
            "dijeda": dijeda,
        }
        for m, g, diputus, tepat, selesai, sebaran, jeda, dijeda in rows
        if diputus or selesai  # a month without promises has one row of zeros
    }


def _jam(kalender: Iterable[str], awal: datetime | None, akhir: datetime | None) -> dict[str, list[Any]]:
    """The open hours of calendars between two moments as columns of pieces, in seconds of the day."""
    potong: list[tuple[Any, ...]] = []
    for kode in kalender:
        tabel = office.kalender(kode)
        if awal is None or akhir is None:
            continue
        zona = tabel.rules.zona
        for hari, sebelum, jam in tabel.opened(awal.astimezone(zona).date(), akhir.astimezone(zona).date()):
            mulai, tutup, lalu = 0.0, 0.0, sebelum / 1e6
            for buka, selesai in jam:
                potong.append((kode, hari, mulai, buka / 1e6, tutup, lalu))
                lalu += max(0.0, tutup - mulai)
                mulai, tutup = buka / 1e6, selesai / 1e6
            potong.append((kode, hari, mulai, 86_401.0, tutup, lalu))
    kolom = list(zip(*potong, strict=True)) or [()] * 6
    nama = ("j_kal", "j_hari", "j_dari", "j_sampai", "j_tutup", "j_sebelum")
    return {n: list(k) for n, k in zip(nama, kolom, strict=True)}


def _mutu(mutu: Iterable[list[int]], eskalasi: Iterable[Mapping[str, list[int]]]) -> Angka:
    """Finished tickets, how many were opened again, what users gave; and answers to escalations."""
    jumlah = [sum(kolom) for kolom in zip(*mutu, strict=True)] or [0, 0, 0, 0]
    dijawab = {kode: [0, 0] for kode in ESKALASI}
    for satu in eskalasi:
        for kode, (diputus, tepat) in satu.items():
            dijawab[kode][0] += diputus
            dijawab[kode][1] += tepat
    nama = ("selesai", "dibuka_kembali", "jumlah_nilai", "penilai")
    return {"mutu": dict(zip(nama, map(int, jumlah), strict=True)), "eskalasi": dijawab}


def _utama(
    nomor: str,
    meja: int,
    jenis: int | None,
    diterima: datetime,
    selesai: datetime | None,
    batas: datetime | None,
    berhenti: datetime | None,
    *,
    now: datetime,
) -> Angka:
    """One Priority 1 incident: its times, and whether it was in time (None while that is open)."""
    diputus = batas is not None and (berhenti is not None or batas < now)
    return {
        "nomor": nomor,
        "meja": meja,
        "jenis": jenis,
        "diterima": diterima.isoformat(),
        "batas": batas.isoformat() if batas else None,
        "selesai": selesai.isoformat() if selesai else None,
        "tepat": bool(berhenti and batas and berhenti <= batas) if diputus else None,
    }
