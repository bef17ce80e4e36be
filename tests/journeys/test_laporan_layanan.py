"""The report on the complaint service: chosen, read, ordered, waited for and taken, in a real browser."""

from pathlib import Path

import pypdfium2
import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page, expect

from akun.models import User
from laporan import pekerjaan
from tests.journeys.test_halaman import Buka, periksa
from tests.laporan import layanan
from tests.peramban import PERLU_CHROMIUM

pytestmark = [*PERLU_CHROMIUM, pytest.mark.usefixtures("transactional_db", "kebijakan")]
DUA_LAYAR = [(360, "light"), (360, "dark"), (1280, "light"), (1280, "dark")]


@pytest.fixture
def pimpinan(orang: dict[str, User]) -> User:
    layanan.isi()
    return orang["pimpinan"]


def pilih(page: Page, dari: str, sampai: str) -> None:
    """A span of days, as somebody chooses it."""
    page.select_option("#id_periode", "rentang")
    page.fill("#id_dari", dari)
    page.fill("#id_sampai", sampai)
    page.get_by_role("button", name="Tampilkan").click()


@pytest.mark.parametrize("skrip", [True, False], ids=["with-script", "without"])
def test_a_report_is_chosen_ordered_and_taken(buka: Buka, pimpinan: User, skrip: bool, tmp_path: Path) -> None:
    page = buka(pimpinan, java_script_enabled=skrip).page
    page.goto(reverse("laporan:layanan"))
    pilih(page, "2026-07-01", "2026-09-30")
    expect(page.get_by_text("Triwulan III 2026 · Direktorat Penanganan Permasalahan Hukum")).to_be_visible()
    page.get_by_role("button", name="Susun PDF").click()
    expect(page.get_by_role("heading", name="Laporan layanan pengaduan (PDF)")).to_be_visible()
    pekerjaan.kerjakan(jam=timezone.now)
    expect(page.locator("a[href$='/unduh/']")).to_be_visible(timeout=30_000)  # the page looks again by itself
    with page.expect_download() as unduhan:
        page.locator("a[href$='/unduh/']").click()
    tujuan = tmp_path / "laporan.pdf"
    unduhan.value.save_as(tujuan)
    assert unduhan.value.suggested_filename == "laporan-layanan-20260701-20260930.pdf"
    with pypdfium2.PdfDocument(tujuan) as dokumen:
        assert "Triwulan III 2026" in dokumen[0].get_textpage().get_text_range()


def test_the_page_on_every_screen(buka: Buka, pimpinan: User) -> None:
    layar = buka(pimpinan)
    alamat = reverse("laporan:layanan")
    periksa(layar, f"{alamat}?periode=2026-3", ukuran=DUA_LAYAR)
    expect(layar.page.get_by_role("heading", name="Daftar isi")).to_be_visible()
    layar.page.get_by_text("Apa yang dihitung?").first.click()
    periksa(layar, ukuran=DUA_LAYAR)
    periksa(layar, f"{alamat}?periode=2019", ukuran=DUA_LAYAR)


def test_a_span_with_one_end_is_refused_in_a_sentence(buka: Buka, pimpinan: User) -> None:
    layar = buka(pimpinan)
    layar.page.goto(reverse("laporan:layanan"))
    pilih(layar.page, "2026-07-01", "")
    expect(layar.page.get_by_role("alert")).to_contain_text("Isi kedua tanggal rentang ini.")
    layar.galat.clear()  # the browser notes the answer 422
    periksa(layar, ukuran=DUA_LAYAR)
