"""Complaints for programs: what stands on the desk, without identity, narrative and names."""

from datetime import date
from typing import Annotated, Any

from django.db.models import Q
from django.http import HttpResponse
from django.utils.translation import gettext_noop
from ninja import Field, Query, Router, Schema

from laporan.api.galat import jawab
from laporan.api.isian import Berikut, HalamanWaktu, Id, Terbuka, hari, rujuk, satu, satu_dari, sehalaman
from laporan.api.pintu import Kunci, PermintaanBerkunci
from laporan.api.rujukan import GALAT, NOMOR, Rujukan
from laporan.models.api import Lingkup
from pengaduan.models import Eskalasi, KodeRUP, Pengaduan, Teradu
from pengaduan.models.kasus import AKHIR
from pengaduan.pilihan import Jalur, JenisPelanggaran
from pengaduan.status import Status

router = Router(auth=Kunci(Lingkup.PENGADUAN), tags=[gettext_noop("Pengaduan")])
KOLOM = {
    "nomor": "nomor",
    "status": "status",
    "status_sejak": "status_sejak",
    "jalur": "jalur",
    "nama_paket": "nama_paket",
    "kode_tender": "kode_tender",
    "kategori": "kategori",
    "tahun_anggaran": "tahun_anggaran",
    "hps": "hps",
    "jenis_pelanggaran": "jenis_pelanggaran",
    "instansi_id": "instansi_id",
    "instansi_nama": "instansi__nama",
    "wilayah": "wilayah_id",
    "masuk": "diajukan_pada",
    "jatuh_tempo": "jatuh_tempo",
    "selesai": "selesai_pada",
}
RINCI = KOLOM | {"alasan_akhir": "alasan_akhir", "kali_dibuka_kembali": "kali_dibuka_kembali"}


class SaringPengaduan(HalamanWaktu):
    """What narrows the list."""

    status: Annotated[str, satu_dari(Status.values)] | None = None
    jalur: Annotated[str, satu_dari(Jalur.values)] | None = None
    jenis: Annotated[str, satu_dari(JenisPelanggaran.values)] | None = None
    instansi: Id | None = None
    terbuka: Terbuka = None


class PengaduanRingkas(Schema):
    """One complaint. Days instead of moments, as for those who stay anonymous."""

    nomor: str
    status: str
    status_sejak: date
    jalur: str
    nama_paket: str
    kode_tender: str
    kategori: str
    tahun_anggaran: int | None
    hps: int | None = Field(description=gettext_noop("Rupiah."))
    jenis_pelanggaran: str
    instansi: Rujukan | None
    wilayah: str | None = Field(description=gettext_noop("Kode wilayah Kemendagri."))
    masuk: date
    jatuh_tempo: date | None
    selesai: date | None


class EskalasiRingkas(Schema):
    """That a complaint was handed to an inspectorate."""

    inspektorat: Rujukan
    jalur: str
    diteruskan: date
    diterima: date | None
    dikembalikan: date | None


class PengaduanRinci(PengaduanRingkas):
    """One complaint with what belongs to it."""

    alasan_akhir: str
    kali_dibuka_kembali: int
    kode_rup: list[str]
    teradu: list[str] = Field(description=gettext_noop("Peran teradu, tanpa nama."))
    eskalasi: list[EskalasiRingkas]


class DaftarPengaduan(Schema):
    """A page of complaints."""

    data: list[PengaduanRingkas]
    berikut: Berikut


@router.get(
    "",
    response={200: DaftarPengaduan, **GALAT},
    url_name="pengaduan",
    operation_id="pengaduan",
    summary=gettext_noop("Daftar pengaduan yang boleh dilihat pemilik kunci, yang terbaru dahulu."),
)
def daftar(request: PermintaanBerkunci, saring: Query[SaringPengaduan]) -> dict[str, Any]:
    """The complaints that the owner of the key may see."""
    syarat = saring.syarat("diajukan_pada")
    isian: dict[str, str | int | None] = {"status": saring.status, "jalur": saring.jalur}
    isian |= {"jenis_pelanggaran": saring.jenis, "instansi_id": saring.instansi}
    syarat &= Q(**{nama: nilai for nama, nilai in isian.items() if nilai is not None})
    if saring.terbuka is not None:
        syarat &= ~Q(status__in=AKHIR) if saring.terbuka else Q(status__in=AKHIR)
    rows = Pengaduan.objects.visible_to(request.actor).filter(syarat)
    return sehalaman(request, rows, saring, waktu="diajukan_pada", kolom=KOLOM, bentuk=_ringkas)


@router.get(
    "/{nomor}",
    response={200: PengaduanRinci, **GALAT},
    url_name="pengaduan_satu",
    operation_id="pengaduan_satu",
    summary=gettext_noop("Satu pengaduan menurut nomornya."),
)
def rinci(request: PermintaanBerkunci, nomor: NOMOR) -> dict[str, Any] | HttpResponse:
    """One complaint by its number."""
    baris = satu(request, Pengaduan.objects.visible_to(request.actor).filter(nomor=nomor), RINCI)
    if baris is None:
        return jawab(404)
    pk = baris.pop("pk")
    return _ringkas(baris) | {
        "kode_rup": sorted(KodeRUP.objects.filter(pengaduan_id=pk).values_list("kode", flat=True)),
        "teradu": sorted(Teradu.objects.filter(pengaduan_id=pk).values_list("peran", flat=True)),
        "eskalasi": _eskalasi(pk),
    }


def _ringkas(baris: dict[str, Any]) -> dict[str, Any]:
    baris["instansi"] = rujuk(baris, "instansi")
    for nama in ("status_sejak", "masuk", "jatuh_tempo", "selesai"):
        baris[nama] = hari(baris[nama])
    return baris


def _eskalasi(pk: int) -> list[dict[str, Any]]:
    kolom = ("inspektorat_id", "inspektorat__nama", "jalur", "diteruskan_pada", "diterima_pada", "dikembalikan_pada")
    return [
        {
            "inspektorat": {"id": inspektorat, "nama": nama},
            "jalur": jalur,
            "diteruskan": hari(diteruskan),
            "diterima": hari(diterima),
            "dikembalikan": hari(dikembalikan),
        }
        for inspektorat, nama, jalur, diteruskan, diterima, dikembalikan in Eskalasi.objects.filter(pengaduan_id=pk)
        .order_by("pk")
        .values_list(*kolom)
    ]
