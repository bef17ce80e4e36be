"""Doors of letters."""

from django.urls import path

from persuratan import views

app_name = "persuratan"
urlpatterns = [path("", views.kirim, name="kirim")]
