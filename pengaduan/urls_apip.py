"""Doors of complaints for: apip."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
