"""Rights to be served first that were given because a promise was broken."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from laporan.angka.bentuk import BERINSTANSI, Angka, Baris, Kasus, Rincian
from laporan.angka.kelompok import baca
from laporan.saringan import Saringan

DIPAKAI, BERLAKU, HABIS = "dipakai", "berlaku", "habis"
KATA = {
    DIPAKAI: _("Sudah dipakai"),
    BERLAKU: _("Masih berlaku"),
    HABIS: _("Habis masa berlakunya"),
}
KEADAAN = f"""CASE WHEN h.dipakai_pada IS NOT NULL THEN '{DIPAKAI}' WHEN h.berlaku_sampai > %(kini)s THEN '{BERLAKU}'
  ELSE '{HABIS}' END"""
DIBERIKAN = "h.diberikan_pada >= %(dari)s AND h.diberikan_pada < %(sampai)s"
SQL = """
SELECT {keadaan}, count(*) FROM konsultasi_hakprioritas h
LEFT JOIN laporan_faktakasus f ON f.tipe = h.sumber_tipe AND f.objek_id = h.sumber_id
WHERE {diberikan} AND {syarat} GROUP BY 1
"""
KASUS = """EXISTS (SELECT 1 FROM konsultasi_hakprioritas h WHERE h.sumber_tipe = f.tipe AND h.sumber_id = f.objek_id
  AND {diberikan} AND {keadaan} = coalesce(%(bagian)s, {keadaan})) AND {syarat}"""


def hitung(saringan: Saringan, now: datetime) -> Rincian:
    """The rights given in the period, by what has become of them; one statement."""
    syarat, nilai = saringan.syarat("")
    jumlah = dict(baca(SQL.format(keadaan=KEADAAN, diberikan=DIBERIKAN, syarat=syarat), nilai | {"kini": now}))
    return Rincian(tuple(Baris(k, str(v), jumlah.get(k, 0)) for k, v in KATA.items()), sum(jumlah.values()))


def kasus(saringan: Saringan, now: datetime, bagian: str | None = None) -> Kasus:
    """The cases whose broken promise gave a right, of all rights or of those in one state."""
    syarat, nilai = saringan.syarat("")
    isi = KASUS.format(keadaan=KEADAAN, diberikan=DIBERIKAN, syarat=syarat)
    return Kasus(isi, nilai | {"kini": now, "bagian": bagian})


ANGKA = Angka(
    kode="kompensasi",
    judul=_("Hak didahulukan yang diberikan"),
    tanya=_("Berapa kali layanan berutang karena janjinya meleset?"),
    definisi=_(
        "Hak didahulukan yang diberikan dalam periode karena janji layanan terlewati, menurut keadaannya sekarang: "
        "sudah dipakai, masih berlaku, atau habis masa berlakunya. Satu permohonan memberi paling banyak satu hak."
    ),
    cara=hitung,
    saringan=BERINSTANSI,
    di_balik=kasus,
    naik_baik=False,
)
