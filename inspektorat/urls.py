"""Doors of inspectorates."""

from django.urls import include, path

app_name = "inspektorat"
urlpatterns = [
    path("", include("inspektorat.urls_bergabung")),
    path("", include("inspektorat.urls_daftar")),
]
