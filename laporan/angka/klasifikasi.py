"""Complaints by the kind of violation."""

from django.utils.translation import gettext_lazy as _

from laporan.angka.bentuk import PENUH, Angka
from laporan.angka.kelompok import Kelompok
from laporan.fakta import PENGADUAN
from pengaduan.pilihan import JenisPelanggaran

KELOMPOK = Kelompok(
    tipe=PENGADUAN,
    kolom="f.jenis",
    kata=lambda: dict(JenisPelanggaran.choices),
    kosong=_("Belum diklasifikasi"),
)
ANGKA = Angka(
    kode="klasifikasi",
    judul=_("Klasifikasi pengaduan"),
    tanya=_("Pelanggaran apa yang diadukan?"),
    definisi=_(
        "Pengaduan yang masuk dalam periode menurut jenis pelanggaran (Pasal 3 Peraturan LKPP 6/2022) seperti "
        "tercatat sekarang; petugas dapat membetulkannya sewaktu verifikasi. Satu pengaduan punya satu jenis."
    ),
    cara=KELOMPOK,
    saringan=PENUH,
    di_balik=KELOMPOK.kasus,
)
