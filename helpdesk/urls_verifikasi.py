"""Doors of the verification of providers."""

from django.urls import path

from helpdesk.views import verifikasi, verifikasi_publik, verifikasi_tulis
from helpdesk.views.verifikasi_langkah import LANGKAH

urlpatterns = [
    path("verifikasi/", verifikasi.daftar, name="verifikasi"),
    path("verifikasi/baru/", verifikasi_tulis.baru, name="verifikasi_baru"),
    path("verifikasi/tiket/", verifikasi_publik.progres, name="verifikasi_progres"),
    path("verifikasi/tiket/tanda-lulus.pdf", verifikasi_publik.tanda_lulus, name="verifikasi_tanda_lulus"),
    path("verifikasi/tiket/tutup/", verifikasi_publik.tutup, name="verifikasi_tutup"),
    path("verifikasi/<str:nomor>/", verifikasi.lembar, name="verifikasi_lembar"),
    path("verifikasi/<str:nomor>/periksa/", verifikasi_tulis.periksa, name="verifikasi_periksa"),
    path("verifikasi/<str:nomor>/slip/", verifikasi.slip, name="verifikasi_slip"),
    path("verifikasi/<str:nomor>/tanda-lulus.pdf", verifikasi.unduh, name="verifikasi_unduh"),
    *(path(f"verifikasi/<str:nomor>/{v.nama}/", v.door(), name=f"verifikasi_{v.nama}") for v in LANGKAH),
]
