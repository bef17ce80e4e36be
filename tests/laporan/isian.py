"""Cases of inspectorates to count: written straight into the tables, as many as a test wants, and read as facts."""

import uuid
from datetime import datetime, timedelta
from typing import Any

from akun.models import Instansi, User
from inspektorat.models import Inspektorat
from laporan import fakta
from pengaduan.models import Eskalasi, HasilTindakLanjut, Pengaduan
from sla.models import Kebijakan, Tenggat
from tests import factories
from tests.factories import SENIN

HARI = timedelta(days=1)


def inspektorat(ke: int, jenis: str = "kabupaten") -> Inspektorat:
    """An inspectorate with its institution."""
    instansi = factories.InstansiFactory(nama=f"Pemerintah Daerah Uji {ke}", jenis=jenis)
    nama = f"Inspektorat Uji {ke}"
    return Inspektorat.objects.create(nama=nama, jenis_instansi=jenis, instansi=instansi, status="aktif")


def kasus(ke: int, instansi: Instansi | None = None, **lain: Any) -> Pengaduan:
    """A complaint."""
    isi = {"jalur": "epengaduan", "tingkat_identitas": "rahasia", "versi_pemberitahuan": "1"}
    isi |= {"status": "telaah", "status_sejak": SENIN, "diajukan_pada": SENIN, "instansi": instansi}
    return Pengaduan.objects.create(nomor=f"PGD{ke:012d}", segel_id=uuid.uuid4(), **(isi | lain))


def eskalasi(pengaduan: Pengaduan, tujuan: Inspektorat, pada: datetime, **lain: Any) -> Eskalasi:
    """Handed over, through the portal unless said otherwise."""
    isi = {"pengaduan": pengaduan, "inspektorat": tujuan, "jalur": "portal", "diteruskan_pada": pada}
    return Eskalasi.objects.create(segel_id=uuid.uuid4(), **(isi | lain))


def jam(pengaduan: Pengaduan, nama: str, mulai: datetime, tempo: datetime, henti: datetime | None, **lain: Any) -> None:
    """A clock of a case."""
    kode = f"pengaduan.{nama}"
    kebijakan, _baru = Kebijakan.objects.get_or_create(
        kode=kode, versi=1, defaults={"berlaku_sejak": SENIN.date(), "nama": kode, "jumlah": 5, "dasar_hukum": "uji"}
    )
    Tenggat.objects.create(
        objek_tipe="pengaduan.pengaduan",
        objek_id=pengaduan.pk,
        kode=kode,
        kebijakan=kebijakan,
        mulai_pada=mulai,
        jatuh_tempo=tempo,
        berhenti_pada=henti,
        **lain,
    )


def hasil(satu: Eskalasi, oleh: User, pada: datetime, dikembalikan: datetime | None = None) -> None:
    """A result."""
    HasilTindakLanjut.objects.create(
        segel_id=uuid.uuid4(),
        eskalasi=satu,
        kesimpulan="terbukti",
        nomor_lhp="LHP-1",
        tanggal_lhp=pada.date(),
        dilaporkan_oleh=oleh,
        dilaporkan_pada=pada,
        dikembalikan_pada=dikembalikan,
    )


def baca(now: datetime = SENIN) -> None:
    """Read all cases as facts, as their events would have let it happen."""
    fakta.bangun_ulang(now=now, say=lambda *_jauh: None)
