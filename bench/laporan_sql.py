"""The statements of bench.laporan_isi: lives of cases as moments, and every table from those moments.

`pg_temp.u(i, k)` is a number in [0, 1) that depends on row i and draw k alone (bench.bulk).
"""

from bench.bulk import TIPE
from helpdesk.status import TIKET as JANJI_TIKET

TAHUN = 5
# One row per case: which way it goes (`jalan`), and when it passes each point; what lies after `kini` has not happened.
KASUS = """
CREATE TEMP TABLE bench_kasus ON COMMIT DROP AS
SELECT i, jalan, paket, masuk, mulai, v, n, CASE WHEN jalan IN ('naik', 'kembali') THEN r END AS r,
  CASE WHEN jalan = 'naik' THEN h END AS h, CASE WHEN jalan = 'naik' AND balik THEN h + interval '3 days' END AS hb,
  CASE WHEN jalan = 'naik' AND balik THEN h + interval '8 days' + 25 * pg_temp.u(i, 11) * hari END AS h2,
  s, CASE WHEN s IS NOT NULL AND jalan IN ('naik', 'kembali', 'jawab') THEN s + interval '10 days' END AS c,
  pg_temp.u(i, 12) < 0.9 AS portal,
  CASE WHEN pg_temp.u(i, 13) < 0.15 THEN 2 + 18 * pg_temp.u(i, 14) END AS jeda
FROM (
  SELECT d.*, CASE jalan WHEN 'tolak' THEN v WHEN 'alih' THEN v WHEN 'gabung' THEN v WHEN 'kurang' THEN v + 14 * hari
      WHEN 'jawab' THEN v + (0.5 + 8 * pg_temp.u(i, 6)) * hari WHEN 'kembali' THEN r + (1 + 6 * pg_temp.u(i, 6)) * hari
      ELSE h + (1 + 8 * pg_temp.u(i, 6) + CASE WHEN balik THEN 8 + 25 * pg_temp.u(i, 11) ELSE 0 END) * hari END AS s
  FROM (
    SELECT b.*, r + (CASE WHEN pg_temp.u(i, 7) < 0.012 THEN 300 + 700 * pg_temp.u(i, 8)
        ELSE 20 + 80 * pg_temp.u(i, 8) END) * hari AS h, pg_temp.u(i, 10) < 0.09 AS balik
    FROM (
      SELECT a.*, n + (0.1 + 8 * pg_temp.u(i, 5) ^ 1.5) * hari AS r
      FROM (
        SELECT i, interval '1 day' AS hari, masuk, masuk + interval '2 hours' AS mulai,
          masuk + interval '5 hours' + (5.5 * pg_temp.u(i, 3) ^ 1.5) * interval '1 day' AS v,
          CASE WHEN jalan IN ('naik', 'kembali') THEN masuk + interval '8 hours'
            + (5.5 * pg_temp.u(i, 3) ^ 1.5 + 0.5 + 7.5 * pg_temp.u(i, 4) ^ 1.3) * interval '1 day' END AS n,
          jalan, CASE WHEN jalan = 'gabung' THEN i - 1 - (i / 25) %% 20
            WHEN pg_temp.u(i, 2) < 0.2 AND i > 7 THEN i - 7 ELSE i END AS paket
        FROM (
          SELECT i, %(kini)s::timestamptz - interval '1 hour'
              - (1 - (i::float8 / %(jumlah)s) ^ 0.8) * interval '1 day' * 365.25 * %(tahun)s AS masuk,
            CASE WHEN i %% 25 = 0 THEN 'gabung' ELSE (ARRAY['tolak', 'alih', 'kurang', 'jawab', 'kembali', 'naik'])[
              1 + width_bucket(pg_temp.u(i, 1), ARRAY[0.13, 0.20, 0.24, 0.30, 0.33])] END AS jalan
          FROM generate_series(1, %(jumlah)s::bigint) i
        ) awal
      ) a
    ) b
  ) d
) e
"""
STATUS = """
CREATE TEMP TABLE bench_keadaan ON COMMIT DROP AS
SELECT k.i, x.status, x.sejak, x.batas
FROM bench_kasus k CROSS JOIN LATERAL (
  SELECT * FROM (VALUES
    (1, 'terkirim', k.masuk, k.masuk + interval '5 days'),
    (2, 'verifikasi', k.mulai, k.masuk + interval '5 days'),
    (3, CASE jalan WHEN 'tolak' THEN 'tidak_dapat_ditindaklanjuti' WHEN 'alih' THEN 'bukan_kewenangan'
      WHEN 'gabung' THEN 'digabung' WHEN 'kurang' THEN 'perlu_dilengkapi' ELSE 'telaah' END, k.v,
      CASE jalan WHEN 'kurang' THEN k.v + interval '14 days' WHEN 'tolak' THEN NULL WHEN 'alih' THEN NULL
      WHEN 'gabung' THEN NULL ELSE k.v + interval '7 days' END),
    (4, 'siap_eskalasi', k.n - interval '6 hours', k.v + interval '7 days'),
    (5, 'dieskalasi', k.n, k.n + interval '7 days'),
    (6, CASE jalan WHEN 'kembali' THEN 'telaah' ELSE 'diterima_apip' END, k.r,
      CASE jalan WHEN 'kembali' THEN k.r + interval '7 days' ELSE k.r + interval '86 days' END),
    (7, 'tindak_lanjut_apip', CASE jalan WHEN 'naik' THEN k.r + interval '12 hours' END, k.r + interval '86 days'),
    (8, 'hasil_dilaporkan', k.h, k.h + interval '7 days'),
    (9, 'reviu_hasil', k.h + interval '8 hours', k.h + interval '7 days'),
    (10, 'tindak_lanjut_apip', k.hb, k.hb + interval '86 days'),
    (11, 'hasil_dilaporkan', k.h2, k.h2 + interval '7 days'),
    (12, CASE jalan WHEN 'kurang' THEN 'ditutup' ELSE 'selesai' END,
      CASE WHEN jalan IN ('naik', 'kembali', 'jawab', 'kurang') THEN k.s END,
      CASE jalan WHEN 'kurang' THEN NULL ELSE k.s + interval '10 days' END),
    (13, 'ditutup', k.c, NULL)
  ) t (ke, status, sejak, batas) WHERE t.sejak <= %(kini)s ORDER BY ke DESC LIMIT 1
) x
"""
PENGADUAN = """
INSERT INTO pengaduan_pengaduan (id, segel_id, status, status_sejak, jatuh_tempo, nomor, jalur, tingkat_identitas,
  nama_paket, kode_tender, instansi_id, instansi_teks, kategori, tahun_anggaran, wilayah_id, lokasi_segel, hps,
  tidak_tahu_segel, jenis_pelanggaran, uraian_segel, waktu_segel, sumber_segel, ringkasan_segel, diajukan_pada,
  versi_pemberitahuan, pemegang_id, alasan_akhir, induk_id, kali_dibuka_kembali, kali_hasil_dikembalikan,
  kali_kelengkapan, selesai_pada, retensi_sampai)
SELECT k.i, pg_temp.kunci(k.i, 0), s.status, s.sejak, s.batas,
  'PGD' || to_char(k.masuk AT TIME ZONE 'Asia/Jakarta', 'YYYYMMDD') || lpad((k.i %% 10000)::text, 4, '0'),
  (ARRAY['epengaduan', 'wbs', 'surat', 'lapor'])[1 + width_bucket(pg_temp.u(k.i, 21), ARRAY[0.78, 0.83, 0.95])],
  (ARRAY['rahasia', 'rahasia', 'anonim', 'terbuka_untuk_apip'])[1 + floor(pg_temp.u(k.i, 22) * 4)::int],
  CASE WHEN pg_temp.u(k.paket, 24) < 0.95 THEN 'Paket pekerjaan nomor ' || k.paket ELSE '' END,
  CASE WHEN pg_temp.u(k.paket, 25) < 0.5 THEN (10000000 + k.paket %% 89999999)::text || '000' ELSE '' END,
  CASE WHEN pg_temp.u(k.paket, 26) >= 0.03 THEN t.id END,
  CASE WHEN pg_temp.u(k.paket, 26) < 0.03 THEN 'Dinas ' || k.paket %% 500 ELSE '' END,
  (%(kategori)s::text[])[1 + floor(pg_temp.u(k.paket, 27) * 7)::int], extract(year FROM k.masuk),
  CASE WHEN pg_temp.u(k.i, 28) < 0.7 THEN t.wilayah_id END, '',
  CASE WHEN pg_temp.u(k.paket, 29) < 0.85 THEN round(exp(16 + 10 * pg_temp.u(k.paket, 30))) END, '',
  (%(jenis)s::text[])[1 + floor(pg_temp.u(k.i, 31) ^ 1.4 * 7)::int], '', '', '', '', k.masuk, '1',
  CASE WHEN s.status IN ('verifikasi', 'telaah', 'siap_eskalasi') AND pg_temp.u(k.i, 32) < 0.7
    THEN (%(petugas)s::bigint[])[1 + floor(pg_temp.u(k.i, 33) * %(n_petugas)s)::int] END,
  CASE s.status WHEN 'tidak_dapat_ditindaklanjuti' THEN
    (%(tolak)s::text[])[1 + floor(pg_temp.u(k.i, 34) * 5)::int] ELSE '' END,
  CASE s.status WHEN 'digabung' THEN k.paket END, 0, coalesce(k.hb <= %(kini)s, false)::int, (jalan = 'kurang')::int,
  CASE WHEN s.status IN ('selesai', 'ditutup') AND jalan <> 'kurang' THEN k.s END, NULL
FROM bench_kasus k JOIN bench_keadaan s USING (i)
JOIN bench_instansi t ON t.urut = floor(pg_temp.u(k.paket, 16) ^ 2 * %(n_instansi)s)::int
"""
KODE_RUP = """
INSERT INTO pengaduan_koderup (pengaduan_id, kode)
SELECT i, (50000000 + paket)::text FROM bench_kasus WHERE jalan <> 'gabung' AND pg_temp.u(paket, 23) < 0.6
"""
TERADU = """
INSERT INTO pengaduan_teradu (segel_id, pengaduan_id, peran, nama_segel)
SELECT pg_temp.kunci(i, 10 + ke), i, (%(peran)s::text[])[1 + floor(pg_temp.u(i, 40 + ke) ^ 1.3 * 9)::int], ''
FROM bench_kasus CROSS JOIN generate_series(1, 2) ke WHERE ke = 1 OR pg_temp.u(i, 43) < 0.3
"""
ESKALASI = """
INSERT INTO pengaduan_eskalasi (id, segel_id, pengaduan_id, inspektorat_id, jalur, surat_id, diteruskan_pada,
  diterima_pada, dikembalikan_pada, alasan_segel, nomor_surat_tugas)
SELECT k.i, pg_temp.kunci(k.i, 1), k.i, o.id, CASE WHEN k.portal THEN 'portal' ELSE 'surat' END,
  CASE WHEN NOT k.portal THEN 1 + k.i %% %(n_keluar)s END, k.n,
  CASE WHEN k.portal AND jalan = 'naik' AND k.r <= %(kini)s THEN k.r END,
  CASE WHEN k.portal AND jalan = 'kembali' AND k.r <= %(kini)s THEN k.r END,
  CASE WHEN k.portal AND jalan = 'kembali' AND k.r <= %(kini)s THEN 'segel'::bytea ELSE '' END, ''
FROM bench_kasus k JOIN bench_instansi t ON t.urut = floor(pg_temp.u(k.paket, 16) ^ 2 * %(n_instansi)s)::int
JOIN inspektorat_inspektorat o ON o.instansi_id = t.id WHERE k.n <= %(kini)s
"""
HASIL = """
INSERT INTO pengaduan_hasiltindaklanjut (segel_id, eskalasi_id, kesimpulan, nomor_lhp, tanggal_lhp, rekomendasi_segel,
  ringkasan_segel, catatan_segel, dilaporkan_oleh_id, dilaporkan_pada, dikembalikan_pada)
SELECT pg_temp.kunci(i, 6 + x.ke), i,
  (ARRAY['terbukti', 'sebagian', 'tidak_terbukti'])[1 + floor(pg_temp.u(i, 50) * 3)::int], 'LHP',
  (x.pada AT TIME ZONE 'Asia/Jakarta')::date, '', '', '', %(auditor)s, x.pada,
  CASE WHEN x.ke = 1 AND hb <= %(kini)s THEN hb END
FROM bench_kasus CROSS JOIN LATERAL (VALUES (1, h), (2, h2)) x (ke, pada) WHERE x.pada <= %(kini)s
"""
# Each clock: its policy, start, due time, stop, and how long it stood still.
JAM = f"""
INSERT INTO sla_tenggat (objek_tipe, objek_id, kode, kebijakan_id, kalender, kalender_versi, siklus, mulai_pada,
  jatuh_tempo, jeda, dijeda, berhenti_pada, alarm_pada, alarm_ke)
SELECT '{TIPE}', k.i, j.kode, b.id, 'lkpp', 1, j.siklus, j.mulai, j.tempo,
  CASE WHEN j.jeda IS NULL THEN '[]' ELSE jsonb_build_array(jsonb_build_array(j.mulai + interval '1 day',
    CASE WHEN j.kode <> 'pengaduan.verifikasi' OR k.s <= %(kini)s
      THEN j.mulai + interval '1 day' * (1 + j.jeda) END)) END,
  j.jeda IS NOT NULL AND j.kode = 'pengaduan.verifikasi' AND k.s > %(kini)s,
  CASE WHEN j.henti <= %(kini)s THEN j.henti END,
  CASE WHEN j.henti <= %(kini)s OR j.jeda IS NOT NULL THEN NULL
    ELSE greatest(j.tempo, %(kini)s::timestamptz + interval '6 hours') END, 0
FROM bench_kasus k CROSS JOIN LATERAL (VALUES
  ('pengaduan.keseluruhan', 1, masuk, masuk + interval '60 days', s, NULL::float8),
  ('pengaduan.verifikasi', 1, masuk, masuk + interval '5 days' + CASE jalan WHEN 'kurang' THEN 14 ELSE 0 END
    * interval '1 day', CASE jalan WHEN 'kurang' THEN s ELSE v END, CASE jalan WHEN 'kurang' THEN 14.0 END),
  ('pengaduan.kelengkapan', 1, CASE jalan WHEN 'kurang' THEN v END, v + interval '14 days', s, NULL),
  ('pengaduan.telaah', 1, CASE WHEN jalan IN ('naik', 'kembali', 'jawab') THEN v END, v + interval '7 days',
    coalesce(n, s), NULL),
  ('pengaduan.terima_apip', 1, CASE WHEN portal THEN n END, n + interval '7 days', r, NULL),
  ('pengaduan.telaah', 2, CASE WHEN jalan = 'kembali' THEN r END, r + interval '7 days', s, NULL),
  ('pengaduan.apip', 1, CASE WHEN jalan = 'naik' THEN r END, r + interval '86 days' + coalesce(jeda, 0)
    * interval '1 day', h, CASE WHEN r + (jeda + 1) * interval '1 day' < least(h, %(kini)s) THEN jeda END),
  ('pengaduan.apip', 2, hb, hb + interval '86 days', h2, NULL),
  ('pengaduan.reviu', 1, h, h + interval '7 days', coalesce(hb, s), NULL),
  ('pengaduan.reviu', 2, h2, h2 + interval '7 days', s, NULL),
  ('pengaduan.tanggapan', 1, CASE WHEN c IS NOT NULL THEN s END, s + interval '10 days', c, NULL)
) j (kode, siklus, mulai, tempo, henti, jeda) JOIN sla_kebijakan b ON b.kode = j.kode AND b.versi = 1
WHERE j.mulai <= %(kini)s
"""
# Five events of each case; the step that ended it is among them.
JEJAK = f"""
INSERT INTO jejak_jejak (kejadian, objek_tipe, objek_id, urut, pada, pelaku, peran, pelaku_id, data, sebelum, sidik)
SELECT x.kejadian, '{TIPE}', k.i, x.n, x.pada, CASE WHEN x.n = 1 THEN 'Pengadu' ELSE 'Petugas Contoh' END,
  CASE WHEN x.n = 1 THEN 'pengadu' ELSE 'verifikator' END, NULL, x.data::jsonb,
  CASE WHEN x.n = 1 THEN repeat('0', 64) ELSE pg_temp.hex64(k.i, x.n - 1) END, pg_temp.hex64(k.i, x.n)
FROM bench_kasus k JOIN bench_keadaan s USING (i) CROSS JOIN LATERAL (VALUES
  (1, 'pengaduan.diajukan', k.masuk, '{{"jalur": "epengaduan"}}'),
  (2, CASE WHEN k.mulai <= %(kini)s THEN 'pengaduan.diverifikasi' ELSE 'pengaduan.dicatat' END,
    least(k.mulai, %(kini)s), CASE WHEN k.mulai <= %(kini)s THEN '{{"dari": "terkirim", "ke": "verifikasi"}}'
    ELSE '{{}}' END),
  (3, 'pengaduan.diperiksa', least(k.mulai + interval '1 minute', %(kini)s), '{{}}'),
  (4, CASE WHEN k.n <= %(kini)s THEN 'pengaduan.dieskalasi' ELSE 'pengaduan.dicatat' END,
    least(coalesce(k.n, k.v), %(kini)s),
    CASE WHEN k.n <= %(kini)s THEN '{{"dari": "siap_eskalasi", "ke": "dieskalasi"}}' ELSE '{{}}' END),
  (5, CASE WHEN k.s <= %(kini)s THEN 'pengaduan.diselesaikan' ELSE 'pengaduan.pesan_lkpp' END,
    least(coalesce(k.s, k.v), %(kini)s), CASE WHEN k.s <= %(kini)s THEN '{{"dari": "verifikasi", "ke": "'
      || CASE k.jalan WHEN 'tolak' THEN 'tidak_dapat_ditindaklanjuti' WHEN 'alih' THEN 'bukan_kewenangan'
        WHEN 'gabung' THEN 'digabung' WHEN 'kurang' THEN 'ditutup' ELSE 'selesai' END || '"}}' ELSE '{{}}' END)
) x (n, kejadian, pada, data) ORDER BY k.i, x.n
"""
SURAT_MASUK = """
INSERT INTO persuratan_suratmasuk (id, segel_id, status, status_sejak, jatuh_tempo, nomor, kanal, pengirim_id,
  jenis_pengirim, penerima_id, kerahasiaan, diterima_pada, nomor_agenda, kembar, sepadan, pengaduan_nomor, nama_segel,
  instansi_segel, alamat_segel, nomor_surat_segel, perihal_segel, catatan_segel, alasan_segel, cari, isi_terindeks,
  instansi_id)
SELECT i, pg_temp.kunci(i, 3), status, CASE WHEN akhir <= %(kini)s THEN akhir ELSE pada END,
  CASE WHEN akhir > %(kini)s THEN pada + interval '21 days' END,
  'SM' || to_char(pada AT TIME ZONE 'Asia/Jakarta', 'YYYYMMDD') || lpad((i %% 10000)::text, 4, '0'),
  (ARRAY['portal', 'portal', 'kertas', 'surel'])[1 + i %% 4], %(pengadu)s,
  (ARRAY['instansi', 'instansi', 'non_pemerintah', 'perorangan'])[1 + floor(pg_temp.u(i, 61) * 4)::int],
  (%(pejabat)s::bigint[])[1 + i %% %(n_pejabat)s], 'biasa', pada, lpad(i::text, 6, '0') || '/B', '', '', '', '', '', '',
  '', '', '', '', ARRAY[hashint8extended(i, 3)], true, t.id
FROM (
  SELECT i, pada, pada + (1 + 25 * pg_temp.u(i, 62) ^ 1.5) * interval '1 day' AS akhir,
    CASE WHEN pada + (1 + 25 * pg_temp.u(i, 62) ^ 1.5) * interval '1 day' > %(kini)s THEN 'dalam_proses'
      ELSE (ARRAY['selesai', 'dijawab', 'diarsipkan', 'dijadikan_pengaduan'])[1 + i %% 4] END AS status
  FROM (SELECT i, %(kini)s::timestamptz - (1 - (i::float8 / %(jumlah)s) ^ 0.8) * interval '1 day' * 365.25 * %(tahun)s
    - interval '1 hour' AS pada FROM generate_series(1, %(jumlah)s::bigint) i) a
) b JOIN bench_instansi t ON t.urut = floor(pg_temp.u(i, 63) ^ 2 * %(n_instansi)s)::int
"""
SURAT_KELUAR = """
INSERT INTO persuratan_suratkeluar (id, segel_id, asal, jenis, status, status_sejak, nomor_surat, tanggal_surat,
  dibuat_pada, konseptor_id, kerahasiaan, sifat, templat, pengaduan_nomor, putaran, sha256, galat_penandaan,
  jabatan_penandatangan, nama_penandatangan, alasan_segel, isi_segel, perihal_segel, tembusan_segel, token_segel,
  tujuan_email_segel, tujuan_segel, tujuan_tempat_segel, cari)
SELECT i, pg_temp.kunci(i, 4), 'kertas', (ARRAY['jawaban', 'undangan', 'lainnya'])[1 + i %% 3], 'dikirim', pada,
  i || '/BENCH', pada::date, pada, %(petugas_satu)s, 'biasa', 'biasa', '', '', 0, '', '', '', '', '', '', '', '', '',
  '', '', '', ARRAY[hashint8extended(i, 4)]
FROM (SELECT i, %(kini)s::timestamptz - (1 - (i::float8 / %(jumlah)s) ^ 0.8) * interval '1 day' * 365.25 * %(tahun)s
  - interval '1 hour' AS pada FROM generate_series(1, %(jumlah)s::bigint) i) a
"""
TIKET = """
INSERT INTO helpdesk_tiket (id, segel_id, nomor, meja_id, kanal, jenis, pengguna, diterima_pada, status, status_sejak,
  jatuh_tempo, nama_segel, alamat_segel, telepon_segel, surel_segel, judul, uraian, kode_tender, tahapan,
  alasan_prioritas, kelas, kelas_urut, r, k, hak_prioritas, kebijakan_sendiri, data_layanan, lkpp, lkpp_pada, di_lkpp,
  pending, solusi_jenis, solusi, selesai_pada, dibuka_kembali, nilai, nilai_catatan, cari)
SELECT i, pg_temp.kunci(i, 5), 'TKT' || to_char(pada AT TIME ZONE 'Asia/Jakarta', 'YYYYMMDD')
    || lpad((i %% 10000)::text, 4, '0'), (%(meja)s::bigint[])[1 + i %% %(n_meja)s],
  (ARRAY['web', 'surel', 'telepon', 'datang', 'web'])[1 + i %% 5],
  (ARRAY['gangguan', 'permintaan', 'pertanyaan'])[1 + i %% 3],
  (ARRAY['penyedia', 'panitia', 'ppk', 'pengelola'])[1 + i %% 4], pada,
  CASE WHEN usai <= %(kini)s THEN 'ditutup' ELSE 'penanganan' END, least(usai, %(kini)s),
  CASE WHEN usai > %(kini)s THEN pada + interval '4 days' END, '', '', '', '', 'Pertanyaan nomor ' || i, '', '', '{}',
  '', CASE WHEN i %% 3 = 0 THEN
    (ARRAY['minor', 'mayor', 'minor', 'emergency'])[1 + i / 3 %% 4] ELSE '' END, 3, 5, 1, false, '', '{}', i %% 9 = 0,
  CASE WHEN i %% 9 = 0 THEN pada + interval '2 hours' END, i %% 9 = 0 AND usai > %(kini)s, false,
  CASE WHEN usai <= %(kini)s THEN 'permanen' ELSE '' END, '', CASE WHEN usai <= %(kini)s THEN usai END, 0,
  CASE WHEN usai <= %(kini)s AND i %% 3 = 0 THEN 1 + i %% 5 END, '', ARRAY[hashint8extended(i, 5)]
FROM (SELECT i, pada, pada + (0.1 + 6 * pg_temp.u(i, 71) ^ 1.6) * interval '1 day' AS usai
  FROM (SELECT i, %(kini)s::timestamptz - (1 - (i::float8 / %(jumlah)s) ^ 0.8) * interval '1 day' * 365.25 * %(tahun)s
    - interval '1 hour' AS pada FROM generate_series(1, %(jumlah)s::bigint) i) a) b
"""
KONSULTASI = """
INSERT INTO konsultasi_konsultasi (id, segel_id, status, status_sejak, jatuh_tempo, nomor, kanal, hukum, jenis_pemohon,
  diterima_pada, produk, hak_prioritas, dijawab_pada, identitas, nama_segel, surel_segel, telepon_segel, instansi_segel,
  pokok_segel, uraian_segel, jawaban_segel, catatan_segel, cari, instansi_id, unit_id,
  subjek_id, pemohon_id)
SELECT i, pg_temp.kunci(i, 6), CASE WHEN jawab <= %(kini)s THEN 'selesai' ELSE 'diproses' END, least(jawab, %(kini)s),
  CASE WHEN jawab > %(kini)s THEN pada + interval '14 days' END,
  'KON' || to_char(pada AT TIME ZONE 'Asia/Jakarta', 'YYYYMMDD') || lpad((i %% 10000)::text, 4, '0'),
  (ARRAY['website', 'website', 'surat', 'daring', 'tatap_muka'])[1 + i %% 5], false,
  (ARRAY['instansi', 'perorangan', 'penyedia'])[1 + i %% 3], pada, '{}', false,
  CASE WHEN jawab <= %(kini)s THEN jawab END, '', '', '', '', '', '', '', '', '', ARRAY[hashint8extended(i, 6)], t.id,
  %(unit)s, (%(subjek)s::bigint[])[1 + i %% %(n_subjek)s], %(pengadu)s
FROM (SELECT i, pada, pada + (0.5 + 16 * pg_temp.u(i, 81) ^ 1.6) * interval '1 day' AS jawab
  FROM (SELECT i, %(kini)s::timestamptz - (1 - (i::float8 / %(jumlah)s) ^ 0.8) * interval '1 day' * 365.25 * %(tahun)s
    - interval '1 hour' AS pada FROM generate_series(1, %(jumlah)s::bigint) i) a) b
JOIN bench_instansi t ON t.urut = floor(pg_temp.u(i, 63) ^ 2 * %(n_instansi)s)::int
"""
# type, table, start, days until due, stop, policy
_LAIN = (
    (
        "persuratan.suratmasuk",
        "persuratan_suratmasuk",
        "diterima_pada",
        21,
        "status <> 'dalam_proses'",
        "status_sejak",
        "persuratan.surat",
    ),
    (
        "persuratan.suratmasuk",
        "persuratan_suratmasuk",
        "diterima_pada",
        5,
        "status <> 'dalam_proses'",
        "status_sejak",
        "persuratan.kerjakan",
    ),
    ("helpdesk.tiket", "helpdesk_tiket", "diterima_pada", 4, "selesai_pada IS NOT NULL", "selesai_pada", JANJI_TIKET),
    (
        "konsultasi.konsultasi",
        "konsultasi_konsultasi",
        "diterima_pada",
        14,
        "dijawab_pada IS NOT NULL",
        "dijawab_pada",
        "konsultasi.janji",
    ),
)
JAM_LAIN = tuple(
    f"""
INSERT INTO sla_tenggat (objek_tipe, objek_id, kode, kebijakan_id, kalender, kalender_versi, siklus, mulai_pada,
  jatuh_tempo, jeda, dijeda, berhenti_pada, alarm_pada, alarm_ke)
SELECT '{tipe}', t.id, k.kode, k.id, 'lkpp', 1, 1, t.{mulai}, t.{mulai} + interval '{hari} days', '[]', false,
  CASE WHEN {usai} THEN t.{henti} END, CASE WHEN NOT ({usai})
    THEN greatest(t.{mulai} + interval '{hari} days', %(kini)s::timestamptz + interval '6 hours') END, 0
FROM {tabel} t, sla_kebijakan k WHERE k.kode = '{kode}' AND k.versi = 1
"""
    for tipe, tabel, mulai, hari, usai, henti, kode in _LAIN
)
