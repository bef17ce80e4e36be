"""Packages that went to an inspectorate, of the packages complained about."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from laporan import efektivitas
from laporan.angka.bentuk import INSTANSI, Angka, Bagian, Kasus
from laporan.fakta import PENGADUAN
from laporan.saringan import Saringan

DIESKALASI = "dieskalasi"
KASUS = """f.tipe = %(tipe)s AND {syarat} AND f.paket IN (SELECT k.paket FROM laporan_faktapaket k
  WHERE k.pertama_pada >= %(dari)s AND k.pertama_pada < %(sampai)s AND (k.naik OR NOT %(naik)s))"""


def hitung(saringan: Saringan, now: datetime) -> Bagian:
    """The figure of laporan.efektivitas, of all institutions that the reader may count, or of one."""
    bagian = efektivitas.per_instansi(dari=saringan.dari, sampai=saringan.sampai)
    isi = efektivitas.jumlah(
        {pk: satu for pk, satu in bagian.items() if pk not in saringan.kecuali and saringan.instansi in {None, pk}}
    )
    return Bagian(isi.dieskalasi, isi.diadukan)


def kasus(saringan: Saringan, now: datetime, bagian: str | None = None) -> Kasus:
    """The complaints about these packages; with "dieskalasi" only about those that were escalated."""
    syarat, nilai = saringan.syarat("")
    isi = KASUS.format(syarat=syarat)
    return Kasus(isi, nilai | {"tipe": PENGADUAN, "naik": bagian == DIESKALASI})


ANGKA = Angka(
    kode="efektivitas",
    judul=_("Efektivitas pengaduan"),
    tanya=_("Berapa bagian paket yang diadukan sampai ke APIP?"),
    definisi=_(
        "Jumlah paket yang dieskalasi ke APIP dibanding jumlah paket yang diadukan, seperti laporan layanan pengaduan "
        "2023. Paket dihitung sekali, pada periode pertama kali diadukan; ia dieskalasi bila salah satu pengaduannya "
        "pernah diteruskan ke inspektorat, lewat portal atau surat, kapan pun. Persentase dibulatkan ke bawah."
    ),
    cara=hitung,
    saringan=frozenset({INSTANSI}),
    di_balik=kasus,
    naik_baik=True,
)
