"""Cases of inspectorates for the benchmark, by COPY: `python -m bench.inside inspektorat_isi seed N` as the owner,
`... prepare FOLDER` as the web role.

Each case lies in the inbox of one of all inspectorates, a few of which have many; each has the clocks that a case
gathers in its life, and three of four have a result.
"""

import random
import uuid
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from django.core.management import call_command
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from akun.actor import Peran
from akun.models import Instansi, User
from bench.prepare import Preparation, logged_in
from bench.seed import PERINTAH
from inspektorat.flow import nama_untuk
from inspektorat.models import Inspektorat
from laporan import fakta
from sla.models import Kebijakan

HARI = 730
JAM = ("keseluruhan", "verifikasi", "telaah", "terima_apip", "apip", "reviu", "tanggapan")
"""The clocks of a case that came to its end."""
Baris = Iterable[Sequence[Any]]


def seed(jumlah: int) -> None:
    """Reference data, people, an inspectorate for every institution, and the cases."""
    for perintah, pilihan in PERINTAH:
        call_command(perintah, **pilihan)
    isi(jumlah, now=timezone.now())


def isi(jumlah: int, *, now: datetime) -> None:
    """The cases and what belongs to them."""
    ada = set(Inspektorat.objects.values_list("instansi_id", flat=True))
    Inspektorat.objects.bulk_create(
        Inspektorat(nama=nama_untuk(i), jenis_instansi=i.jenis, wilayah_id=i.wilayah_id, instansi=i)
        for i in Instansi.objects.exclude(pk__in=ada)
    )
    Inspektorat.objects.filter(pk__in=Inspektorat.objects.order_by("pk")[:400].values("pk")).update(status="aktif")
    kasus = list(_kasus(jumlah, now=now))
    kebijakan = dict(Kebijakan.objects.filter(kode__startswith="pengaduan.").values_list("kode", "pk"))
    auditor = User.objects.filter(peran=Peran.AUDITOR_APIP).order_by("pk")[0].pk
    with connection.cursor() as cursor:
        for tabel, kolom, baris in (
            ("pengaduan_pengaduan", KOLOM_PENGADUAN, map(_pengaduan, kasus)),
            ("pengaduan_eskalasi", KOLOM_ESKALASI, map(_eskalasi, kasus)),
            ("sla_tenggat", KOLOM_TENGGAT, _tenggat(kasus, kebijakan)),
            ("pengaduan_hasiltindaklanjut", KOLOM_HASIL, _hasil(kasus, auditor)),
        ):
            _salin(cursor, tabel, kolom, baris)
            cursor.execute(f"VACUUM ANALYZE {tabel}")
    fakta.bangun_ulang(now=now, say=lambda *_jauh: None)
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE laporan_faktakasus, laporan_faktapaket, laporan_faktajam, laporan_faktaapip")


def _salin(cursor: Any, tabel: str, kolom: str, baris: Baris) -> None:
    with cursor.copy(f"COPY {tabel} ({kolom}) FROM STDIN") as salin:
        for satu in baris:
            salin.write_row(satu)


KOLOM_PENGADUAN = (
    "id, segel_id, status, status_sejak, nomor, jalur, tingkat_identitas, nama_paket, kode_tender, instansi_id,"
    " instansi_teks, kategori, tahun_anggaran, jenis_pelanggaran, uraian_segel, waktu_segel, sumber_segel,"
    " ringkasan_segel, lokasi_segel, tidak_tahu_segel, diajukan_pada, versi_pemberitahuan, alasan_akhir,"
    " kali_dibuka_kembali, kali_hasil_dikembalikan, kali_kelengkapan"
)
KOLOM_ESKALASI = (
    "id, segel_id, pengaduan_id, inspektorat_id, jalur, diteruskan_pada, diterima_pada, dikembalikan_pada,"
    " alasan_segel, nomor_surat_tugas"
)
KOLOM_TENGGAT = (
    "objek_tipe, objek_id, kode, kebijakan_id, kalender, kalender_versi, siklus, mulai_pada, jatuh_tempo, jeda, dijeda,"
    " berhenti_pada, alarm_ke"
)
KOLOM_HASIL = (
    "segel_id, eskalasi_id, kesimpulan, nomor_lhp, tanggal_lhp, rekomendasi_segel, ringkasan_segel, catatan_segel,"
    " dilaporkan_oleh_id, dilaporkan_pada, dikembalikan_pada"
)
Kasus = tuple[int, int, int, datetime, datetime, datetime, bool]
"""Number, institution, inspectorate, handed over, acknowledged, reported, returned unacknowledged."""


