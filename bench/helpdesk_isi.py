"""Tickets for the benchmark: a hundred thousand of last month by SQL, and what the load generator fires.

`python -m bench.inside helpdesk_isi seed N` as the owner; `... prepare FOLDER SUBMISSIONS`, `... report ROUNDS` as the
web role.
"""

import json
import pickle
import sys
import time
import uuid
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.core.management import call_command
from django.db import connection, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from akun.actor import Peran
from akun.models import Unit, User
from akun.sealing import seal_text
from akun.sesi import SessionStore
from bench import bulk, prepare, tape, vocabulary
from bench.floor import SULIH, TANDA
from bench.plan import LANTAI, PETUGAS, PORTAL, TAPES, Plan, Request, Scenario, Shot, raw_request
from bench.prepare import CSRF, FORMULIR
from bench.seed import PERINTAH, spread_ids
from helpdesk import draf
from helpdesk.bulan import Bulan
from helpdesk.forms.lapor import LPSE, stempel
from helpdesk.laporan_sla import hitung
from helpdesk.models import JenisGangguan, Layanan, MejaLayanan, Tiket
from helpdesk.status import TIKET as SELURUH
from sla.calendar import WIB
from sla.models import Tenggat

MEJA_LPSE = 38  # beside those of the demo; the first desk holds a fifth of all tickets
PER_MEJA = 6  # officers at a desk
TANYA_JAWAB = 1_000
SEJAM = 50  # reports that one account may send in an hour, and a few less
TIMUR = timedelta(hours=3)  # before the month ends in the west it has ended in the east
TIAP = 200  # every so many tickets carry a rare word
# Open: a fifth each only recorded, escalated (both with two clocks), and worked on (one): as many clocks as tickets.
TIKET = """
INSERT INTO helpdesk_tiket (segel_id, nomor, meja_id, kanal, jenis, pengguna, pemegang_id, diterima_pada, status,
  status_sejak, jatuh_tempo, nama_segel, alamat_segel, telepon_segel, surel_segel, judul, uraian, kode_tender, tahapan,
  r, k, alasan_prioritas, kelas, kelas_urut, hak_prioritas, kebijakan_sendiri, data_layanan, jenis_gangguan_id,
  layanan_id, lkpp, lkpp_pada, di_lkpp, pending, solusi_jenis, solusi, selesai_pada, dibuka_kembali, nilai,
  nilai_catatan, cari)
SELECT %(segel)s, 'TKT' || to_char(t.pada, 'YYYYMMDD') || lpad(i::text, 6, '0'),
  (%(meja)s::bigint[])[1 + d.ke],
  (ARRAY['web', 'surel', 'telepon', 'datang', 'web'])[1 + i %% 5], j.jenis,
  (ARRAY['penyedia', 'panitia', 'penyedia', 'ppk', 'pengelola'])[1 + i %% 5],
  CASE WHEN i %% 7 = 0 THEN NULL ELSE (%(petugas)s::bigint[])[1 + %(per_meja)s * d.ke + i %% %(per_meja)s] END,
  t.pada, s.status, t.pada,
  CASE WHEN s.buka THEN %(kini)s::timestamptz + ((i * 37) %% 200 - 20) * interval '1 hour' END,
  %(nama)s, '', '', '', initcap(w.kata[1]) || ' ' || array_to_string(w.kata[2:6], ' '),
  array_to_string(w.kata, ' ') || CASE WHEN i %% %(tiap)s = 0 THEN ' ' || (%(langka)s::text[])[1 + (i / %(tiap)s)
    %% %(n_langka)s] ELSE '' END,
  '', '{}', CASE WHEN k.kelas = '' THEN NULL ELSE 5 END, CASE WHEN k.kelas = '' THEN NULL ELSE 1 END, '', k.kelas,
  CASE k.kelas WHEN 'emergency' THEN 1 WHEN 'mayor' THEN 2 WHEN 'minor' THEN 3 ELSE CASE j.jenis WHEN 'gangguan' THEN 0
    ELSE 3 END END, i %% 50 = 0, '', '{}',
  CASE WHEN j.jenis = 'gangguan' THEN (%(gangguan)s::bigint[])[1 + (i * 7) %% %(n_gangguan)s] END,
  CASE WHEN j.jenis = 'permintaan' THEN (%(layanan)s::bigint[])[1 + (i * 11) %% %(n_layanan)s] END,
  s.status = 'eskalasi_lkpp', CASE WHEN s.status = 'eskalasi_lkpp' THEN t.pada END, s.status = 'eskalasi_lkpp', false,
  CASE WHEN s.buka THEN '' ELSE 'permanen' END, '',
  CASE WHEN s.buka THEN NULL ELSE t.pada + (1 + (i * 13) %% 90) * interval '1 hour' END,
  CASE WHEN i %% 40 = 0 THEN 1 ELSE 0 END, CASE WHEN NOT s.buka AND i %% 3 = 0 THEN 1 + i %% 5 END, '',
  ARRAY[hashint8extended(i, 3), hashint8extended(i %% 997, 1)]
FROM generate_series(1, %(jumlah)s) i
CROSS JOIN LATERAL (SELECT CASE WHEN (i / 10) %% 5 = 0 THEN 0 ELSE (i / 10) %% %(n_meja)s END AS ke) d
CROSS JOIN LATERAL (SELECT %(awal)s::timestamptz + (i::float / %(jumlah)s) * (%(akhir)s::timestamptz - %(awal)s) pada) t
CROSS JOIN LATERAL (SELECT (ARRAY['gangguan', 'permintaan', 'gangguan', 'pertanyaan'])[1 + (i / 3) %% 4] jenis) j
CROSS JOIN LATERAL (SELECT i %% 10 < 6 AS buka, (ARRAY['tercatat', 'penanganan', 'eskalasi_fungsional', 'tercatat',
  'eskalasi_lkpp', 'penanganan', 'ditutup', 'penyelesaian', 'dikonfirmasi', 'ditutup'])[1 + i %% 10] AS status) s
CROSS JOIN LATERAL (SELECT CASE WHEN j.jenis = 'gangguan' AND s.status <> 'tercatat' THEN
  (ARRAY['minor', 'mayor', 'minor', 'emergency'])[1 + (i / 7) %% 4] ELSE '' END AS kelas) k
CROSS JOIN LATERAL (SELECT array_agg((%(kata)s::text[])[1 + floor(exp(random() * ln(%(n_kata)s - 1)))::int]) AS kata
  FROM generate_series(1, 25) WHERE i > 0) w
"""
JAM = """
INSERT INTO sla_tenggat (objek_tipe, objek_id, kode, kebijakan_id, kalender, kalender_versi, siklus, mulai_pada,
  jatuh_tempo, jeda, dijeda, berhenti_pada, alarm_pada, alarm_ke)
SELECT 'helpdesk.tiket', t.id, p.umum, p.id, m.kalender, l.versi, 1, t.diterima_pada, b.batas,
  CASE WHEN t.id %% 5 = 0 AND t.selesai_pada IS NOT NULL THEN jsonb_build_array(jsonb_build_array(
    t.diterima_pada + 0.2 * (t.selesai_pada - t.diterima_pada),
    t.diterima_pada + 0.5 * (t.selesai_pada - t.diterima_pada))) ELSE '[]' END,
  false, t.selesai_pada, CASE WHEN t.selesai_pada IS NULL THEN GREATEST(b.batas, %(kini)s::timestamptz + interval
    '1 hour') END, 0
FROM helpdesk_tiket t JOIN helpdesk_mejalayanan m ON m.id = t.meja_id JOIN sla_kalender l ON l.kode = m.kalender
CROSS JOIN LATERAL (SELECT coalesce(t.jatuh_tempo, t.diterima_pada + interval '3 days') AS batas) b
JOIN LATERAL (
  SELECT k.id, 'helpdesk.tiket' AS umum FROM sla_kebijakan k
  WHERE k.kode = CASE WHEN t.kelas = '' THEN 'helpdesk.tiket' ELSE 'helpdesk.tiket.' || t.kelas END AND k.versi = 1
  UNION ALL
  SELECT k.id, k.kode FROM sla_kebijakan k WHERE k.versi = 1 AND k.kode = CASE t.status WHEN 'tercatat' THEN
    'helpdesk.klasifikasi' ELSE 'helpdesk.' || t.status END AND t.selesai_pada IS NULL
) p ON true
"""
JEJAK = """
INSERT INTO jejak_jejak (kejadian, objek_tipe, objek_id, urut, pada, pelaku, peran, pelaku_id, data, sebelum, sidik)
SELECT (ARRAY['helpdesk.dicatat', 'helpdesk.diklasifikasi'])[n], 'helpdesk.tiket', t.id, n, t.diterima_pada,
  'Petugas Contoh', 'petugas_lpse', NULL, '{}', repeat('0', 64), encode(sha256((t.id || ':' || n)::bytea), 'hex')
FROM helpdesk_tiket t CROSS JOIN generate_series(1, 2) n ORDER BY t.id, n
"""
FAQ = """
WITH baru AS (
  INSERT INTO helpdesk_faq (kode, dari_tiket, dibuat_pada)
  SELECT 'bench-' || i, '', %(kini)s FROM generate_series(1, %(jumlah)s) i RETURNING id
)
INSERT INTO helpdesk_versifaq (faq_id, nomor, keadaan, kategori, pertanyaan, kata_kunci, jawaban, ditulis_pada,
  terbit_pada, catatan)
SELECT b.id, 1, 'terbit', %(kategori)s, 'Mengapa ' || array_to_string(w.kata[1:7], ' ') || '?', w.kata[8],
  array_to_string(w.kata, ' '), %(kini)s, %(kini)s, ''
FROM baru b CROSS JOIN LATERAL (
  SELECT array_agg((%(kata)s::text[])[1 + floor(exp(random() * ln(%(n_kata)s - 1)))::int]) AS kata
  FROM generate_series(1, 60) WHERE b.id > 0) w
"""


