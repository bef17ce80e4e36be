"""Published statistics for programs: the frozen documents, to the letter, and what describes them."""

import hashlib
import json
from datetime import date
from typing import Any

import pytest
from django.test import Client

from laporan.api.statistik import Publikasi
from laporan.fakta import bangun_ulang
from laporan.models import TerbitanData
from laporan.periode import Triwulan
from laporan.statistik import terbit
from laporan.statistik.daftar import SEMUA
from tests import factories
from tests.factories import SENIN
from tests.laporan import isian
from tests.laporan.berkunci import tanya

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("kebijakan")]
TRIWULAN = Triwulan(2026, 1)


@pytest.fixture
def terbitan() -> list[TerbitanData]:
    """A quarter with some cases, published."""
    for ke in range(12):
        isian.kasus(ke, factories.InstansiFactory(nama=f"Kota {ke % 3}"), diajukan_pada=TRIWULAN.awal)
    bangun_ulang(now=SENIN, say=lambda *_kata: None)
    hasil = terbit.terbitkan(TRIWULAN, now=SENIN)
    assert len(hasil) == len(SEMUA)
    return hasil


def test_the_catalogue_tells_of_every_dataset(terbitan: list[TerbitanData]) -> None:
    isi = tanya("statistik").json()
    assert isi["lisensi"] == "CC-BY-4.0"
    assert {satu["kode"]: satu["versi"] for satu in isi["data"]} == {kode: ["2026-1"] for kode in SEMUA}


def test_a_version_is_the_frozen_document_to_the_letter(terbitan: list[TerbitanData]) -> None:
    for satu in terbitan:
        dataset = tanya(f"statistik/{satu.dataset}").json()
        (versi,) = dataset["terbitan"]
        isi = Client().get(versi["tautan"])
        assert hashlib.sha256(isi.content).hexdigest() == versi["sha256"] == satu.sha256
        assert isi.content.decode() == satu.dokumen
        dibaca = Publikasi.model_validate(isi.json())
        assert (dibaca.dataset, dibaca.versi, dibaca.periode.dari) == (satu.dataset, "2026-1", date(2026, 1, 1))
        assert Client().get(versi["csv"]).status_code == 200
        assert Client().get(dataset["skema"]).status_code == 200
        if dibaca.baris:
            assert list(dibaca.baris[0]) == [kolom["nama"] for kolom in dataset["kolom"]]


@pytest.mark.usefixtures("terbitan")
@pytest.mark.parametrize("alamat", ["statistik/entah", "statistik/pengaduan_masuk/2026-2", "statistik/entah/2026-1"])
def test_what_is_not_published_is_not_there(alamat: str) -> None:
    assert tanya(alamat).status_code == 404


def test_nothing_is_counted_anew_for_a_program(terbitan: list[TerbitanData]) -> None:
    sebelum = tanya("statistik/pengaduan_masuk/2026-1").content
    isian.kasus(99, None, diajukan_pada=TRIWULAN.awal)
    assert tanya("statistik/pengaduan_masuk/2026-1").content == sebelum
    assert json.loads(sebelum)["versi"] == "2026-1"


def test_the_public_part_takes_few_questions(terbitan: list[TerbitanData], django_assert_max_num_queries: Any) -> None:
    for alamat in ("statistik", "statistik/pengaduan_masuk", "statistik/pengaduan_masuk/2026-1"):
        with django_assert_max_num_queries(2):
            assert tanya(alamat).status_code == 200
