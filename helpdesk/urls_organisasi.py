"""Doors of whoever keeps the desks and their teams."""

from django.urls import path

from helpdesk.views import organisasi

urlpatterns = [
    path("organisasi/", organisasi.daftar, name="organisasi"),
    path("organisasi/baru/", organisasi.baru, name="organisasi_baru"),
    path("organisasi/<int:pk>/", organisasi.meja, name="organisasi_meja"),
    path("organisasi/<int:pk>/ubah/", organisasi.ubah, name="organisasi_ubah"),
    path("organisasi/<int:pk>/regu/", organisasi.regu, name="organisasi_regu_baru"),
    path("organisasi/<int:pk>/regu/<int:regu_id>/", organisasi.regu, name="organisasi_regu"),
]
