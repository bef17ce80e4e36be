"""Doors of the public figures; nobody logs in here. Addresses of versions hold for ever."""

from django.urls import path

from laporan.views import renaksi_publik, statistik, statistik_data

app_name = "statistik"
urlpatterns = [
    path("", statistik.halaman, name="halaman"),
    path("ran-ogi/", renaksi_publik.publik, name="ran_ogi"),
    path("data/", statistik_data.katalog, name="katalog"),
    path("data/katalog.json", statistik_data.katalog_json, name="katalog_json"),
    path("data/<slug:dataset>/", statistik_data.satu, name="dataset"),
    path("data/<slug:dataset>/skema-<int:versi>.json", statistik_data.skema, name="skema"),
    path("data/<slug:dataset>/<slug:versi>.csv", statistik_data.berkas, {"bentuk": "csv"}, name="csv"),
    path("data/<slug:dataset>/<slug:versi>.json", statistik_data.berkas, {"bentuk": "json"}, name="json"),
]
