"""Doors of complaints for LKPP's officers: the desk, the case, its steps, and the custodian."""

from django.urls import path

from pengaduan.views import bukti_lkpp, dari_surat, identitas, kasus, massal, meja, tenggat
from pengaduan.views.langkah import DI_KARTU, LANGKAH

urlpatterns = [
    path("meja/", meja.meja, name="meja"),
    path("meja/massal/", massal.massal, name="massal"),
    path("kasus/<nomor:nomor>/", kasus.kasus, name="kasus"),
    path("kasus/<nomor:nomor>/cetak/", kasus.cetak, name="kasus_cetak"),
    path("kasus/<nomor:nomor>/bukti/<int:bukti_id>/", bukti_lkpp.unduh, name="kasus_berkas"),
    path("kasus/<nomor:nomor>/bukti/<int:bukti_id>/karantina/", bukti_lkpp.Karantina.door(), name="karantina"),
    path("kasus/<nomor:nomor>/jam/<int:ke>/", tenggat.halaman, name="tenggat"),
    path("kasus/<nomor:nomor>/jam/<int:ke>/pindah/", tenggat.Pindah.door(), name="tenggat_pindah"),
    *(path(f"kasus/<nomor:nomor>/{v.nama}/", v.door(), name=v.nama) for v in (*LANGKAH, *DI_KARTU)),
    path("dari-surat/<str:nomor>/", dari_surat.dari_surat, name="dari_surat"),
    path("penjaga/", identitas.daftar, name="penjaga"),
    path("penjaga/<nomor:nomor>/", identitas.buka, name="penjaga_buka"),
]
