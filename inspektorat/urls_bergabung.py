"""How an inspectorate becomes a member: its application, its invitations, LKPP's pages."""

from django.urls import path

from inspektorat.views import bergabung, bergabung_catat, bergabung_daftar, bergabung_langkah, bergabung_lembar
from inspektorat.views import bergabung_undangan as undangan

urlpatterns = [
    path("bergabung/", bergabung.bergabung, name="bergabung"),
    path("bergabung/terkirim/", bergabung.terkirim, name="terkirim"),
    path("bergabung/progres/", bergabung.progres, name="progres"),
    path("bergabung/perbaiki/", bergabung.perbaiki, name="perbaiki"),
    path("bergabung/tutup/", bergabung.tutup, name="tutup"),
    path("undangan/", undangan.undangan, name="undangan"),
    path("undangan/<str:kunci>/", undangan.tautan, name="undangan_tautan"),
    path("keanggotaan/", bergabung_daftar.daftar, name="keanggotaan_daftar"),
    path("keanggotaan/catat/", bergabung_catat.catat, name="keanggotaan_catat"),
    path("keanggotaan/dari-surat/<str:nomor>/", bergabung_catat.dari_surat, name="dari_surat"),
    path("keanggotaan/<str:nomor>/", bergabung_langkah.keanggotaan, name="keanggotaan"),
    path("keanggotaan/<str:nomor>/dasar/<int:pk>/", bergabung_lembar.dasar, name="dasar"),
    *(
        path(f"keanggotaan/<str:nomor>/{langkah.nama.replace('_', '-')}/", langkah.door(), name=langkah.nama)
        for langkah in bergabung_langkah.LANGKAH
    ),
]
