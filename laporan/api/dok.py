"""The description of the API: as OpenAPI for programs, as a page for those who write them."""

from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe

from akun.door import public
from laporan.api.aplikasi import AWALAN, SKEMA_KUNCI, dokumen
from laporan.api.galat import jawab
from laporan.api.pintu import PER_MENIT


def openapi(request: HttpRequest) -> JsonResponse:
    """The OpenAPI document."""
    return JsonResponse(dokumen())


@public
@csrf_exempt
def tidak_ada(request: HttpRequest) -> HttpResponse:
    """Any other address."""
    return jawab(404)


@public
@require_safe
def halaman(request: HttpRequest) -> HttpResponse:
    """What there is, in words."""
    isi = dokumen()
    bagian: dict[str, list[dict[str, Any]]] = {}
    for alamat, cara in isi["paths"].items():
        bagian.setdefault(gettext(cara["get"]["tags"][0]), []).append(_operasi(alamat, cara["get"]))
    konteks = {
        "uraian": gettext(isi["info"]["description"]),
        "contoh": request.build_absolute_uri(next(iter(isi["paths"]))),
        "contoh_kunci": request.build_absolute_uri(f"{AWALAN}/pengaduan?terbuka=true"),
        "per_menit": PER_MENIT,
        "bagian": [{"judul": judul, "operasi": operasi} for judul, operasi in bagian.items()],
        "galat": [
            {"status": kode, "arti": gettext(satu["description"])}
            for kode, satu in isi["paths"][f"{AWALAN}/pengaduan"]["get"]["responses"].items()
            if kode != 200
        ],
    }
    return render(request, "laporan/api/dok.html", konteks)


def _operasi(alamat: str, operasi: dict[str, Any]) -> dict[str, Any]:
    lingkup = [satu for kunci in operasi.get("security", []) for satu in kunci[SKEMA_KUNCI]]
    return {
        "alamat": alamat,
        "arti": gettext(operasi["summary"]),
        "lingkup": ", ".join(lingkup),
        "parameter": [
            {
                "nama": p["name"],
                "wajib": p["required"],
                "arti": gettext(p["description"]) if p.get("description") else "",
                "nilai": ", ".join(p["schema"].get("enum", [])),
            }
            for p in operasi["parameters"]
        ],
    }
