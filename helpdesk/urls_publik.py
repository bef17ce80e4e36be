"""Doors of whoever needs help."""

from django.urls import path

from helpdesk.views import dari_surat, kanal, lacak, lapor, milik

urlpatterns = [
    path("", kanal.kanal, name="mulai"),
    path("lapor/", lapor.lapor, name="lapor"),
    path("lapor/lpse/", lapor.saran_lpse, name="lpse_saran"),
    path("terkirim/", milik.terkirim, name="terkirim"),
    path("terkirim/cetak/", milik.cetak, name="terkirim_cetak"),
    path("terkirim/tanda-terima.pdf", milik.unduh, name="terkirim_pdf"),
    path("terkirim/tersimpan/", milik.simpan, name="terkirim_simpan"),
    path("saya/", milik.daftar, name="milik"),
    path("saya/<str:nomor>/", lacak.milik_saya, name="tiket_saya"),
    path("tiket-anda/", lacak.dengan_token, name="progres"),
    path("tiket-anda/tulis/", lacak.tulis, name="progres_tulis"),
    path("tiket-anda/konfirmasi/", lacak.konfirmasi, name="progres_konfirmasi"),
    path("tiket-anda/buka-kembali/", lacak.buka_kembali, name="progres_buka"),
    path("tiket-anda/nilai/", lacak.nilai, name="progres_nilai"),
    path("tiket-anda/tutup/", lacak.tutup, name="progres_tutup"),
    path("dari-surat/buka/", dari_surat.buka, name="buka_dari_surat"),
    path("dari-surat/<str:nomor>/", dari_surat.dari_surat, name="dari_surat"),
    path("tiket-anda/berkas/<int:lampiran_id>/", lacak.berkas, name="progres_berkas"),
]
