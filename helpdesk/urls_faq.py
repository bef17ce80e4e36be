"""Doors of the questions and answers: those of the public, and those of the officers who write them."""

from django.urls import path

from helpdesk.views import faq, faq_kelola

urlpatterns = [
    path("faq/", faq.faq, name="faq"),
    path("faq/saran/", faq.saran, name="faq_saran"),
    path("faq/tanya/<slug:tanya>/", faq.satu, name="faq_satu"),
    path("faq/tanya/<slug:tanya>/terjawab/", faq.terjawab, name="faq_terjawab"),
    path("faq/kelola/", faq_kelola.daftar, name="faq_kelola"),
    path("faq/kelola/baru/", faq_kelola.baru, name="faq_baru"),
    path("faq/kelola/dari-tiket/<str:nomor>/", faq_kelola.dari_tiket, name="faq_dari_tiket"),
    path("faq/kelola/<int:pk>/", faq_kelola.entri, name="faq_entri"),
    path("faq/kelola/<int:pk>/ubah/", faq_kelola.ubah, name="faq_ubah"),
]
