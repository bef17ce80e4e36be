"""Facts: what figures count, written after the event by the same statements that rebuild everything.

A case's event wakes `perbarui`, which reads the case and its stopped clocks anew, so that the order in which events
arrive does not matter. `bangun_ulang` does the same for all. Neither ever removes the fact of a case: what was counted
stays counted when the case itself is disposed of; and once the time is over for which a case is kept, what was read of
it before is not read again, so that it counts as ever when it is anonymised. Clocks that still run are read where they
are (sla).
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection, transaction

from akun.receipt import WIB
from helpdesk.status import USAI
from konsultasi.status import Status as StatusKonsultasi
from pengaduan.models import AKHIR as AKHIR_PENGADUAN
from pengaduan.tabel import PITA_HPS
from persuratan.models import AKHIR as AKHIR_MASUK
from persuratan.status import Status as StatusMasuk
from persuratan.status_keluar import Status as StatusKeluar

PENGADUAN, SURAT_MASUK, SURAT_KELUAR = "pengaduan.pengaduan", "persuratan.suratmasuk", "persuratan.suratkeluar"
TIKET, KONSULTASI = "helpdesk.tiket", "konsultasi.konsultasi"
POTONG = 20_000  # cases per statement of the rebuild

JANJI: Mapping[str, str] = {
    "pengaduan.verifikasi": PENGADUAN,
    "pengaduan.telaah": PENGADUAN,
    "pengaduan.terima_apip": PENGADUAN,
    "pengaduan.apip": PENGADUAN,
    "pengaduan.klarifikasi": PENGADUAN,
    "pengaduan.reviu": PENGADUAN,
    "pengaduan.keseluruhan": PENGADUAN,
    "persuratan.periksa": SURAT_MASUK,
    "persuratan.disposisi": SURAT_MASUK,
    "persuratan.kerjakan": SURAT_MASUK,
    "persuratan.surat": SURAT_MASUK,
    "persuratan.pejabat": SURAT_MASUK,
    "persuratan.paraf": SURAT_KELUAR,
    "persuratan.tanda_tangan": SURAT_KELUAR,
    "persuratan.kirim": SURAT_KELUAR,
    "konsultasi.verifikasi": KONSULTASI,
    "konsultasi.penugasan": KONSULTASI,
    "konsultasi.janji": KONSULTASI,
    "helpdesk.klasifikasi": TIKET,
    "helpdesk.tiket": TIKET,
    "helpdesk.eskalasi_fungsional": TIKET,
    "helpdesk.eskalasi_struktural": TIKET,
    "helpdesk.eskalasi_lkpp": TIKET,
}
"""The clocks on which LKPP or APIP has to act, and whose they are; where complainant or applicant has to act, nobody
has promised anything: such clocks are no facts.
"""

PITA = " ".join(
    f"WHEN p.hps <= {atas} THEN '{kode}'" if atas is not None else f"WHEN p.hps > {bawah} THEN '{kode}'"
    for kode, (_nama, bawah, atas) in PITA_HPS.items()
)
# the package of a complaint is that of the one into which it was merged
PAKET = """md5(concat_ws('|',
    CASE WHEN u.instansi_id IS NULL THEN 't' || lower(regexp_replace(u.instansi_teks, '[^[:alnum:]]', '', 'g'))
      ELSE 'i' || u.instansi_id END,
    CASE WHEN r.kode IS NOT NULL THEN 'r' || r.kode
      WHEN u.kode_tender <> '' THEN 't' || u.kode_tender
      WHEN u.nama_paket ~ '[[:alnum:]]' THEN 'n' || lower(regexp_replace(u.nama_paket, '[^[:alnum:]]', '', 'g'))
      ELSE 'k' || u.id END))::uuid"""


@dataclass(frozen=True)
class Sumber:
    """Where the facts of a kind of case come from: its table, the columns, and the statuses in which it has ended."""

    tabel: str
    kolom: str
    akhir: tuple[str, ...]
    gabung: str = ""
    ikut: str = "p.id"  # beside the case itself: whose facts follow it
    beku: str = "false"  # whether its time of keeping is over, so that nothing of it may be trusted to be whole


SUMBER: Mapping[str, Sumber] = {
    PENGADUAN: Sumber(
        "pengaduan_pengaduan",
        f"""p.diajukan_pada, p.selesai_pada, p.jalur, p.jenis_pelanggaran, p.tingkat_identitas, p.instansi_id,
        coalesce(left(p.wilayah_id, 2), left(i.wilayah_id, 2), ''), coalesce(CASE {PITA} END, ''),
        coalesce((SELECT array_agg(DISTINCT t.peran ORDER BY t.peran) FROM pengaduan_teradu t
          WHERE t.pengaduan_id = p.id), '{{}}'),
        {PAKET},
        (SELECT min(e.diteruskan_pada) FROM pengaduan_eskalasi e WHERE e.pengaduan_id = u.id)""",  # noqa: S608 - bands and key are of this module
        AKHIR_PENGADUAN,
        """JOIN pengaduan_pengaduan u ON u.id = coalesce(p.induk_id, p.id)
        LEFT JOIN akun_instansi i ON i.id = p.instansi_id
        LEFT JOIN LATERAL (SELECT min(k.kode) AS kode FROM pengaduan_koderup k WHERE k.pengaduan_id = u.id) r
          ON true""",
        ikut="p.induk_id",
        beku="(SELECT coalesce(max(u.retensi_sampai), p.retensi_sampai) < %(hari)s"
        " FROM pengaduan_pengaduan u WHERE u.id = p.induk_id)",
    ),
    SURAT_MASUK: Sumber(
        "persuratan_suratmasuk",
        """p.diterima_pada, NULL::timestamptz, p.kanal, p.jenis_pengirim, '', p.instansi_id,
        coalesce(left(i.wilayah_id, 2), ''), '', '{}'::text[], NULL::uuid, NULL::timestamptz""",
        (*AKHIR_MASUK, StatusMasuk.DIJAWAB),
        "LEFT JOIN akun_instansi i ON i.id = p.instansi_id",
    ),
    SURAT_KELUAR: Sumber(
        "persuratan_suratkeluar",
        """p.dibuat_pada, NULL::timestamptz, p.asal, p.jenis, '', NULL::bigint, '', '', '{}'::text[], NULL::uuid,
        NULL::timestamptz""",
        (StatusKeluar.DIKIRIM, StatusKeluar.DIARSIPKAN, StatusKeluar.DICABUT, StatusKeluar.BATAL),
    ),
    TIKET: Sumber(
        "helpdesk_tiket",
        """p.diterima_pada, p.selesai_pada, p.kanal, p.jenis, p.kelas, NULL::bigint,
        coalesce(left(m.wilayah_id, 2), ''), '', '{}'::text[], NULL::uuid, p.lkpp_pada""",
        USAI,
        "JOIN helpdesk_mejalayanan m ON m.id = p.meja_id",
    ),
    KONSULTASI: Sumber(
        "konsultasi_konsultasi",
        """p.diterima_pada, p.dijawab_pada, p.kanal, s.kode, p.jenis_pemohon, p.instansi_id,
        coalesce(left(i.wilayah_id, 2), ''), '', '{}'::text[], NULL::uuid, NULL::timestamptz""",
        (
            StatusKonsultasi.DIJAWAB,
            StatusKonsultasi.LAPORAN,
            StatusKonsultasi.SELESAI,
            StatusKonsultasi.DITOLAK,
            StatusKonsultasi.DIBATALKAN,
        ),
        "JOIN konsultasi_subjek s ON s.id = p.subjek_id LEFT JOIN akun_instansi i ON i.id = p.instansi_id",
    ),
}
KOLOM = (
    "status, masuk_pada, selesai_pada, jalur, jenis, golongan, instansi_id, provinsi, pita_hps, teradu, paket, "
    "eskalasi_pada"
)
KOLOM_JAM = "berhenti_pada, diputus_pada, tepat, lama, inspektorat_id, instansi_id, provinsi, jenis, jalur"
# the moment of the end: as the case says, else the last step on its trail that led there, else its present status
KASUS = """
WITH lama AS (
  SELECT p.objek_id, p.paket, p.masuk_pada, p.eskalasi_pada FROM laporan_faktakasus p
  WHERE p.tipe = %(tipe)s AND p.objek_id {syarat} AND p.paket IS NOT NULL
), baru AS (
  INSERT INTO laporan_faktakasus AS f (tipe, objek_id, {kolom})
  SELECT %(tipe)s, k.id, k.status, k.masuk_pada,
    CASE WHEN k.status = ANY(%(akhir)s) THEN coalesce(k.selesai_pada, (
      SELECT j.pada FROM jejak_jejak j WHERE j.objek_tipe = %(tipe)s AND j.objek_id = k.id
        AND j.data ->> 'ke' = ANY(%(akhir)s) AND NOT j.data ->> 'dari' = ANY(%(akhir)s)
      ORDER BY j.urut DESC LIMIT 1), k.status_sejak) END,
    k.jalur, k.jenis, k.golongan, k.instansi_id, k.provinsi, k.pita_hps, k.teradu, k.paket, k.eskalasi_pada
  FROM (
    SELECT p.id, p.status_sejak, p.status, {sumber} FROM {tabel} p {gabung}
    WHERE p.id {syarat} AND NOT (p.id = ANY(%(beku)s) AND EXISTS (
      SELECT FROM laporan_faktakasus x WHERE x.tipe = %(tipe)s AND x.objek_id = p.id))
  ) k (id, status_sejak, {kolom})
  ON CONFLICT (tipe, objek_id) DO UPDATE SET {ganti}
  WHERE ({milik}) IS DISTINCT FROM ({terbaca})
  RETURNING objek_id, paket, masuk_pada, eskalasi_pada
)
SELECT lama.paket, baru.paket FROM baru LEFT JOIN lama USING (objek_id)
WHERE (lama.paket, lama.masuk_pada, lama.eskalasi_pada) IS DISTINCT FROM
  (baru.paket, baru.masuk_pada, baru.eskalasi_pada)
