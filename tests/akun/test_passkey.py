"""A passkey in a real browser: added after the password is shown again, and from then on enough to come in."""

import shutil
import time
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, sync_playwright

from akun import demo

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
pytestmark = [
    pytest.mark.chromium,
    pytest.mark.skipif(CHROMIUM is None, reason="Chromium tidak terpasang (paket chromium)"),
    pytest.mark.django_db(transaction=True),
]
KUNCI = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@pytest.fixture
def peramban(live_server: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[BrowserContext]:
    monkeypatch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")  # playwright keeps an event loop in this thread
    with sync_playwright() as main:
        browser = main.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        yield browser.new_context(base_url=live_server.url.replace("127.0.0.1", "localhost"), locale="id-ID")
        browser.close()


def test_a_passkey_is_added_and_then_lets_an_officer_in_alone(akun_demo: str, peramban: BrowserContext) -> None:
    page = peramban.new_page()
    kunci = peramban.new_cdp_session(page)
    kunci.send("WebAuthn.enable")
    kunci.send("WebAuthn.addVirtualAuthenticator", {"options": KUNCI})

    page.goto("/akun/login/?next=/akun/saya/")
    page.fill("[name=login]", "verifikator@demo.example")
    page.fill("[name=password]", demo.SANDI)
    page.click("main button[type=submit]:not([form])")
    page.fill("[name=code]", demo.kode(time.time())[0])
    page.keyboard.press("Enter")
    page.get_by_text("verifikator@demo.example").wait_for()

    page.goto("/akun/2fa/webauthn/add/")
    page.fill("[name=password]", demo.SANDI)
    page.keyboard.press("Enter")
    page.check("[name=passwordless]")
    page.click("#mfa_webauthn_add")
    page.wait_for_url("**/akun/2fa/")
    assert "Kunci keamanan sudah ditambahkan" in page.inner_text("main")

    peramban.clear_cookies()
    page.goto("/akun/login/?next=/akun/saya/")
    page.click("#passkey_login")
    page.get_by_text("verifikator@demo.example").wait_for()
    assert page.url.endswith("/akun/saya/")
