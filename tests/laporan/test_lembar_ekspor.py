"""How an exported file is written: no text is taken for a formula, and numbers and days stay what they are."""

import csv
import io
from datetime import date, datetime
from decimal import Decimal

import openpyxl
import pytest

from laporan.ekspor import lembar

SIANG = datetime(2026, 11, 21, 14, 5)  # noqa: DTZ001 - a spreadsheet knows no zones
ANEH = '=HYPERLINK("http://x.example";"klik")'


@pytest.mark.parametrize(
    "teks", ["=1+1", "+62", "-2", "@SUM(A1)", "\t=1", "\r=1", "  =1", "\u200b=1", "\uff1d1", "\n=1"]
)
def test_no_text_of_a_csv_is_a_formula(teks: str) -> None:
    tujuan = io.BytesIO()
    lembar.PenulisCsv(tujuan, ["a"]).tulis([[teks]])
    ((_kepala), (sel,)) = csv.reader(io.StringIO(tujuan.getvalue().decode("utf-8-sig"), newline=""), delimiter=";")
    assert sel.startswith("'")


@pytest.mark.parametrize("teks", ["biasa", "a=b", "PGD2026", "3-4", "", 'petik "dua"; titik koma'])
def test_an_ordinary_text_stays_as_it_is(teks: str) -> None:
    tujuan = io.BytesIO()
    lembar.PenulisCsv(tujuan, ["a", "b"]).tulis([[teks, 1]])
    _kepala, (sel, _satu) = csv.reader(io.StringIO(tujuan.getvalue().decode("utf-8-sig"), newline=""), delimiter=";")
    assert sel == teks


def test_a_workbook_keeps_kinds_and_takes_no_text_for_a_formula() -> None:
    tujuan = io.BytesIO()
    isi = [
        [ANEH, date(2026, 11, 21), SIANG, Decimal(8312775000), 7, None],
        ["<b>&\x00\x0b", None, None, None, -1, "baris\nbaru"],
    ]
    penulis = lembar.PenulisXlsx(tujuan, ["teks", "hari", "waktu", "uang", "n", "kosong"], nama='A/B: <satu> & "dua"')
    penulis.tulis(isi)  # type: ignore[arg-type]
    penulis.selesai()
    sheet = openpyxl.load_workbook(tujuan).worksheets[0]
    assert sheet.title == 'A B  <satu> & "dua"'
    assert [c.value for c in sheet[2]] == [
        ANEH,
        SIANG.replace(hour=0, minute=0),
        SIANG,
        8312775000,
        7,
        None,
    ]
    assert sheet["A2"].data_type != "f"
    assert [c.value for c in sheet[3]] == ["<b>&", None, None, None, -1, "baris\nbaru"]
    assert (sheet.freeze_panes, sheet.auto_filter.ref) == ("A2", "A1:F3")
