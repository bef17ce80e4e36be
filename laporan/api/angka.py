"""The figures of the dashboard for programs: what each of them counts, and its value for a period."""

from datetime import date, datetime, timedelta
from typing import Annotated, Any, Literal

from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from ninja import Field, Path, Query, Router, Schema

from akun.receipt import WIB
from laporan import saringan, simpanan
from laporan.angka.bentuk import Angka, ke_json
from laporan.angka.daftar import SEMUA
from laporan.api.galat import isian_salah, jawab
from laporan.api.isian import Hari, Id, satu_dari
from laporan.api.pintu import Kunci, PermintaanBerkunci
from laporan.api.rujukan import GALAT
from laporan.isian_saringan import GOLONGAN_JENIS, TAHUN_AKHIR, TAHUN_AWAL, TERPANJANG, rentang_kode
from laporan.models.api import Lingkup
from pengaduan.pilihan import Jalur, JenisPelanggaran

router = Router(auth=Kunci(Lingkup.ANGKA), tags=[gettext_noop("Angka")])
SETAHUN = 366


class Definisi(Schema):
    """What a figure says."""

    kode: str
    judul: str
    tanya: str = Field(description=gettext_noop("Pertanyaan yang dijawab."))
    definisi: str = Field(description=gettext_noop("Apa yang dihitung."))
    saringan: list[str] = Field(description=gettext_noop("Saringan yang berlaku."))
    sekarang: bool = Field(description=gettext_noop("Menghitung keadaan sekarang, apa pun periodenya."))


class DaftarAngka(Schema):
    """All figures."""

    data: list[Definisi]


class SaringAngka(Schema):
    """Of which period, and what narrows it. Without days: the quarter that runs."""

    dari: Hari | None = Field(None, description=gettext_noop("Hari pertama (WIB); bersama `sampai`."))
    sampai: Hari | None = Field(None, description=gettext_noop("Hari terakhir (WIB), ikut dihitung."))
    instansi: Id | None = Field(None, description=gettext_noop("Nomor instansi."))
    provinsi: Annotated[str, Field(pattern=r"^[0-9]{2}$")] | None = Field(
        None, description=gettext_noop("Kode provinsi Kemendagri.")
    )
    jenis: Annotated[str, satu_dari([*(k for k, _l in GOLONGAN_JENIS), *JenisPelanggaran.values])] | None = Field(
        None, description=gettext_noop("Jenis pelanggaran, atau golongannya.")
    )
    jalur: Annotated[str, satu_dari(Jalur.values)] | None = None

    @property
    def sempit(self) -> dict[str, Any]:
        """The filters that were given."""
        isi = {nama: getattr(self, nama) for nama in saringan.DIMENSI}
        return {nama: nilai for nama, nilai in isi.items() if nilai is not None}


class BarisHasil(Schema):
    """One line of a breakdown."""

    kode: str
    label: str
    jumlah: int


class BarisLama(Schema):
    """How long the promises of one policy took, in days."""

    kode: str
    nama: str
    n: int
    median: float | None
    p90: float | None


class BarisTepat(Schema):
    """Promises of one policy, kept and not."""

    kode: str
    nama: str
    tepat: int
    telat: int


class BarisBeban(Schema):
    """What lies on one kind of desk."""

    kode: str
    nama: str
    terbuka: int
    lewat: int
    segera: int


class HasilBilangan(Schema):
    """One number; null where nothing was counted."""

    bentuk: Literal["Bilangan"]
    nilai: float | None
    satuan: str


class HasilBagian(Schema):
    """`x` of `n`."""

    bentuk: Literal["Bagian"]
    x: int
    n: int


class HasilRincian(Schema):
    """Lines, and how many cases they are of."""

    bentuk: Literal["Rincian"]
    baris: list[BarisHasil]
    jumlah: int


class HasilDeret(Schema):
    """Series over time; null where the time has not come."""

    bentuk: Literal["Deret"]
    label: list[str]
    kode: list[str]
    deret: dict[str, list[int | None]]
    nama: dict[str, str]


