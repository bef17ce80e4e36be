"""Tickets by kind."""

from django.utils.translation import gettext_lazy as _

from helpdesk.pilihan import Jenis
from laporan.angka.bentuk import PROVINSI, Angka
from laporan.angka.kelompok import Kelompok
from laporan.fakta import TIKET

KELOMPOK = Kelompok(
    tipe=TIKET,
    kolom="f.jenis",
    kata=lambda: dict(Jenis.choices),
    kosong=_("Belum diklasifikasi"),
)
ANGKA = Angka(
    kode="tiket_jenis",
    judul=_("Tiket menurut jenis"),
    tanya=_("Apa yang dilaporkan ke helpdesk?"),
    definisi=_("Tiket yang diterima dalam periode oleh semua meja layanan, LKPP dan LPSE, menurut jenisnya sekarang."),
    cara=KELOMPOK,
    saringan=frozenset({PROVINSI}),
    di_balik=KELOMPOK.kasus,
)
