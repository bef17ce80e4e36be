"""Doors of the counter: telephone and walk-in, the pending list, answers kept ready, running tenders."""

from django.urls import path

from helpdesk.views import balasan_siap, catat, tender

urlpatterns = [
    path("loket/", catat.catat, name="loket"),
    path("loket/selesai/", catat.selesai, name="loket_selesai"),
    path("loket/terjawab/<slug:tanya>/", catat.terjawab, name="loket_terjawab"),
    path("belum-terjawab/", catat.belum_terjawab, name="belum_terjawab"),
    path("balasan-siap/", balasan_siap.daftar, name="balasan_siap"),
    path("balasan-siap/baru/", balasan_siap.ubah, name="balasan_siap_baru"),
    path("balasan-siap/<int:pk>/", balasan_siap.ubah, name="balasan_siap_ubah"),
    path("tender/", tender.daftar, name="tender"),
    path("tender/impor/", tender.impor, name="tender_impor"),
    path("tender/<int:pk>/selesai/", tender.selesai, name="tender_selesai"),
]
