"""The matrix as a workbook: measures, figures, notes. What begins like a formula stays text."""

import io
from collections.abc import Sequence
from datetime import datetime
from typing import Any

import openpyxl
from django.utils.translation import gettext as _
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

from akun.templatetags.rupa import tanggal_jam, tanggal_polos
from laporan.renaksi import RENCANA, Ukuran

TEBAL, JUDUL = Font(bold=True), Font(bold=True, size=13)
LEBAR = (6, 40, 40, 70, 60)


def xlsx(matriks: Sequence[Ukuran], *, now: datetime) -> bytes:
    """One row for each note or figure, so that it can be sorted and filtered."""
    buku = openpyxl.Workbook()
    lembar = buku.active
    lembar.title = RENCANA
    for ke, lebar in enumerate(LEBAR, start=1):
        lembar.column_dimensions[get_column_letter(ke)].width = lebar
    _tulis(lembar, 1, [_("Matriks capaian %s") % RENCANA], JUDUL)
    _tulis(lembar, 2, [_("Diunduh %s") % tanggal_jam(now)])
    _tulis(lembar, 4, [_("No."), _("Ukuran keberhasilan"), _("Renaksi"), _("Capaian"), _("Bukti")], TEBAL)
    lembar.freeze_panes = "A5"
    for ke, isi in enumerate((baris for ukuran in matriks for baris in _baris(ukuran)), start=5):
        _tulis(lembar, ke, isi)
    tujuan = io.BytesIO()
    buku.save(tujuan)
    return tujuan.getvalue()


def _baris(ukuran: Ukuran) -> list[list[str | int]]:
    depan: list[str | int] = [ukuran.renaksi.nomor, ukuran.renaksi.ukuran, "\n".join(ukuran.renaksi.aksi)]
    angka = [[*depan, f"{a.judul}: {a.nilai}\n{a.arti}", _("Dihitung portal")] for a in ukuran.angka]
    catatan = [
        [*depan, f"{c.waktu or tanggal_polos(c.tanggal)}\n{c.isi}", "\n".join(" ".join(t).strip() for t in c.tautan)]
        for c in ukuran.catatan
    ]
    return [*angka, *catatan] or [[*depan, "", ""]]


def _tulis(lembar: Any, ke: int, isi: Sequence[str | int], huruf: Font | None = None) -> None:
    for kolom, nilai in enumerate(isi, start=1):
        cell = lembar.cell(ke, kolom)
        if isinstance(nilai, str):
            cell.value = ILLEGAL_CHARACTERS_RE.sub("", nilai)
            cell.data_type = "s"
        else:
            cell.value = nilai
        cell.alignment = Alignment(wrap_text=ke > 3, vertical="top")
        if huruf:
            cell.font = huruf
