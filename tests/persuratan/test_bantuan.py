"""Help about letters: found by words, without script, and true of this portal."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from persuratan.bantuan import PANDUAN, TANYA_JAWAB

BANTUAN = "/surat/bantuan/"
pytestmark = pytest.mark.django_db


def judul(client: Client, **q: str) -> set[str]:
    answer = client.get(BANTUAN, q)
    return {h.id for h in (*answer.context["panduan"], *answer.context["tanya"])}


def test_the_four_guides_and_the_seven_questions_are_there(client: Client) -> None:
    assert [h.id for h in PANDUAN] == ["daftar", "kirim", "progres", "keaslian"]
    assert len(TANYA_JAWAB) == 7
    assert len(judul(client)) == 11


def test_every_word_has_to_occur_whatever_its_case(client: Client) -> None:
    assert judul(client, q="GOOGLE sandi") == {"daftar", "tanya-google-gagal"}
    assert judul(client, q="sso biro") == {"tanya-sso"}
    assert judul(client, q="tidakadasamasekali") == set()
    assert "Tidak ada yang cocok" in client.get(BANTUAN, {"q": "tidakadasamasekali"}).content.decode()


@pytest.mark.parametrize("q", ["<script>alert(1)</script>", "\x00", "%", "' OR 1=1", "x" * 5000, " "])
def test_any_search_gives_a_page(client: Client, q: str) -> None:
    answer = client.get(BANTUAN, {"q": q})
    assert answer.status_code == 200
    assert "<script>alert" not in answer.content.decode()


@pytest.mark.parametrize("jalan", ["/surat/", "/bantuan/"])
def test_the_letter_pages_and_the_general_help_lead_here(client: Client, jalan: str) -> None:
    assert f'href="{BANTUAN}"' in client.get(jalan).content.decode()


def test_the_entrance_leads_to_every_door_and_offers_none_that_does_not_exist(client: Client) -> None:
    isi = client.get(reverse("persuratan:kirim")).content.decode()
    pintu = re.findall(r'class="pintu__judul"><a href="([^"]+)"', isi)
    assert pintu == ["/surat/kirim/", "/lacak/", "/surat/saya/", "/keaslian/", BANTUAN]
    for jalan in pintu:
        assert client.get(jalan, follow=True).status_code == 200
