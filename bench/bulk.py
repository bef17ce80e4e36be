"""The seeding statements. `pg_temp.u(i, k)` is a number in [0, 1) that depends on row i and draw k alone."""

import os
from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone

from akun import blind
from akun.actor import Peran
from akun.models import Instansi, User
from bench.vocabulary import TIAP, Vocabulary
from pengaduan.pilihan import JenisPelanggaran, KategoriPengadaan
from pengaduan.status import STAGES, Event, Status

TIPE = "pengaduan.pengaduan"
JEJAK_PER_KASUS = 5
KATA_PER_KASUS = 45
TABLES = (
    "pengaduan_pengaduan",
    "pengaduan_indekscari",
    "pengaduan_koderup",
    "pengaduan_teradu",
    "pengaduan_pesankasus",
    "akun_receipt",
    "jejak_jejak",
    "sla_tenggat",
)
S = Status
# Share of each status among the open and among the closed cases.
TERBUKA: dict[str, float] = {
    S.TERKIRIM: 0.08,
    S.VERIFIKASI: 0.14,
    S.PERLU_DILENGKAPI: 0.08,
    S.TELAAH: 0.11,
    S.SIAP_ESKALASI: 0.06,
    S.DIESKALASI: 0.08,
    S.DITERIMA_APIP: 0.07,
    S.TINDAK_LANJUT_APIP: 0.30,
    S.PERLU_KLARIFIKASI: 0.02,
    S.HASIL_DILAPORKAN: 0.03,
    S.REVIU_HASIL: 0.03,
}
AKHIR: dict[str, float] = {S.DITUTUP: 0.70, S.TIDAK_DAPAT: 0.13, S.BUKAN_KEWENANGAN: 0.12, S.DIGABUNG: 0.05}
LEWAT = 0.08  # share of the open cases that are past their deadline
PERISTIWA = (Event.DIAJUKAN, Event.DIVERIFIKASI, Event.DITELAAH, Event.DIESKALASI, Event.DITERIMA_APIP)

