"""Two systems, one institution."""

import pytest

from akun.nama_instansi import bandingkan, resmi


@pytest.mark.parametrize(
    ("satu", "dua", "jenis"),
    [
        ("Kab. Bone Bolango", "Pemerintah Kabupaten Bone Bolango", "kabupaten"),
        ("Bandung (Kota)", "Pemerintah Kota Bandung", "kota"),
        ("Bandung (Kab.)", "Kabupaten Bandung", "kabupaten"),
        ("Kep. Bangka Belitung", "Pemerintah Provinsi Kepulauan Bangka Belitung", "provinsi"),
        ("Aceh", "Prov. Aceh", "provinsi"),
        ("Kota Lubuklinggau", "Kota Lubuk Linggau", "kota"),
        ("Kab. Toli Toli", "Kabupaten Toli-Toli", "kabupaten"),
        ("Arsip Nasional RI", "ARSIP NASIONAL REPUBLIK INDONESIA", "lembaga"),
        ("Badan Meteorologi Klimatologi dan Geofisika", "Badan Meteorologi, Klimatologi, dan Geofisika", "lembaga"),
    ],
)
def test_spellings_that_mean_the_same_are_equal(satu: str, dua: str, jenis: str) -> None:
    assert bandingkan(satu, jenis) == bandingkan(dua, jenis)


def test_a_city_and_a_regency_of_one_name_differ() -> None:
    assert bandingkan("Bandung (Kota)", "kota") != bandingkan("Kab. Bandung", "kabupaten")
    assert bandingkan("Gorontalo", "provinsi") != bandingkan("Gorontalo (Kota)", "kota")


@pytest.mark.parametrize(
    ("nama", "jenis", "hasil"),
    [
        ("Kab. Bireuen", "kabupaten", "Pemerintah Kabupaten Bireuen"),
        ("Bandung (Kota)", "kota", "Pemerintah Kota Bandung"),
        ("Kota  Bandung", "kota", "Pemerintah Kota Bandung"),
        ("Aceh", "provinsi", "Pemerintah Provinsi Aceh"),
        ("Kementerian Agama", "kementerian", "Kementerian Agama"),
    ],
)
def test_the_official_name_is_made_from_any_spelling(nama: str, jenis: str, hasil: str) -> None:
    assert resmi(nama, jenis) == hasil
