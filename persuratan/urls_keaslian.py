"""Doors of whoever holds a letter and asks whether it is real."""

from django.urls import path

from persuratan.views import keaslian, keaslian_unggah

app_name = "keaslian"
urlpatterns = [
    path("", keaslian.cek, name="cek"),
    path("unggah/", keaslian_unggah.unggah, name="unggah"),
    path("surat/", keaslian.surat, name="surat"),
    path("surat/tutup/", keaslian.tutup, name="tutup"),
    path("surat/salinan.pdf", keaslian.salinan, name="salinan"),
    path("surat/halaman-<int:ke>.png", keaslian.halaman, name="halaman"),
    path("hasil/<uuid:periksa_id>/", keaslian_unggah.hasil, name="hasil"),
    path("hasil/<uuid:periksa_id>/hasil.pdf", keaslian_unggah.hasil_pdf, name="hasil_pdf"),
    path("hasil/<uuid:periksa_id>/gambar-<int:ke>.png", keaslian_unggah.gambar, name="gambar"),
    path("<str:nomor>/<str:token>/", keaslian.dari_qr, name="qr"),
]
