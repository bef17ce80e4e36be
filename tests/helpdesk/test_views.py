"""The public page of the helpdesk."""

import pytest
from django.test import Client
from django.utils import translation

from helpdesk.kanal import semua

pytestmark = pytest.mark.django_db


def test_each_way_of_consulting_says_its_limit(client: Client) -> None:
    halaman = client.get("/helpdesk/").content.decode()
    for batas in ("15 hari kerja sejak", "1 jam, atau", "10 hari kerja", "2 hari kerja sejak", "5 hari kerja"):
        assert batas in halaman


def test_whoever_is_wrong_here_reads_where_to_go(client: Client) -> None:
    halaman = client.get("/helpdesk/").content.decode()
    for kanal in ("kws.kpk.go.id", 'href="tel:198"', 'href="tel:137"', 'href="tel:110"', "kppu.go.id", "lapor.go.id"):
        assert kanal in halaman
    assert 'href="tel:+622129912450"' in halaman


@pytest.mark.parametrize("jenis", ["helpdesk", "konsultasi", "keberatan", "lembaga"])
def test_every_text_is_there_in_both_languages(jenis: str) -> None:
    with translation.override("id"):
        indonesia = semua(jenis)
    with translation.override("en"):
        inggris = semua(jenis)
    assert indonesia
    for satu, dua in zip(indonesia, inggris, strict=True):
        for kolom in ("nama", "untuk", "syarat", "batas"):
            assert bool(getattr(satu, kolom)) == bool(getattr(dua, kolom)), (satu.kode, kolom)
        assert satu.untuk != dua.untuk
