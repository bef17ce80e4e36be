"""Doors of whoever sends a letter."""

from django.urls import path

from persuratan.views import bantuan, kirim, milik, progres, umum

urlpatterns = [
    path("", umum.kirim, name="kirim"),
    path("kirim/", kirim.tulis, name="tulis"),
    path("data-saya/", kirim.data_saya, name="data_saya"),
    path("saya/", milik.daftar, name="milik"),
    path("saya/<str:nomor>/", progres.milik_saya, name="surat_saya"),
    path("saya/<str:nomor>/jelaskan/", progres.jelaskan, name="jelaskan"),
    path("saya/<str:nomor>/tanda-terima/", milik.terkirim, name="terkirim"),
    path("saya/<str:nomor>/tanda-terima/cetak/", milik.cetak, name="terkirim_cetak"),
    path("saya/<str:nomor>/tanda-terima.pdf", milik.unduh, name="terkirim_pdf"),
    path("saya/<str:nomor>/tersimpan/", milik.tersimpan, name="terkirim_simpan"),
    path("jawaban/<str:nomor>.pdf", progres.jawaban_pdf, name="jawaban_pdf"),
    path("progres/", progres.dengan_token, name="progres"),
    path("progres/jelaskan/", progres.jelaskan_token, name="progres_jelaskan"),
    path("progres/tutup/", progres.tutup, name="progres_tutup"),
    path("bantuan/", bantuan.halaman, name="bantuan"),
]
