"""What the figures of clocks share: whose promises they are, their names, and how a filter narrows their cases."""

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


def syarat(saringan: Saringan) -> str:
    """The condition on the case `f` of a clock; stopped clocks say the same of themselves (FaktaJam).

    Kinds and ways of complaints narrow to complaints: other cases have other ones, some by the same name.
    """
    tipe = f" AND f.tipe = '{PENGADUAN}'" if saringan.jenis or saringan.jalur else ""
    return saringan.syarat("")[0] + tipe
