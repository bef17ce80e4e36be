"""Doors of complaints for: pengadu."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