"""
# a package follows from the facts of its complaints
PAKET_BARU = """
WITH kosong AS (
  DELETE FROM laporan_faktapaket p WHERE p.paket = ANY(%(paket)s)
    AND NOT EXISTS (SELECT FROM laporan_faktakasus f WHERE f.paket = p.paket)
)
INSERT INTO laporan_faktapaket AS f (paket, instansi_id, pertama_pada, naik)
SELECT k.paket, (array_agg(k.instansi_id ORDER BY k.masuk_pada, k.objek_id))[1], min(k.masuk_pada),
  bool_or(k.eskalasi_pada IS NOT NULL)
FROM laporan_faktakasus k WHERE k.paket = ANY(%(paket)s) GROUP BY 1
ON CONFLICT (paket) DO UPDATE SET instansi_id = excluded.instansi_id, pertama_pada = excluded.pertama_pada,
  naik = excluded.naik
WHERE (f.instansi_id, f.pertama_pada, f.naik) IS DISTINCT FROM
  (excluded.instansi_id, excluded.pertama_pada, excluded.naik)
"""
# a clock that stood still when it stopped was kept, or broken, when it was paused: nobody could act after that
JAM = """
INSERT INTO laporan_faktajam AS f (tenggat_id, tipe, objek_id, kode, mulai_pada, {kolom})
SELECT t.id, t.objek_tipe, t.objek_id, t.kode, t.mulai_pada, t.berhenti_pada, least(a.akhir, t.jatuh_tempo),
  a.akhir <= t.jatuh_tempo,
  greatest(0, extract(epoch FROM t.berhenti_pada - t.mulai_pada) - CASE WHEN t.jeda = '[]' THEN 0 ELSE coalesce((
    SELECT sum(extract(epoch FROM least(coalesce((j ->> 1)::timestamptz, t.berhenti_pada), t.berhenti_pada)
      - (j ->> 0)::timestamptz)) FROM jsonb_array_elements(t.jeda) j), 0) END)::bigint,
  CASE WHEN t.kode IN ('pengaduan.terima_apip', 'pengaduan.apip') THEN (
    SELECT e.inspektorat_id FROM pengaduan_eskalasi e WHERE e.pengaduan_id = t.objek_id AND e.jalur = 'portal'
      AND t.mulai_pada >= e.diteruskan_pada AND (e.dikembalikan_pada IS NULL OR t.mulai_pada < e.dikembalikan_pada)
    ORDER BY e.id LIMIT 1) END,
  k.instansi_id, coalesce(k.provinsi, ''), CASE WHEN k.tipe = 'pengaduan.pengaduan' THEN k.jenis ELSE '' END,
  CASE WHEN k.tipe = 'pengaduan.pengaduan' THEN k.jalur ELSE '' END
