"""Doors of the helpdesk. Each part has its own page of doors; one line for each."""

from django.urls import include, path

app_name = "helpdesk"
urlpatterns = [
    path("", include("helpdesk.urls_publik")),
    path("", include("helpdesk.urls_organisasi")),
    path("", include("helpdesk.urls_verifikasi")),
    path("", include("helpdesk.urls_meja")),
    path("", include("helpdesk.urls_layanan")),
    path("", include("helpdesk.urls_pengumuman")),
    path("", include("helpdesk.urls_faq")),
    path("", include("helpdesk.urls_loket")),
    path("laporan/", include("helpdesk.urls_laporan")),
]
