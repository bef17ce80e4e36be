"""The report on the complaint service as a workbook: a sheet for each chapter; no text is a formula."""

from typing import BinaryIO

import openpyxl
from django.utils.translation import gettext as _
from openpyxl.styles import Alignment

from helpdesk.lembar_laporan import LEBAR, TEBAL, Lembar
from laporan.isi_layanan import Bab, Isi

PANJANG_NAMA = 31  # of a sheet, says Excel
DAFTAR, TULISAN = (8, 36, 20, 64, 14), (110,)  # widths of the columns: of the list of inspectorates, of plain text


def tulis(isi: Isi, tujuan: BinaryIO) -> None:
    """Write the workbook."""
    buku = openpyxl.Workbook()
    lembar = Lembar(buku.active, f"{isi.judul}, {isi.sebutan}", TULISAN)
    lembar.sheet.title = _("Ringkasan")
    for kalimat in (isi.unit, isi.keadaan, isi.tanpa, isi.sifat):
        if kalimat:
            lembar.baris([kalimat])
    lembar.tabel(_("Daftar isi"), [], [[f"{nama_lembar(b)}: {b.pengantar}"] for b in isi.bab])
    for bab in isi.bab:
        lebar = TULISAN if bab.definisi else DAFTAR if bab.kunci == "inspektorat" else LEBAR
        _bab(Lembar(buku.create_sheet(nama_lembar(bab)), bab.judul_bernomor, lebar), bab)
    buku.save(tujuan)


def nama_lembar(bab: Bab) -> str:
    """What its sheet is called."""
    return f"{bab.urut} {bab.judul}"[:PANJANG_NAMA]


def _bab(lembar: Lembar, bab: Bab) -> None:
    for kalimat in (bab.pengantar, *bab.kalimat):
        _kalimat(lembar, kalimat)
    if bab.ubin:
        kepala = [_("Ukuran"), _("Nilai"), _("Perbandingan")]
        lembar.tabel(bab.judul, list(kepala), [[u.nama, u.nilai, u.banding] for u in bab.ubin])
    for g in bab.gambar:
        lembar.tabel(f"{g.nomor} {g.judul}", list(g.tabel.kepala), [list(row) for row in g.tabel.isi])
        if g.tabel.catatan:
            _kalimat(lembar, g.tabel.catatan)
    for butir in bab.definisi:
        lembar.baris([butir.judul], huruf=TEBAL)
        lembar.baris([butir.isi])


def _kalimat(lembar: Lembar, teks: str) -> None:
    """A sentence over the columns, instead of folded into the first of them."""
    lembar.baris([teks])
    lembar.sheet.cell(lembar.ke - 1, 1).alignment = Alignment(vertical="top")
