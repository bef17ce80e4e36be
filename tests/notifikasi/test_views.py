"""The inbox: one's own messages, read by opening."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation

from akun.models import User
from notifikasi.models import Pesan

pytestmark = pytest.mark.django_db
Masuk = Callable[[str], Client]
KOTAK = "/kotak/"


@pytest.fixture
def portal(antre: Callable[..., Pesan]) -> Pesan:
    return antre(kanal=Pesan.Kanal.PORTAL)


def test_the_inbox_shows_ones_own_messages_and_how_many_are_new(masuk: Masuk, portal: Pesan) -> None:
    page = masuk("verifikator").get(KOTAK).content.decode()
    assert "Kasus PGD202611230001 diserahkan kepada Anda" in page
    assert "1 belum dibaca" in page


def test_the_inbox_of_another_stays_closed(masuk: Masuk, portal: Pesan) -> None:
    lain = masuk("penelaah")
    assert "PGD202611230001" not in lain.get(KOTAK).content.decode()
    assert lain.post(reverse("notifikasi:buka", args=[portal.pk])).status_code == 404


def test_a_mail_is_not_a_message_of_the_inbox(masuk: Masuk, antre: Callable[..., Pesan]) -> None:
    antre()
    assert "PGD202611230001" not in masuk("verifikator").get(KOTAK).content.decode()


def test_opening_marks_as_read_and_leads_to_the_case(masuk: Masuk, portal: Pesan) -> None:
    browser = masuk("verifikator")
    answer = browser.post(reverse("notifikasi:buka", args=[portal.pk]))
    assert answer["Location"] == "/pengaduan/PGD202611230001/"
    assert "0 belum dibaca" in browser.get(KOTAK).content.decode()


def test_all_can_be_marked_at_once(masuk: Masuk, antre: Callable[..., Pesan], orang: dict[str, User]) -> None:
    antre(kanal=Pesan.Kanal.PORTAL), antre(kanal=Pesan.Kanal.PORTAL)
    masuk("verifikator").post(reverse("notifikasi:baca_semua"))
    assert Pesan.objects.belum_dibaca(orang["verifikator"].pk) == 0


@pytest.mark.parametrize("nama", ["pengadu", ""])
def test_the_public_has_no_inbox(masuk: Masuk, client: Client, nama: str) -> None:
    assert (masuk(nama) if nama else client).get(KOTAK).status_code in {302, 403}


def test_a_full_page_costs_few_queries(
    masuk: Masuk, antre: Callable[..., Pesan], django_assert_max_num_queries: Callable[..., object]
) -> None:
    browser = masuk("verifikator")
    for _ in range(25):
        antre(kanal=Pesan.Kanal.PORTAL)
    with django_assert_max_num_queries(10):  # type: ignore[attr-defined]
        browser.get(KOTAK)


def test_messages_are_read_in_the_readers_language(masuk: Masuk, portal: Pesan) -> None:
    browser = masuk("verifikator")
    browser.cookies["django_language"] = "en"
    with translation.override("id"):
        assert '<html lang="en"' in browser.get(KOTAK).content.decode()
