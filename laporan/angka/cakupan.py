"""How many institutions have an inspectorate that joined."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from inspektorat import daftar
from laporan.angka.bentuk import PROVINSI, Angka, Bagian
from laporan.saringan import Saringan


def hitung(saringan: Saringan, now: datetime) -> Bagian:
    """Joined inspectorates of all institutions, or of those in a province."""
    baris = (b for b in daftar.semua() if saringan.provinsi in {"", b.provinsi})
    isi = daftar.cakupan(baris)
    return Bagian(isi.bergabung, isi.jumlah)


ANGKA = Angka(
    kode="cakupan",
    judul=_("Cakupan inspektorat"),
    tanya=_("Berapa inspektorat yang sudah bergabung?"),
    definisi=_(
        "Keadaan sekarang, apa pun periodenya. Dari semua kementerian, lembaga, dan pemerintah daerah dalam daftar "
        "instansi, yang inspektoratnya bergabung: aktif di portal, ditangguhkan, atau terdaftar dengan dasar surat. "
        "Persentase dibulatkan ke bawah."
    ),
    cara=hitung,
    saringan=frozenset({PROVINSI}),
    sekarang=True,
    naik_baik=True,
)
