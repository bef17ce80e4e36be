"""Tickets of the helpdesk in and out."""

from django.utils.translation import gettext_lazy as _

from laporan.angka.alir import Alir, masuk_selesai
from laporan.angka.bentuk import PROVINSI, Angka
from laporan.fakta import TIKET

ALIR = Alir(masuk_selesai(TIKET, _("Tiket masuk"), _("Tiket selesai")))
ANGKA = Angka(
    kode="tiket",
    judul=_("Tiket helpdesk masuk dan selesai"),
    tanya=_("Berapa tiket helpdesk masuk, dan berapa yang selesai?"),
    definisi=_(
        "Masuk: tiket yang diterima semua meja layanan, LKPP dan LPSE, pada hari itu (WIB). Selesai: tiket yang "
        "diselesaikan, ditutup, dibatalkan, digabung, atau terjawab oleh FAQ. Provinsi adalah provinsi meja layanannya."
    ),
    cara=ALIR.hitung,
    saringan=frozenset({PROVINSI}),
    di_balik=ALIR.kasus,
)
