"""A million cases of five years for the benchmark of figures: `python -m bench.inside laporan_isi seed N` as the owner.

Whole lives, not only rows: which way each case goes and when it passes each point follows from hashes of its number,
so that two runs at the same moment seed the same; tables, clocks and trail (five rows per case) follow from those
moments, and the facts from the tables. Letters, tickets and consultations come along in smaller numbers.
"""

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from django.core.management import call_command
from django.db import connection, transaction
from django.utils import timezone

from akun.actor import Peran
from akun.models import Instansi, Pejabat, Unit, User
from bench import bulk
from bench import laporan_sql as sql
from bench.seed import PERINTAH, spread_ids
from helpdesk.models import MejaLayanan
from inspektorat.flow import nama_untuk
from inspektorat.models import Inspektorat
from konsultasi.models import Subjek
from laporan import fakta
from pengaduan import vault
from pengaduan.models import Pengaduan
from pengaduan.pilihan import AlasanTolak, JenisPelanggaran, KategoriPengadaan, PeranTeradu

SURAT, KELUAR, TIKET, KONSULTASI = 10, 20, 20, 40  # one of each for so many cases
BERGABUNG = 400
BERIDENTITAS = 110_000
TABEL = (
    *("pengaduan_pengaduan", "pengaduan_koderup", "pengaduan_teradu", "pengaduan_eskalasi"),
    *("pengaduan_hasiltindaklanjut", "jejak_jejak", "sla_tenggat", "persuratan_suratmasuk"),
    *("persuratan_suratkeluar", "helpdesk_tiket", "konsultasi_konsultasi"),
)
FAKTA = ("laporan_faktajam", "laporan_faktaapip")
KUNCI = """
CREATE OR REPLACE FUNCTION pg_temp.kunci(bigint, bigint) RETURNS uuid LANGUAGE sql IMMUTABLE AS
  'SELECT (lpad(to_hex($2), 8, ''0'') || ''-0000-4000-8000-'' || lpad(to_hex($1), 12, ''0''))::uuid';
"""
Say = Callable[[str], None]


@contextmanager
def tanpa_pengikat(cursor: Any, tabel: tuple[str, ...], say: Say) -> Iterator[None]:
    """Without plain indexes and foreign keys while the rows come in, as a restore does; afterwards all are there."""
    cursor.execute(
        "SELECT format('ALTER TABLE %%s DROP CONSTRAINT %%I', conrelid::regclass, conname),"
        " format('ALTER TABLE %%s ADD CONSTRAINT %%I %%s', conrelid::regclass, conname, pg_get_constraintdef(oid))"
        " FROM pg_constraint WHERE contype = 'f' AND conrelid = ANY(%s::regclass[])"
        " UNION ALL SELECT format('DROP INDEX %%s', indexrelid::regclass), pg_get_indexdef(indexrelid) FROM pg_index"
        " WHERE NOT indisunique AND indrelid = ANY(%s::regclass[])",
        [list(tabel), list(tabel)],
    )
    pasangan = cursor.fetchall()
    for lepas, _pasang in pasangan:
        cursor.execute(lepas)
    yield
    cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    for _lepas, pasang in reversed(pasangan):
        cursor.execute(pasang)
    say(f"{len(pasangan)} indeks dan kunci tamu")


