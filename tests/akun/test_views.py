"""The account page and the switch of the theme."""

from collections.abc import Callable

import pytest
from django.test import Client

from akun.models import User
from jejak.models import Jejak

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.akun.urls")]


def test_somebody_with_an_account_corrects_his_name(masuk_demo: Callable[[str], Client]) -> None:
    client = masuk_demo("pengadu")
    assert "Yohana Tambunan" in client.get("/akun/saya/").content.decode()
    client.post("/akun/saya/", {"nama": "  Yohana   O'Neil-Ñandú "})
    assert User.objects.get(email="pengadu@demo.example").nama == "Yohana O'Neil-Ñandú"
    assert Jejak.objects.filter(kejadian="akun.nama_diubah", data={}).exists()


@pytest.mark.parametrize("nama", ["", "   ", "a\0b", "a\u200eb\u202e", "x" * 151])
def test_a_name_that_cannot_be_read_is_refused_with_a_sentence(masuk_demo: Callable[[str], Client], nama: str) -> None:
    halaman = masuk_demo("pengadu").post("/akun/saya/", {"nama": nama})
    assert halaman.status_code == 200
    assert halaman.context["form"].errors["nama"]


def test_an_officers_name_is_changed_by_the_administrator_only(masuk_demo: Callable[[str], Client]) -> None:
    client = masuk_demo("verifikator")
    assert "diubah oleh admin sistem" in client.get("/akun/saya/").content.decode()
    assert client.post("/akun/saya/", {"nama": "Lain"}).status_code == 403
    assert User.objects.get(email="verifikator@demo.example").nama == "Sari Wulandari"


@pytest.mark.parametrize(
    ("tujuan", "ke"), [("/akun/login/", "/akun/login/"), ("https://jahat.example/", "/"), ("//jahat.example", "/")]
)
def test_the_theme_is_remembered_and_leads_back_to_our_own_page_only(client: Client, tujuan: str, ke: str) -> None:
    jawaban = client.post("/akun/tema/", {"tema": "gelap", "next": tujuan})
    assert jawaban.headers["location"] == ke
    assert client.cookies["tema"].value == "gelap"
    assert client.get("/akun/tema/").status_code == 405
