"""The registry of inspectorates for programs: which institution has joined, and how."""

from typing import Annotated, Any

from django.utils.translation import gettext_noop
from ninja import Field, Query, Router, Schema

from akun.models import Instansi
from inspektorat import daftar as registri
from inspektorat.daftar import PUSAT, Baris, Keadaan
from laporan.api.isian import Id, satu_dari
from laporan.api.pintu import Kunci, PermintaanBerkunci
from laporan.api.rujukan import GALAT, Rujukan
from laporan.models.api import Lingkup

router = Router(auth=Kunci(Lingkup.INSPEKTORAT), tags=[gettext_noop("Inspektorat")])


class SaringInspektorat(Schema):
    """What narrows the registry, and how much of it."""

    batas: int = Field(50, ge=1, le=200, description=gettext_noop("Berapa baris paling banyak."))
    setelah: Id | None = Field(None, description=gettext_noop("Isi `berikut` dari jawaban sebelumnya."))
    keadaan: Annotated[str, satu_dari(Keadaan.values)] | None = None
    jenis: Annotated[str, satu_dari(Instansi.Jenis.values)] | None = None
    provinsi: Annotated[str, Field(pattern=r"^[0-9]{2}$")] | None = Field(
        None, description=gettext_noop("Kode provinsi Kemendagri.")
    )


class InspektoratRingkas(Schema):
    """An institution and its inspectorate."""

    instansi: Rujukan
    jenis: str
    provinsi: str | None = Field(description=gettext_noop("Kode provinsi; null untuk kementerian dan lembaga."))
    inspektorat: Rujukan | None = Field(description=gettext_noop("null bila inspektoratnya belum tercatat."))
    keadaan: str
    bergabung: bool


class DaftarInspektorat(Schema):
    """A page of the registry."""

    data: list[InspektoratRingkas]
    berikut: int | None = Field(
        description=gettext_noop("Nilai `setelah` untuk halaman berikutnya; null bila sudah habis.")
    )


@router.get(
    "",
    response={200: DaftarInspektorat, **GALAT},
    url_name="inspektorat",
    operation_id="inspektorat",
    summary=gettext_noop("Semua instansi dan keadaan keanggotaan inspektoratnya, urut nomor instansi."),
)
def daftar(request: PermintaanBerkunci, saring: Query[SaringInspektorat]) -> dict[str, Any]:
    """All institutions and whether their inspectorate has joined, by number."""
    cocok = sorted((b for b in registri.semua() if _cocok(b, saring)), key=lambda b: b.instansi_id)
    isi = cocok[: saring.batas]
    request.jumlah_baris = len(isi)
    return {"data": [_bentuk(b) for b in isi], "berikut": isi[-1].instansi_id if len(cocok) > len(isi) else None}


def _cocok(baris: Baris, saring: SaringInspektorat) -> bool:
    return (
        baris.instansi_id > (saring.setelah or 0)
        and saring.keadaan in {None, baris.keadaan}
        and saring.jenis in {None, baris.jenis}
        and saring.provinsi in {None, baris.provinsi}
    )


def _bentuk(baris: Baris) -> dict[str, Any]:
    ada = baris.inspektorat_id is not None
    return {
        "instansi": {"id": baris.instansi_id, "nama": baris.instansi},
        "jenis": baris.jenis,
        "provinsi": None if baris.provinsi == PUSAT else baris.provinsi,
        "inspektorat": {"id": baris.inspektorat_id, "nama": baris.nama} if ada else None,
        "keadaan": str(baris.keadaan),
        "bergabung": baris.bergabung,
    }
