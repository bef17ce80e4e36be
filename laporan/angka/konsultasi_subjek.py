"""Consultations by subject."""

from django.utils.translation import gettext_lazy as _

from konsultasi.models import Subjek
from laporan.angka.bentuk import BERINSTANSI, Angka
from laporan.angka.kelompok import Kelompok
from laporan.fakta import KONSULTASI

KELOMPOK = Kelompok(
    tipe=KONSULTASI,
    kolom="f.jenis",
    kata=lambda: dict(Subjek.objects.values_list("kode", "nama")),
    kosong=_("Belum tercatat"),
    bila_ada=True,
)
ANGKA = Angka(
    kode="konsultasi_subjek",
    judul=_("Konsultasi menurut subjek"),
    tanya=_("Tentang apa konsultasi diminta?"),
    definisi=_("Permohonan konsultasi yang diterima dalam periode menurut subjeknya sekarang."),
    cara=KELOMPOK,
    saringan=BERINSTANSI,
    di_balik=KELOMPOK.kasus,
)
