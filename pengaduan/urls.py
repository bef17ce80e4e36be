"""Doors of complaints, by reader."""

from django.urls import register_converter

from pengaduan.nomor import NomorConverter

register_converter(NomorConverter, "nomor")

from pengaduan import urls_apip, urls_lkpp, urls_pengadu  # noqa: E402 - their paths use the converter

app_name = "pengaduan"
urlpatterns = [*urls_pengadu.urlpatterns, *urls_lkpp.urlpatterns, *urls_apip.urlpatterns]
