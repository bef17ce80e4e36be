"""CSV and XLSX, written forwards as the rows come. No cell is ever a formula.

Spreadsheets take a text of a CSV file for a formula when it begins with = + - @, a tabulator or a line break: such a
text gets an apostrophe before it. In XLSX every text says that it is one. CSV is written as the spreadsheets of
Indonesian offices open it at once: UTF-8 with a mark, semicolons, dates as 2026-11-21.
"""

import csv
import io
import re
import zipfile
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any, BinaryIO, Protocol
from xml.sax.saxutils import escape

from openpyxl.utils import get_column_letter

from laporan.ekspor.bentuk import Sel

BERBAHAYA = re.compile(r"^[\s\u200b\ufeff]*[=+\-@\uff1d\uff0b\uff0d\uff20]|^[\t\r\n]")
KENDALI = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
TERPANJANG = 32_767  # characters of a cell
TERBANYAK_XLSX = 1_048_575  # rows of a sheet below its head
HARI_NOL = date(1899, 12, 30)
DETIK_SEHARI = 86_400


class Penulis(Protocol):
    """Writes a table forwards."""

    def tulis(self, rows: Iterable[Sequence[Sel]]) -> None: ...
    def selesai(self) -> None: ...


def bersih(teks: str) -> str:
    """Without what no file of text may hold."""
    return KENDALI.sub("", teks)[:TERPANJANG]


class PenulisCsv:
    """UTF-8 with a mark, semicolons, CRLF."""

    def __init__(self, tujuan: BinaryIO, kepala: Sequence[str]) -> None:
        self.tujuan = tujuan
        self.tujuan.write(b"\xef\xbb\xbf")
        self.tulis([kepala])

    def tulis(self, rows: Iterable[Sequence[Sel]]) -> None:
        """Some rows."""
        teks = io.StringIO()
        csv.writer(teks, delimiter=";", lineterminator="\r\n").writerows([[_sel_csv(s) for s in row] for row in rows])
        self.tujuan.write(teks.getvalue().encode())

    def selesai(self) -> None:
        """Nothing comes after the last row."""


def _sel_csv(nilai: Sel) -> Any:
    if isinstance(nilai, str):
        nilai = bersih(nilai)
        return f"'{nilai}" if BERBAHAYA.match(nilai) else nilai
    if isinstance(nilai, datetime):
        return f"{nilai:%Y-%m-%d %H:%M}"
    return nilai


class PenulisXlsx:
    """A workbook of one sheet; its texts stand in their cells, so that nothing waits for the end."""

    def __init__(self, tujuan: BinaryIO, kepala: Sequence[str], *, nama: str) -> None:
        self.zip = zipfile.ZipFile(tujuan, "w", zipfile.ZIP_DEFLATED, compresslevel=3)
        self.lebar, self.ke = len(kepala), 0
        for letak, isi in _bagian(nama).items():
            self.zip.writestr(letak, isi)
        self.lembar = self.zip.open("xl/worksheets/sheet1.xml", "w", force_zip64=True)
        kolom = "".join(
            f'<col min="{n}" max="{n}" width="{max(12, min(40, len(t) + 4))}" customWidth="1"/>'
            for n, t in enumerate(kepala, 1)
        )
        self.lembar.write(
            f'{XML}<worksheet xmlns="{NS}"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2"'
            ' activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>'
            f"<cols>{kolom}</cols><sheetData>".encode()
        )
        self.tulis([kepala], gaya=GAYA_KEPALA)

    def tulis(self, rows: Iterable[Sequence[Sel]], *, gaya: int = 0) -> None:
        """Some rows. Raises ValueError for more than a sheet holds."""
        potong = []
        for row in rows:
            self.ke += 1
            potong.append(f"<row>{''.join([_sel_xlsx(s, gaya) for s in row])}</row>")
        if self.ke > TERBANYAK_XLSX + 1:
            raise ValueError("more rows than a sheet holds")
        self.lembar.write("".join(potong).encode())

    def selesai(self) -> None:
        """Close the sheet and the book."""
        akhir = f"A1:{get_column_letter(self.lebar)}{self.ke}"
        self.lembar.write(f'</sheetData><autoFilter ref="{akhir}"/></worksheet>'.encode())
        self.lembar.close()
        self.zip.close()


