"""Doors of the dashboard and of the figures one by one."""

from django.urls import path

from laporan.views import angka, dasbor

urlpatterns = [
    path("dasbor/", dasbor.dasbor, name="dasbor"),
    path("angka/", angka.daftar, name="angka"),
    path("angka/<slug:kode>/", angka.satu, name="angka_satu"),
    path("angka/<slug:kode>/csv/", angka.berkas_csv, name="angka_csv"),
    path("angka/<slug:kode>/kasus/", angka.kasus, name="telusur"),
]
