"""Tickets by the way on which they came in."""

from django.utils.translation import gettext_lazy as _

from helpdesk.pilihan import Kanal
from laporan.angka.bentuk import PROVINSI, Angka
from laporan.angka.kelompok import Kelompok
from laporan.fakta import TIKET

KELOMPOK = Kelompok(
    tipe=TIKET,
    kolom="f.jalur",
    kata=lambda: dict(Kanal.choices),
    kosong=_("Belum tercatat"),
)
ANGKA = Angka(
    kode="tiket_kanal",
    judul=_("Tiket menurut kanal"),
    tanya=_("Lewat kanal apa tiket diterima?"),
    definisi=_("Tiket yang diterima dalam periode oleh semua meja layanan, LKPP dan LPSE, menurut kanalnya."),
    cara=KELOMPOK,
    saringan=frozenset({PROVINSI}),
    di_balik=KELOMPOK.kasus,
)
