"""What tells who wrote a text is blanked; what the text is about stays."""

import pytest

from pengaduan.penyamaran import SAMAR, samarkan

NAMA, SUREL, TELEPON, NIK = (
    "Yohana Kenari Wambrauw",
    "yohana.kenari@pelapor.example",
    "0812-7777-0042",
    "9302014203910007",
)


def samar(isi: str) -> str:
    return samarkan(isi, nama=NAMA, surel=SUREL, nomor=(TELEPON, NIK))


@pytest.mark.parametrize(
    "isi",
    [
        "Saya Yohana Kenari Wambrauw melihatnya.",
        "saya YOHANA melihatnya.",
        "Saya Yóhana  Wambrauw melihatnya.",
        "Hubungi Yohana.Kenari@Pelapor.example segera.",
        "WA 081277770042.",
        "WA +62 812 7777 0042.",
        "WA 62812-7777-0042.",
        "WA (0812) 7777 0042.",
        "NIK 9302 0142 0391 0007.",
        "NIK ９３０２０１４２０３９１０００７.",
    ],
)
def test_the_writer_disappears_however_written(isi: str) -> None:
    hasil = samar(isi)
    assert hasil.count(SAMAR) == 1
    for bagian in ("yohana", "wambrauw", "7777", "0042", "0391", "pelapor.example"):
        assert bagian not in hasil.casefold()


@pytest.mark.parametrize(
    "isi",
    ["Pokja 3 memenangkan PT Contoh Jaya.", "Telepon penyedia 081355550011.", "Kode 10102858000.", "", "naïve 🙂 (*)"],
)
def test_everything_else_stays(isi: str) -> None:
    assert samar(isi) == isi


def test_without_an_identity_nothing_changes() -> None:
    assert samarkan("Saya Yohana.") == "Saya Yohana."


def test_a_name_of_common_words_alone_blanks_only_the_whole() -> None:
    assert samarkan("Putra daerah. Muhammad Putra.", nama="Muhammad Putra") == f"Putra daerah. {SAMAR}."
