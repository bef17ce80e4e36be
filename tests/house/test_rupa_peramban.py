"""Public pages and pages of accounts in a real browser: axe, no sideways scrolling, nothing blocked by the CSP."""

from collections.abc import Callable

import pytest

from akun.models import User
from tests.peramban import PERLU_CHROMIUM, Layar, pandang, temuan_axe

pytestmark = PERLU_CHROMIUM
Buka = Callable[..., Layar]
LAYAR = [(320, "light"), (320, "dark"), (768, "dark"), (1280, "light")]
UMUM = ["/", "/bantuan/", "/privasi/", "/aksesibilitas/", "/surat/", "/surat/bantuan/", "/helpdesk/", "/tidak-ada/"]
MASUK = ["/akun/login/", "/akun/signup/", "/akun/password/reset/", "/akun/password/reset/done/"]
AKUN = ["/akun/saya/", "/akun/email/", "/akun/password/change/", "/akun/2fa/", "/akun/2fa/webauthn/", "/akun/logout/"]


def periksa(layar: Layar, jalan: str) -> None:
    """Open a page once and look at it on every screen: its console, its width, and what axe says."""
    layar.page.goto(jalan)
    pandang(layar, LAYAR)


@pytest.mark.parametrize("jalan", UMUM + MASUK)
def test_a_public_page_is_for_everybody(buka: Buka, jalan: str) -> None:
    periksa(buka(), jalan)


@pytest.mark.parametrize("jalan", AKUN)
def test_a_page_of_an_account_is_for_everybody(buka: Buka, orang: dict[str, User], jalan: str) -> None:
    periksa(buka(orang["verifikator"]), jalan)


def test_a_wrong_password_moves_the_focus_to_the_error(buka: Buka, db: None) -> None:
    page = buka().page
    page.goto("/akun/login/")
    page.fill("#id_login", "tidak@ada.id")
    page.fill("#id_password", "salah-sama-sekali")
    page.click("main button[type=submit]:not([form])")
    page.wait_for_selector("#galat")
    assert page.title().startswith("Galat:")
    assert page.evaluate("document.activeElement.id") == "galat"
    assert temuan_axe(page) == []
