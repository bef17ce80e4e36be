"""Every text can be written, with and without its date, and holds one call to action."""

from pathlib import Path

import pytest
from django.conf import settings

from notifikasi import surat

TEMPLAT = sorted(p.stem for p in (Path(settings.BASE_DIR) / "templates/surel/pesan").glob("*.txt"))
NOMOR, BATAS = "PGD202611230001", "2026-11-27T16:30:00+07:00"


@pytest.mark.parametrize("templat", TEMPLAT)
@pytest.mark.parametrize("batas", ["", BATAS])
def test_a_text_names_the_number_in_its_subject_and_one_button(templat: str, batas: str) -> None:
    konteks = {"nomor": NOMOR, "tautan": "/lacak/", "batas": batas, "janji": "Verifikasi", "jumlah": 12}
    ditulis = surat.tulis(templat, konteks | {"judul": "Pusat data"})
    # a public notice has a title instead of a number
    tentang = "Pusat data" if templat.startswith("pengumuman_") else NOMOR
    assert ("12 tenggat" if templat == "tenggat_bergeser" else tentang) in ditulis.subjek
    assert ditulis.tombol
    assert ditulis.isi
    assert len(ditulis.subjek) <= 78
    assert "token=" not in ditulis.isi


def test_a_date_is_written_in_full() -> None:
    ditulis = surat.tulis("perlu_dilengkapi", {"nomor": NOMOR, "tautan": "/lacak/", "batas": BATAS})
    assert "paling lambat Jumat, 27 November 2026" in ditulis.isi


def test_the_html_part_escapes_and_carries_the_link(settings: object) -> None:
    settings.SITE_URL = "https://portal.example"  # type: ignore[attr-defined]
    teks, html = surat.surel(surat.Surat("A & B", "Buka <kasus>", "isi <b>"), "/lacak/")
    assert 'href="https://portal.example/lacak/"' in html
    assert "isi &lt;b&gt;" in html
    assert "isi <b>" in teks
    assert "https://portal.example/lacak/" in teks
