"""What a PDF looks like: pages as pictures, numbers on them, where two differ, and what an honest child cannot say."""

import io
from typing import Any

import pytest
from PIL import Image

from berkas import sandbox
from persuratan import halaman_pdf, lihat_pdf
from tests.berkas import samples
from tests.persuratan.test_keaslian_unggah import selembar


def banding(kita: bytes, mereka: bytes) -> tuple[dict[str, Any], bytes]:
    with sandbox.private_file() as polos, sandbox.private_file() as gambar:
        polos.write(mereka)
        polos.flush()
        hasil = halaman_pdf.banding([kita], polos, gambar)
        gambar.seek(0)
        return hasil, gambar.read()


def klaim(pdf: bytes) -> halaman_pdf.Klaim:
    with sandbox.private_file() as polos:
        polos.write(pdf)
        polos.flush()
        return halaman_pdf.klaim(polos)


def test_tickets_tokens_and_numbers_are_read_from_the_text() -> None:
    temu = klaim(selembar("Nomor : 12/Sekretariat Utama/11/2026 SK202611210017 K7QM-4TXW-9HPD-2C"))
    assert temu == halaman_pdf.Klaim(("SK202611210017",), ("K7QM-4TXW-9HPD-2C",), ("12/Sekretariat Utama/11/2026",))


def test_a_broken_file_claims_nothing() -> None:
    assert klaim(b"%PDF-1.7 rusak") == halaman_pdf.Klaim()


def test_the_same_pages_do_not_differ() -> None:
    hasil, gambar = banding(selembar("Tidak dipungut biaya"), selembar("Tidak dipungut biaya"))
    assert (hasil["jumlah"], hasil["beda"], gambar) == ([1, 1], [], b"")


def test_a_changed_line_is_marked_and_read_out_on_both_sides() -> None:
    hasil, gambar = banding(selembar("Tidak dipungut biaya"), selembar("Biaya Rp2.500.000"))
    (satu,) = hasil["beda"]
    assert satu["halaman"] == 1
    assert satu["bunyi"] == [["Tidak dipungut biaya", "Biaya Rp2.500.000"]]
    for ke, warna in ((0, (27, 102, 64)), (1, (176, 44, 8))):
        citra = Image.open(io.BytesIO(halaman_pdf.potong(gambar, ke)))
        assert list(citra.size) == satu["ukuran"][ke]
        assert warna in {w for _n, w in citra.getcolors(1 << 20) or ()}
    assert halaman_pdf.potong(gambar, 2) == b""


def test_a_page_that_only_one_side_has_differs() -> None:
    hasil, gambar = banding(samples.pdf(1), samples.pdf(2))
    assert [(b["halaman"], b["ada"]) for b in hasil["beda"]] == [(2, [False, True])]
    assert halaman_pdf.potong(gambar, 0) == b""
    assert halaman_pdf.potong(gambar, 1).startswith(b"\x89PNG")


def test_many_differing_pages_stay_within_an_answer() -> None:
    hasil, _gambar = banding(samples.pdf(1), samples.pdf(60))
    assert len(hasil["beda"]) == lihat_pdf.DIBANDING - 1
    assert sum(b["bergambar"] for b in hasil["beda"]) == lihat_pdf.DIGAMBAR


def test_an_answer_of_a_child_that_was_not_locked_up_counts_for_nothing_in_production(
    settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    bebas = sandbox.Outcome({"dilihat": True, "terkurung": False, "jumlah": 3}, 0.1, 1)
    monkeypatch.setattr(halaman_pdf.PELIHAT, "run", lambda *a: bebas)
    assert halaman_pdf.jumlah([samples.pdf()]) == 3
    settings.PRODUKSI = True
    assert halaman_pdf.jumlah([samples.pdf()]) == 0


def test_a_huge_page_is_drawn_smaller() -> None:
    assert lihat_pdf.TITIK < 2_000_000
    png = halaman_pdf.gambar([samples.pdf()], 1)
    citra = Image.open(io.BytesIO(png))
    assert citra.width * citra.height <= lihat_pdf.TITIK * 1.01
