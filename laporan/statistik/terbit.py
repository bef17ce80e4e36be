"""Publishing a closed quarter: all its datasets at once, and once for ever.

Nothing is counted again: two publications of the same quarter could be subtracted, and the difference is what was
corrected between them. For the same reason a dataset that the program learns later is not published for quarters
that stand already. Whatever is published goes through laporan.statistik.sembunyi.
"""

import hashlib
from collections.abc import Iterator
from datetime import datetime

from django.db import connection, transaction
from django.db.models import Min

from akun.actor import SYSTEM
from jejak.trail import record
from laporan.angka.kelompok import baca
from laporan.fakta import KONSULTASI, PENGADUAN, TIKET
from laporan.models import FaktaKasus, TerbitanData
from laporan.periode import Triwulan
from laporan.statistik import hitung
from laporan.statistik.daftar import SEMUA
from laporan.statistik.dokumen import SKEMA, susun, tulis

TASK = "laporan.terbitkan_statistik"
DITERBITKAN = "laporan.statistik_diterbitkan"
ASAL = {
    PENGADUAN: ("pengaduan_pengaduan", "diajukan_pada"),
    TIKET: ("helpdesk_tiket", "diterima_pada"),
    KONSULTASI: ("konsultasi_konsultasi", "diterima_pada"),
}
KURANG = """
SELECT EXISTS (
  SELECT FROM {tabel} p WHERE p.{masuk} >= %(dari)s AND p.{masuk} < %(sampai)s
    AND NOT EXISTS (SELECT FROM laporan_faktakasus f WHERE f.tipe = %(tipe)s AND f.objek_id = p.id)
)
"""
GILIRAN = 20_260_411  # advisory lock: one publisher at a time


def tertunggak(*, now: datetime) -> Iterator[Triwulan]:
    """Closed quarters that are not published yet, the oldest first; from the first case on."""
    awal = FaktaKasus.objects.filter(tipe__in=(PENGADUAN, TIKET, KONSULTASI)).aggregate(awal=Min("masuk_pada"))["awal"]
    if awal is None:
        return
    ada = {Triwulan(*isi) for isi in TerbitanData.objects.values_list("tahun", "triwulan").distinct()}
    satu = Triwulan.dari(awal)
    while satu.tertutup(now):
        if satu not in ada:
            yield satu
        satu = satu.berikut


def terbitkan_semua(*, now: datetime) -> list[Triwulan]:
    """Publish whatever can be; the quarters that were."""
    return [satu for satu in list(tertunggak(now=now)) if terbitkan(satu, now=now)]


@transaction.atomic
def terbitkan(triwulan: Triwulan, *, now: datetime) -> list[TerbitanData]:
    """Freeze a quarter. Nothing happens to one that is not closed, or stands already."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [GILIRAN])
    ada = TerbitanData.objects.filter(tahun=triwulan.tahun, triwulan=triwulan.ke).exists()
    if ada or not triwulan.tertutup(now) or not _lengkap(triwulan):
        return []
    hitungan = hitung.semua(triwulan, now=now)
    hasil = []
    for dataset in SEMUA.values():
        dokumen = tulis(susun(dataset, triwulan, hitungan[dataset.kode], now=now))
        satu = TerbitanData.objects.create(
            dataset=dataset.kode,
            tahun=triwulan.tahun,
            triwulan=triwulan.ke,
            skema=SKEMA,
            dokumen=dokumen,
            sha256=sidik(dokumen),
            dibekukan_pada=now,
        )
        record(kejadian=DITERBITKAN, objek=satu, by=SYSTEM, now=now, data={"versi": satu.versi, "sha256": satu.sha256})
        hasil.append(satu)
    return hasil


def _lengkap(triwulan: Triwulan) -> bool:
    """Whether every case of a quarter has its fact: while they are being rebuilt, nothing is frozen."""
    rentang = {"dari": triwulan.awal, "sampai": triwulan.akhir}
    return not any(
        baca(KURANG.format(tabel=tabel, masuk=masuk), {"tipe": tipe, **rentang})[0][0]
        for tipe, (tabel, masuk) in ASAL.items()
    )


def sidik(dokumen: str) -> str:
    """The SHA-256 of a document, as it is downloaded."""
    return hashlib.sha256(dokumen.encode()).hexdigest()
