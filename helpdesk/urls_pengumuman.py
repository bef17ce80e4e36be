"""Doors of announcements: to read, to subscribe to, to write."""

from django.urls import path

from helpdesk.views import pengumuman, umpan

urlpatterns = [
    path("pengumuman/", pengumuman.daftar, name="pengumuman"),
    path("pengumuman/rss.xml", umpan.rss, name="pengumuman_rss"),
    path("pengumuman/kalender.ics", umpan.ical, name="pengumuman_ical"),
    path("pengumuman/meja/<str:unit>/rss.xml", umpan.rss, name="pengumuman_rss_unit"),
    path("pengumuman/meja/<str:unit>/kalender.ics", umpan.ical, name="pengumuman_ical_unit"),
    path("pengumuman/kelola/", pengumuman.kelola, name="pengumuman_kelola"),
    path("pengumuman/kelola/tulis/", pengumuman.tulis, name="pengumuman_tulis"),
    path("pengumuman/kelola/<int:pk>/", pengumuman.periksa, name="pengumuman_periksa"),
    path("pengumuman/kelola/<int:pk>/ubah/", pengumuman.tulis, name="pengumuman_ubah"),
    path("pengumuman/kelola/<int:pk>/batal/", pengumuman.batal, name="pengumuman_batal"),
    path("pengumuman/<int:pk>/", pengumuman.satu, name="pengumuman_satu"),
]
