"""A monthly report as a workbook: a sheet for each chapter. What begins like a formula stays text."""

import io
from collections.abc import Sequence
from typing import Any

import openpyxl
from django.utils.translation import gettext as _
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

from helpdesk.isi_laporan import Sel, ringkasan, saat, susun
from helpdesk.laporan_bulanan import Laporan

TEBAL, JUDUL = Font(bold=True), Font(bold=True, size=13)
LEBAR = (44, 18, 18, 18, 18, 18, 18, 14, 14, 14, 14)


class Lembar:
    """A sheet that grows downwards."""

    def __init__(self, sheet: Any, judul: str, lebar: Sequence[int] = LEBAR) -> None:
        self.sheet, self.ke = sheet, 1
        for n, satu in enumerate(lebar, start=1):
            sheet.column_dimensions[get_column_letter(n)].width = satu
        self.baris([judul], huruf=JUDUL)

    def baris(self, isi: list[Sel], *, huruf: Font | None = None) -> None:
        """One row; text is written as text, whatever it begins with."""
        for kolom, nilai in enumerate(isi, start=1):
            cell = self.sheet.cell(self.ke, kolom)
            if isinstance(nilai, str):
                cell.value = ILLEGAL_CHARACTERS_RE.sub("", nilai)
                cell.data_type = "s"
                cell.alignment = Alignment(wrap_text=True, vertical="top")
            else:
                cell.value = nilai
            if huruf:
                cell.font = huruf
        self.ke += 1

    def tabel(self, judul: str, kepala: list[Sel], isi: list[list[Sel]], catatan: str = "") -> None:
        """A table with its title and its note."""
        self.ke += 1
        self.baris([judul], huruf=TEBAL)
        self.baris(kepala, huruf=TEBAL)
        for row in isi:
            self.baris(row)
        if catatan:
            self.baris([catatan])


def xlsx(laporan: Laporan, *, nama_meja: str) -> bytes:
    """The workbook, without names of officers."""
    buku = openpyxl.Workbook()
    lembar = Lembar(buku.active, f"{nama_meja}, {laporan.bulan.sebutan}")
    lembar.sheet.title = _("Ringkasan")
    waktu = saat(laporan.pada, laporan.zona)
    lembar.baris([(_("Angka dibekukan pada %s.") if laporan.beku else _("Angka sementara, dihitung pada %s.")) % waktu])
    lembar.tabel(_("Ringkasan"), [_("Ukuran"), _("Hasil")], [[r["nama"], r["nilai"]] for r in ringkasan(laporan)])
    for bagian in susun(laporan):
        lembar = Lembar(buku.create_sheet(bagian.judul[:31]), bagian.judul)
        lembar.baris([bagian.pengantar])
        for b in bagian.bagan:
            isi: list[list[Sel]] = [[label, *(d.nilai[n] for d in b.deret)] for n, label in enumerate(b.label)]
            lembar.tabel(b.judul, list(b.kepala), isi, b.catatan)
        for t in bagian.tabel:
            lembar.tabel(t.judul, list(t.kepala), [list(row) for row in t.isi], t.catatan)
        if bagian.rencana and laporan.rencana:
            lembar.tabel(_("Rencana kerja"), [], [[laporan.rencana]])
    tujuan = io.BytesIO()
    buku.save(tujuan)
    return tujuan.getvalue()
