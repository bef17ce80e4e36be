"""Facts of three quarters, to be published: written straight into the tables."""

import random
from datetime import datetime, timedelta
from typing import Any

from akun.models import Instansi, Wilayah
from akun.receipt import WIB
from laporan.models import FaktaJam, FaktaKasus
from laporan.periode import Triwulan
from laporan.statistik.daftar import JANJI_LKPP
from pengaduan.pilihan import Jalur, JenisPelanggaran
from pengaduan.tabel import PITA_HPS

SATU, DUA, TIGA = Triwulan(2026, 1), Triwulan(2026, 2), Triwulan(2026, 3)
NANTI = datetime(2026, 10, 20, 9, tzinfo=WIB)


def isi(benih: int, *, banyak: int = 260, mulai: int = 0) -> None:
    """Three quarters: most complaints in few provinces, a few everywhere; some tickets, consultations, promises."""
    r = random.Random(benih)
    provinsi = list(Wilayah.objects.filter(induk=None).values_list("kode", flat=True))
    instansi = list(Instansi.objects.order_by("pk").values_list("pk", flat=True))
    jarang = [*([provinsi[0]] * 9), *([provinsi[5]] * 5), *provinsi, ""]

    def pada() -> datetime:
        return SATU.awal + timedelta(seconds=r.randrange(int((TIGA.akhir - SATU.awal).total_seconds())))

    def satu(tipe: str, nomor: int, **lain: Any) -> FaktaKasus:
        masuk = pada()
        selesai = masuk + timedelta(days=r.randrange(90)) if r.random() < 0.6 else None
        return FaktaKasus(tipe=tipe, objek_id=nomor, masuk_pada=masuk, selesai_pada=selesai, status="x", **lain)

    FaktaKasus.objects.bulk_create(
        satu(
            "pengaduan.pengaduan",
            mulai + ke,
            jalur=r.choice([Jalur.EPENGADUAN] * 6 + list(Jalur.values)),
            jenis=r.choice([JenisPelanggaran.ADM_PROSEDUR] * 5 + [*JenisPelanggaran.values, ""]),
            provinsi=r.choice(jarang),
            pita_hps=r.choice([*PITA_HPS, "sd_2m", "sd_2m", ""]),
            instansi_id=r.choice(instansi[:40]),
        )
        for ke in range(banyak)
    )
    FaktaKasus.objects.bulk_create(
        satu("helpdesk.tiket", mulai + ke, jenis=r.choice(("gangguan", "gangguan", "permintaan", "")))
        for ke in range(60)
    )
    FaktaKasus.objects.bulk_create(
        satu("konsultasi.konsultasi", mulai + ke, jalur=r.choice(("surat", "website"))) for ke in range(9)
    )
    FaktaJam.objects.bulk_create(
        jam(mulai + ke, r.choice(JANJI_LKPP), pada(), tepat=r.random() < 0.9) for ke in range(200)
    )


def jam(nomor: int, kode: str, pada: datetime, *, tepat: bool) -> FaktaJam:
    tipe = "pengaduan.pengaduan"
    waktu = {"mulai_pada": pada, "berhenti_pada": pada, "diputus_pada": pada}
    return FaktaJam(tenggat_id=nomor, tipe=tipe, objek_id=nomor, kode=kode, tepat=tepat, lama=1, **waktu)
