"""Doors of officials and of whoever has a letter by disposition."""

from django.urls import path

from persuratan.views import pejabat
from persuratan.views.disposisi import Kembalikan, Laporkan, Tarik, Teruskan
from persuratan.views.pejabat import LANGKAH

urlpatterns = [
    path("", pejabat.masuk, name="masuk"),
    path("orang/", pejabat.saran_orang, name="saran_orang"),
    path("<str:nomor>/", pejabat.surat, name="surat"),
    path("<str:nomor>/berkas/", pejabat.unduh, name="surat_berkas"),
    path("<str:nomor>/lembar.pdf", pejabat.lembar_disposisi, name="lembar_disposisi"),
    *(path(f"<str:nomor>/{v.nama}/", v.door(), name=v.nama) for v in LANGKAH),
    *(
        path(f"<str:nomor>/disposisi/<int:pk>/{v.nama.removeprefix('disposisi_')}/", v.door(), name=v.nama)
        for v in (Teruskan, Laporkan, Kembalikan, Tarik)
    ),
]
