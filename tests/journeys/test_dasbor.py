"""The dashboard in a real browser: axe, both tabs by keyboard, both themes, without script, and one sheet of paper."""

import io
import re
from datetime import timedelta

import pikepdf
import pytest
from django.core.cache import cache
from django.utils import timezone
from playwright.sync_api import Page, expect

from akun.models import Instansi, User
from tests.journeys.test_halaman import Buka, periksa
from tests.laporan import isian
from tests.peramban import PERLU_CHROMIUM

pytestmark = [*PERLU_CHROMIUM, pytest.mark.usefixtures("kebijakan", "terisi")]
DASBOR = "/laporan/dasbor/"
UKURAN = [(360, "light"), (360, "dark"), (1280, "light"), (1280, "dark")]


@pytest.fixture
def terisi(orang: dict[str, User], boven_digoel: Instansi) -> None:
    """A few complaints of this year, some late."""
    cache.clear()
    now = timezone.now()
    for ke, jenis in enumerate(["kkn", "administrasi.prosedur", "persaingan_tidak_sehat.persekongkolan"] * 3, start=1):
        p = isian.kasus(
            ke, boven_digoel, diajukan_pada=now - timedelta(days=ke), jenis_pelanggaran=jenis, jatuh_tempo=now
        )
        henti = now - timedelta(days=1) if ke % 2 else None
        isian.jam(p, "telaah", now - timedelta(days=9), now - timedelta(days=ke % 4), henti)
    isian.baca(now)


def pilih_bagan(page: Page) -> None:
    """From the drawing to the table and back, by keyboard."""
    bagan = page.locator("#bagan-klasifikasi")
    tab = bagan.get_by_role("tab")
    expect(tab).to_have_text(["Bagan", "Tabel"])
    expect(bagan.locator("table")).to_be_hidden()
    tab.first.focus()
    page.keyboard.press("ArrowRight")
    expect(tab.nth(1)).to_be_focused()
    expect(tab.nth(1)).to_have_attribute("aria-selected", "true")
    expect(bagan.locator("table")).to_be_visible()
    expect(bagan.locator("canvas")).to_be_hidden()
    page.keyboard.press("Home")
    expect(bagan.locator("canvas")).to_be_visible()


def test_the_dashboard_is_for_everybody_who_leads(buka: Buka, orang: dict[str, User]) -> None:
    layar = buka(orang["pimpinan"])
    page = layar.page
    periksa(layar, DASBOR, ukuran=UKURAN)
    page.locator("#bagan-klasifikasi").scroll_into_view_if_needed()
    expect(page.locator("#bagan-klasifikasi canvas")).to_be_visible()
    expect(page.locator("#bagan-klasifikasi svg.bagan__gambar")).to_be_hidden()
    pilih_bagan(page)
    periksa(layar, ukuran=UKURAN)


def test_the_pages_of_a_figure(buka: Buka, orang: dict[str, User]) -> None:
    layar = buka(orang["pimpinan"])
    for url in (
        "",
        "arus/",
        "tepat/",
        "lama/",
        "wilayah/",
        "efektivitas/",
        "beban/",
        "arus/kasus/",
        "cakupan/?provinsi=x",
    ):
        periksa(layar, f"/laporan/angka/{url}", ukuran=[(360, "dark"), (1280, "light")])


def test_from_a_number_to_the_cases_behind_it(buka: Buka, orang: dict[str, User]) -> None:
    page = buka(orang["pejabat_dpph"]).page
    page.goto(DASBOR)
    page.get_by_role("link", name="9 lewat batas").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Kasus di balik angka")
    expect(page.locator("main tbody tr")).to_have_count(9)
    page.goto(f"{DASBOR}?periode=setahun")
    kartu = page.locator(".dasbor__gambar", has=page.locator("#bagan-klasifikasi"))
    kartu.get_by_role("link", name="Rincian").click()
    page.wait_for_url(re.compile(r"/laporan/angka/klasifikasi/\?periode=setahun$"))
    page.get_by_role("tab", name="Tabel").click()
    tiga = page.locator("main tr", has=page.locator("td", has_text=re.compile("^3$")))
    tiga.first.get_by_role("link").click()
    expect(page.locator("main tbody tr")).to_have_count(3)


def test_nothing_moves_when_drawings_come_alive(buka: Buka, orang: dict[str, User]) -> None:
    """A drawing is replaced in a box of its size: what a reader is about to press stays where it is."""
    page = buka(orang["pimpinan"], tinggi=500).page
    page.goto(DASBOR)
    kotak = page.locator(".bagan__kanvas")
    tinggi = kotak.evaluate_all("semua => semua.map(k => k.getBoundingClientRect().height)")
    for ke in range(kotak.count()):
        kotak.nth(ke).scroll_into_view_if_needed()
        expect(kotak.nth(ke).locator("canvas")).to_be_visible()
    assert len(tinggi) > 3
    assert kotak.evaluate_all("semua => semua.map(k => k.getBoundingClientRect().height)") == tinggi


def test_without_script_every_figure_is_there(buka: Buka, orang: dict[str, User]) -> None:
    page = buka(orang["pimpinan"], lebar=360, java_script_enabled=False).page
    page.goto(DASBOR)
    expect(page.locator("#bagan-klasifikasi svg.bagan__gambar")).to_be_visible()
    expect(page.get_by_role("tab")).to_have_count(0)
    page.locator("#bagan-klasifikasi summary").click()
    expect(page.locator("#bagan-klasifikasi table")).to_be_visible()


def test_on_paper_it_is_one_sheet_of_drawings(buka: Buka, orang: dict[str, User]) -> None:
    page = buka(orang["pimpinan"], color_scheme="dark").page
    page.goto(DASBOR)
    expect(page.locator("#bagan-arus canvas")).to_be_visible()
    with pikepdf.open(io.BytesIO(page.pdf(prefer_css_page_size=True))) as pdf:
        assert len(pdf.pages) == 1
    page.emulate_media(media="print")
    expect(page.locator("#bagan-arus svg.bagan__gambar")).to_be_visible()
    expect(page.locator("#bagan-arus canvas")).to_be_hidden()
    expect(page.locator(".saring")).to_be_hidden()


def test_a_chart_follows_the_theme_at_once(buka: Buka, orang: dict[str, User]) -> None:
    page = buka(orang["pimpinan"], color_scheme="light", reduced_motion="reduce").page
    page.goto("/laporan/angka/arus/")
    expect(page.locator("#bagan-arus canvas")).to_be_visible()
    warna = "() => window.Chart.getChart(document.querySelector('canvas')).data.datasets[0].borderColor()"
    terang = page.evaluate(warna)
    page.emulate_media(color_scheme="dark")
    assert page.evaluate(warna) != terang
