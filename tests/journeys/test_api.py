"""A program begins to read the portal: a key made, used, seen and revoked in a real browser; the page of the API."""

import json
import urllib.error
import urllib.request

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from akun.models import User
from tests import factories
from tests.journeys.test_halaman import Buka, periksa
from tests.peramban import PERLU_CHROMIUM

pytestmark = [*PERLU_CHROMIUM, pytest.mark.usefixtures("transactional_db", "kebijakan")]
DUA_LAYAR = [(360, "light"), (360, "dark"), (1280, "light"), (1280, "dark")]
SANDI = "sungai-arut-mengalir-tenang"


@pytest.fixture
def verifikator(orang: dict[str, User]) -> User:
    user = orang["verifikator"]
    user.set_password(SANDI)
    user.save()
    return user


def baca(alamat: str, rahasia: str) -> tuple[int, dict[str, object]]:
    """What a program reads over the wire."""
    minta = urllib.request.Request(alamat, headers={"Authorization": f"Bearer {rahasia}"})
    try:
        with urllib.request.urlopen(minta) as jawaban:
            return jawaban.status, json.load(jawaban)
    except urllib.error.HTTPError as tolak:
        with tolak:
            return tolak.code, json.load(tolak)


def buat(page: Page) -> str:
    """Show who one is, make a key; returns the secret that the page shows once."""
    page.goto(reverse("laporan:kunci_api"))
    page.get_by_role("link", name="Buat kunci").click()
    page.fill("#id_password", SANDI)
    page.get_by_role("button", name="Lanjutkan").click()
    page.get_by_label("Nama sistem").fill("Gudang data pengaduan")
    page.get_by_label("Pengaduan, tanpa identitas dan uraian").check()
    page.get_by_role("button", name="Buat kunci").click()
    return page.locator("#rahasia").inner_text()


@pytest.mark.parametrize("skrip", [True, False], ids=["with-script", "without"])
def test_a_key_from_its_making_to_its_end(buka: Buka, verifikator: User, alamat: str, skrip: bool) -> None:
    nomor = factories.ajukan().nomor
    layar = buka(verifikator, java_script_enabled=skrip)
    page, jalan = layar.page, f"{alamat}/api/v1/pengaduan"
    rahasia = buat(page)
    expect(page.get_by_role("button", name="Salin kunci")).to_have_count(1 if skrip else 0)
    status, isi = baca(jalan, rahasia)
    assert status == 200
    assert [satu["nomor"] for satu in isi["data"]] == [nomor]  # type: ignore[attr-defined]
    page.reload()
    expect(page.locator("#rahasia")).to_have_count(0)
    expect(page.get_by_text("1 permintaan, 1 baris")).to_be_visible()
    page.get_by_role("button", name="Cabut kunci ini").click()
    expect(page.get_by_text("Kunci dicabut.")).to_be_visible()
    assert baca(jalan, rahasia)[0] == 401
    assert layar.galat == []


def test_the_pages_on_every_screen(buka: Buka, verifikator: User) -> None:
    layar = buka(verifikator)
    buat(layar.page)
    periksa(layar, ukuran=DUA_LAYAR)
    satu = layar.page.url
    for jalan in (satu, reverse("laporan:kunci_api"), reverse("laporan:kunci_api_baru")):
        periksa(layar, jalan, ukuran=DUA_LAYAR)
    layar.page.get_by_role("button", name="Buat kunci").click()
    expect(layar.page.get_by_text("Tulis sistem yang akan memakai kunci ini.").first).to_be_visible()
    periksa(layar, ukuran=DUA_LAYAR)
    periksa(buka(), reverse("api:dok"), ukuran=DUA_LAYAR)
