"""Doors of accounts. The switch of the theme stands on every page and has a short name too."""

from django.urls import include, path

from akun import views

milik_akun = [
    path("instansi/", views.instansi, name="instansi"),
    path("saya/", views.saya, name="saya"),
    path("tema/", views.tema, name="tema"),
]
urlpatterns = [
    path("", include((milik_akun, "akun"))),
    path("tema/", views.tema, name="tema"),
]
