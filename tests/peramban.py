"""A real browser for tests: one Chromium per module, pages that are watched, and people who are already logged in."""

import shutil
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import axe_playwright_python
import pytest
from django.conf import settings
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from akun.models import User
from tests import factories

# the shell is Chromium without a desktop around it: the same engine, a third of the work for each window
NAMA_CHROMIUM = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
CHROMIUM = next(filter(None, map(shutil.which, NAMA_CHROMIUM)), None)
PERLU_CHROMIUM = [
    pytest.mark.chromium,
    pytest.mark.skipif(CHROMIUM is None, reason="Chromium tidak terpasang (paket chromium)"),
]
BATAS = 10_000  # milliseconds that a page may take while all tests run at once
ATURAN = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "resultTypes": ["violations"],
    "preload": {"assets": ["media"]},  # style sheets are read again only for a rule that is not among these
}
# the dark theme is another set of colours and nothing else (rupa/scss/_token.scss), so that on a page that was looked
# at with this width already only the rules that compare colours can answer differently
ATURAN_WARNA = ATURAN | {"runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}}
AXE = Path(axe_playwright_python.__file__).with_name("axe.min.js")


@pytest.fixture(scope="module")
def peramban() -> Iterator[Browser]:
    """One browser for the tests of a module."""
    with pytest.MonkeyPatch.context() as lingkungan, sync_playwright() as main:
        lingkungan.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")  # playwright keeps an event loop in this thread
        expect.set_options(timeout=BATAS)
        chromium = main.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        yield chromium
        chromium.close()


@pytest.fixture
def alamat(live_server: Any) -> str:
    """Where the portal listens."""
    return str(live_server.url)


class Layar:
    """One person's browser window; everything that goes wrong in it is kept in `galat`."""

    def __init__(self, konteks: BrowserContext, alamat: str, siapa: str) -> None:
        self.konteks, self.alamat, self.siapa = konteks, alamat, siapa
        self.galat: list[str] = []
        self.page = konteks.new_page()
        self.page.on("console", self._console)
        self.page.on("pageerror", lambda kesalahan: self.galat.append(str(kesalahan)))
        self.page.on("request", self._request)

    def _console(self, pesan: Any) -> None:
        # an answer 4xx is written to the console as well; which status a page has is tested where it matters
        if pesan.type == "error" and "the server responded with a status of 4" not in pesan.text:
            self.galat.append(pesan.text)

    def _request(self, permintaan: Any) -> None:
        bagian = urlsplit(permintaan.url)
        if bagian.scheme not in {"data", "blob"} and f"{bagian.scheme}://{bagian.netloc}" != self.alamat:
            self.galat.append(f"permintaan ke luar: {permintaan.url}")


@pytest.fixture
def buka(peramban: Browser, alamat: str) -> Iterator[Callable[..., Layar]]:
    """Open a window: `buka(lebar=360)` for a stranger, `buka(user, ...)` for somebody who is logged in."""
    dibuka: list[BrowserContext] = []

    def window(user: User | None = None, *, lebar: int = 1280, tinggi: int = 900, **pilihan: Any) -> Layar:
        ukuran = {"width": lebar, "height": tinggi}
        konteks = peramban.new_context(base_url=alamat, locale="id-ID", viewport=ukuran, **pilihan)
        konteks.set_default_timeout(BATAS)
        dibuka.append(konteks)
        if user is not None:
            kuki = factories.logged_in(user).cookies[settings.SESSION_COOKIE_NAME].value
            konteks.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": kuki, "url": alamat}])
        return Layar(konteks, alamat, user.nama if user else "")

    yield window
    for konteks in dibuka:
        konteks.close()


def temuan_axe(page: Page, aturan: dict[str, Any] = ATURAN) -> list[str]:
    """What axe finds, one line per rule; the page gets axe once, however often it is asked."""
    if page.evaluate("typeof axe") == "undefined":
        page.evaluate(AXE.read_text())
    pelanggaran = page.evaluate("aturan => axe.run(document, aturan).then(h => h.violations)", aturan)
    return [f"{v['id']}: {[n['target'] for n in v['nodes']]}" for v in pelanggaran]


def pandang(layar: Layar, ukuran: Iterable[tuple[int, str | None]]) -> None:
    """Look at this page on every screen: its width, what axe says, and at the end its console.

    Where a screen has no theme, only the width is looked at. What is to be looked at must be there: a click does not
    wait for the style sheet and the rest of the next page.
    """
    page, sebelum = layar.page, 0
    page.wait_for_load_state()
    for lebar, tema in ukuran:
        page.set_viewport_size({"width": lebar, "height": 800})
        if tema:
            page.emulate_media(color_scheme=tema, reduced_motion="reduce")
        assert page.evaluate("document.documentElement.scrollWidth") <= lebar, (layar.siapa, page.url, lebar)
        if tema:
            aturan = ATURAN_WARNA if lebar == sebelum else ATURAN
            assert temuan_axe(page, aturan) == [], (layar.siapa, page.url, lebar, tema)
            sebelum = lebar
    assert layar.galat == [], (layar.siapa, page.url)
