"""Any name is welcome; none may trick an eye, a header or a file system."""

import pytest

from berkas.names import PANJANG, ekstensi, nama_terbaca, nama_unduhan

KEPT = [
    "Pengadaan (Alkes) ! * @ # $ % - + | & 'kutip'.pdf",
    "Ñandú 合同 تقرير ᬅᬓ᭄ᬱᬭ.pdf",
    "keluarga \U0001f468\u200d\U0001f469\u200d\U0001f467.jpg",
    "=SUM(A1).xlsx",
    "<script>alert(1)<b>.pdf",
]


@pytest.mark.parametrize("nama", KEPT)
def test_any_script_and_sign_is_kept(nama: str) -> None:
    assert nama_terbaca(nama) == nama


@pytest.mark.parametrize(
    ("nama", "terbaca"),
    [
        ("../../etc/passwd", "passwd"),
        (r"C:\Users\Siti\bukti.pdf", "bukti.pdf"),
        ("bukti\0.pdf", "bukti.pdf"),
        ("bukti\r\nSet-Cookie: a.pdf", "buktiSet-Cookie: a.pdf"),
        ("tagihan\u202efdp.exe", "tagihanfdp.exe"),
        ("", "berkas"),
        ("..", "berkas"),
        ("\u200b\u2066", "berkas"),
    ],
)
def test_folders_controls_and_direction_marks_go(nama: str, terbaca: str) -> None:
    assert nama_terbaca(nama) == terbaca


def test_a_long_name_keeps_its_extension() -> None:
    terbaca = nama_terbaca("a" * 500 + ".pdf")
    assert len(terbaca) == PANJANG
    assert terbaca.endswith("aaa.pdf")


@pytest.mark.parametrize(
    ("nama", "mime", "unduhan"),
    [
        ("bukti.PDF", "application/pdf", "bukti.PDF"),
        ("faktur.pdf.exe", "application/pdf", "faktur.pdf.exe.pdf"),
        ("catatan.bat", "text/plain", "catatan.bat.txt"),
        ("daftar.csv", "text/plain", "daftar.csv"),
        ("tanpa akhiran", "image/png", "tanpa akhiran.png"),
        ("aneh", "application/x-tidak-dikenal", "aneh.bin"),
    ],
)
def test_the_extension_that_leaves_tells_the_content(nama: str, mime: str, unduhan: str) -> None:
    assert nama_unduhan(nama, mime) == unduhan


def test_an_extension_is_short_and_plain() -> None:
    assert (ekstensi("a.Docx"), ekstensi("a.b c"), ekstensi("a"), ekstensi("a.")) == (".docx", "", "", "")