def seed(jumlah: int, *, now: datetime, say: Say) -> None:
    """Everything but the reference data: cases, what surrounds them, and their facts."""
    inspektorat()
    with transaction.atomic(), connection.cursor() as cursor:
        nilai = _siapkan(cursor, jumlah, now=now)
        with tanpa_pengikat(cursor, TABEL, say):
            for nama, perintah, banyak in _bagian(jumlah):
                cursor.execute(perintah, nilai | {"jumlah": banyak, "n_keluar": max(1, jumlah // KELUAR)})
                say(f"{cursor.rowcount} {nama}")
    identitas()
    say("identitas pengadu")
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")
        say("VACUUM ANALYZE")
        with tanpa_pengikat(cursor, FAKTA, say):
            fakta.bangun_ulang(now=now, say=lambda tipe, ke, akhir: say(f"fakta {tipe}: {ke} dari {akhir}"))
        # as in life, where the fact of a clock is written when the clock stops
        cursor.execute("CLUSTER laporan_faktajam USING fakta_jam_berhenti")
        cursor.execute("VACUUM ANALYZE laporan_faktakasus, laporan_faktapaket, laporan_faktajam, laporan_faktaapip")
        say("urutan fakta jam")


@transaction.atomic
def identitas() -> None:
    """Sealed identities of the complainants of the newest cases: an export blanks them in what was typed."""
    for p in Pengaduan.objects.order_by("-pk")[:BERIDENTITAS]:
        nomor = f"{p.pk:08d}"
        vault.simpan(p, vault.Identitas(f"Siti Rahma{p.pk}wati", f"siti{p.pk}@contoh.example", f"0812{nomor}"))


def _bagian(jumlah: int) -> Iterator[tuple[str, str, int]]:
    """What is said, the statement, and how many rows it is about."""
    yield "riwayat", sql.KASUS, jumlah
    yield "keadaan", sql.STATUS, jumlah
    yield "surat keluar", sql.SURAT_KELUAR, max(1, jumlah // KELUAR)
    kasus = ((sql.PENGADUAN, "pengaduan"), (sql.KODE_RUP, "kode RUP"), (sql.TERADU, "teradu"))
    kasus += ((sql.ESKALASI, "eskalasi"), (sql.HASIL, "hasil"), (sql.JAM, "jam"), (sql.JEJAK, "baris jejak"))
    for perintah, nama in kasus:
        yield nama, perintah, jumlah
    yield "surat masuk", sql.SURAT_MASUK, max(1, jumlah // SURAT)
    yield "tiket", sql.TIKET, max(1, jumlah // TIKET)
    yield "konsultasi", sql.KONSULTASI, max(1, jumlah // KONSULTASI)
    for perintah in sql.JAM_LAIN:
        yield "jam layanan lain", perintah, jumlah


def _siapkan(cursor: Any, jumlah: int, *, now: datetime) -> dict[str, Any]:
    """Temporary functions and tables of this transaction, and the values of the statements."""
    cursor.execute("SET LOCAL maintenance_work_mem = '256MB'; SET LOCAL work_mem = '256MB'; SET LOCAL jit = off")
    cursor.execute(bulk.FUNGSI + KUNCI)
    cursor.execute("CREATE TEMP TABLE bench_instansi (urut int PRIMARY KEY, id bigint, wilayah_id text) ON COMMIT DROP")
    baris = [(n, i.pk, i.wilayah_id) for n, i in enumerate(Instansi.objects.order_by("pk"))]
    cursor.executemany("INSERT INTO bench_instansi VALUES (%s, %s, %s)", baris)
    cursor.execute("ANALYZE bench_instansi")
    orang = dict(User.objects.order_by("-pk").values_list("peran", "pk"))
    petugas = list(User.objects.filter(peran__in=[Peran.VERIFIKATOR, Peran.PENELAAH]).values_list("pk", flat=True))
    daftar: dict[str, list[Any]] = {
        "petugas": petugas,
        "instansi": baris,
        "pejabat": list(Pejabat.objects.order_by("pk").values_list("pk", flat=True)),
        "meja": list(MejaLayanan.objects.order_by("pk").values_list("pk", flat=True)),
        "subjek": list(Subjek.objects.order_by("pk").values_list("pk", flat=True)),
    }
    nilai: dict[str, Any] = {f"n_{nama}": len(isi) for nama, isi in daftar.items()}
    nilai |= {nama: isi for nama, isi in daftar.items() if nama != "instansi"}
    nilai |= {"kini": now, "tahun": sql.TAHUN, "kategori": KategoriPengadaan.values[:7], "petugas_satu": petugas[0]}
    nilai |= {"jenis": JenisPelanggaran.values, "peran": PeranTeradu.values, "tolak": AlasanTolak.values}
    nilai |= {"auditor": orang[Peran.AUDITOR_APIP], "pengadu": orang[Peran.PENGADU]}
    return nilai | {"unit": Unit.objects.get(kode="DAPP").pk}


def inspektorat() -> None:
    """An inspectorate for every institution; the first hundreds have joined."""
    ada = set(Inspektorat.objects.values_list("instansi_id", flat=True))
    Inspektorat.objects.bulk_create(
        Inspektorat(nama=nama_untuk(i), jenis_instansi=i.jenis, wilayah_id=i.wilayah_id, instansi=i)
        for i in Instansi.objects.exclude(pk__in=ada)
    )
    Inspektorat.objects.filter(pk__in=Inspektorat.objects.order_by("pk")[:BERGABUNG].values("pk")).update(
        status="aktif"
    )


def main(arguments: list[str]) -> int:
    """`seed N`, into an empty database."""
    begin = time.monotonic()

    def say(text: str) -> None:
        sys.stdout.write(f"  {time.monotonic() - begin:6.1f} d  {text}\n".replace(".", ",", 1))
        sys.stdout.flush()

    for perintah, pilihan in PERINTAH:
        call_command(perintah, **pilihan)
    say("skema, data acuan, akun demo")
    seed(int(arguments[1]), now=timezone.now(), say=say)
    spread_ids()
    return 0