FUNGSI = """
CREATE OR REPLACE FUNCTION pg_temp.u(bigint, bigint) RETURNS float8 LANGUAGE sql IMMUTABLE AS
  'SELECT (hashint8extended($1, $2) & 2147483647) / 2147483648.0';
CREATE OR REPLACE FUNCTION pg_temp.hex64(bigint, bigint) RETURNS text LANGUAGE sql IMMUTABLE AS
  'SELECT encode(sha256(int8send($1) || int8send($2)), ''hex'')';
CREATE OR REPLACE FUNCTION pg_temp.segel(bigint, bigint) RETURNS bytea LANGUAGE sql IMMUTABLE AS
  'SELECT sha256(int8send($1) || int8send($2)) || sha256(int8send($2) || int8send($1))';
"""
COMPLAINTS = """
INSERT INTO pengaduan_pengaduan (id, segel_id, status, status_sejak, jatuh_tempo, nomor, jalur, tingkat_identitas,
  nama_paket, kode_tender, instansi_id, instansi_teks, kategori, tahun_anggaran, wilayah_id, lokasi_segel, hps,
  tidak_tahu_segel, jenis_pelanggaran, uraian_segel, waktu_segel, sumber_segel, ringkasan_segel, diajukan_pada,
  versi_pemberitahuan, pemegang_id, alasan_akhir, induk_id, kali_dibuka_kembali, kali_hasil_dikembalikan,
  kali_kelengkapan, selesai_pada,
  retensi_sampai)
SELECT i, gen_random_uuid(), d.status, d.pada + interval '1 hour', CASE WHEN d.terbuka THEN d.batas END,
  'PGD' || to_char(d.pada AT TIME ZONE 'Asia/Jakarta', 'YYYYMMDD') || lpad((1 + (i - 1) %% %(per_hari)s)::text, 4, '0'),
  CASE WHEN pg_temp.u(i, 3) < 0.05 THEN 'wbs' ELSE 'epengaduan' END,
  (ARRAY['rahasia', 'rahasia', 'anonim', 'terbuka_untuk_apip'])[1 + floor(pg_temp.u(i, 4) * 4)::int],
  initcap(t.judul), (10100000 + i %% 99999)::text || '000', t.id, '',
  (%(kategori)s::text[])[1 + floor(pg_temp.u(i, 5) * 7)::int],
  extract(year FROM d.pada), t.wilayah_id, ''::bytea, round(exp(16 + 10 * pg_temp.u(i, 6))), ''::bytea,
  (%(jenis)s::text[])[1 + floor(pg_temp.u(i, 7) * 7)::int],
  substr(%(acak)s::bytea, 1 + floor(pg_temp.u(i, 8) * 60000)::int, 600 + floor(pg_temp.u(i, 9) * 600)::int),
  pg_temp.segel(i, 10), pg_temp.segel(i, 11), '', d.pada, '1',
  CASE WHEN d.status IN ('verifikasi', 'telaah', 'siap_eskalasi') AND pg_temp.u(i, 12) < 0.7
    THEN (%(petugas)s::bigint[])[1 + floor(pg_temp.u(i, 13) * %(n_petugas)s)::int] END,
  CASE WHEN d.terbuka THEN '' ELSE 'tanpa_bukti' END, CASE WHEN d.status = 'digabung' THEN GREATEST(1, i - 40) END,
  0, 0, 0, CASE WHEN NOT d.terbuka THEN d.pada + interval '40 days' END, NULL
FROM generate_series(%(first)s::bigint, %(last)s::bigint) i
CROSS JOIN LATERAL (
  SELECT date_trunc('day', %(kini)s::timestamptz) - interval '1 day' * (%(hari)s - (i - 1) / %(per_hari)s)
      + interval '7 hours' + interval '9 hours' * pg_temp.u(i, 1) AS pada,
    i > %(terbuka_dari)s AS terbuka,
    CASE WHEN i > %(terbuka_dari)s
      THEN %(terbuka)s::text[] ELSE %(akhir)s::text[] END AS pilihan,
    CASE WHEN i > %(terbuka_dari)s THEN %(bobot_terbuka)s::float8[] ELSE %(bobot_akhir)s::float8[] END AS bobot,
    (date_trunc('day', %(kini)s::timestamptz AT TIME ZONE 'Asia/Jakarta') + interval '16 hours' + interval '1 day' *
      CASE WHEN pg_temp.u(i, 14) < %(lewat)s THEN -1 - floor(12.0 * pg_temp.u(i, 15))
      ELSE 1 + floor(60.0 * pg_temp.u(i, 15) ^ 2) END) AT TIME ZONE 'Asia/Jakarta' AS batas
) e
CROSS JOIN LATERAL (
  SELECT e.pada, e.terbuka, e.batas, e.pilihan[1 + width_bucket(pg_temp.u(i, 2), e.bobot)] AS status
) d
JOIN bench_instansi t ON t.urut = floor(pg_temp.u(i, 16) ^ 2 * %(n_instansi)s)::int
"""
SEARCH = """
INSERT INTO pengaduan_indekscari (pengaduan_id, kata)
SELECT i,
  ARRAY(SELECT DISTINCT x FROM (
      SELECT (%(kata)s::bigint[])[floor(exp(pg_temp.u(i, 100 + k) * ln(%(n_kata)s + 1)))::int]
        FROM generate_series(1, %(kata_per_kasus)s) k
      UNION ALL SELECT unnest(t.kata)
      UNION ALL SELECT hashint8extended(i, 50 + k) & 9223372036854775807 FROM generate_series(1, 3) k
      UNION ALL SELECT (%(langka)s::bigint[])[1 + (i / %(tiap)s) %% %(n_langka)s] WHERE i %% %(tiap)s = 0
    ) s (x) ORDER BY x)
FROM generate_series(%(first)s::bigint, %(last)s::bigint) i
JOIN bench_instansi t ON t.urut = floor(pg_temp.u(i, 16) ^ 2 * %(n_instansi)s)::int
"""
PARTS = (
    (
        "kode RUP",
        "INSERT INTO pengaduan_koderup (pengaduan_id, kode) SELECT id, (50000000 + id)::text FROM pengaduan_pengaduan",
    ),
    (
        "teradu",
        "INSERT INTO pengaduan_teradu (segel_id, pengaduan_id, peran, nama_segel)"
        " SELECT gen_random_uuid(), id, 'pokja', pg_temp.segel(id, 20) FROM pengaduan_pengaduan",
    ),
    (
        "pesan",
        "INSERT INTO pengaduan_pesankasus (segel_id, pengaduan_id, ruang, dari, isi_segel, dibuat_pada)"
        " SELECT gen_random_uuid(), id, 'pengadu', 'lkpp', pg_temp.segel(id, 21) || pg_temp.segel(id, 22),"
        " diajukan_pada + interval '1 day'"
        " FROM pengaduan_pengaduan",
    ),
    (
        "tanda terima",
        "INSERT INTO akun_receipt (nomor, token_hash, objek_tipe, objek_id)"
        f" SELECT nomor, pg_temp.hex64(id, 1), '{TIPE}', id FROM pengaduan_pengaduan",
    ),
    (
        "tenggat",
        "INSERT INTO sla_tenggat (objek_tipe, objek_id, kode, kebijakan_id, kalender, kalender_versi, siklus,"
        " mulai_pada, jatuh_tempo, jeda, dijeda, berhenti_pada, alarm_pada, alarm_ke)"
        f" SELECT '{TIPE}', p.id, b.kode, b.kebijakan_id, 'lkpp', 1, 1, p.diajukan_pada, q.batas, '[]'::jsonb,"
        " false, q.berhenti,"
        " CASE WHEN q.berhenti IS NULL AND q.batas > now() THEN GREATEST(q.batas, now() + interval '6 hours') END,"
        " CASE WHEN q.batas > now() THEN 1 ELSE 4 END"
        " FROM pengaduan_pengaduan p JOIN bench_batas b ON b.status = p.status CROSS JOIN"
        " LATERAL (SELECT CASE WHEN b.tahap THEN p.jatuh_tempo ELSE p.diajukan_pada + interval '60 days' END AS batas,"
        " p.selesai_pada AS berhenti) q",
    ),
)
TRAIL = """
INSERT INTO jejak_jejak (kejadian, objek_tipe, objek_id, urut, pada, pelaku, peran, pelaku_id, data, sebelum, sidik)
SELECT (%s::text[])[k], %s, p.id, k, p.diajukan_pada + (k - 1) * interval '2 days',
  CASE WHEN k = 1 THEN 'Pengadu' ELSE 'Petugas Contoh' END, CASE WHEN k = 1 THEN 'pengadu' ELSE 'verifikator' END,
  p.pemegang_id,
  CASE WHEN k = 1 THEN '{"jalur": "epengaduan"}' ELSE '{"dari": "terkirim", "ke": "verifikasi"}' END::jsonb,
  CASE WHEN k = 1 THEN repeat('0', 64) ELSE pg_temp.hex64(p.id, k - 1) END, pg_temp.hex64(p.id, k)
FROM pengaduan_pengaduan p CROSS JOIN generate_series(1, %s) k WHERE p.id BETWEEN %s AND %s ORDER BY 5
"""
# Half of what is due are reminders, half deadlines that have just passed; the next alarm of both lies ahead.
DUE = """
UPDATE sla_tenggat t SET alarm_pada = %(now)s::timestamptz - s.n * interval '1 second',
  alarm_ke = s.n %% 2,
  jatuh_tempo = CASE WHEN s.n %% 2 = 0 THEN %(now)s::timestamptz + interval '8 hours'
    ELSE %(now)s::timestamptz - s.n * interval '1 second' END
FROM (SELECT t.id, row_number() OVER (ORDER BY hashint8(t.id)) AS n FROM sla_tenggat t
  JOIN sla_kebijakan k ON k.id = t.kebijakan_id
  WHERE t.berhenti_pada IS NULL AND t.alarm_pada IS NOT NULL AND k.pengingat > 0
    AND (%(kode)s::text IS NULL OR t.kode = %(kode)s)) s
WHERE s.id = t.id AND s.n <= %(jumlah)s
"""


