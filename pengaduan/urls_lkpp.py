"""Doors of complaints for: lkpp."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
