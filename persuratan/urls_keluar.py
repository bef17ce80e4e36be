"""Doors of letters out."""

from django.urls import path

from persuratan.views import keluar, keluar_kertas, keluar_register, keluar_tulis
from persuratan.views.keluar_langkah_surat import LANGKAH
from persuratan.views.keluar_massal import TandaTanganBersama

urlpatterns = [
    path("", keluar.daftar, name="keluar"),
    path("baru/", keluar_tulis.baru, name="keluar_baru"),
    path("baru/<str:kode>/", keluar_tulis.mulai, name="keluar_mulai"),
    path("jawab/<str:nomor>/", keluar_tulis.jawab, name="keluar_jawab"),
    path("tanda-tangan/", TandaTanganBersama.door(), name="keluar_bersama"),
    path("nomor/", keluar_register.buku, name="keluar_buku"),
    path("<int:pk>/", keluar.surat, name="keluar_surat"),
    path("<int:pk>/tulis/", keluar_tulis.Tulis.door(), name="keluar_ubah"),
    path("<int:pk>/surat.pdf", keluar_kertas.pdf, name="keluar_pdf"),
    path("<int:pk>/surat.png", keluar_kertas.gambar_surat, name="keluar_gambar"),
    path("<int:pk>/lampiran/<int:lampiran_id>/", keluar_kertas.lampiran, name="keluar_lampiran"),
    *(path(f"<int:pk>/{v.nama}/", v.door(), name=f"keluar_{v.nama}") for v in LANGKAH),
]
