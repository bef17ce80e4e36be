"""Complaints by the kind of institution complained about."""

from django.utils.translation import gettext_lazy as _

from akun.models import Instansi
from laporan.angka.bentuk import PENUH, Angka
from laporan.angka.kelompok import Kelompok
from laporan.fakta import PENGADUAN

KELOMPOK = Kelompok(
    tipe=PENGADUAN,
    kolom="coalesce(i.jenis, '')",
    kata=lambda: dict(Instansi.Jenis.choices),
    kosong=_("Instansi belum tercatat"),
    gabung="LEFT JOIN akun_instansi i ON i.id = f.instansi_id",
)
ANGKA = Angka(
    kode="teradu_jenis",
    judul=_("Teradu menurut jenis instansi"),
    tanya=_("Instansi jenis apa yang diadukan?"),
    definisi=_(
        "Pengaduan yang masuk dalam periode menurut jenis instansi yang diadukan (kementerian, lembaga, "
        "provinsi, kabupaten, kota) seperti tercatat sekarang."
    ),
    cara=KELOMPOK,
    saringan=PENUH,
    di_balik=KELOMPOK.kasus,
)
