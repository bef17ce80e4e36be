"""Doors of the figures."""

from django.urls import path

from laporan.views import efektivitas, papan, publik, terbitan, undangan

app_name = "laporan"
urlpatterns = [
    path("papan-skor/", papan.papan, name="papan"),
    path("papan-skor/publik/", publik.publik, name="papan_publik"),
    path("papan-skor/terbitan/", terbitan.kelola, name="terbitan"),
    path("papan-skor/terbitan/sakelar/", terbitan.Sakelar.door(), name="sakelar"),
    path("papan-skor/terbitan/<str:triwulan>/", terbitan.Terbitkan.door(), name="terbitkan"),
    path("efektivitas/", efektivitas.efektivitas, name="efektivitas"),
    path("undangan/", undangan.undangan, name="undangan"),
]
