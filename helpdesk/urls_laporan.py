"""Doors of the monthly reports."""

from django.urls import path

from helpdesk.views import laporan

urlpatterns = [
    path("", laporan.laporan, name="laporan"),
    path("laporan.pdf", laporan.laporan_pdf, name="laporan_pdf"),
    path("laporan.xlsx", laporan.laporan_xlsx, name="laporan_xlsx"),
    path("rencana/", laporan.laporan_rencana, name="laporan_rencana"),
]