class HasilLama(Schema):
    """One line per policy."""

    bentuk: Literal["Lamanya"]
    baris: list[BarisLama]


class HasilTepat(Schema):
    """One line per policy."""

    bentuk: Literal["Ketepatan"]
    baris: list[BarisTepat]


class HasilBeban(Schema):
    """One line per kind of case."""

    bentuk: Literal["Muatan"]
    baris: list[BarisBeban]


Hasil = Annotated[
    HasilBilangan | HasilBagian | HasilRincian | HasilDeret | HasilLama | HasilTepat | HasilBeban,
    Field(discriminator="bentuk"),
]


class NilaiAngka(Schema):
    """A figure of a period."""

    kode: str
    judul: str
    definisi: str
    dari: date
    sampai: date
    hasil: Hasil
    dihitung_pada: datetime


@router.get(
    "",
    response={200: DaftarAngka, **GALAT},
    url_name="angka",
    operation_id="angka",
    summary=gettext_noop("Semua angka dan apa yang dihitungnya."),
)
def daftar(request: PermintaanBerkunci) -> dict[str, Any]:
    """All figures and what they count."""
    request.jumlah_baris = len(SEMUA)
    return {"data": [_definisi(satu) | {"tanya": str(satu.tanya)} for satu in SEMUA.values()]}


@router.get(
    "/{kode}",
    response={200: NilaiAngka, **GALAT},
    url_name="angka_satu",
    operation_id="angka_satu",
    summary=gettext_noop(
        "Nilai satu angka untuk satu periode. Petugas tidak menghitung kasus instansi yang mengikatnya."
    ),
)
def nilai(
    request: PermintaanBerkunci, kode: Annotated[str, Path(pattern=r"^[a-z_]{1,40}$")], saring: Query[SaringAngka]
) -> dict[str, Any] | HttpResponse:
    """One figure of one period; nothing of institutions that the officer is bound to is counted."""
    satu = SEMUA.get(kode)
    if satu is None:
        return jawab(404)
    asing = next((nama for nama in saring.sempit if nama not in satu.saringan), None)
    if asing:
        return isian_salah(asing, _("Saringan ini tidak berlaku untuk angka ini."))
    if (salah := _salah(saring)) is not None:
        return salah
    now = timezone.now()
    dari, sampai, bulan = rentang_kode("", now=now)
    if saring.dari and saring.sampai:
        dari, sampai, bulan = saringan.awal_hari(saring.dari), saringan.awal_hari(saring.sampai + timedelta(days=1)), 0
    isi = saringan.untuk(request.actor, dari=dari, sampai=sampai, bulan=bulan, **saring.sempit)
    request.jumlah_baris = 1
    periode = {"dari": isi.dari.astimezone(WIB).date(), "sampai": isi.hari_akhir}
    (hasil,), pada = simpanan.ambil([(satu, isi)], now=now)
    return _definisi(satu) | periode | {"hasil": ke_json(hasil), "dihitung_pada": pada}


def _salah(saring: SaringAngka) -> HttpResponse | None:
    """What is wrong with the period, if anything."""
    if saring.dari is None and saring.sampai is None:
        return None
    if saring.dari is None or saring.sampai is None:
        return isian_salah("sampai" if saring.dari else "dari", _("Isi `dari` dan `sampai` bersama-sama."))
    if not timedelta() <= saring.sampai - saring.dari <= timedelta(days=TERPANJANG * SETAHUN):
        return isian_salah("sampai", _("Tanggal akhir tidak boleh sebelum tanggal awal, paling lama 20 tahun."))
    if saring.dari.year < TAHUN_AWAL or saring.sampai.year > TAHUN_AKHIR:
        return isian_salah("dari", _("Pakai tahun 2000 sampai 2200."))
    return None


def _definisi(satu: Angka) -> dict[str, Any]:
    return {
        "kode": satu.kode,
        "judul": str(satu.judul),
        "definisi": str(satu.definisi),
        "saringan": sorted(satu.saringan),
        "sekarang": satu.sekarang,
    }
