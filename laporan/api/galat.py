"""What a program reads when something is refused: a code for it, a sentence in Indonesian for whoever mends it."""

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, gettext_noop
from ninja import Field, NinjaAPI, Schema
from ninja.errors import HttpError, ValidationError

AWALAN = "/api/"
"""Every address below speaks JSON, errors too."""
KODE: dict[int, tuple[str, Promise]] = {
    400: ("permintaan_rusak", gettext_lazy("Permintaan ini tidak dapat dibaca.")),
    401: ("tanpa_kunci", gettext_lazy("Kunci API tidak ada, salah, sudah dicabut, atau sudah habis masa berlakunya.")),
    403: ("bukan_lingkup", gettext_lazy("Kunci ini tidak mencakup bagian yang diminta.")),
    404: ("tidak_ada", gettext_lazy("Yang diminta tidak ada, atau bukan untuk pemilik kunci ini.")),
    405: ("hanya_dibaca", gettext_lazy("API ini hanya dapat dibaca. Pakai GET atau HEAD.")),
    422: ("isian_salah", gettext_lazy("Ada isian yang tidak dapat dipakai.")),
    429: ("terlalu_sering", gettext_lazy("Terlalu sering. Tunggu sebentar, lalu coba lagi.")),
    500: ("galat_server", gettext_lazy("Ada yang salah di portal. Coba lagi, lalu sebutkan kode rujukan kepada LKPP.")),
}
SEBAB: dict[str, Promise] = {
    "int_parsing": gettext_lazy("Tulis bilangan bulat."),
    "int_from_float": gettext_lazy("Tulis bilangan bulat."),
    "greater_than_equal": gettext_lazy("Bilangan ini terlalu kecil."),
    "less_than_equal": gettext_lazy("Bilangan ini terlalu besar."),
    "missing": gettext_lazy("Isian ini wajib."),
    "string_pattern_mismatch": gettext_lazy("Bentuk isian ini salah."),
}
"""Words for what pydantic found; a `ValueError` of our own brings its sentence."""


class IsianSalah(Schema):
    """One parameter that cannot be used."""

    isian: str = Field(description=gettext_noop("Nama parameter."))
    sebab: str


class Galat(Schema):
    """The body of every answer that is none."""

    galat: str = Field(description=gettext_noop("Kode galat, tetap di semua versi."))
    sebab: str = Field(description=gettext_noop("Penjelasan dalam bahasa Indonesia."))
    isian: list[IsianSalah] = []
    rujukan: str = Field("", description=gettext_noop("Kode rujukan galat server."))


def jawab(status: int, *, sebab: str = "", isian: Iterable[dict[str, str]] = (), rujukan: str = "") -> JsonResponse:
    """The answer for a status, in the sentence of its code unless there is a better one."""
    kode, kalimat = KODE[status]
    with translation.override(settings.LANGUAGE_CODE):
        isi = {"galat": kode, "sebab": sebab or str(kalimat), "isian": list(isian), "rujukan": rujukan}
    return JsonResponse(isi, status=status)


def isian_salah(nama: str, sebab: str) -> JsonResponse:
    """One parameter is wrong."""
    return jawab(422, isian=[{"isian": nama, "sebab": sebab}])


def pasang(api: NinjaAPI) -> None:
    """Let the library answer in these words. What is nobody's fault but ours goes on to handler500."""
    api.exception_handler(ValidationError)(_validasi)
    api.exception_handler(HttpError)(_ditolak)
    api.exception_handler(Exception)(_teruskan)


def _validasi(request: HttpRequest, galat: ValidationError) -> HttpResponse:
    return jawab(422, isian=[{"isian": str(satu["loc"][-1]), "sebab": _kalimat(satu)} for satu in galat.errors])


def _kalimat(satu: dict[str, Any]) -> str:
    if satu["type"] == "value_error":
        return str(satu["ctx"]["error"])
    return str(SEBAB.get(satu["type"]) or _("Nilai ini tidak dikenal."))


def _ditolak(request: HttpRequest, galat: HttpError) -> HttpResponse:
    return jawab(galat.status_code)


def _teruskan(request: HttpRequest, galat: Exception) -> HttpResponse:
    raise galat
