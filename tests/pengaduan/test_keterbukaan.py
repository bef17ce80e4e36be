"""What gives a writer away is found, quoted with the words around it, and nothing else is."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pengaduan.keterbukaan import Petunjuk, periksa

NAMA = "Yohana Kenari Wambrauw"
SULIT = [r["value"] for r in json.loads((Path(__file__).parents[1] / "data" / "nama_sulit.json").read_text())]


def found(teks: str, nama: str = NAMA) -> list[tuple[Petunjuk, str]]:
    return [(t.petunjuk, t.isi) for t in periksa({"uraian": teks}, nama=nama)]


@pytest.mark.parametrize(
    ("teks", "petunjuk", "isi"),
    [
        ("Saya, YOHANA kenari  Wambrauw, melihatnya.", Petunjuk.NAMA, "YOHANA kenari  Wambrauw"),
        ("Tanya saja Wambrauw di kantor.", Petunjuk.NAMA, "Wambrauw"),
        ("NIK saya 9302014203910007.", Petunjuk.NIK, "9302014203910007"),
        ("NIK 9302 0142 0391 0007", Petunjuk.NIK, "9302 0142 0391 0007"),
        ("NIK ９３０２０１４２０３９１０００７", Petunjuk.NIK, "９３０２０１４２０３９１０００７"),
        ("hubungi 0812-7777-0042 saja", Petunjuk.TELEPON, "0812-7777-0042"),
        ("WA +62 812 7777 0042", Petunjuk.TELEPON, "+62 812 7777 0042"),
        ("WA (0812) 7777.0042", Petunjuk.TELEPON, "0812) 7777.0042"),
        ("6281277770042", Petunjuk.TELEPON, "6281277770042"),
        ("surel yohana.k+lapor@contoh.co.id ya", Petunjuk.SUREL, "yohana.k+lapor@contoh.co.id"),
    ],
)
def test_it_finds_what_points_to_the_writer(teks: str, petunjuk: Petunjuk, isi: str) -> None:
    assert (petunjuk, isi) in found(teks)


@pytest.mark.parametrize(
    "teks",
    [
        "Kode RUP 56123407; 44204347; 44833008 dan tender 10102858000.",
        "HPS Rp8.312.775.000 turun menjadi Rp8.204.708.925.",
        "Rapat 3 Agustus 2026 pukul 08.15 di lantai 8.",
        "Nomor surat 027/882-Eko/ltprov/III/2022.",
        "Panitia @pokja3 menolak.",
        "Rekening 12345678901234567 bukan 16 angka.",
        "",
    ],
)
def test_it_leaves_the_facts_of_a_package_alone(teks: str) -> None:
    assert found(teks) == []


def test_common_parts_of_a_name_alone_point_to_nobody() -> None:
    assert found("Pak Muhammad dan Siti hadir.", "Muhammad Siti Rai") == []
    assert found("Pak Muhammad Siti Rai hadir.", "Muhammad Siti Rai") == [(Petunjuk.NAMA, "Muhammad Siti Rai")]


@pytest.mark.parametrize(("nama", "tertulis"), [("Nur’aini", "Nur'aini"), ("Éndang Suhéndar", "ENDANG SUHENDAR")])
def test_accents_apostrophes_and_case_do_not_hide_a_name(nama: str, tertulis: str) -> None:
    assert found(f"Menurut {tertulis}, panitia curang.", nama)[0][0] == Petunjuk.NAMA


def test_a_find_is_quoted_with_the_words_around_it() -> None:
    (satu,) = periksa({"uraian": "a" * 50 + " hubungi 0812-7777-0042 ya " + "b" * 50})
    assert satu.sebelum == "… " + "a" * 15 + " hubungi "
    assert satu.sesudah == " ya " + "b" * 20 + " …"


def test_each_kind_is_told_once_per_text_and_not_twice_for_the_same_words() -> None:
    assert found("0812-7777-0042 atau 0813-7777-0043 atau yohana@contoh.id") == [
        (Petunjuk.SUREL, "yohana@contoh.id"),
        (Petunjuk.TELEPON, "0812-7777-0042"),
    ]


@pytest.mark.parametrize("teks", SULIT, ids=range(len(SULIT)))
def test_difficult_text_and_difficult_names_are_no_obstacle(teks: str) -> None:
    for t in periksa({"uraian": teks, "teradu": teks}, nama=teks):
        assert t.isi in teks


@given(st.text(max_size=300), st.text(max_size=60))
def test_a_quote_is_always_a_piece_of_the_text(teks: str, nama: str) -> None:
    for t in periksa({"uraian": teks}, nama=nama):
        assert t.sebelum.removeprefix("… ") + t.isi + t.sesudah.removesuffix(" …") in teks
