"""Doors of the keys for programs."""

from django.urls import path

from laporan.views import kunci_api

urlpatterns = [
    path("", kunci_api.daftar, name="kunci_api"),
    path("baru/", kunci_api.baru, name="kunci_api_baru"),
    path("<int:pk>/", kunci_api.satu, name="kunci_api_satu"),
    path("<int:pk>/cabut/", kunci_api.cabut, name="kunci_api_cabut"),
]
