"""The public page of the helpdesk."""

import pytest
from django.test import Client
from django.utils import translation

from helpdesk.kanal import semua

pytestmark = pytest.mark.django_db


def test_whoever_wants_advice_finds_the_way_there(client: Client) -> None:
    halaman = client.get("/helpdesk/").content.decode()
    assert 'href="/konsultasi/"' in halaman
    assert "5 hari kerja" in halaman  # complaints about the service


def test_whoever_is_wrong_here_reads_where_to_go(client: Client) -> None:
    halaman = client.get("/helpdesk/").content.decode()
    for kanal in ("kws.kpk.go.id", 'href="tel:198"', 'href="tel:137"', 'href="tel:110"', "kppu.go.id", "lapor.go.id"):
        assert kanal in halaman
    assert 'href="tel:+622129912450"' in halaman


@pytest.mark.parametrize("jenis", ["helpdesk", "keberatan", "lembaga"])
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
