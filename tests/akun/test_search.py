"""Somebody types, ten names answer."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from akun.search import BukuInstansi, arti_instansi, cari_instansi

pytestmark = [pytest.mark.usefixtures("acuan"), pytest.mark.urls("tests.akun.urls")]


@pytest.mark.parametrize(
    ("teks", "pertama"),
    [
        ("lkpp", "Lembaga Kebijakan Pengadaan Barang/Jasa Pemerintah"),
        ("boven", "Pemerintah Kabupaten Boven Digoel"),
        ("DIGOEL boven", "Pemerintah Kabupaten Boven Digoel"),
        ("Kab. Bandung", "Pemerintah Kabupaten Bandung"),
        ("kota bandung", "Pemerintah Kota Bandung"),
        ("dki", "Pemerintah Provinsi Daerah Khusus Ibukota Jakarta"),
        ("Kéménkeu", "Kementerian Keuangan"),
        ("bpn", "Kementerian Agraria dan Tata Ruang/Badan Pertanahan Nasional"),
    ],
)
def test_the_best_name_comes_first(teks: str, pertama: str) -> None:
    assert cari_instansi(teks)[0] == pertama


@pytest.mark.parametrize("teks", ["", "   ", "tidak ada ini", "漢字", "\0", "%", "_"])
def test_what_means_nothing_finds_nothing(teks: str) -> None:
    assert cari_instansi(teks) == []


def test_the_endpoint_is_public_short_and_one_query(client: Client) -> None:
    client.get("/akun/instansi/")
    with CaptureQueriesContext(connection) as queries:
        jawaban = client.get("/akun/instansi/", {"q": "kab"})
    assert len(queries) == 1
    assert len(jawaban.json()["hasil"]) == 10
    assert "private" in jawaban.headers["Cache-Control"]


def test_a_very_long_question_is_cut(client: Client) -> None:
    assert client.get("/akun/instansi/", {"q": "kabupaten " * 5000}).json()["hasil"]


def test_the_book_of_institutions_says_what_the_search_says() -> None:
    buku = BukuInstansi()
    for teks in ("Bogor", "pemkab bogor", "Pemerintah Kota Bogor", "KOTA BOGOR", "Kab. Bandung", "lkpp", "tiada", " "):
        assert {i.pk for i in buku.arti(teks)} == {i.pk for i in arti_instansi(teks)}, teks
    assert len(buku.arti("Bogor")) == 2
