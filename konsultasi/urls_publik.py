"""Doors of applicants and readers."""

from django.urls import path

from konsultasi.views import janji, keluhan, koleksi, milik, mulai, tanya, tindak

urlpatterns = [
    path("", mulai.mulai, name="mulai"),
    path("lewat/<str:jenis>/", mulai.lewat_surat, name="lewat_surat"),
    path("tulis-surat/", mulai.tulis_surat, name="tulis_surat"),
    path("tanya/", tanya.tanya, name="tanya"),
    path("kunjungan/", janji.janji, name="janji"),
    path("tanya-jawab/", koleksi.daftar, name="koleksi"),
    path("tanya-jawab/<int:pk>/", koleksi.entri, name="entri"),
    path("tanya-jawab/<int:pk>/menjawab/", koleksi.menjawab, name="menjawab"),
    path("progres/", milik.lacak, name="lacak"),
    path("progres/tutup/", tindak.tutup, name="tutup"),
    path("saya/", milik.daftar, name="milik"),
    path("saya/<str:nomor>/", milik.lihat, name="lihat"),
    path("permohonan/<str:nomor>/", milik.terkirim, name="terkirim"),
    path("permohonan/<str:nomor>/tersimpan/", tindak.tersimpan, name="tersimpan"),
    path("permohonan/<str:nomor>/jadwal.ics", milik.kalender, name="kalender"),
    path("permohonan/<str:nomor>/berkas/<int:pk>/", milik.berkas, name="berkas"),
    path("permohonan/<str:nomor>/lengkapi/", tindak.lengkapi, name="lengkapi"),
    path("permohonan/<str:nomor>/selesai/", tindak.selesai, name="selesai"),
    path("permohonan/<str:nomor>/batal/", tindak.batal, name="batal"),
    path("permohonan/<str:nomor>/keluhan/", keluhan.keluhan, name="keluhan"),
]
