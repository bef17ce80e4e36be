"""Doors of calendars, holidays and policies."""

from django.urls import path

from sla import views, views_kalender

app_name = "sla"
urlpatterns = [
    path("", views.ringkas, name="ringkas"),
    path("kebijakan/<str:kode>/", views.kebijakan, name="kebijakan"),
    path("kebijakan/<str:kode>/versi-baru/", views_kalender.VersiBaru.door(), name="versi_baru"),
    path("libur/", views.libur, name="libur"),
    path("libur/tambah/", views_kalender.TambahLibur.door(), name="libur_tambah"),
    path("libur/<int:pk>/ubah/", views_kalender.UbahLibur.door(), name="libur_ubah"),
    path("libur/<int:pk>/hapus/", views_kalender.HapusLibur.door(), name="libur_hapus"),
    path("libur/ketetapan/<int:tahun>/", views_kalender.Ketetapan.door(), name="ketetapan"),
    path("musim/", views.musim, name="musim"),
    path("musim/tambah/", views_kalender.TambahMusim.door(), name="musim_tambah"),
    path("musim/<int:pk>/hapus/", views_kalender.HapusMusim.door(), name="musim_hapus"),
    path("kalender/", views.kalender, name="kalender"),
    path("kalender/tambah/", views_kalender.TambahKalender.door(), name="kalender_tambah"),
    path("kalender/<slug:kalender>/ubah/", views_kalender.UbahKalender.door(), name="kalender_ubah"),
    path("coba/", views.coba, name="coba"),
    path("perubahan/<int:pk>/", views.perubahan, name="perubahan"),
]
