"""The API put together, and the OpenAPI document that describes it."""

from functools import cache
from typing import Any

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext_noop
from ninja import NinjaAPI

from laporan.api import angka, galat, inspektorat, kasus, konsultasi, statistik, surat, tiket

VERSI = "1"
AWALAN = f"/api/v{VERSI}"
SKEMA_KUNCI = "KunciAPI"
URAIAN = gettext_noop(
    "Statistik publik terbuka untuk siapa pun, berlisensi CC BY 4.0. Bagian lain perlu kunci API, yang membaca sejauh "
    "pemiliknya boleh membaca di halaman portal: tanpa identitas, tanpa uraian, tanpa kasus instansi yang mengikatnya. "
    "API ini hanya dapat dibaca. Kunci dikirim di tajuk Authorization sebagai Bearer. Waktu mengikuti ISO 8601; "
    "hari adalah hari WIB."
)
api = NinjaAPI(
    title="API Portal LKPP",
    version=VERSI,
    description=URAIAN,
    openapi_url=None,
    docs_url=None,
    urls_namespace="api",
)
galat.pasang(api)
for alamat, bagian in (
    ("/statistik", statistik),
    ("/angka", angka),
    ("/pengaduan", kasus),
    ("/surat", surat),
    ("/tiket", tiket),
    ("/konsultasi", konsultasi),
    ("/inspektorat", inspektorat),
):
    api.add_router(alamat, bagian.router)


@cache
def dokumen() -> dict[str, Any]:
    """The OpenAPI document: what the library writes, with the scopes, and without the null that no URL can say."""
    with translation.override(settings.LANGUAGE_CODE):
        return _lengkapi(dict(api.get_openapi_schema(path_prefix=f"{AWALAN}/")))


def _lengkapi(isi: dict[str, Any]) -> dict[str, Any]:
    for skema in isi["components"]["schemas"].values():
        skema.pop("description", None)  # meant for whoever reads the program
    isi["components"]["securitySchemes"] = {
        SKEMA_KUNCI: {"type": "http", "scheme": "bearer", "description": gettext_noop("Kunci dari halaman Kunci API.")}
    }
    for cara in isi["paths"].values():
        operasi = cara["get"]
        if "security" in operasi:
            operasi["security"] = [{SKEMA_KUNCI: [operasi["operationId"].partition("_")[0]]}]
        for kode, jawaban in operasi["responses"].items():
            jawaban["description"] = str(galat.KODE[kode][1]) if kode in galat.KODE else gettext_noop("Jawaban.")
        for parameter in operasi["parameters"]:
            parameter["schema"] = _tanpa_null(parameter["schema"])
    return isi


def _tanpa_null(skema: dict[str, Any]) -> dict[str, Any]:
    """A parameter that may be left out is not one that may be null."""
    pilihan = [satu for satu in skema.get("anyOf", []) if satu != {"type": "null"}]
    if len(pilihan) != 1:
        return skema
    sisa = {k: v for k, v in skema.items() if k not in {"anyOf", "default"}}
    hasil: dict[str, Any] = sisa | pilihan[0]
    return hasil


@cache
def parameter(nama: str) -> frozenset[str]:
    """The names of the parameters of an operation that stand in the query."""
    for cara in dokumen()["paths"].values():
        if cara["get"]["operationId"] == nama:
            return frozenset(p["name"] for p in cara["get"]["parameters"] if p["in"] == "query")
    raise KeyError(nama)
