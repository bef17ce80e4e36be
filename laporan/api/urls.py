"""Doors of the API: each operation with what it takes to enter. One that stands not here opens to nobody."""

from collections.abc import Iterator
from typing import cast

from django.urls import URLPattern, include, path, re_path

from laporan.api import dok
from laporan.api.aplikasi import api, parameter
from laporan.api.pintu import View, berkunci, terbuka
from laporan.models.api import Lingkup

app_name = "api"
PINTU: dict[str, Lingkup | None] = {
    "statistik": None,
    "statistik_satu": None,
    "statistik_versi": None,
    "angka": Lingkup.ANGKA,
    "angka_satu": Lingkup.ANGKA,
    "pengaduan": Lingkup.PENGADUAN,
    "pengaduan_satu": Lingkup.PENGADUAN,
    "surat": Lingkup.SURAT,
    "surat_satu": Lingkup.SURAT,
    "tiket": Lingkup.TIKET,
    "tiket_satu": Lingkup.TIKET,
    "konsultasi": Lingkup.KONSULTASI,
    "konsultasi_satu": Lingkup.KONSULTASI,
    "inspektorat": Lingkup.INSPEKTORAT,
}
"""Operation -> the scope that its key needs; None: public."""


def _operasi() -> Iterator[URLPattern]:
    """The library's own patterns, each behind its door; its start page is left out."""
    for pola in api.urls[0]:
        if not isinstance(pola, URLPattern) or pola.name == "api-root":
            continue
        nama = str(pola.name)
        lingkup, view, dikenal = PINTU[nama], cast(View, pola.callback), parameter(nama)
        pola.callback = terbuka(view, dikenal) if lingkup is None else berkunci(view, lingkup, dikenal)
        yield pola


urlpatterns = [
    path("", dok.halaman, name="dok"),
    path("v1/openapi.json", terbuka(dok.openapi, frozenset()), name="openapi"),
    path("v1/", include(list(_operasi()))),
    re_path("", dok.tidak_ada, name="tidak_ada"),
]
