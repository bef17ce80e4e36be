"""Every figure once more, in plain SQL over the tables of their owners: what `manage.py periksa_angka` compares with.

Nothing here reads facts or shares a condition with the figures; statuses are written out on purpose. Each statement
gives rows of a code and its numbers, for the cases of a period without filters.
"""

from collections.abc import Mapping

DALAM = "{kolom} >= %(dari)s AND {kolom} < %(sampai)s"
MASUK = DALAM.format(kolom="p.diajukan_pada")
SESUDAH = "'selesai', 'ditutup'"
BERAKHIR = """CASE WHEN p.status IN ('tidak_dapat_ditindaklanjuti', 'bukan_kewenangan', 'digabung') THEN p.status_sejak
  WHEN p.status IN ('selesai', 'ditutup') THEN coalesce(p.selesai_pada, p.status_sejak) END"""
AKHIR: Mapping[str, str] = {
    "persuratan.suratmasuk": "{dijawab,selesai,diarsipkan,dikembalikan,dijadikan_pengaduan,dijadikan_tiket}",
    "persuratan.suratkeluar": "{dikirim,diarsipkan,dicabut,batal}",
    "helpdesk.tiket": "{penyelesaian,dikonfirmasi,ditutup,dibatalkan,duplikat,dijawab_faq}",
    "konsultasi.konsultasi": "{dijawab,laporan,selesai,ditolak,dibatalkan}",
    "pengaduan.pengaduan": "{tidak_dapat_ditindaklanjuti,bukan_kewenangan,digabung,selesai,ditutup}",
}


def _berakhir(tipe: str, tabel: str, tercatat: str = "NULL::timestamptz") -> str:
    """Ended cases with the moment of it: what the case says, else the first ending step after which none led back."""
    return f"""(
  SELECT p.id, p.status, coalesce({tercatat}, (
    SELECT j.pada FROM jejak_jejak j WHERE j.objek_tipe = '{tipe}' AND j.objek_id = p.id
      AND j.data ->> 'ke' = ANY('{AKHIR[tipe]}'::text[]) AND j.urut > coalesce((
        SELECT max(l.urut) FROM jejak_jejak l WHERE l.objek_tipe = '{tipe}' AND l.objek_id = p.id
          AND NOT l.data ->> 'ke' = ANY('{AKHIR[tipe]}'::text[])), -1)
    ORDER BY j.urut LIMIT 1), p.status_sejak) AS pada
  FROM {tabel} p WHERE p.status = ANY('{AKHIR[tipe]}'::text[]))"""  # noqa: S608 - names of this module


def _per_hari(nama: str, kolom: str, dari: str, syarat: str = "true") -> str:
    """A series by day of WIB."""
    return f"""SELECT '{nama}', ({kolom} AT TIME ZONE 'Asia/Jakarta')::date, count(*) FROM {dari}
  WHERE {DALAM.format(kolom=kolom)} AND {syarat} GROUP BY 2"""  # noqa: S608


def _rincian(kolom: str, gabung: str = "") -> str:
    """Complaints that came in, by something."""
    return f"SELECT {kolom}, count(*) FROM pengaduan_pengaduan p {gabung} WHERE {MASUK} GROUP BY 1"  # noqa: S608


def _lain(kolom: str, tabel: str, gabung: str = "") -> str:
    return f"SELECT {kolom}, count(*) FROM {tabel} p {gabung} WHERE {DALAM.format(kolom='p.diterima_pada')} GROUP BY 1"  # noqa: S608


def _beban(tipe: str, tabel: str) -> str:
    return f"""SELECT '{tipe}', count(*), count(*) FILTER (WHERE jatuh_tempo < %(kini)s),
  count(*) FILTER (WHERE jatuh_tempo BETWEEN %(kini)s AND %(segera)s)
FROM {tabel} WHERE status <> ALL('{AKHIR[tipe]}'::text[])"""  # noqa: S608


