"""The empty sheet for entering many letters: headings, an example, and the words that the choices take."""

import io

import openpyxl
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from akun.models import Pejabat
from persuratan.impor import KOLOM, PILIHAN
from persuratan.lembar_kerja import MAKS_BARIS

TEBAL = Font(bold=True)


def xlsx() -> bytes:
    """The workbook: "Surat" to fill in (all cells are text, so that no number becomes a date), and "Pilihan"."""
    buku = openpyxl.Workbook()
    lembar, daftar = buku.active, buku.create_sheet("Pilihan")
    lembar.title = "Surat"
    pilihan = {
        **{kunci: list(isi) for kunci, isi in PILIHAN.items()},
        "penerima": list(Pejabat.objects.order_by("pk").values_list("jabatan", flat=True)),
    }
    judul = {k.kunci: k.judul for k in KOLOM}
    for ke, (kunci, isi) in enumerate(pilihan.items(), start=1):
        daftar.cell(1, ke, judul[kunci]).font = TEBAL
        for baris, teks in enumerate(isi, start=2):
            daftar.cell(baris, ke, teks)
        daftar.column_dimensions[get_column_letter(ke)].width = 30
    for ke, kolom in enumerate(KOLOM, start=1):
        huruf = get_column_letter(ke)
        lembar.cell(1, ke, kolom.judul).font = TEBAL
        lembar.cell(2, ke, kolom.contoh)
        lembar.column_dimensions[huruf].width = max(14, len(kolom.contoh) + 2)
        for baris in range(2, MAKS_BARIS + 2):
            lembar.cell(baris, ke).number_format = "@"
        if kolom.kunci in pilihan:
            kolom_daftar = get_column_letter(list(pilihan).index(kolom.kunci) + 1)
            rumus = f"='{daftar.title}'!${kolom_daftar}$2:${kolom_daftar}${len(pilihan[kolom.kunci]) + 1}"
            aturan = DataValidation(type="list", formula1=rumus, allow_blank=True)
            aturan.add(f"{huruf}2:{huruf}{MAKS_BARIS + 1}")
            lembar.add_data_validation(aturan)
    lembar.freeze_panes = "A2"
    tujuan = io.BytesIO()
    buku.save(tujuan)
    return tujuan.getvalue()