FROM sla_tenggat t LEFT JOIN laporan_faktakasus k ON k.tipe = t.objek_tipe AND k.objek_id = t.objek_id
CROSS JOIN LATERAL (SELECT CASE WHEN t.dijeda AND t.jeda -> -1 ->> 1 IS NULL
  THEN least((t.jeda -> -1 ->> 0)::timestamptz, t.berhenti_pada) ELSE t.berhenti_pada END AS akhir) a
WHERE t.objek_tipe = %(tipe)s AND t.kode = ANY(%(janji)s) AND t.berhenti_pada IS NOT NULL AND t.objek_id {syarat}
  AND NOT (t.objek_id = ANY(%(beku)s) AND EXISTS (SELECT FROM laporan_faktajam x WHERE x.tenggat_id = t.id))
ON CONFLICT (tenggat_id) DO UPDATE SET {ganti} WHERE ({milik}) IS DISTINCT FROM ({terbaca})
"""
# what went by letter is nobody's inbox; what LKPP took back itself was not answered
APIP = """
INSERT INTO laporan_faktaapip AS f (jenis, sumber_id, objek_id, inspektorat_id, pada, kembali_pada, kesimpulan)
SELECT * FROM (
  SELECT 'serah', e.id, e.pengaduan_id, e.inspektorat_id,
    coalesce(e.diterima_pada, CASE WHEN e.alasan_segel <> '' THEN e.dikembalikan_pada END),
    CASE WHEN e.diterima_pada IS NULL THEN e.dikembalikan_pada END, ''
  FROM pengaduan_eskalasi e WHERE e.jalur = 'portal' AND e.pengaduan_id {syarat}
  UNION ALL
  SELECT 'hasil', h.id, e.pengaduan_id, e.inspektorat_id, h.dilaporkan_pada, h.dikembalikan_pada, h.kesimpulan
  FROM pengaduan_hasiltindaklanjut h JOIN pengaduan_eskalasi e ON e.id = h.eskalasi_id
  WHERE e.jalur = 'portal' AND e.pengaduan_id {syarat}
) j (jenis, sumber_id, objek_id, inspektorat_id, pada, kembali_pada, kesimpulan)
WHERE j.pada IS NOT NULL AND NOT (j.objek_id = ANY(%(beku)s) AND EXISTS (
  SELECT FROM laporan_faktaapip x WHERE x.jenis = j.jenis AND x.sumber_id = j.sumber_id))