TIKET = _berakhir("helpdesk.tiket", "helpdesk_tiket", "p.selesai_pada")
KONSULTASI = _berakhir("konsultasi.konsultasi", "konsultasi_konsultasi", "p.dijawab_pada")
SURAT_MASUK = _berakhir("persuratan.suratmasuk", "persuratan_suratmasuk")
SURAT_KELUAR = _berakhir("persuratan.suratkeluar", "persuratan_suratkeluar")
PENGADUAN = f"(SELECT p.*, {BERAKHIR} AS berakhir FROM pengaduan_pengaduan p)"  # noqa: S608
ALIRAN: Mapping[str, str] = {
    "arus": _per_hari("masuk", "p.diajukan_pada", "pengaduan_pengaduan p")
    + " UNION ALL "
    + _per_hari("selesai", "p.berakhir", f"{PENGADUAN} p"),
    "surat": _per_hari("masuk", "p.diterima_pada", "persuratan_suratmasuk p")
    + " UNION ALL "
    + _per_hari("selesai", "p.pada", f"{SURAT_MASUK} p")
    + " UNION ALL "
    + _per_hari("keluar", "p.pada", f"{SURAT_KELUAR} p", "p.status IN ('dikirim', 'diarsipkan')"),
    "tiket": _per_hari("masuk", "p.diterima_pada", "helpdesk_tiket p")
    + " UNION ALL "
    + _per_hari("selesai", "p.pada", f"{TIKET} p"),
    "konsultasi": _per_hari("masuk", "p.diterima_pada", "konsultasi_konsultasi p")
    + " UNION ALL "
    + _per_hari("selesai", "p.pada", f"{KONSULTASI} p"),
}
"""Figures over time: series, day, number."""
JAM = """
SELECT t.kode, t.mulai_pada, t.jatuh_tempo, t.berhenti_pada, t.dijeda, t.jeda,
  CASE WHEN t.dijeda THEN (t.jeda -> -1 ->> 0)::timestamptz ELSE t.berhenti_pada END AS henti
FROM sla_tenggat t WHERE t.objek_tipe IN ('pengaduan.pengaduan', 'persuratan.suratmasuk', 'persuratan.suratkeluar',
  'helpdesk.tiket', 'konsultasi.konsultasi') AND t.kode = ANY(%(kode)s)
"""
PAKET = """
WITH kasus AS (
  SELECT p.id, p.diajukan_pada, p.instansi_id, u.id AS induk, u.nama_paket, u.kode_tender,
    coalesce(u.instansi_id::text, 'lain ' || lower(regexp_replace(u.instansi_teks, '[^[:alnum:]]', '', 'g'))) AS milik
  FROM pengaduan_pengaduan p JOIN pengaduan_pengaduan u ON u.id = coalesce(p.induk_id, p.id)
), rup AS (
  SELECT pengaduan_id, min(kode) AS kode FROM pengaduan_koderup GROUP BY 1
), diadukan AS (
  SELECT k.milik, CASE WHEN r.kode <> '' THEN 'rup ' || r.kode WHEN k.kode_tender <> '' THEN 'tender ' || k.kode_tender
      WHEN k.nama_paket ~ '[[:alnum:]]' THEN 'nama ' || lower(regexp_replace(k.nama_paket, '[^[:alnum:]]', '', 'g'))
      ELSE 'kasus ' || k.induk END AS kunci,
    k.id, k.diajukan_pada, k.instansi_id, e.pengaduan_id IS NOT NULL AS naik
  FROM kasus k LEFT JOIN rup r ON r.pengaduan_id = k.induk
  LEFT JOIN (SELECT DISTINCT pengaduan_id FROM pengaduan_eskalasi) e ON e.pengaduan_id = k.induk
), paket AS (
  SELECT DISTINCT ON (milik, kunci) instansi_id, diajukan_pada, bool_or(naik) OVER (PARTITION BY milik, kunci) AS naik
  FROM diadukan ORDER BY milik, kunci, diajukan_pada, id
)
"""
SQL: Mapping[str, str] = {
    "status": _rincian("p.status"),
    "klasifikasi": _rincian("p.jenis_pelanggaran"),
    "pengadu": _rincian("p.tingkat_identitas"),
    "jalur": _rincian("p.jalur"),
    "hps": _rincian(
        "CASE WHEN p.hps IS NULL THEN '' WHEN p.hps > 50000000000 THEN 'di_atas_50m' WHEN p.hps > 2500000000 THEN"
        " 'sd_50m' WHEN p.hps > 200000000 THEN 'sd_2m' ELSE 'sd_200jt' END"
    ),
    "wilayah": _rincian(
        "coalesce(substr(p.wilayah_id, 1, 2), substr(i.wilayah_id, 1, 2), '')",
        "LEFT JOIN akun_instansi i ON i.id = p.instansi_id",
    ),
    "teradu": f"""
SELECT t.peran, count(DISTINCT p.id) FROM pengaduan_teradu t JOIN pengaduan_pengaduan p ON p.id = t.pengaduan_id
WHERE {MASUK} GROUP BY 1
UNION ALL SELECT '', count(*) FROM pengaduan_pengaduan p
WHERE {MASUK} AND p.id NOT IN (SELECT pengaduan_id FROM pengaduan_teradu)
UNION ALL SELECT '#', count(*) FROM pengaduan_pengaduan p WHERE {MASUK}""",  # noqa: S608
    "teradu_jenis": _rincian("coalesce(i.jenis, '')", "LEFT JOIN akun_instansi i ON i.id = p.instansi_id"),
    "teradu_instansi": f"""
(SELECT i.id::text, count(*) FROM pengaduan_pengaduan p JOIN akun_instansi i ON i.id = p.instansi_id WHERE {MASUK}
GROUP BY i.id ORDER BY 2 DESC, lower(i.nama) LIMIT 10)
UNION ALL SELECT '#', count(*) FROM pengaduan_pengaduan p WHERE {MASUK}""",  # noqa: S608
    "keputusan": f"""
SELECT CASE WHEN p.status NOT IN ({SESUDAH}) THEN p.status WHEN EXISTS (
  SELECT FROM pengaduan_eskalasi e WHERE e.pengaduan_id = p.id) THEN 'apip' ELSE 'lkpp' END, count(*)
FROM {PENGADUAN} p WHERE {DALAM.format(kolom="p.berakhir")} GROUP BY 1""",  # noqa: S608
    "kompensasi": f"""
SELECT CASE WHEN dipakai_pada IS NOT NULL THEN 'dipakai' WHEN berlaku_sampai > %(kini)s THEN 'berlaku' ELSE 'habis' END,
  count(*) FROM konsultasi_hakprioritas WHERE {DALAM.format(kolom="diberikan_pada")} GROUP BY 1""",  # noqa: S608
    "cakupan": """
SELECT '', count(*) FILTER (WHERE o.status IN ('aktif', 'ditangguhkan') OR (o.status <> 'nonaktif' AND EXISTS (
  SELECT FROM inspektorat_dasarsurat d WHERE d.inspektorat_id = o.id AND d.keanggotaan_id IS NULL))), count(*)
FROM akun_instansi i LEFT JOIN inspektorat_inspektorat o ON o.instansi_id = i.id""",
    "efektivitas": f"""{PAKET} SELECT '', count(*) FILTER (WHERE naik), count(*) FROM paket
WHERE {DALAM.format(kolom="diajukan_pada")}""",  # noqa: S608
    "tepat": f"""
SELECT kode, count(*) FILTER (WHERE henti <= jatuh_tempo AND {DALAM.format(kolom="henti")}),
  count(*) FILTER (WHERE {DALAM.format(kolom="jatuh_tempo")} AND (henti > jatuh_tempo
    OR (henti IS NULL AND jatuh_tempo < %(kini)s)))
FROM ({JAM}) t WHERE NOT (dijeda AND berhenti_pada IS NULL) GROUP BY 1""",  # noqa: S608
    "lama": f"""
SELECT kode, count(*), percentile_disc(0.5) WITHIN GROUP (ORDER BY lama), percentile_disc(0.9) WITHIN GROUP
  (ORDER BY lama)
FROM (
  SELECT t.kode, round(greatest(0, extract(epoch FROM t.berhenti_pada) - extract(epoch FROM t.mulai_pada) - coalesce((
    SELECT sum(extract(epoch FROM least((j ->> 1)::timestamptz, t.berhenti_pada)) - extract(epoch FROM
      (j ->> 0)::timestamptz)) FROM jsonb_array_elements(t.jeda) j), 0)))::bigint AS lama
  FROM ({JAM}) t WHERE {DALAM.format(kolom="t.berhenti_pada")}
) t GROUP BY 1""",  # noqa: S608
    "beban": " UNION ALL ".join(
        _beban(tipe, tabel)
        for tipe, tabel in (
            ("pengaduan.pengaduan", "pengaduan_pengaduan"),
            ("persuratan.suratmasuk", "persuratan_suratmasuk"),
            ("persuratan.suratkeluar", "persuratan_suratkeluar"),
            ("konsultasi.konsultasi", "konsultasi_konsultasi"),
            ("helpdesk.tiket", "helpdesk_tiket"),
        )
    ),
    "tiket_jenis": _lain("p.jenis", "helpdesk_tiket"),
    "tiket_kanal": _lain("p.kanal", "helpdesk_tiket"),
    "konsultasi_kanal": _lain("p.kanal", "konsultasi_konsultasi"),
    "konsultasi_subjek": _lain("s.kode", "konsultasi_konsultasi", "JOIN konsultasi_subjek s ON s.id = p.subjek_id"),
}
"""Figures without time: code and numbers; "#" is how many cases the lines are of, where that is not their sum."""
PAPAN = """
SELECT inspektorat_id::text, sum(terima_n), sum(terima_x), sum(hasil_n), sum(hasil_x), sum(kembali_n), sum(kembali_x),
  sum(mutu_n), sum(mutu_x)
FROM (
  SELECT e.inspektorat_id, (t.kode = 'pengaduan.terima_apip')::int AS terima_n,
    (t.kode = 'pengaduan.terima_apip' AND coalesce(t.berhenti_pada <= t.jatuh_tempo, false))::int AS terima_x,
    (t.kode = 'pengaduan.apip')::int AS hasil_n,
    (t.kode = 'pengaduan.apip' AND coalesce(t.berhenti_pada <= t.jatuh_tempo, false))::int AS hasil_x,
    0 AS kembali_n, 0 AS kembali_x, 0 AS mutu_n, 0 AS mutu_x
  FROM sla_tenggat t JOIN pengaduan_eskalasi e ON e.pengaduan_id = t.objek_id AND e.jalur = 'portal'
    AND t.mulai_pada >= e.diteruskan_pada AND (e.dikembalikan_pada IS NULL OR t.mulai_pada < e.dikembalikan_pada)
  WHERE t.kode IN ('pengaduan.terima_apip', 'pengaduan.apip') AND t.objek_tipe = 'pengaduan.pengaduan'
    AND t.jatuh_tempo >= %(dari)s AND (t.berhenti_pada >= %(dari)s OR t.berhenti_pada IS NULL)
    AND (t.berhenti_pada < %(sampai)s OR t.jatuh_tempo < %(sampai)s) AND (t.berhenti_pada IS NOT NULL OR NOT t.dijeda)
  UNION ALL
  SELECT inspektorat_id, 0, 0, 0, 0, 1, (diterima_pada IS NULL)::int, 0, 0
  FROM pengaduan_eskalasi WHERE jalur = 'portal' AND (diterima_pada IS NOT NULL OR alasan_segel <> '')
    AND coalesce(diterima_pada, dikembalikan_pada) >= %(dari)s
    AND coalesce(diterima_pada, dikembalikan_pada) < %(sampai)s
  UNION ALL
  SELECT e.inspektorat_id, 0, 0, 0, 0, 0, 0, 1, coalesce(h.dikembalikan_pada < %(sampai)s, false)::int
  FROM pengaduan_hasiltindaklanjut h JOIN pengaduan_eskalasi e ON e.id = h.eskalasi_id AND e.jalur = 'portal'
  WHERE h.dilaporkan_pada >= %(dari)s AND h.dilaporkan_pada < %(sampai)s
) semua GROUP BY 1
"""
"""The scoreboard (laporan.papan_skor): inspectorate, then what was counted and what fits, of each measure."""
PER_INSTANSI = f"""{PAKET} SELECT coalesce(instansi_id::text, ''), count(*), count(*) FILTER (WHERE naik) FROM paket
WHERE {DALAM.format(kolom="diajukan_pada")} GROUP BY 1"""  # noqa: S608
"""Packages (laporan.efektivitas): institution, complained about, escalated."""
