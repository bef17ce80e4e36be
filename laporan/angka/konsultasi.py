"""Consultations in and out."""

from django.utils.translation import gettext_lazy as _

from laporan.angka.alir import Alir, masuk_selesai
from laporan.angka.bentuk import BERINSTANSI, Angka
from laporan.fakta import KONSULTASI

ALIR = Alir(masuk_selesai(KONSULTASI, _("Konsultasi masuk"), _("Konsultasi selesai")))
ANGKA = Angka(
    kode="konsultasi",
    judul=_("Konsultasi masuk dan selesai"),
    tanya=_("Berapa konsultasi diminta, dan berapa yang selesai?"),
    definisi=_(
        "Masuk: permohonan konsultasi yang diterima pada hari itu (WIB), lewat kanal apa pun. Selesai: yang dijawab, "
        "dilaporkan hasil pertemuannya, ditolak, atau dibatalkan."
    ),
    cara=ALIR.hitung,
    saringan=BERINSTANSI,
    di_balik=ALIR.kasus,
)
