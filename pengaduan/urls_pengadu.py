"""Doors of complaints for their complainants: no address carries a number or a token."""

from django.urls import path

from pengaduan.views import (
    dari_surat,
    pengadu_bukti,
    pengadu_formulir,
    pengadu_lacak,
    pengadu_mengapa,
    pengadu_terkirim,
    pengadu_tinjau,
)

urlpatterns = [
    # what is asked for most comes first
    path("lacak/", pengadu_lacak.halaman, name="lacak_kasus"),
    path("lacak/dari-surat/", dari_surat.buka, name="buka_dari_surat"),
    path("lacak/mengapa/", pengadu_mengapa.halaman, name="lacak_mengapa"),
    path("lacak/pesan/", pengadu_lacak.tulis, name="lacak_tulis"),
    path("lacak/identitas/", pengadu_lacak.izinkan, name="lacak_izinkan"),
    path("lacak/berkas/<int:bukti_id>/", pengadu_lacak.berkas, name="lacak_berkas"),
    path("lacak/tutup/", pengadu_lacak.tutup, name="lacak_tutup"),
    path("", pengadu_formulir.mulai, name="mulai"),
    path("baru/saluran/", pengadu_formulir.saluran, name="baru_saluran"),
    path("baru/identitas/", pengadu_formulir.identitas, name="baru_identitas"),
    path("baru/paket/", pengadu_formulir.paket, name="baru_paket"),
    path("baru/kejadian/", pengadu_formulir.cerita, name="baru_kejadian"),
    path("baru/bukti/", pengadu_bukti.halaman, name="baru_bukti"),
    path("baru/tinjau/", pengadu_tinjau.halaman, name="baru_tinjau"),
    path("nanti/", pengadu_formulir.nanti, name="nanti"),
    path("lanjut/<str:kunci>/", pengadu_formulir.lanjut, name="lanjut"),
    path("saran/instansi/", pengadu_formulir.saran_instansi, name="saran_instansi"),
    path("saran/wilayah/", pengadu_formulir.saran_wilayah, name="saran_wilayah"),
    path("terkirim/", pengadu_terkirim.halaman, name="terkirim"),
    path("terkirim/cetak/", pengadu_terkirim.cetak, name="terkirim_cetak"),
    path("terkirim/tanda-terima.pdf", pengadu_terkirim.unduh, name="terkirim_pdf"),
    path("terkirim/tersimpan/", pengadu_terkirim.simpan, name="terkirim_simpan"),
]
