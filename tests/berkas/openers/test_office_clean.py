"""The copy of an Office document keeps its words and loses its makers."""

import io
import zipfile
from collections.abc import Callable

import pytest

from berkas.openers import office
from berkas.openers.report import Report
from tests.berkas import samples


def clean(content: bytes) -> tuple[zipfile.ZipFile, Report]:
    out = io.BytesIO()
    report = office.open_file(io.BytesIO(content), content, "application/zip", out)
    return zipfile.ZipFile(out), report


def everything(archive: zipfile.ZipFile) -> bytes:
    """All parts, and the parts of documents within."""
    found = b""
    for name in archive.namelist():
        part = archive.read(name)
        found += everything(zipfile.ZipFile(io.BytesIO(part))) if part.startswith(b"PK\x03\x04") else part
    return found


@pytest.mark.parametrize("make", [samples.docx, samples.xlsx, samples.pptx, samples.odt])
def test_no_maker_is_left_anywhere(make: Callable[[], bytes]) -> None:
    copy, report = clean(make())
    assert samples.PENULIS.encode() in everything(zipfile.ZipFile(io.BytesIO(make())))
    assert samples.PENULIS.encode() not in everything(copy)
    assert "penulis" in report.temuan


def test_text_and_title_stay() -> None:
    copy, _ = clean(samples.docx(body="Mark-up 40 %"))
    assert b"Mark-up 40 %" in copy.read("word/document.xml")
    assert b"<dc:title>Laporan</dc:title>" in copy.read("docProps/core.xml")


def test_a_photo_in_a_slide_loses_its_place() -> None:
    copy, report = clean(samples.pptx())
    assert report.temuan == {"lokasi", "kamera", "penulis"}
    assert b"Exif" not in copy.read("ppt/media/image1.jpeg")


def test_the_name_of_a_table_is_no_person() -> None:
    copy, _ = clean(samples.xlsx())
    assert b'displayName="Tabel1"' in copy.read("xl/tables/table1.xml")


def test_the_path_of_a_template_is_forgotten() -> None:
    copy, _ = clean(samples.docx_relation("attachedTemplate", r"file:///C:\Users\Siti\a.dotx"))
    assert b"Siti" not in copy.read("word/_rels/settings.xml.rels")


def test_the_dates_of_the_parts_are_forgotten() -> None:
    copy, _ = clean(samples.docx())
    assert {part.date_time[0] for part in copy.infolist()} == {1980}


def test_the_kind_of_an_odt_stays_first_and_readable() -> None:
    copy, report = clean(samples.odt())
    assert copy.namelist()[0] == "mimetype"
    assert report.mime == "application/vnd.oasis.opendocument.text"
