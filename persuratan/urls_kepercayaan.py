"""Doors of the trust store."""

from django.urls import path

from persuratan.views import kepercayaan

urlpatterns = [
    path("", kepercayaan.daftar, name="kepercayaan"),
    path("tambah/", kepercayaan.Tambah.door(), name="kepercayaan_tambah"),
    path("<int:pk>/", kepercayaan.Nyalakan.door(), name="kepercayaan_nyalakan"),
]
