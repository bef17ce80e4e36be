"""Consultations for programs: subject, directorate and clock; nothing that was asked, answered, or by whom."""

from datetime import datetime
from typing import Annotated, Any

from django.db.models import Q
from django.http import HttpResponse
from django.utils.translation import gettext_noop
from ninja import Query, Router, Schema

from konsultasi.models import Konsultasi
from konsultasi.pilihan import Kanal
from konsultasi.status import TERBUKA, Status
from laporan.api.galat import jawab
from laporan.api.isian import Berikut, HalamanWaktu, Terbuka, rujuk, satu, satu_dari, sehalaman
from laporan.api.pintu import Kunci, PermintaanBerkunci
from laporan.api.rujukan import GALAT, NOMOR, Rujukan, RujukanKode
from laporan.models.api import Lingkup

router = Router(auth=Kunci(Lingkup.KONSULTASI), tags=[gettext_noop("Konsultasi")])
KOLOM = {
    "nomor": "nomor",
    "kanal": "kanal",
    "unit_kode": "unit__kode",
    "unit_nama": "unit__nama",
    "subjek_kode": "subjek__kode",
    "subjek_nama": "subjek__nama",
    "jenis_pemohon": "jenis_pemohon",
    "instansi_id": "instansi_id",
    "instansi_nama": "instansi__nama",
    "hukum": "hukum",
    "status": "status",
    "status_sejak": "status_sejak",
    "produk": "produk",
    "diterima_pada": "diterima_pada",
    "jatuh_tempo": "jatuh_tempo",
    "dijawab_pada": "dijawab_pada",
}


class SaringKonsultasi(HalamanWaktu):
    """What narrows the list."""

    status: Annotated[str, satu_dari(Status.values)] | None = None
    kanal: Annotated[str, satu_dari(Kanal.values)] | None = None
    terbuka: Terbuka = None


class KonsultasiRingkas(Schema):
    """One consultation."""

    nomor: str
    kanal: str
    unit: RujukanKode
    subjek: RujukanKode
    jenis_pemohon: str
    instansi: Rujukan | None
    hukum: bool
    status: str
    status_sejak: datetime
    produk: list[str]
    diterima_pada: datetime
    jatuh_tempo: datetime | None
    dijawab_pada: datetime | None


class DaftarKonsultasi(Schema):
    """A page of consultations."""

    data: list[KonsultasiRingkas]
    berikut: Berikut


@router.get(
    "",
    response={200: DaftarKonsultasi, **GALAT},
    url_name="konsultasi",
    operation_id="konsultasi",
    summary=gettext_noop("Daftar konsultasi yang boleh dilihat pemilik kunci, yang terbaru dahulu."),
)
def daftar(request: PermintaanBerkunci, saring: Query[SaringKonsultasi]) -> dict[str, Any]:
    """The consultations that the owner of the key may see."""
    isian = {"status": saring.status, "kanal": saring.kanal}
    syarat = saring.syarat("diterima_pada") & Q(**{nama: nilai for nama, nilai in isian.items() if nilai is not None})
    if saring.terbuka is not None:
        syarat &= Q(status__in=TERBUKA) if saring.terbuka else ~Q(status__in=TERBUKA)
    rows = Konsultasi.objects.visible_to(request.actor).filter(syarat)
    return sehalaman(request, rows, saring, waktu="diterima_pada", kolom=KOLOM, bentuk=_bentuk)


@router.get(
    "/{nomor}",
    response={200: KonsultasiRingkas, **GALAT},
    url_name="konsultasi_satu",
    operation_id="konsultasi_satu",
    summary=gettext_noop("Satu konsultasi menurut nomornya."),
)
def rinci(request: PermintaanBerkunci, nomor: NOMOR) -> dict[str, Any] | HttpResponse:
    """One consultation by its number."""
    baris = satu(request, Konsultasi.objects.visible_to(request.actor).filter(nomor=nomor), KOLOM)
    return jawab(404) if baris is None else _bentuk(baris)


def _bentuk(baris: dict[str, Any]) -> dict[str, Any]:
    unit, subjek = rujuk(baris, "unit", kunci="kode"), rujuk(baris, "subjek", kunci="kode")
    return baris | {"unit": unit, "subjek": subjek, "instansi": rujuk(baris, "instansi")}
