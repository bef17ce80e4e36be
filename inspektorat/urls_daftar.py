"""Doors of the registry."""

from django.urls import path

from inspektorat.views import daftar

urlpatterns = [
    path("daftar/", daftar.daftar, name="daftar"),
]
