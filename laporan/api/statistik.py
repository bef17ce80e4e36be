"""Published statistics for everybody: the same frozen documents as on the public page."""

from datetime import date, datetime
from typing import Annotated, Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_noop
from ninja import Field, Path, Router, Schema

from laporan.api.galat import jawab
from laporan.api.rujukan import GALAT_PUBLIK
from laporan.models import TerbitanData
from laporan.statistik.bentuk import Dataset
from laporan.statistik.daftar import SEMUA
from laporan.statistik.dokumen import LISENSI, SKEMA

router = Router(auth=None, tags=[gettext_noop("Statistik publik")])
KODE = Annotated[str, Path(pattern=r"^[a-z_]{1,40}$")]


class KolomData(Schema):
    """One field of a row."""

    nama: str
    tipe: str
    arti: str
    boleh_kosong: bool


class Versi(Schema):
    """One published quarter of a dataset."""

    versi: str = Field(description=gettext_noop("Tahun dan triwulan, misalnya 2026-3. Isinya tidak pernah berubah."))
    sha256: str = Field(description=gettext_noop("SHA-256 dokumen JSON-nya."))
    dibekukan_pada: datetime
    tautan: str
    csv: str


class RingkasData(Schema):
    """A dataset."""

    kode: str
    judul: str
    uraian: str
    kolom: list[KolomData]
    versi: list[str]
    tautan: str
    skema: str = Field(description=gettext_noop("JSON Schema dokumennya."))


class Katalog(Schema):
    """All datasets."""

    lisensi: str
    data: list[RingkasData]


class Periode(Schema):
    """From day to day."""

    dari: date
    sampai: date


class Publikasi(Schema):
    """The document of one version, as it was frozen; its rows have the columns of the dataset."""

    dataset: str
    versi: str
    skema: int
    judul: str
    uraian: str
    periode: Periode
    dibekukan: date
    penerbit: str
    lisensi: str
    k: int = Field(description=gettext_noop("Sel yang lebih kecil dari ini tidak diterbitkan."))
    jumlah: int | None = Field(None, description=gettext_noop("Banyaknya kasus, pada dataset yang menghitung kasus."))
    baris: list[dict[str, int | str | None]]


class RinciData(RingkasData):
    """A dataset with its versions, newest first."""

    terbitan: list[Versi]


@router.get(
    "",
    response={200: Katalog, **GALAT_PUBLIK},
    url_name="statistik",
    operation_id="statistik",
    summary=gettext_noop("Semua dataset yang diterbitkan. Tanpa kunci."),
)
def katalog(request: Any) -> dict[str, Any]:
    """All datasets that are published."""
    versi: dict[str, list[str]] = {}
    for satu in TerbitanData.objects.defer("dokumen"):
        versi.setdefault(satu.dataset, []).append(satu.versi)
    return {"lisensi": LISENSI, "data": [_ringkas(d, versi.get(d.kode, [])) for d in SEMUA.values()]}


@router.get(
    "/{dataset}",
    response={200: RinciData, **GALAT_PUBLIK},
    url_name="statistik_satu",
    operation_id="statistik_satu",
    summary=gettext_noop("Satu dataset dan semua versinya."),
)
def satu(request: Any, dataset: KODE) -> dict[str, Any] | HttpResponse:
    """One dataset and its versions."""
    isi = SEMUA.get(dataset)
    if isi is None:
        return jawab(404)
    terbitan = list(TerbitanData.objects.filter(dataset=dataset).defer("dokumen"))
    return _ringkas(isi, [t.versi for t in terbitan]) | {
        "terbitan": [
            {
                "versi": t.versi,
                "sha256": t.sha256,
                "dibekukan_pada": t.dibekukan_pada,
                "tautan": reverse("api:statistik_versi", args=[dataset, t.versi]),
                "csv": reverse("statistik:csv", args=[dataset, t.versi]),
            }
            for t in terbitan
        ]
    }


@router.get(
    "/{dataset}/{versi}",
    response={200: Publikasi, **GALAT_PUBLIK},
    url_name="statistik_versi",
    operation_id="statistik_versi",
    summary=gettext_noop("Satu versi, persis seperti dibekukan. Skemanya diterbitkan bersama datasetnya."),
)
def versi(request: Any, dataset: KODE, versi: Annotated[str, Path(pattern=r"^[0-9]{4}-[1-4]$")]) -> HttpResponse:
    """One version, to the letter as it was frozen."""
    tahun, triwulan = versi.split("-")
    found = TerbitanData.objects.filter(dataset=dataset, tahun=tahun, triwulan=triwulan).first()
    if found is None:
        return jawab(404)
    return HttpResponse(found.dokumen, content_type="application/json; charset=utf-8")


def _ringkas(satu: Dataset, versi: list[str]) -> dict[str, Any]:
    return {
        "kode": satu.kode,
        "judul": str(satu.judul),
        "uraian": str(satu.uraian),
        "kolom": [
            {"nama": k.nama, "tipe": k.tipe, "arti": str(k.arti), "boleh_kosong": k.boleh_kosong} for k in satu.lajur
        ],
        "versi": versi,
        "tautan": reverse("api:statistik_satu", args=[satu.kode]),
        "skema": reverse("statistik:skema", args=[satu.kode, SKEMA]),
    }
