"""Facts to count: many cases and clocks of all kinds with every value that figures look at, always the same."""

import random
import uuid
from datetime import datetime, timedelta
from typing import Any

from akun.models import Instansi
from helpdesk.pilihan import Jenis as JenisTiket
from helpdesk.pilihan import Kanal as KanalTiket
from helpdesk.status import Status as StatusTiket
from konsultasi.pilihan import Kanal as KanalKonsultasi
from konsultasi.status import Status as StatusKonsultasi
from laporan.fakta import JANJI, KONSULTASI, PENGADUAN, SURAT_KELUAR, SURAT_MASUK, TIKET
from laporan.models import FaktaJam, FaktaKasus
from pengaduan.pilihan import Jalur, JenisPelanggaran, PeranTeradu, TingkatIdentitas
from pengaduan.status import Status
from pengaduan.tabel import PITA_HPS
from persuratan.status import Status as StatusMasuk
from persuratan.status_keluar import Status as StatusKeluar
from sla.models import Kebijakan, Tenggat
from tests import factories
from tests.factories import SENIN

AWAL = SENIN - timedelta(days=120)
BANYAK = 60  # of each kind
PILIHAN: dict[str, tuple[list[str], list[str], list[str], list[str]]] = {
    PENGADUAN: (Status.values, Jalur.values, [*JenisPelanggaran.values, ""], TingkatIdentitas.values),
    SURAT_MASUK: (StatusMasuk.values, ["portal", "kertas"], ["instansi", "perorangan"], [""]),
    SURAT_KELUAR: (StatusKeluar.values, ["portal", "kertas"], ["jawaban", "pelimpahan"], [""]),
    TIKET: (StatusTiket.values, KanalTiket.values, [*JenisTiket.values, ""], ["minor", "mayor"]),
    KONSULTASI: (StatusKonsultasi.values, KanalKonsultasi.values, ["pelaku", "metode"], ["instansi"]),
}


def isi() -> list[Instansi]:
    """Cases and clocks over four months, of four institutions and of none. Returns the institutions."""
    acak = random.Random(8)
    instansi = [
        factories.InstansiFactory(nama=f"Pemerintah Uji {ke}", jenis=Instansi.Jenis.values[ke]) for ke in range(4)
    ]
    kasus = [_kasus(acak, tipe, ke, instansi) for tipe in PILIHAN for ke in range(1, BANYAK + 1)]
    FaktaKasus.objects.bulk_create(kasus)
    milik = {(k.tipe, k.objek_id): k for k in kasus}
    kebijakan = {kode: _kebijakan(kode) for kode in JANJI}
    jam, berjalan = [], []
    for nomor in range(1, 801):
        kode, tipe = acak.choice(list(JANJI.items()))
        objek, mulai = acak.randint(1, BANYAK), _pada(acak)
        tempo = mulai + timedelta(hours=acak.randint(1, 900))
        if nomor % 4:
            henti = mulai + timedelta(seconds=acak.randint(0, 5_000_000))
            jam.append(_jam(nomor, milik[tipe, objek], kode, mulai, tempo, henti))
        else:
            isian = {"objek_tipe": tipe, "objek_id": 10_000 + nomor if nomor % 8 else objek, "kode": kode}
            isian |= {"kebijakan": kebijakan[kode], "mulai_pada": mulai, "jatuh_tempo": tempo, "dijeda": not nomor % 5}
            berjalan.append(isian)
    FaktaJam.objects.bulk_create(jam)
    satu_per_kasus = {(b["objek_tipe"], b["objek_id"], b["kode"]): b for b in berjalan}
    Tenggat.objects.bulk_create(Tenggat(**b) for b in satu_per_kasus.values())
    return instansi


def _pada(acak: random.Random) -> datetime:
    return AWAL + timedelta(minutes=acak.randint(0, 120 * 24 * 60))


def _kasus(acak: random.Random, tipe: str, ke: int, instansi: list[Instansi]) -> FaktaKasus:
    status, jalur, jenis, golongan = PILIHAN[tipe]
    masuk = _pada(acak)
    pengaduan = tipe == PENGADUAN
    return FaktaKasus(
        tipe=tipe,
        objek_id=ke,
        masuk_pada=masuk,
        selesai_pada=masuk + timedelta(days=acak.randint(0, 40)) if ke % 3 else None,
        status=acak.choice(status),
        jalur=acak.choice(jalur),
        jenis=acak.choice(jenis),
        golongan=acak.choice(golongan),
        instansi=acak.choice([*instansi, None]) if tipe not in {TIKET, SURAT_KELUAR} else None,
        provinsi=acak.choice(["11", "32", ""]),
        pita_hps=acak.choice([*PITA_HPS, ""]) if pengaduan else "",
        teradu=sorted(acak.sample(PeranTeradu.values, acak.randint(0, 3))) if pengaduan else [],
        paket=uuid.UUID(int=ke) if pengaduan else None,
        eskalasi_pada=masuk if pengaduan and ke % 2 else None,
    )


def _kebijakan(kode: str) -> Kebijakan:
    isi: dict[str, Any] = {"berlaku_sejak": AWAL.date(), "nama": f"Nama {kode}", "jumlah": 5, "dasar_hukum": "uji"}
    return Kebijakan.objects.get_or_create(kode=kode, versi=1, defaults=isi)[0]


def _jam(nomor: int, kasus: FaktaKasus, kode: str, mulai: datetime, tempo: datetime, henti: datetime) -> FaktaJam:
    pengaduan = kasus.tipe == PENGADUAN
    return FaktaJam(
        tenggat_id=1_000_000 + nomor,
        tipe=kasus.tipe,
        objek_id=kasus.objek_id,
        instansi_id=kasus.instansi_id,
        provinsi=kasus.provinsi,
        jenis=kasus.jenis if pengaduan else "",
        jalur=kasus.jalur if pengaduan else "",
        kode=kode,
        mulai_pada=mulai,
        berhenti_pada=henti,
        diputus_pada=min(henti, tempo),
        tepat=henti <= tempo,
        lama=int((henti - mulai).total_seconds()),
    )
