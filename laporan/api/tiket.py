"""Helpdesk tickets for programs: class, clock and desk; nothing that a reporter wrote or is called."""

from datetime import datetime
from typing import Annotated, Any

from django.db.models import Q
from django.http import HttpResponse
from django.utils.translation import gettext_noop
from ninja import Field, Query, Router, Schema

from helpdesk.models import Tiket
from helpdesk.pilihan import Jenis, Kanal, Kelas
from helpdesk.status import TERBUKA, Status
from laporan.api.galat import jawab
from laporan.api.isian import Berikut, HalamanWaktu, Terbuka, rujuk, satu, satu_dari, sehalaman
from laporan.api.pintu import Kunci, PermintaanBerkunci
from laporan.api.rujukan import GALAT, NOMOR, RujukanKode
from laporan.models.api import Lingkup

router = Router(auth=Kunci(Lingkup.TIKET), tags=[gettext_noop("Tiket helpdesk")])
KOLOM = {
    "nomor": "nomor",
    "meja_kode": "meja__unit__kode",
    "meja_nama": "meja__unit__nama",
    "kanal": "kanal",
    "jenis": "jenis",
    "kelas": "kelas",
    "pengguna": "pengguna",
    "status": "status",
    "status_sejak": "status_sejak",
    "di_lkpp": "di_lkpp",
    "pending": "pending",
    "diterima_pada": "diterima_pada",
    "jatuh_tempo": "jatuh_tempo",
    "selesai_pada": "selesai_pada",
    "solusi": "solusi_jenis",
    "nilai": "nilai",
}


class SaringTiket(HalamanWaktu):
    """What narrows the list."""

    status: Annotated[str, satu_dari(Status.values)] | None = None
    kelas: Annotated[str, satu_dari(Kelas.values)] | None = None
    jenis: Annotated[str, satu_dari(Jenis.values)] | None = None
    kanal: Annotated[str, satu_dari(Kanal.values)] | None = None
    terbuka: Terbuka = None


class TiketRingkas(Schema):
    """One ticket."""

    nomor: str
    meja: RujukanKode
    kanal: str
    jenis: str
    kelas: str = Field(description=gettext_noop("minor, mayor, emergency; kosong bila belum diklasifikasi."))
    pengguna: str
    status: str
    status_sejak: datetime
    di_lkpp: bool
    pending: bool
    diterima_pada: datetime
    jatuh_tempo: datetime | None
    selesai_pada: datetime | None
    solusi: str
    nilai: int | None = Field(description=gettext_noop("Penilaian pelapor, 1 sampai 5."))


class DaftarTiket(Schema):
    """A page of tickets."""

    data: list[TiketRingkas]
    berikut: Berikut


@router.get(
    "",
    response={200: DaftarTiket, **GALAT},
    url_name="tiket",
    operation_id="tiket",
    summary=gettext_noop("Daftar tiket helpdesk yang boleh dilihat pemilik kunci, yang terbaru dahulu."),
)
def daftar(request: PermintaanBerkunci, saring: Query[SaringTiket]) -> dict[str, Any]:
    """The tickets that the owner of the key may see."""
    isian = {"status": saring.status, "kelas": saring.kelas, "jenis": saring.jenis, "kanal": saring.kanal}
    syarat = saring.syarat("diterima_pada") & Q(**{nama: nilai for nama, nilai in isian.items() if nilai is not None})
    if saring.terbuka is not None:
        syarat &= Q(status__in=TERBUKA) if saring.terbuka else ~Q(status__in=TERBUKA)
    rows = Tiket.objects.visible_to(request.actor).filter(syarat)
    return sehalaman(request, rows, saring, waktu="diterima_pada", kolom=KOLOM, bentuk=_bentuk)


@router.get(
    "/{nomor}",
    response={200: TiketRingkas, **GALAT},
    url_name="tiket_satu",
    operation_id="tiket_satu",
    summary=gettext_noop("Satu tiket helpdesk menurut nomornya."),
)
def rinci(request: PermintaanBerkunci, nomor: NOMOR) -> dict[str, Any] | HttpResponse:
    """One ticket by its number."""
    baris = satu(request, Tiket.objects.visible_to(request.actor).filter(nomor=nomor), KOLOM)
    return jawab(404) if baris is None else _bentuk(baris)


def _bentuk(baris: dict[str, Any]) -> dict[str, Any]:
    return baris | {"meja": rujuk(baris, "meja", kunci="kode")}
