"""Consultations by the way on which they came in."""

from django.utils.translation import gettext_lazy as _

from konsultasi.pilihan import Kanal
from laporan.angka.bentuk import BERINSTANSI, Angka
from laporan.angka.kelompok import Kelompok
from laporan.fakta import KONSULTASI

KELOMPOK = Kelompok(
    tipe=KONSULTASI,
    kolom="f.jalur",
    kata=lambda: dict(Kanal.choices),
    kosong=_("Belum tercatat"),
)
ANGKA = Angka(
    kode="konsultasi_kanal",
    judul=_("Konsultasi menurut kanal"),
    tanya=_("Lewat kanal apa konsultasi diminta?"),
    definisi=_("Permohonan konsultasi yang diterima dalam periode menurut kanalnya."),
    cara=KELOMPOK,
    saringan=BERINSTANSI,
    di_balik=KELOMPOK.kasus,
)
