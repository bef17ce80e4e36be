"""The public figures in a real browser: read, another period chosen, downloaded; on every screen, without a script."""

import gzip

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from laporan.statistik import terbit
from tests.journeys.test_halaman import Buka, periksa
from tests.laporan.isian_statistik import NANTI, isi
from tests.peramban import PERLU_CHROMIUM

pytestmark = [*PERLU_CHROMIUM, pytest.mark.usefixtures("transactional_db", "kebijakan", "acuan")]
LAYAR = [(360, "light"), (360, "dark"), (768, None), (1280, "light"), (1280, "dark")]


@pytest.fixture
def terbitan(kebijakan: None, acuan: None) -> None:
    """Three published quarters."""
    isi(1)
    terbit.terbitkan_semua(now=NANTI)


@pytest.mark.usefixtures("terbitan")
@pytest.mark.parametrize("skrip", [True, False], ids=["with-script", "without"])
def test_a_stranger_reads_chooses_a_year_and_downloads(buka: Buka, skrip: bool) -> None:
    page = buka(lebar=360, java_script_enabled=skrip).page
    page.goto(reverse("statistik:halaman"))
    expect(page.get_by_role("heading", name="Triwulan III 2026")).to_be_visible()
    page.get_by_label("Periode").select_option("2026")
    page.get_by_role("button", name="Tampilkan").click()
    expect(page.get_by_role("heading", name="Tahun 2026")).to_be_visible()
    page.get_by_role("link", name="katalog data").click()
    page.get_by_role("link", name="Pengaduan menurut jalur masuk").click()
    with page.expect_download() as unduhan:
        page.get_by_role("link", name="CSV Triwulan III 2026").click()
    assert unduhan.value.suggested_filename == "pengaduan_jalur-2026-3.csv"
    assert unduhan.value.path().read_text().startswith("triwulan,kode,label,jumlah")


@pytest.mark.usefixtures("terbitan")
def test_the_pages_fit_every_screen_and_axe_finds_nothing(buka: Buka) -> None:
    layar = buka()
    semua = (
        f"{reverse('statistik:halaman')}?periode=2026-3",
        f"{reverse('statistik:halaman')}?periode=2026",
        reverse("statistik:katalog"),
        reverse("statistik:dataset", args=["ketepatan"]),
    )
    for jalan in semua:
        periksa(layar, jalan, ukuran=LAYAR)


def test_before_anything_is_published_the_page_says_when(buka: Buka) -> None:
    layar = buka()
    periksa(layar, reverse("statistik:halaman"), ukuran=LAYAR)
    expect(layar.page.get_by_text("Belum ada yang diterbitkan")).to_be_visible()


@pytest.mark.usefixtures("terbitan")
def test_on_a_telephone_the_page_costs_at_most_100_kb(buka: Buka) -> None:
    """The page leaves compressed; charts stay as the server drew them, and tabs work without the library."""
    layar, diterima = buka(lebar=360), []
    page = layar.page
    page.on("response", lambda jawaban: diterima.append(jawaban))
    page.goto(reverse("statistik:halaman"))
    page.get_by_role("tab", name="Tabel").first.click()
    page.evaluate("window.scrollTo(0, document.body.scrollHeight)")
    page.wait_for_load_state("networkidle")
    berat = {j.url: len(gzip.compress(j.body())) for j in diterima if not j.url.endswith(".woff2")}
    assert diterima[0].headers["content-encoding"] == "gzip"
    assert not any("chart" in url for url in berat)
    assert sum(berat.values()) <= 100 * 1024, berat
