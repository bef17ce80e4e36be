"""What lies on the desks now."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from helpdesk.status import TERBUKA as TIKET_TERBUKA
from konsultasi.status import TERBUKA as KONSULTASI_TERBUKA
from laporan.angka.bentuk import PENUH, Angka, Beban, Kasus, Muatan
from laporan.angka.kelompok import baca
from laporan.fakta import KONSULTASI, PENGADUAN, SUMBER, SURAT_KELUAR, SURAT_MASUK, TIKET
from laporan.saringan import Saringan
from pengaduan.models import AKHIR
from persuratan.models.masuk import BERJALAN
from persuratan.status_keluar import Status as StatusKeluar
from sla import office

SEGERA = 3  # working days
KELUAR = (
    StatusKeluar.KONSEP,
    StatusKeluar.PARAF,
    StatusKeluar.REVISI,
    StatusKeluar.SIAP_TANDA_TANGAN,
    StatusKeluar.DINOMORI,
    StatusKeluar.TERBIT,
)


def _daftar(status: tuple[str, ...]) -> str:
    """Written out, so that the server recognises its partial indexes."""
    return ", ".join(f"'{s!s}'" for s in status)


@dataclass(frozen=True)
class Meja:
    """Open cases of a kind: how they are told from ended ones, and what the filters look at."""

    nama: Promise
    terbuka: str
    instansi: str = "NULL::bigint"
    provinsi: str = "''"
    jenis: str = "''"
    jalur: str = "''"
    gabung: str = ""


INSTANSI_P = "LEFT JOIN akun_instansi i ON i.id = p.instansi_id"
MEJA: dict[str, Meja] = {
    PENGADUAN: Meja(
        _("Pengaduan"),
        f"NOT (p.status IN ({_daftar(AKHIR)}))",
        "p.instansi_id",
        "coalesce(left(p.wilayah_id, 2), left(i.wilayah_id, 2), '')",
        "p.jenis_pelanggaran",
        "p.jalur",
        INSTANSI_P,
    ),
    SURAT_MASUK: Meja(
        _("Surat masuk"),
        f"p.status IN ({_daftar(BERJALAN)}) AND p.status <> 'dijawab'",
        "p.instansi_id",
        "coalesce(left(i.wilayah_id, 2), '')",
        gabung=INSTANSI_P,
    ),
    SURAT_KELUAR: Meja(_("Surat keluar"), f"p.status IN ({_daftar(KELUAR)})"),
    KONSULTASI: Meja(
        _("Konsultasi"),
        f"p.status IN ({_daftar(KONSULTASI_TERBUKA)})",
        "p.instansi_id",
        "coalesce(left(i.wilayah_id, 2), '')",
        gabung=INSTANSI_P,
    ),
    TIKET: Meja(
        _("Tiket helpdesk"),
        f"p.status IN ({_daftar(TIKET_TERBUKA)})",
        provinsi="coalesce(left(m.wilayah_id, 2), '')",
        gabung="JOIN helpdesk_mejalayanan m ON m.id = p.meja_id",
    ),
}
LEWAT, SEGERA_LEWAT = "lewat", "segera"
TEMPO = {
    "": "true",
    LEWAT: "p.jatuh_tempo < %(kini)s",
    SEGERA_LEWAT: "p.jatuh_tempo >= %(kini)s AND p.jatuh_tempo <= %(segera)s",
}
SQL = """
SELECT '{tipe}', count(*), count(*) FILTER (WHERE {lewat}), count(*) FILTER (WHERE {segera})
FROM {tabel} p {gabung} WHERE {syarat}
"""
KASUS = """f.tipe = %(tipe)s AND f.objek_id IN (
  SELECT p.id FROM {tabel} p {gabung} WHERE {syarat} AND {tempo})"""


def _syarat(tipe: str, saringan: Saringan) -> tuple[str, str]:
    """The condition for open cases of a kind as filtered, and what it joins."""
    meja, syarat = MEJA[tipe], [MEJA[tipe].terbuka]
    if saringan.instansi is not None:
        syarat.append(f"{meja.instansi} = %(instansi)s")
    if saringan.provinsi:
        syarat.append(f"{meja.provinsi} = %(provinsi)s")
    if saringan.jenis:
        syarat.append(f"starts_with({meja.jenis}, %(jenis)s)")
    if saringan.jalur:
        syarat.append(f"{meja.jalur} = %(jalur)s")
    if saringan.kecuali:
        syarat.append(f"({meja.instansi} IS NULL OR {meja.instansi} <> ALL(%(kecuali)s))")
    return " AND ".join(syarat), meja.gabung if saringan.provinsi else ""


def _nilai(saringan: Saringan, now: datetime) -> dict[str, object]:
    return saringan.nilai | {"kini": now, "segera": office.kalender().closing_after(now, SEGERA)}


def hitung(saringan: Saringan, now: datetime) -> Muatan:
    """Open, late and soon due cases of each kind, read where they are worked on; one statement."""
    potong = []
    for tipe in MEJA:
        syarat, gabung = _syarat(tipe, saringan)
        isi = {"lewat": TEMPO[LEWAT], "segera": TEMPO[SEGERA_LEWAT], "tabel": SUMBER[tipe].tabel}
        potong.append(SQL.format(tipe=tipe, gabung=gabung, syarat=syarat, **isi))
    ada = {tipe: isi for tipe, *isi in baca("UNION ALL".join(potong), _nilai(saringan, now))}
    return Muatan(tuple(Beban(tipe, str(meja.nama), *ada[tipe]) for tipe, meja in MEJA.items()))


def kasus(saringan: Saringan, now: datetime, bagian: str | None = None) -> Kasus:
    """The open cases of a kind ("pengaduan.pengaduan"), or its late ("...:lewat") or soon due ones ("...:segera")."""
    tipe, _titik, tempo = (bagian or PENGADUAN).partition(":")
    if tipe not in MEJA or tempo not in TEMPO:
        return Kasus("false", {})
    syarat, gabung = _syarat(tipe, saringan)
    isi = KASUS.format(tabel=SUMBER[tipe].tabel, gabung=gabung, syarat=syarat, tempo=TEMPO[tempo])
    return Kasus(isi, _nilai(saringan, now) | {"tipe": tipe})


ANGKA = Angka(
    kode="beban",
    judul=_("Beban hari ini"),
    tanya=_("Berapa kasus yang sedang dikerjakan, berapa yang terlambat, dan berapa yang hampir jatuh tempo?"),
    definisi=_(
        "Keadaan sekarang, apa pun periodenya. Terbuka: kasus yang belum berakhir. Lewat: batas waktu tahapnya sudah "
        "terlewati. Segera: batasnya tiba paling lambat pada akhir hari kerja ketiga sesudah hari ini. Tiket adalah "
        "tiket semua meja layanan, LKPP dan LPSE."
    ),
    cara=hitung,
    saringan=PENUH,
    di_balik=kasus,
    sekarang=True,
    naik_baik=False,
)
