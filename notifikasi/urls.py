"""Doors of the inbox."""

from django.urls import path

from notifikasi import views

app_name = "notifikasi"
urlpatterns = [
    path("", views.kotak, name="kotak"),
    path("baca/", views.baca_semua, name="baca_semua"),
    path("<int:pk>/", views.buka, name="buka"),
]
