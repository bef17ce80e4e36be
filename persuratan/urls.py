"""Doors of letters, by reader."""

from django.urls import include, path

from persuratan import urls_keluar, urls_kepercayaan, urls_pejabat, urls_pengirim, urls_tu

app_name = "persuratan"
urlpatterns = [
    path("", include(urls_pengirim)),
    path("tu/", include(urls_tu)),
    path("masuk/", include(urls_pejabat)),
    path("keluar/", include(urls_keluar)),
    path("kepercayaan/", include(urls_kepercayaan)),
]