def _kasus(jumlah: int, *, now: datetime) -> Iterator[Kasus]:
    acak = random.Random(8_4_2023)
    tujuan = list(Inspektorat.objects.exclude(instansi=None).order_by("pk").values_list("instansi_id", "pk"))
    for n in range(1, jumlah + 1):
        instansi, inspektorat = tujuan[int(acak.random() ** 2 * len(tujuan))]
        pada = now - timedelta(days=acak.random() * HARI)
        terima = pada + timedelta(days=acak.expovariate(1 / 4))
        yield n, instansi, inspektorat, pada, terima, terima + timedelta(days=acak.gauss(60, 25) % 150), n % 17 == 0


def _pengaduan(satu: Kasus) -> Sequence[Any]:
    n, instansi, _inspektorat, pada, *_lain = satu
    status = "telaah" if satu[-1] else "hasil_dilaporkan" if n % 4 else "tindak_lanjut_apip"
    return (
        *(n, uuid.UUID(int=n), status, pada, f"PGD{n:012d}", "epengaduan", "rahasia", f"Paket {n // 2}", ""),
        *(instansi, "", "konstruksi", 2026, "", b"", b"", b"", b"", b"", b"", pada - timedelta(days=8), "1", ""),
        *(0, 0, 0),
    )


def _eskalasi(satu: Kasus) -> Sequence[Any]:
    n, _instansi, inspektorat, pada, terima, _hasil_pada, kembali = satu
    segel = uuid.UUID(int=n + 2**64)
    if kembali:
        return n, segel, n, inspektorat, "portal", pada, None, terima, b"segel", ""
    return n, segel, n, inspektorat, "portal", pada, terima, None, b"", ""


def _tenggat(kasus: Iterable[Kasus], kebijakan: Mapping[str, int]) -> Iterator[Sequence[Any]]:
    for n, _instansi, _inspektorat, pada, terima, hasil, kembali in kasus:
        waktu: dict[str, tuple[datetime, datetime, datetime | None]] = {
            "terima_apip": (pada, pada + timedelta(days=7), terima)
        }
        if not kembali:
            waktu["apip"] = (terima, terima + timedelta(days=86), hasil if n % 4 else None)
        for nama in JAM:
            lain = (pada - timedelta(days=8), pada - timedelta(days=1), pada)
            mulai, tempo, henti = waktu.get(nama, lain)
            if nama == "apip" and kembali:
                continue
            kode = f"pengaduan.{nama}"
            yield "pengaduan.pengaduan", n, kode, kebijakan[kode], "lkpp", 1, 1, mulai, tempo, "[]", False, henti, 0


def _hasil(kasus: Iterable[Kasus], auditor: int) -> Iterator[Sequence[Any]]:
    for n, _instansi, _inspektorat, _pada, _terima, hasil, kembali in kasus:
        if n % 4 and not kembali:
            balik = hasil + timedelta(days=3) if n % 11 == 0 else None
            segel = uuid.UUID(int=n + 2**65)
            yield segel, n, "terbukti", "LHP", hasil.date(), b"", b"", b"", auditor, hasil, balik


def prepare(folder: Path) -> None:
    """The registry plain, filtered and searched; the scoreboard and the effectiveness figure over all cases."""
    ready, client = Preparation(), logged_in(User.objects.get(email="pimpinan@demo.example"))
    daftar = reverse("inspektorat:daftar")
    saring = ("", "?provinsi=33", "?jenis=kota&keadaan=g-belum", "?q=boven", "?halaman=7")
    ready.pages("registri", "Daftar inspektorat", [(client, daftar + s, "Inspektorat") for s in saring])
    papan = reverse("laporan:papan")
    urut = [(client, f"{papan}?periode=semua&urut={u}", "Inspektorat") for u in ("hasil", "terima")]
    ready.pages("papan", "Papan skor, semua kasus", urut)
    efektif = f"{reverse('laporan:efektivitas')}?periode=semua"
    ready.pages("efektivitas", "Efektivitas, semua paket", [(client, efektif, "Efektivitas")])
    ready.save(folder)


def main(arguments: list[str]) -> int:
    """One part."""
    if arguments[0] == "seed":
        seed(int(arguments[1]))
    else:
        prepare(Path(arguments[1]))
    return 0
