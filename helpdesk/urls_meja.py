"""Doors of the desks: queue, tickets with their steps, problem records."""

from django.urls import path

from helpdesk.views import masalah, meja, tiket
from helpdesk.views.langkah import DI_KARTU, LANGKAH

urlpatterns = [
    path("meja/", meja.antrean, name="meja"),
    path("masalah/", masalah.daftar, name="masalah_daftar"),
    path("masalah/<int:pk>/", masalah.masalah, name="masalah"),
    path("masalah/<int:pk>/solusi/", masalah.SolusiMasalah.door(), name="masalah_solusi"),
    path("meja/<str:nomor>/", tiket.tiket, name="tiket"),
    path("meja/<str:nomor>/jam/<int:ke>/", tiket.tenggat, name="tiket_tenggat"),
    path("meja/<str:nomor>/berkas/<int:lampiran_id>/", tiket.unduh, name="tiket_berkas"),
    *(path(f"meja/<str:nomor>/{v.nama}/", v.door(), name=f"tiket_{v.nama}") for v in (*LANGKAH, *DI_KARTU)),
]
