"""Complainants by the level of identity that they chose."""

from django.utils.translation import gettext_lazy as _

from laporan.angka.bentuk import PENUH, Angka
from laporan.angka.kelompok import Kelompok
from laporan.fakta import PENGADUAN
from pengaduan.pilihan import TingkatIdentitas

KELOMPOK = Kelompok(
    tipe=PENGADUAN,
    kolom="f.golongan",
    kata=lambda: dict(TingkatIdentitas.choices),
    kosong=_("Belum tercatat"),
)
ANGKA = Angka(
    kode="pengadu",
    judul=_("Pengadu menurut tingkat identitas"),
    tanya=_("Seberapa jauh pengadu membuka identitasnya?"),
    definisi=_(
        "Pengaduan yang masuk dalam periode, menurut tingkat identitas yang berlaku sekarang. Tingkat dapat "
        "naik dengan izin pengadu; pengaduan yang kemudian digabung tetap dihitung sendiri. Satu pengaduan "
        "dihitung sekali, meskipun orang yang sama mengadu berkali-kali: portal tidak menghitung orang."
    ),
    cara=KELOMPOK,
    saringan=PENUH,
    di_balik=KELOMPOK.kasus,
)
