"""Complaints in and out."""

from django.utils.translation import gettext_lazy as _

from laporan.angka.alir import Alir, masuk_selesai
from laporan.angka.bentuk import PENUH, Angka
from laporan.fakta import PENGADUAN

ALIR = Alir(masuk_selesai(PENGADUAN, _("Masuk"), _("Berakhir")))
ANGKA = Angka(
    kode="arus",
    judul=_("Pengaduan masuk dan berakhir"),
    tanya=_("Berapa pengaduan masuk, dan berapa yang berakhir?"),
    definisi=_(
        "Masuk: pengaduan yang diterima pada hari itu (WIB), lewat jalur apa pun, termasuk yang kemudian ditolak atau "
        "digabung. Berakhir: pengaduan yang pada hari itu selesai, ditutup, ditolak, dialihkan, atau digabung; yang "
        "dibuka kembali tidak lagi dihitung berakhir sampai berakhir lagi. Sampai 31 hari ditampilkan per hari, sampai "
        "26 minggu per minggu (mulai Senin), selebihnya per bulan."
    ),
    cara=ALIR.hitung,
    saringan=PENUH,
    di_balik=ALIR.kasus,
)
