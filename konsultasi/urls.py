"""Doors of consultation, by reader."""

from django.urls import include, path

from konsultasi import urls_meja, urls_publik
from konsultasi.views import dari_surat

app_name = "konsultasi"
urlpatterns = [
    path("", include(urls_publik)),
    path("dari-surat/", dari_surat.buka, name="buka_dari_surat"),
    path("meja/", include(urls_meja)),
]
