"""Doors of the service catalogue, of requests and of error budgets."""

from django.urls import path

from helpdesk.views import anggaran, layanan

urlpatterns = [
    path("layanan/", layanan.katalog, name="layanan"),
    path("layanan/diterima/<str:nomor>/", layanan.diterima, name="layanan_diterima"),
    path("layanan/<str:kode>/", layanan.satu, name="layanan_satu"),
    path("layanan/<str:kode>/minta/", layanan.minta, name="layanan_minta"),
    path("anggaran/", anggaran.ringkas, name="anggaran"),
    path("anggaran/gangguan/", anggaran.daftar, name="gangguan"),
    path("anggaran/gangguan/catat/", anggaran.catat, name="gangguan_catat"),
    path("anggaran/gangguan/<int:pk>/", anggaran.catat, name="gangguan_ubah"),
]
