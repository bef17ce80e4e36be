"""Complaints by the value of the package."""

from django.utils.translation import gettext_lazy as _

from laporan.angka.bentuk import PENUH, Angka
from laporan.angka.kelompok import Kelompok
from laporan.fakta import PENGADUAN
from pengaduan.tabel import PITA_HPS

KELOMPOK = Kelompok(
    tipe=PENGADUAN,
    kolom="f.pita_hps",
    kata=lambda: {kode: pita[0] for kode, pita in PITA_HPS.items()},
    kosong=_("Nilai tidak disebut"),
)
ANGKA = Angka(
    kode="hps",
    judul=_("Pengaduan menurut nilai HPS"),
    tanya=_("Berapa nilai paket yang diadukan?"),
    definisi=_(
        "Pengaduan yang masuk dalam periode menurut nilai HPS paketnya. Batas atas termasuk dalam "
        "golongannya: tepat Rp200 juta masuk golongan pertama. Pengaduan tanpa nilai HPS dihitung sendiri."
    ),
    cara=KELOMPOK,
    saringan=PENUH,
    di_balik=KELOMPOK.kasus,
)
