"""Doors of complaints for inspectorates."""

from django.urls import URLPattern, path

from pengaduan.views import apip
from pengaduan.views.apip_langkah import LANGKAH

urlpatterns: list[URLPattern] = [
    path("apip/", apip.kotak, name="apip_kotak"),
    path("apip/<str:nomor>/", apip.kasus, name="apip_kasus"),
    path("apip/<str:nomor>/dosir.pdf", apip.dosir_pdf, name="apip_dosir"),
    path("apip/<str:nomor>/bukti/<int:ke>/", apip.bukti, name="apip_bukti"),
    path("apip/<str:nomor>/lampiran/<int:ke>/", apip.lampiran, name="apip_lampiran"),
    path("apip/<str:nomor>/identitas/", apip.identitas, name="apip_identitas"),
    *(path(f"apip/<str:nomor>/{langkah.nama}/", langkah.door(), name=f"apip_{langkah.nama}") for langkah in LANGKAH),
]