ON CONFLICT (jenis, sumber_id) DO UPDATE SET pada = excluded.pada, kembali_pada = excluded.kembali_pada,
  kesimpulan = excluded.kesimpulan
WHERE (f.pada, f.kembali_pada, f.kesimpulan) IS DISTINCT FROM
  (excluded.pada, excluded.kembali_pada, excluded.kesimpulan)
"""
# the rebuild shuts out everybody else; otherwise one at a time reads a case, and what he then reads is the newest
KUNCI_SEMUA = "SELECT pg_advisory_xact_lock(hashtextextended('laporan.fakta', 0))"
KUNCI_BERSAMA = "SELECT pg_advisory_xact_lock_shared(hashtextextended('laporan.fakta', 0))"
KUNCI_KASUS = """
SELECT k.id, k.beku, pg_advisory_xact_lock(hashtextextended(%(tipe)s || k.id, 1)) FROM (
  SELECT p.id, {beku} AS beku FROM {tabel} p WHERE p.id = ANY(%(objek)s) OR {ikut} = ANY(%(objek)s) ORDER BY p.id
) k
"""
UJUNG = "SELECT coalesce(min(id), 0), coalesce(max(id), 0) FROM {tabel}"
POTONGAN = "SELECT p.id, {beku} FROM {tabel} p WHERE p.id >= %(dari)s ORDER BY p.id LIMIT %(banyak)s"
KUNCI_PAKET = """
SELECT pg_advisory_xact_lock(hashtextextended(p, 2)) FROM (SELECT unnest(%(paket)s::uuid[])::text AS p ORDER BY 1) k
"""


@transaction.atomic
def perbarui(tipe: str, objek: Sequence[int], *, now: datetime) -> None:
    """Read these cases anew, with the complaints merged into them and the clocks that have stopped."""
    sumber = SUMBER[tipe]
    data: dict[str, Any] = {"tipe": tipe, "objek": list(objek), "hari": now.astimezone(WIB).date()}
    with connection.cursor() as cursor:
        cursor.execute(KUNCI_BERSAMA)
        cursor.execute(KUNCI_KASUS.format(beku=sumber.beku, tabel=sumber.tabel, ikut=sumber.ikut), data)
        ada = cursor.fetchall()
        data["objek"] = sorted({*objek, *(pk for pk, _beku, _kunci in ada)})
        data["beku"] = [pk for pk, beku, _kunci in ada if beku]
        data["paket"] = _baca(cursor, tipe, "= ANY(%(objek)s)", data)
        if data["paket"]:
            cursor.execute(KUNCI_PAKET, data)
            cursor.execute(PAKET_BARU, data)


def bangun_ulang(*, now: datetime, say: Callable[[str, int, int], None]) -> None:
    """Read all cases anew, a piece at a time; calls `say` with the kind, how far it is, and the last number."""
    for tipe, sumber in SUMBER.items():
        with connection.cursor() as cursor:
            cursor.execute(UJUNG.format(tabel=sumber.tabel))
            dari, akhir = cursor.fetchone()
        while dari <= akhir:
            sampai = _sepotong(tipe, sumber, dari, now=now)
            say(tipe, min(sampai, akhir), akhir)
            dari = sampai + 1


@transaction.atomic
def _sepotong(tipe: str, sumber: Sumber, dari: int, *, now: datetime) -> int:
    """Read the next cases from number `dari`; returns the number of the last."""
    data: dict[str, Any] = {"tipe": tipe, "dari": dari, "banyak": POTONG, "hari": now.astimezone(WIB).date()}
    with connection.cursor() as cursor:
        cursor.execute(KUNCI_SEMUA)
        cursor.execute(POTONGAN.format(beku=sumber.beku, tabel=sumber.tabel), data)
        ada = cursor.fetchall()
        data["sampai"] = ada[-1][0] if ada else dari
        data["beku"] = [pk for pk, beku in ada if beku]
        data["paket"] = _baca(cursor, tipe, "BETWEEN %(dari)s AND %(sampai)s", data)
        cursor.execute(PAKET_BARU, data)
    sampai: int = data["sampai"]
    return sampai


def _baca(cursor: Any, tipe: str, syarat: str, data: dict[str, Any]) -> list[UUID]:
    """Write the facts of the cases whose number fulfils `syarat`; returns the packages that may count otherwise."""
    sumber = SUMBER[tipe]
    isi = {"sumber": sumber.kolom, "tabel": sumber.tabel, "gabung": sumber.gabung, "syarat": syarat}
    cursor.execute(KASUS.format(**isi, **_beda(KOLOM)), data | {"akhir": list(sumber.akhir)})
    paket = {satu for baris in cursor.fetchall() for satu in baris if satu}
    cursor.execute(JAM.format(syarat=syarat, **_beda(KOLOM_JAM)), data | {"janji": list(JANJI)})
    if tipe == PENGADUAN:
        cursor.execute(APIP.format(syarat=syarat), data)
    return sorted(paket)


def _beda(kolom: str) -> dict[str, str]:
    """How a row that is already there takes these columns over, and only when one of them differs."""
    nama = [satu.strip() for satu in kolom.split(",")]
    milik, terbaca = (", ".join(f"{awal}.{satu}" for satu in nama) for awal in ("f", "excluded"))
    ganti = ", ".join(f"{satu} = excluded.{satu}" for satu in nama)
    return {"kolom": kolom, "ganti": ganti, "milik": milik, "terbaca": terbaca}
