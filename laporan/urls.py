"""Doors of the figures."""

from django.urls import include, path

from laporan.views import (
    efektivitas,
    ekspor,
    layanan,
    papan,
    pekerjaan,
    publik,
    renaksi,
    renaksi_langkah,
    terbitan,
    undangan,
)

app_name = "laporan"
urlpatterns = [
    path("", include("laporan.urls_angka")),
    path("kunci-api/", include("laporan.urls_kunci")),
    path("papan-skor/", papan.papan, name="papan"),
    path("papan-skor/publik/", publik.publik, name="papan_publik"),
    path("papan-skor/terbitan/", terbitan.kelola, name="terbitan"),
    path("papan-skor/terbitan/sakelar/", terbitan.Sakelar.door(), name="sakelar"),
    path("papan-skor/terbitan/<str:triwulan>/", terbitan.Terbitkan.door(), name="terbitkan"),
    path("efektivitas/", efektivitas.efektivitas, name="efektivitas"),
    path("undangan/", undangan.undangan, name="undangan"),
    path("ekspor/", ekspor.daftar, name="ekspor_daftar"),
    path("ekspor/<str:kode>/", ekspor.satu, name="ekspor"),
    path("pekerjaan/", pekerjaan.daftar, name="pekerjaan"),
    path("pekerjaan/<uuid:kode>/", pekerjaan.satu, name="pekerjaan_satu"),
    path("pekerjaan/<uuid:kode>/unduh/", pekerjaan.unduh, name="pekerjaan_unduh"),
    path("pekerjaan/<uuid:kode>/batal/", pekerjaan.batalkan, name="pekerjaan_batalkan"),
    path("ran-ogi/", renaksi.matriks, name="renaksi"),
    path("ran-ogi/pdf/", renaksi.matriks_pdf, name="renaksi_pdf"),
    path("ran-ogi/xlsx/", renaksi.matriks_xlsx, name="renaksi_xlsx"),
    path("ran-ogi/terbitkan/", renaksi_langkah.Terbitkan.door(), name="renaksi_terbitkan"),
    path("ran-ogi/tarik/", renaksi_langkah.Tarik.door(), name="renaksi_tarik"),
    path("ran-ogi/<int:nomor>/", renaksi.satu, name="renaksi_satu"),
    path("ran-ogi/<int:nomor>/catat/", renaksi_langkah.Catat.door(), name="renaksi_catat"),
    path("ran-ogi/<int:nomor>/<int:pk>/perbaiki/", renaksi_langkah.Perbaiki.door(), name="renaksi_perbaiki"),
    path("ran-ogi/<int:nomor>/<int:pk>/cabut/", renaksi_langkah.Cabut.door(), name="renaksi_cabut"),
    path("layanan/", layanan.layanan, name="layanan"),
    path("layanan/pesan/", layanan.pesan, name="layanan_pesan"),
]
