"""What the figures of clocks share: whose promises they are, their names, and how a filter narrows them."""

from laporan.fakta import KONSULTASI, PENGADUAN, SURAT_KELUAR, SURAT_MASUK, TIKET
from laporan.saringan import Saringan
from sla import office

JANJI: tuple[tuple[str, str], ...] = (
    ("pengaduan.verifikasi", PENGADUAN),
    ("pengaduan.telaah", PENGADUAN),
    ("pengaduan.terima_apip", PENGADUAN),
    ("pengaduan.apip", PENGADUAN),
    ("pengaduan.klarifikasi", PENGADUAN),
    ("pengaduan.reviu", PENGADUAN),
    ("pengaduan.keseluruhan", PENGADUAN),
    ("persuratan.periksa", SURAT_MASUK),
    ("persuratan.disposisi", SURAT_MASUK),
    ("persuratan.kerjakan", SURAT_MASUK),
    ("persuratan.surat", SURAT_MASUK),
    ("persuratan.pejabat", SURAT_MASUK),
    ("persuratan.paraf", SURAT_KELUAR),
    ("persuratan.tanda_tangan", SURAT_KELUAR),
    ("persuratan.kirim", SURAT_KELUAR),
    ("konsultasi.verifikasi", KONSULTASI),
    ("konsultasi.penugasan", KONSULTASI),
    ("konsultasi.janji", KONSULTASI),
    ("helpdesk.klasifikasi", TIKET),
    ("helpdesk.tiket", TIKET),
    ("helpdesk.eskalasi_fungsional", TIKET),
    ("helpdesk.eskalasi_struktural", TIKET),
    ("helpdesk.eskalasi_lkpp", TIKET),
)
"""The clocks on which LKPP or APIP has to act; those on which complainant or applicant has to act are not promises."""
KODE = tuple(kode for kode, _tipe in JANJI)


def nama(kode: str) -> str:
    """The name of a policy in the reader's language."""
    versi = office.versions(kode)
    return versi[0].sebutan if versi else kode


def cabang(saringan: Saringan, jam: str) -> tuple[tuple[int, str, str], ...]:
    """Which clocks `jam` are counted, as parts: +1 or -1, what they join, and the condition on it.

    Kinds and ways of complaints narrow to complaints: other cases have other ones, some by the same name. Where all
    are counted but those of some institutions, these few are taken away from all: that needs no case for the others.
    """
    if not saringan.menyempit:
        return ((1, "", "true"),)
    gabung = f"JOIN laporan_faktakasus f ON f.tipe = {jam}.{KOLOM[jam]} AND f.objek_id = {jam}.objek_id"
    if saringan == saringan.hanya(frozenset()):
        return (1, "", "true"), (-1, gabung, "f.instansi_id = ANY(%(kecuali)s)")
    syarat, _nilai = saringan.syarat("")
    tipe = f" AND f.tipe = '{PENGADUAN}'" if saringan.jenis or saringan.jalur else ""
    return ((1, gabung, syarat + tipe),)


def gabungan(sql: str, saringan: Saringan, jam: str) -> str:
    """All parts of a statement on clocks `jam` as one."""
    parts = cabang(saringan, jam)
    return " UNION ALL ".join(sql.format(tanda=tanda, gabung=gabung, syarat=syarat) for tanda, gabung, syarat in parts)


KOLOM = {"j": "tipe", "t": "objek_tipe"}
"""What a stopped clock (`j`) and a running one (`t`) call the kind of their case."""
