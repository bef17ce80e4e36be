"""Doors of complaints for inspectorates."""

from django.urls import URLPattern, path

from pengaduan.views import apip, apip_angka, apip_dosir, apip_kotak, apip_mulai, apip_templat, tenggat
from pengaduan.views.apip_langkah import LANGKAH

urlpatterns: list[URLPattern] = [
    path("apip/", apip_kotak.kotak, name="apip_kotak"),
    path("apip/auditor/", apip_kotak.per_auditor, name="apip_auditor"),
    path("apip/percakapan/", apip_kotak.percakapan, name="apip_percakapan"),
    path("apip/angka/", apip_angka.angka, name="apip_angka"),
    path("apip/mulai/", apip_mulai.mulai, name="apip_mulai"),
    path("apip/templat/", apip_templat.daftar, name="apip_templat"),
    path("apip/templat/baru/", apip_templat.baru, name="apip_templat_baru"),
    path("apip/templat/<int:pk>/", apip_templat.ubah, name="apip_templat_ubah"),
    path("apip/templat/<int:pk>/hapus/", apip_templat.hapus, name="apip_templat_hapus"),
    path("apip/<nomor:nomor>/", apip.kasus, name="apip_kasus"),
    path("apip/<nomor:nomor>/dosir.pdf", apip_dosir.dosir_pdf, name="apip_dosir"),
    path("apip/<nomor:nomor>/bukti/<int:ke>/", apip.bukti, name="apip_bukti"),
    path("apip/<nomor:nomor>/lampiran/<int:ke>/", apip.lampiran, name="apip_lampiran"),
    path("apip/<nomor:nomor>/jam/<int:ke>/", tenggat.halaman_apip, name="apip_tenggat"),
    path("apip/<nomor:nomor>/identitas/", apip.identitas, name="apip_identitas"),
    *(path(f"apip/<nomor:nomor>/{langkah.nama}/", langkah.door(), name=f"apip_{langkah.nama}") for langkah in LANGKAH),
]
