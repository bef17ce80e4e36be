"""Doors of TU."""

from django.urls import path

from persuratan.views import berkas_ditahan, tu, tu_catat, tu_impor

urlpatterns = [
    path("", tu.kotak, name="tu"),
    path("catat/", tu_catat.catat, name="tu_catat"),
    path("catat/selesai/", tu_catat.tercatat, name="tu_tercatat"),
    path("catat/<str:nomor>/tanda-terima/", tu_catat.terima_pdf, name="tu_tanda_terima"),
    path("impor/", tu_impor.halaman, name="tu_impor"),
    path("impor/templat/", tu_impor.templat, name="tu_templat"),
    path("ditahan/", berkas_ditahan.daftar, name="tu_ditahan"),
    path("<str:nomor>/", tu.surat, name="tu_surat"),
    path("<str:nomor>/teruskan/", tu.teruskan, name="tu_teruskan"),
    path("<str:nomor>/kembalikan/", tu.kembalikan, name="tu_kembalikan"),
    path("<str:nomor>/arsipkan/", tu.arsipkan, name="tu_arsipkan"),
]
