"""A passkey in a real browser: added after the password is shown again, and from then on enough to come in."""

import time
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext

from akun import demo
from tests.peramban import PERLU_CHROMIUM

pytestmark = [*PERLU_CHROMIUM, pytest.mark.django_db(transaction=True)]
KUNCI = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@pytest.fixture
def konteks(peramban: Browser, live_server: Any) -> Iterator[BrowserContext]:
    """A window that knows the portal by name: passkeys are not made for a number."""
    with peramban.new_context(base_url=live_server.url.replace("127.0.0.1", "localhost"), locale="id-ID") as konteks:
        yield konteks


def test_a_passkey_is_added_and_then_lets_an_officer_in_alone(akun_demo: str, konteks: BrowserContext) -> None:
    page = konteks.new_page()
    kunci = konteks.new_cdp_session(page)
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

    konteks.clear_cookies()
    page.goto("/akun/login/?next=/akun/saya/")
    page.click("#passkey_login")
    page.get_by_text("verifikator@demo.example").wait_for()
    assert page.url.endswith("/akun/saya/")