GAYA_TANGGAL, GAYA_WAKTU, GAYA_KEPALA, GAYA_ANGKA = 1, 2, 3, 4


def _sel_xlsx(nilai: Sel, gaya: int) -> str:
    if nilai is None or nilai == "":
        return "<c/>"
    if isinstance(nilai, str):
        return f'<c t="inlineStr" s="{gaya}"><is><t xml:space="preserve">{escape(bersih(nilai))}</t></is></c>'
    if isinstance(nilai, datetime):
        detik = nilai.hour * 3600 + nilai.minute * 60
        return f'<c s="{GAYA_WAKTU}"><v>{(nilai.date() - HARI_NOL).days + detik / DETIK_SEHARI}</v></c>'
    if isinstance(nilai, date):
        return f'<c s="{GAYA_TANGGAL}"><v>{(nilai - HARI_NOL).days}</v></c>'
    if isinstance(nilai, Decimal):
        return f'<c s="{GAYA_ANGKA}"><v>{nilai}</v></c>'
    return f"<c><v>{nilai}</v></c>"


XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
NS = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
NS_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
NS_P = "http://schemas.openxmlformats.org/package/2006"
JENIS = "application/vnd.openxmlformats-officedocument.spreadsheetml"
LARANGAN_NAMA = re.compile(r"[\[\]:*?/\\]")


def _bagian(nama: str) -> dict[str, str]:
    """The parts of the workbook beside its sheet."""
    lembar = escape(LARANGAN_NAMA.sub(" ", nama)[:31], {'"': "&quot;"})
    return {
        "[Content_Types].xml": f'{XML}<Types xmlns="{NS_P}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{JENIS}.sheet.main+xml"/>'
        f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{JENIS}.worksheet+xml"/>'
        f'<Override PartName="/xl/styles.xml" ContentType="{JENIS}.styles+xml"/></Types>',
        "_rels/.rels": f'{XML}<Relationships xmlns="{NS_P}/relationships">'
        f'<Relationship Id="rId1" Type="{NS_R}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'{XML}<workbook xmlns="{NS}" xmlns:r="{NS_R}"><sheets>'
        f'<sheet name="{lembar}" sheetId="1" r:id="rId1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'{XML}<Relationships xmlns="{NS_P}/relationships">'
        f'<Relationship Id="rId1" Type="{NS_R}/worksheet" Target="worksheets/sheet1.xml"/>'
        f'<Relationship Id="rId2" Type="{NS_R}/styles" Target="styles.xml"/></Relationships>',
        "xl/styles.xml": f'{XML}<styleSheet xmlns="{NS}"><numFmts count="2">'
        '<numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd"/>'
        '<numFmt numFmtId="165" formatCode="yyyy\\-mm\\-dd\\ hh:mm"/></numFmts>'
        '<fonts count="2"><font><sz val="11"/><name val="Calibri"/></font>'
        '<font><b/><sz val="11"/><name val="Calibri"/></font></fonts>'
        '<fills count="2"><fill><patternFill patternType="none"/></fill>'
        '<fill><patternFill patternType="gray125"/></fill></fills>'
        '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>'
        f'<cellStyleXfs count="1">{_gaya()}</cellStyleXfs>'
        f'<cellXfs count="5">{_gaya()}{_gaya(164)}{_gaya(165)}{_gaya(huruf=1)}{_gaya(3)}</cellXfs>'
        '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>',
    }


def _gaya(angka: int = 0, *, huruf: int = 0) -> str:
    """A style of cells: how numbers are written, and which font."""
    pakai = ' applyNumberFormat="1"' * bool(angka) + ' applyFont="1"' * bool(huruf)
    return f'<xf numFmtId="{angka}" fontId="{huruf}" fillId="0" borderId="0" xfId="0"{pakai}/>'
