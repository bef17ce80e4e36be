"""Pages as a picture: drawn in the limited child, bounded in number, and never a failure that nobody explains."""

import io

import pytest
from PIL import Image

from persuratan.views import keluar_kertas
from persuratan.views.keluar_kertas import TidakTercetak, gambar
from tests.persuratan import tte


def test_the_pages_stand_below_each_other() -> None:
    isi, halaman, digambar = gambar(tte.surat(2))
    with Image.open(io.BytesIO(isi)) as png:
        assert (png.width, halaman, digambar) == (900, 2, 2)
        assert 2 * 1200 < png.height < 2 * 1400


def test_a_long_letter_is_drawn_in_part(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keluar_kertas, "UKURAN", "300:1")
    _isi, halaman, digambar = gambar(tte.surat(2))
    assert (halaman, digambar) == (2, 1)


def test_what_cannot_be_drawn_is_said() -> None:
    with pytest.raises(TidakTercetak, match="Unduh PDF"):
        gambar(b"%PDF-1.7 bukan")
