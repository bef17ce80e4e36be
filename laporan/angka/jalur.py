"""Complaints by the way on which they came in."""

from django.utils.translation import gettext_lazy as _

from laporan.angka.bentuk import PENUH, Angka
from laporan.angka.kelompok import Kelompok
from laporan.fakta import PENGADUAN
from pengaduan.pilihan import Jalur

KELOMPOK = Kelompok(
    tipe=PENGADUAN,
    kolom="f.jalur",
    kata=lambda: dict(Jalur.choices),
    kosong=_("Belum tercatat"),
)
ANGKA = Angka(
    kode="jalur",
    judul=_("Pengaduan menurut jalur masuk"),
    tanya=_("Lewat jalur apa pengaduan masuk?"),
    definisi=_(
        "Pengaduan yang masuk dalam periode menurut jalur masuknya: portal, WBS, surat (persuratan), atau "
        "SP4N-LAPOR!. Yang masuk lewat surat dihitung sejak surat itu dijadikan pengaduan."
    ),
    cara=KELOMPOK,
    saringan=PENUH,
    di_balik=KELOMPOK.kasus,
)
