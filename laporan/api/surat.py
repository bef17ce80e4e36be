"""Letters that came in, for programs: the outside of the envelope, as its reader may see it."""

from datetime import date, datetime
from typing import Annotated, Any

from django.db.models import Q
from django.http import HttpResponse
from django.utils.translation import gettext_noop
from ninja import Field, Query, Router, Schema

from laporan.api.galat import jawab
from laporan.api.isian import Berikut, HalamanWaktu, rujuk, satu, satu_dari, sehalaman
from laporan.api.pintu import Kunci, PermintaanBerkunci
from laporan.api.rujukan import GALAT, NOMOR, Rujukan
from laporan.models.api import Lingkup
from persuratan.models import SuratMasuk
from persuratan.pilihan import Kanal, Kerahasiaan
from persuratan.status import Status

router = Router(auth=Kunci(Lingkup.SURAT), tags=[gettext_noop("Surat masuk")])
KOLOM = {
    "nomor": "nomor",
    "nomor_agenda": "nomor_agenda",
    "status": "status",
    "status_sejak": "status_sejak",
    "kanal": "kanal",
    "kerahasiaan": "kerahasiaan",
    "jenis_pengirim": "jenis_pengirim",
    "instansi_id": "instansi_id",
    "instansi_nama": "instansi__nama",
    "penerima": "penerima__jabatan",
    "tanggal_surat": "tanggal_surat",
    "diterima_pada": "diterima_pada",
    "jatuh_tempo": "jatuh_tempo",
}


class SaringSurat(HalamanWaktu):
    """What narrows the list."""

    status: Annotated[str, satu_dari(Status.values)] | None = None
    kanal: Annotated[str, satu_dari(Kanal.values)] | None = None
    kerahasiaan: Annotated[str, satu_dari(Kerahasiaan.values)] | None = None


class Surat(Schema):
    """One letter."""

    nomor: str
    nomor_agenda: str
    status: str
    status_sejak: datetime
    kanal: str
    kerahasiaan: str
    jenis_pengirim: str
    instansi: Rujukan | None = Field(description=gettext_noop("Instansi pengirim, bila ada di daftar."))
    penerima: str = Field(description=gettext_noop("Jabatan yang dituju."))
    tanggal_surat: date | None
    diterima_pada: datetime
    jatuh_tempo: datetime | None


class DaftarSurat(Schema):
    """A page of letters."""

    data: list[Surat]
    berikut: Berikut


@router.get(
    "",
    response={200: DaftarSurat, **GALAT},
    url_name="surat",
    operation_id="surat",
    summary=gettext_noop("Daftar surat masuk yang boleh dilihat pemilik kunci, yang terbaru dahulu."),
)
def daftar(request: PermintaanBerkunci, saring: Query[SaringSurat]) -> dict[str, Any]:
    """The letters that the owner of the key may see."""
    isian = {"status": saring.status, "kanal": saring.kanal, "kerahasiaan": saring.kerahasiaan}
    syarat = saring.syarat("diterima_pada") & Q(**{nama: nilai for nama, nilai in isian.items() if nilai is not None})
    rows = SuratMasuk.objects.visible_to(request.actor).filter(syarat)
    return sehalaman(request, rows, saring, waktu="diterima_pada", kolom=KOLOM, bentuk=_bentuk)


@router.get(
    "/{nomor}",
    response={200: Surat, **GALAT},
    url_name="surat_satu",
    operation_id="surat_satu",
    summary=gettext_noop("Satu surat masuk menurut nomornya."),
)
def rinci(request: PermintaanBerkunci, nomor: NOMOR) -> dict[str, Any] | HttpResponse:
    """One letter by its number."""
    baris = satu(request, SuratMasuk.objects.visible_to(request.actor).filter(nomor=nomor), KOLOM)
    return jawab(404) if baris is None else _bentuk(baris)


def _bentuk(baris: dict[str, Any]) -> dict[str, Any]:
    return baris | {"instansi": rujuk(baris, "instansi")}
