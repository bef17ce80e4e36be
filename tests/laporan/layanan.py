"""A quarter's work for the report, made at random but always the same; and what plain SQL says of it."""

import random
from datetime import datetime, timedelta
from typing import Any

from django.db import connection

from akun.receipt import WIB
from laporan import fakta
from laporan.saringan import Saringan
from pengaduan.models import Pengaduan, Teradu
from pengaduan.pilihan import Jalur, JenisPelanggaran, PeranTeradu, TingkatIdentitas
from sla.models import Tenggat
from tests.laporan import isian

AWAL, AKHIR = datetime(2026, 7, 1, tzinfo=WIB), datetime(2026, 10, 1, tzinfo=WIB)
NOW = datetime(2026, 11, 2, 9, tzinfo=WIB)
TRIWULAN = Saringan(AWAL, AKHIR, bulan=3)
HPS = (None, 150_000_000, 200_000_000, 2_500_000_000, 2_500_000_001, 60_000_000_000)
AKHIR_KASUS = ("selesai", "ditutup", "tidak_dapat_ditindaklanjuti", "bukan_kewenangan")
BANYAK = 90


def isi() -> None:
    """Complaints of three institutions over five months, their clocks, and who was complained about."""
    acak = random.Random(8)
    inspektorat = [isian.inspektorat(ke, jenis) for ke, jenis in enumerate(("kabupaten", "kota", "provinsi"), start=1)]
    for ke in range(BANYAK):
        pada = AWAL - timedelta(days=40) + timedelta(hours=acak.randint(0, 24 * 150))
        satu = _kasus(acak, ke, pada, acak.choice([None, *(i.instansi for i in inspektorat)]))
        for peran in acak.sample(PeranTeradu.values, acak.randint(0, 3)):
            Teradu.objects.create(pengaduan=satu, peran=peran)
        if acak.random() < 0.4:
            isian.eskalasi(satu, acak.choice(inspektorat), pada + timedelta(days=4))
        henti = acak.choice([None, pada + timedelta(hours=acak.randint(1, 200))])
        isian.jam(satu, acak.choice(("verifikasi", "telaah")), pada, pada + timedelta(days=3), henti)
    fakta.bangun_ulang(now=NOW, say=lambda *_jauh: None)


def _kasus(acak: random.Random, ke: int, pada: datetime, instansi: Any) -> Pengaduan:
    status = acak.choice(("telaah", "verifikasi", *AKHIR_KASUS))
    selesai = pada + timedelta(days=acak.randint(1, 40)) if status in AKHIR_KASUS else None
    return isian.kasus(
        ke,
        instansi,
        diajukan_pada=pada,
        status=status,
        status_sejak=selesai or pada,
        selesai_pada=selesai,
        jalur=acak.choice(Jalur.values),
        tingkat_identitas=acak.choice(TingkatIdentitas.values),
        jenis_pelanggaran=acak.choice(["", *JenisPelanggaran.values]),
        hps=acak.choice(HPS),
        kode_tender=acak.choice(["", str(1000 + ke % 9)]),
    )


def sql(pernyataan: str) -> Any:
    """The rows of a statement over the tables of the owners; %(dari)s and %(sampai)s are the quarter."""
    with connection.cursor() as cursor:
        cursor.execute(pernyataan, {"dari": AWAL, "sampai": AKHIR})
        return cursor.fetchall()


DALAM = "p.diajukan_pada >= %(dari)s AND p.diajukan_pada < %(sampai)s"
POLOS = {
    "jalur": f"SELECT p.jalur, count(*) FROM pengaduan_pengaduan p WHERE {DALAM} GROUP BY 1",
    "pengadu": f"SELECT p.tingkat_identitas, count(*) FROM pengaduan_pengaduan p WHERE {DALAM} GROUP BY 1",
    "klasifikasi": f"SELECT p.jenis_pelanggaran, count(*) FROM pengaduan_pengaduan p WHERE {DALAM} GROUP BY 1",
    "status": f"SELECT p.status, count(*) FROM pengaduan_pengaduan p WHERE {DALAM} GROUP BY 1",
    "hps": f"""SELECT CASE WHEN p.hps IS NULL THEN '' WHEN p.hps <= 200000000 THEN 'sd_200jt'
        WHEN p.hps <= 2500000000 THEN 'sd_2m' WHEN p.hps <= 50000000000 THEN 'sd_50m' ELSE 'di_atas_50m' END, count(*)
        FROM pengaduan_pengaduan p WHERE {DALAM} GROUP BY 1""",
    "teradu": f"""SELECT t.peran, count(DISTINCT p.id) FROM pengaduan_pengaduan p
        JOIN pengaduan_teradu t ON t.pengaduan_id = p.id WHERE {DALAM} GROUP BY 1
        UNION ALL SELECT '', count(*) FROM pengaduan_pengaduan p WHERE {DALAM}
        AND NOT EXISTS (SELECT 1 FROM pengaduan_teradu t WHERE t.pengaduan_id = p.id)""",
    "teradu_jenis": f"""SELECT coalesce(i.jenis, ''), count(*) FROM pengaduan_pengaduan p
        LEFT JOIN akun_instansi i ON i.id = p.instansi_id WHERE {DALAM} GROUP BY 1""",
}
"""The breakdowns of the report, each said once more without facts."""


def tepat() -> dict[str, tuple[int, int]]:
    """Policy -> kept and broken, decided in the quarter, counted in Python."""
    hasil: dict[str, list[int]] = {}
    for jam in Tenggat.objects.filter(objek_tipe="pengaduan.pengaduan"):
        henti, tempo = jam.berhenti_pada, jam.jatuh_tempo
        diputus = min(henti, tempo) if henti else tempo
        if AWAL <= diputus < AKHIR:
            hasil.setdefault(jam.kode, [0, 0])[0 if henti and henti <= tempo else 1] += 1
    return {kode: (tepat, telat) for kode, (tepat, telat) in hasil.items()}
