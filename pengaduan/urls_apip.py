"""Doors of complaints for inspectorates."""

from django.urls import URLPattern, path

from pengaduan.views import apip, tenggat
from pengaduan.views.apip_langkah import LANGKAH

urlpatterns: list[URLPattern] = [
    path("apip/", apip.kotak, name="apip_kotak"),
    path("apip/<nomor:nomor>/", apip.kasus, name="apip_kasus"),
    path("apip/<nomor:nomor>/dosir.pdf", apip.dosir_pdf, name="apip_dosir"),
    path("apip/<nomor:nomor>/bukti/<int:ke>/", apip.bukti, name="apip_bukti"),
    path("apip/<nomor:nomor>/lampiran/<int:ke>/", apip.lampiran, name="apip_lampiran"),
    path("apip/<nomor:nomor>/jam/<int:ke>/", tenggat.halaman_apip, name="apip_tenggat"),
    path("apip/<nomor:nomor>/identitas/", apip.identitas, name="apip_identitas"),
    *(path(f"apip/<nomor:nomor>/{langkah.nama}/", langkah.door(), name=f"apip_{langkah.nama}") for langkah in LANGKAH),
]