def present() -> datetime:
    """The moment around which the deadlines lie."""
    return timezone.now()


def _thresholds(shares: dict[str, float]) -> list[float]:
    """Running sums of the shares, without the last one: what `width_bucket` asks for."""
    total, found = 0.0, []
    for share in list(shares.values())[:-1]:
        total += share
        found.append(round(total, 6))
    return found


def prepare(cursor: Any, words: Vocabulary, *, now: datetime) -> dict[str, Any]:
    """Temporary tables and functions of this transaction; returns the values of `complaints`.

    They stand in the statement as constants: a large array in a table would be unpacked for every word of every row.
    """
    cursor.execute("SET LOCAL maintenance_work_mem = '256MB'")
    cursor.execute(FUNGSI)
    cursor.execute(
        "CREATE TEMP TABLE bench_instansi (urut int, id bigint, wilayah_id text, judul text, kata bigint[])"
        " ON COMMIT DROP"
    )
    judul = list(words.kata)
    rows = [
        (n, i.pk, i.wilayah_id, " ".join(judul[(n * 7 + k * 13) % 400] for k in range(6)), blind.index(i.nama))
        for n, i in enumerate(Instansi.objects.order_by("pk"))
    ]
    cursor.executemany("INSERT INTO bench_instansi VALUES (%s, %s, %s, %s, %s)", rows)
    cursor.execute(
        "CREATE TEMP TABLE bench_batas ON COMMIT DROP AS SELECT s.status, s.tahap, k.kode, k.id AS kebijakan_id FROM"
        " unnest(%s::text[], %s::text[], %s::bool[]) s(status, kode, tahap) JOIN sla_kebijakan k USING (kode)",
        [list(column) for column in zip(*_limits(), strict=True)],
    )
    cursor.execute("ANALYZE bench_instansi, bench_batas")
    petugas = list(User.objects.filter(peran__in=[Peran.VERIFIKATOR, Peran.PENELAAH]).values_list("pk", flat=True))
    kata, langka = list(words.kata.values()), list(words.langka.values())
    values: dict[str, Any] = {"kini": now, "acak": os.urandom(64_000), "kategori": KategoriPengadaan.values[:7]}
    values |= {"kata": kata, "langka": langka, "petugas": petugas, "jenis": JenisPelanggaran.values}
    values |= {"n_kata": len(kata), "n_langka": len(langka), "n_petugas": len(petugas), "n_instansi": len(rows)}
    values |= {"kata_per_kasus": KATA_PER_KASUS, "tiap": TIAP, "lewat": LEWAT}
    values |= {"terbuka": [str(s) for s in TERBUKA], "bobot_terbuka": _thresholds(TERBUKA)}
    return values | {"akhir": [str(s) for s in AKHIR], "bobot_akhir": _thresholds(AKHIR)}


def _limits() -> list[tuple[str, str, bool]]:
    """Status, policy, and whether it is the one of the stage (else the overall one)."""
    stage = [(str(s), str(STAGES.limits[s]), True) for s in TERBUKA]
    return stage + [(str(s), str(STAGES.overall), False) for s in (*TERBUKA, *AKHIR)]


def complaints(cursor: Any, first: int, last: int, values: dict[str, Any]) -> None:
    """Complaints `first` to `last`. `values` are those of `prepare`, and `terbuka_dari`, `per_hari` and `hari`."""
    for statement in (COMPLAINTS, SEARCH):
        cursor.execute(statement, values | {"first": first, "last": last})


def trail(cursor: Any, first: int, last: int) -> None:
    """The trail of complaints `first` to `last`, mixed as time mixes it."""
    cursor.execute(TRAIL, [[str(e) for e in PERISTIWA], TIPE, JEJAK_PER_KASUS, first, last])


def due(cursor: Any, jumlah: int, *, now: datetime, kode: str | None = None) -> None:
    """Let so many of the running clocks be due; of one policy only, where a case has several."""
    cursor.execute(DUE, {"now": now - timedelta(minutes=1), "jumlah": jumlah, "kode": kode})
