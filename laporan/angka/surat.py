"""Letters in and out."""

from django.utils.translation import gettext_lazy as _

from laporan.angka.alir import Alir, Arus
from laporan.angka.bentuk import Angka
from laporan.angka.kelompok import SELESAI
from laporan.fakta import SURAT_KELUAR, SURAT_MASUK

ALIR = Alir(
    (
        Arus("masuk", _("Surat masuk"), SURAT_MASUK),
        Arus("selesai", _("Surat masuk selesai"), SURAT_MASUK, SELESAI),
        Arus("keluar", _("Surat keluar dikirim"), SURAT_KELUAR, SELESAI, "f.status IN ('dikirim', 'diarsipkan')"),
    )
)
ANGKA = Angka(
    kode="surat",
    judul=_("Surat masuk dan keluar"),
    tanya=_("Berapa surat masuk, dan berapa surat keluar?"),
    definisi=_(
        "Masuk: surat yang diterima pada hari itu (WIB), dari portal atau dicatat TU dari kertas. Selesai: surat masuk "
        "yang dijawab, selesai, diarsipkan, dikembalikan, atau dijadikan pengaduan atau tiket. Keluar: surat keluar "
        "yang dikirim; konsep, surat batal, dan surat yang dicabut tidak dihitung."
    ),
    cara=ALIR.hitung,
    di_balik=ALIR.kasus,
)
