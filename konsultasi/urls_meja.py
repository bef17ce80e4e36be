"""Doors of the desk: whoever serves a directorate; complaints about the service; the collection."""

from django.urls import path

from konsultasi.views import dari_surat, jadwal, kasus, keluhan_meja, koleksi_kelola, meja, tamu

urlpatterns = [
    path("", meja.meja, name="meja"),
    path("tamu/", tamu.tamu, name="meja_tamu"),
    path("jadwal/", jadwal.jadwal, name="meja_jadwal"),
    path("jadwal/<int:pk>/tutup/", jadwal.tutup_slot, name="meja_tutup_slot"),
    path("keluhan/", keluhan_meja.daftar, name="keluhan_meja"),
    path("keluhan/<int:pk>/", keluhan_meja.satu, name="meja_keluhan_satu"),
    path("keluhan/<int:pk>/tangani/", keluhan_meja.Tangani.door(), name="meja_keluhan_tangani"),
    path("keluhan/<int:pk>/jawab/", keluhan_meja.Jawab.door(), name="meja_keluhan_jawab"),
    path("koleksi/", koleksi_kelola.daftar, name="meja_koleksi"),
    path("koleksi/tulis/", koleksi_kelola.tulis, name="meja_koleksi_tulis"),
    path("koleksi/<int:pk>/", koleksi_kelola.entri, name="meja_koleksi_entri"),
    path("koleksi/<int:pk>/ubah/", koleksi_kelola.ubah, name="meja_koleksi_ubah"),
    path("koleksi/<int:pk>/langkah/", koleksi_kelola.langkah, name="meja_koleksi_langkah"),
    path("surat/<str:nomor>/", dari_surat.dari_surat, name="dari_surat"),
    path("<str:nomor>/", kasus.kasus, name="kasus"),
    path("<str:nomor>/antrean/", tamu.antrean, name="meja_antrean"),
    path("<str:nomor>/berkas/<int:pk>/", kasus.lampiran, name="meja_berkas"),
    *(path(f"<str:nomor>/{langkah.nama}/", langkah.door(), name=f"meja_{langkah.nama}") for langkah in kasus.LANGKAH),
]