def bulan_lalu(now: datetime) -> Bulan:
    """The month of all tickets."""
    return Bulan.dari(now.astimezone(WIB).date()).lalu


def seed(jumlah: int) -> None:
    """Reference data, people, desks and tickets; all share one seal, so that a page can open what it shows."""
    for perintah, pilihan in PERINTAH:
        call_command(perintah, **pilihan)
    fill(jumlah, now=timezone.now())
    spread_ids()
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")


@transaction.atomic
def fill(jumlah: int, *, now: datetime) -> None:
    """Desks, tickets, clocks, trail, questions; one of a hundred clocks is due."""
    words, segel, bulan = vocabulary.build(), uuid.uuid4(), bulan_lalu(now)
    semua = meja()
    daftar: dict[str, Any] = {
        "meja": [m.pk for m in semua],
        "petugas": [pk for m in semua for pk in petugas(m)],
        "gangguan": list(JenisGangguan.objects.order_by("pk").values_list("pk", flat=True)),
        "layanan": list(Layanan.objects.order_by("pk").values_list("pk", flat=True)),
        "kata": list(words.kata),
        "langka": list(words.langka),
    }
    nilai = daftar | {f"n_{nama}": len(isi) for nama, isi in daftar.items()}
    nilai |= {"kini": now, "awal": bulan.awal(WIB), "akhir": bulan.akhir(WIB) - TIMUR, "jumlah": jumlah, "tiap": TIAP}
    nilai["per_meja"] = PER_MEJA
    nilai |= {"segel": segel, "nama": seal_text("Pelapor Contoh", context=f"{segel}:nama_segel")}
    faq = nilai | {"jumlah": TANYA_JAWAB, "kategori": "lainnya"}
    with connection.cursor() as cursor:
        cursor.execute("SELECT setseed(0.6)")
        for perintah, isi in ((TIKET, nilai), (JAM, nilai), (JEJAK, None), (FAQ, faq)):
            cursor.execute(perintah, isi)
        bulk.due(cursor, jumlah // 100, now=now, kode=SELURUH)


def meja() -> list[MejaLayanan]:
    """The desk of the demo's first LPSE, LKPP's, and many others; the first stands in front."""
    for n in range(MEJA_LPSE):
        Unit.objects.get_or_create(kode=f"LPSE-B{n:02}", defaults={"nama": f"LPSE Contoh {n}", "jenis": "lpse"})
    kalender = ("lkpp", "wita", "wit")
    for n, unit in enumerate(Unit.objects.filter(jenis="lpse").order_by("kode")):
        MejaLayanan.objects.get_or_create(unit=unit, defaults={"jenis": "lpse", "kalender_id": kalender[n % 3]})
    demo = User.objects.get(email="lpse@demo.example").unit
    return sorted(MejaLayanan.objects.order_by("pk"), key=lambda m: m.unit_id != (demo.pk if demo else None))


def petugas(meja: MejaLayanan) -> list[int]:
    """The officers of a desk, those of the demo among them."""
    peran = Peran.PETUGAS_HELPDESK if meja.is_lkpp else Peran.PETUGAS_LPSE
    for n in range(PER_MEJA - meja.petugas().count()):
        User.objects.create(email=f"m{meja.pk}p{n}@bench.example", nama=f"Petugas {n}", peran=peran, unit=meja.unit)
    return list(meja.petugas().values_list("pk", flat=True)[:PER_MEJA])


# -- what is fired -----------------------------------------------------------------------------------------------------


def kunjungan(siap: prepare.Preparation) -> None:
    """The queue under its views and filters, the search, and suggestions while somebody types."""
    words, url = vocabulary.build(), reverse("helpdesk:meja")
    orang = [prepare.logged_in(User.objects.get(email=f"{n}@demo.example")) for n in ("lpse", "helpdesk")]
    saring = ("", "?pandang=semua", "?pandang=lewat", "?pandang=eskalasi", "?pandang=terbuka&kelas=emergency")
    siap.pages("antrean", "Antrean", [(c, url + s, "TKT20") for c in orang for s in saring])
    kata = [*list(words.langka)[1:9], *words.sering(), " ".join(words.sering()[:2])]
    cari = [f"{url}?{urlencode({'pandang': 'semua', 'q': k})}" for k in kata]
    siap.pages("cari_tiket", "Cari tiket", [(orang[0], c, "TKT20") for c in cari])
    ketik = [" ".join(list(words.kata)[n : n + 1 + n % 5]) for n in range(1, 60, 3)]
    saran(siap, [f"{reverse('helpdesk:faq_saran')}?{urlencode({'q': k})}" for k in ketik])


def saran(siap: prepare.Preparation, alamat: list[str]) -> None:
    """Suggestions are asked for by the page, not by following a link."""
    shots: dict[str, list[Shot]] = {PORTAL: [], LANTAI: []}
    client, kepala = Client(SERVER_NAME="localhost", headers={"x-potongan": "1"}), {"X-Potongan": "1"}
    for n, satu in enumerate(alamat):
        siap.tapes.setdefault("saran_faq", []).append(prepare.record_get(client, satu, "faq"))
        bare = reverse("lantai", args=["saran_faq", n], urlconf="bench.urls")
        for side, url, tanda in ((PORTAL, satu, "faq"), (LANTAI, bare, TANDA)):
            raw = raw_request("GET", url, cookies={}, headers=kepala)
            shots[side].append((Request("saran_faq", raw, 200, tanda.encode()),))
    kueri = {"saran_faq": max(tape.count(t) for t in siap.tapes["saran_faq"])}
    siap.plan.skenario.append(Scenario("saran_faq", "Saran FAQ saat mengetik", shots, kueri, sambungan=PETUGAS))


def isian(n: int, kunci: str, nama_meja: str) -> bytes:
    """The form as a browser sends it."""
    return urlencode(
        {
            "csrfmiddlewaretoken": CSRF,
            "kunci": kunci,
            "untuk": LPSE,
            "lpse": nama_meja,
            "jenis": "gangguan",
            "judul": f"Tidak bisa mengunggah penawaran {n}",
            "uraian": "Saat menekan tombol unggah muncul pesan galat. " * 8,
            "pengguna": "penyedia",
            "nama": "Pelapor Contoh",
            "surel": f"pelapor{n}@bench.example",
            "dibuka": stempel(timezone.now() - timedelta(minutes=1)),
        }
    ).encode()


def lapor(siap: prepare.Preparation, jumlah: int) -> None:
    """The web form of `jumlah` people on each side, each with a key of its own."""
    url, nama = reverse("helpdesk:lapor"), meja()[0].nama
    orang = [_pelapor(n) for n in range(-(-2 * jumlah // SEJAM) + 1)]
    contoh, sesi = draf.kunci_baru(), _sesi(orang[-1])
    client = prepare.browser({settings.SESSION_COOKIE_NAME: sesi, settings.CSRF_COOKIE_NAME: CSRF})
    siap.tapes["lapor"] = [prepare.record_post(client, url, FORMULIR, isian(0, contoh, nama))]
    shots: dict[str, list[Shot]] = {PORTAL: [], LANTAI: []}
    for n in range(2 * jumlah):
        side, kunci, satu = (PORTAL, LANTAI)[n % 2], draf.kunci_baru(), _sesi(orang[n % (len(orang) - 1)])
        cookies = {settings.SESSION_COOKIE_NAME: satu, settings.CSRF_COOKIE_NAME: CSRF}
        kepala, isi = {"Content-Type": FORMULIR}, isian(n, kunci, nama)
        tujuan, status, tanda = url, 302, reverse("helpdesk:terkirim")
        if side == LANTAI:
            ganti = [(draf._hash(contoh), draf._hash(kunci))]
            ganti += [(SessionStore.row_key(sesi), SessionStore.row_key(satu))]
            kepala[SULIH] = json.dumps(ganti)
            tujuan, status, tanda = reverse("lantai", args=["lapor", 0], urlconf="bench.urls"), 200, TANDA
        raw = raw_request("POST", tujuan, cookies=cookies, headers=kepala, body=isi)
        shots[side].append((Request("lapor", raw, status, tanda.encode()),))
    kueri = {"lapor": tape.count(siap.tapes["lapor"][0])}
    siap.plan.skenario.append(Scenario("lapor", "Laporan lewat situs", shots, kueri, sekali=True))


def _pelapor(n: int) -> User:
    """Somebody with an account: the limit of reports in an hour is his own."""
    user = User.objects.create_user(email=f"pelapor{n}@bench.example", password=None, nama=f"Pelapor {n}")
    User.objects.filter(pk=user.pk).update(peran=Peran.PENGADU)
    return user


def _sesi(user: User) -> str:
    """A session of his; it gets another key with the first report that is sent."""
    client = prepare.browser()
    client.force_login(user)
    return client.cookies[settings.SESSION_COOKIE_NAME].value


def report(rounds: int) -> dict[str, Any]:
    """Seconds for the month of all desks, and for its bare statements said again."""
    now = timezone.now()
    bulan, found = bulan_lalu(now), dict[str, Any]({PORTAL: [], LANTAI: []})
    hitung(None, bulan, now=now)  # the calendars are read once
    with tape.recording() as pita:
        found["tiket"] = hitung(None, bulan, now=now)["jumlah"][0]
    for _round in range(rounds):
        for side in (LANTAI, PORTAL):
            mulai = time.perf_counter()
            tape.replay(pita) if side == LANTAI else hitung(None, bulan, now=now)
            found[side].append(time.perf_counter() - mulai)
    return found | {"kueri": tape.count(pita), "terbuka": Tenggat.objects.filter(berhenti_pada=None).count()}


def main(arguments: list[str]) -> int:
    """One part."""
    bagian, *lain = arguments
    if bagian == "seed":
        seed(int(lain[0]))
    elif bagian == "report":
        sys.stdout.write(json.dumps(report(int(lain[0]))) + "\n")
    else:
        siap = prepare.Preparation(plan=Plan())
        kunjungan(siap)
        lapor(siap, int(lain[1]))
        folder = Path(lain[0])
        siap.plan.save(folder)
        (folder / TAPES).write_bytes(pickle.dumps(siap.tapes))
        sys.stdout.write(f"    {Tiket.objects.count()} tiket\n")
    return 0
