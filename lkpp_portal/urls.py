"""All doors of the portal."""

from django.contrib import admin
from django.urls import include, path

from lkpp_portal import lacak, views

urlpatterns = [
    path("", views.beranda, name="beranda"),
    path("lacak/", lacak.lacak, name="lacak"),
    path("bantuan/", views.bantuan, name="bantuan"),
    path("privasi/", views.privasi, name="privasi"),
    path("aksesibilitas/", views.aksesibilitas, name="aksesibilitas"),
    path("bahasa/", views.bahasa, name="bahasa"),
    path("sehat/", views.sehat, name="sehat"),
    path("healthz", views.healthz, name="healthz"),
    path("meja/", views.meja, name="meja"),
    path("pengaduan/", include("pengaduan.urls")),
    path("surat/", include("persuratan.urls")),
    path("inspektorat/", include("inspektorat.urls")),
    path("keaslian/", include("persuratan.urls_keaslian")),
    path("helpdesk/", include("helpdesk.urls")),
    path("konsultasi/", include("konsultasi.urls")),
    path("laporan/", include("laporan.urls")),
    path("statistik/", include("laporan.urls_statistik")),
    path("api/", include("laporan.api.urls")),
    path("tenggat/", include("sla.urls")),
    path("kotak/", include("notifikasi.urls")),
    path("akun/", include("akun.urls")),
    path("akun/", include("allauth.urls")),
    path("admin/", admin.site.urls),
]
handler400 = "lkpp_portal.views.galat_400"
handler403 = "lkpp_portal.views.galat_403"
handler404 = "lkpp_portal.views.galat_404"
handler500 = "lkpp_portal.views.galat_500"
