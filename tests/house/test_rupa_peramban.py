"""Public pages and pages of accounts in a real browser: axe, no sideways scrolling, nothing blocked by the CSP."""

import shutil
from collections.abc import Iterator
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from playwright.sync_api import Browser, Page, sync_playwright

from akun.models import User
from tests import factories

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
pytestmark = [
    pytest.mark.chromium,
    pytest.mark.skipif(CHROMIUM is None, reason="Chromium tidak terpasang (paket chromium)"),
]
LAYAR = [(320, "light"), (320, "dark"), (768, "dark"), (1280, "light")]
UMUM = ["/", "/bantuan/", "/privasi/", "/aksesibilitas/", "/surat/", "/helpdesk/", "/tidak-ada/"]
MASUK = ["/akun/login/", "/akun/signup/", "/akun/password/reset/", "/akun/password/reset/done/"]
AKUN = ["/akun/saya/", "/akun/email/", "/akun/password/change/", "/akun/2fa/", "/akun/2fa/webauthn/", "/akun/logout/"]
ATURAN = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}


@pytest.fixture(scope="module")
def peramban() -> Iterator[Browser]:
    with pytest.MonkeyPatch.context() as lingkungan, sync_playwright() as main:
        lingkungan.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")  # playwright keeps an event loop in this thread
        yield main.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])


@pytest.fixture
def alamat(live_server: Any) -> str:
    return str(live_server.url)


def temuan_axe(page: Page) -> list[str]:
    """What axe finds, one line per rule."""
    pelanggaran = Axe().run(page, options=ATURAN).response["violations"]
    return [f"{v['id']}: {[n['target'] for n in v['nodes']]}" for v in pelanggaran]


def periksa(peramban: Browser, alamat: str, jalan: str, kuki: str = "") -> None:
    """Open a page once and look at it on every screen: its console, its width, and what axe says."""
    konteks = peramban.new_context(base_url=alamat, locale="id-ID")
    if kuki:
        konteks.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": kuki, "url": alamat}])
    page, galat = konteks.new_page(), []
    page.on("console", lambda pesan: galat.append(pesan.text) if pesan.type == "error" else None)
    page.on("pageerror", lambda kesalahan: galat.append(str(kesalahan)))
    page.goto(jalan, wait_until="load")
    for lebar, tema in LAYAR:
        page.set_viewport_size({"width": lebar, "height": 800})
        page.emulate_media(color_scheme=tema, reduced_motion="reduce")
        assert page.evaluate("document.documentElement.scrollWidth") <= lebar, (jalan, lebar)
        assert temuan_axe(page) == [], (jalan, lebar, tema)
    assert [g for g in galat if "status of 404" not in g] == []
    konteks.close()


@pytest.mark.parametrize("jalan", UMUM + MASUK)
def test_a_public_page_is_for_everybody(peramban: Browser, alamat: str, jalan: str) -> None:
    periksa(peramban, alamat, jalan)


@pytest.mark.parametrize("jalan", AKUN)
def test_a_page_of_an_account_is_for_everybody(
    peramban: Browser, alamat: str, orang: dict[str, User], jalan: str
) -> None:
    klien = factories.logged_in(orang["verifikator"])
    periksa(peramban, alamat, jalan, klien.cookies[settings.SESSION_COOKIE_NAME].value)


def test_a_wrong_password_moves_the_focus_to_the_error(peramban: Browser, alamat: str, db: None) -> None:
    page = peramban.new_page(base_url=alamat, locale="id-ID")
    page.goto("/akun/login/")
    page.fill("#id_login", "tidak@ada.id")
    page.fill("#id_password", "salah-sama-sekali")
    page.click("main button[type=submit]:not([form])")
    page.wait_for_selector("#galat")
    assert page.title().startswith("Galat:")
    assert page.evaluate("document.activeElement.id") == "galat"
    assert temuan_axe(page) == []
