"""The doors of the floor."""

from django.urls import path

from bench import floor
from lkpp_portal.views import sehat

urlpatterns = [
    path("sehat/", sehat, name="sehat"),
    path("lantai/<slug:kunci>/<int:nomor>/", floor.lantai, name="lantai"),
]
