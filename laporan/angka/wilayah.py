"""Complaints by province."""

from django.utils.translation import gettext_lazy as _

from inspektorat.daftar import provinsi
from laporan.angka.bentuk import PENUH, Angka
from laporan.angka.kelompok import Kelompok
from laporan.fakta import PENGADUAN

KELOMPOK = Kelompok(
    tipe=PENGADUAN,
    kolom="f.provinsi",
    kata=provinsi,
    kosong=_("Pusat, atau belum tercatat"),
)
ANGKA = Angka(
    kode="wilayah",
    judul=_("Pengaduan menurut provinsi"),
    tanya=_("Di provinsi mana pengadaan yang diadukan?"),
    definisi=_(
        "Pengaduan yang masuk dalam periode menurut provinsi lokasi pekerjaan; bila lokasinya tidak disebut, "
        "provinsi instansinya. Instansi pusat tanpa lokasi dan pengaduan yang belum berinstansi dihitung "
        "sendiri."
    ),
    cara=KELOMPOK,
    saringan=PENUH,
    di_balik=KELOMPOK.kasus,
)
