"""Where the complaints of a period stand now."""

from django.utils.translation import gettext_lazy as _

from laporan.angka.bentuk import PENUH, Angka
from laporan.angka.kelompok import Kelompok
from laporan.fakta import PENGADUAN
from pengaduan.status import Status

KELOMPOK = Kelompok(
    tipe=PENGADUAN,
    kolom="f.status",
    kata=lambda: dict(Status.choices),
    kosong=_("Belum tercatat"),
)
ANGKA = Angka(
    kode="status",
    judul=_("Tahap pengaduan sekarang"),
    tanya=_("Sampai di mana pengaduan yang masuk dalam periode ini?"),
    definisi=_("Pengaduan yang masuk dalam periode, menurut tahapnya sekarang, bukan pada akhir periode."),
    cara=KELOMPOK,
    saringan=PENUH,
    di_balik=KELOMPOK.kasus,
)
