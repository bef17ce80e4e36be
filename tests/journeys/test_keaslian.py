"""A letter is printed, signed, and checked in three ways by whoever holds it; a forged one is told page by page."""

import io
import re
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
import zxingcpp
from django.conf import settings
from django.db import connection
from django.urls import reverse
from PIL import Image
from playwright.sync_api import Page, expect

from akun import receipt
from persuratan import flow_keluar, halaman_pdf, tasks
from persuratan.models import PeriksaKeaslian, SuratKeluar
from persuratan.pilihan import Kerahasiaan
from persuratan.status_keluar import Status
from tests.factories import SENIN
from tests.journeys.test_halaman import Buka, periksa, tab_sampai
from tests.peramban import PERLU_CHROMIUM
from tests.persuratan.asli import isi
from tests.persuratan.conftest import direktur, gudang  # noqa: F401 - fixtures
from tests.persuratan.keluar import PENANDA_TANGAN, Meja
from tests.persuratan.test_keaslian_unggah import palsukan

pytestmark = [*PERLU_CHROMIUM, pytest.mark.usefixtures("kebijakan", "transactional_db")]
TUBUH = "Dengan hormat,\n\nPelatihan ini tidak dipungut biaya. " + "Peserta membawa surat tugas. " * 60
ASLI, PALSU = "Surat ini benar diterbitkan LKPP", "Berkas ini berbeda dari surat yang kami terbitkan"


def terbitkan(meja: Meja, alamat: str, monkeypatch: pytest.MonkeyPatch, **ganti: Any) -> SuratKeluar:
    """Print and sign a letter, in a thread of its own: Playwright and pyHanko both want the event loop of theirs."""
    monkeypatch.setattr(settings, "SITE_URL", alamat)

    def kerja() -> SuratKeluar:
        try:
            return meja.bawa_ke(Status.TERBIT, **ganti)
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as utas:
        return utas.submit(kerja).result()


@pytest.fixture
def surat(meja_asli: Meja, alamat: str, monkeypatch: pytest.MonkeyPatch) -> SuratKeluar:
    perihal = "Undangan pelatihan (Obat) & alkes"
    return terbitkan(meja_asli, alamat, monkeypatch, isi=TUBUH, perihal=perihal)


def tertulis(surat: SuratKeluar) -> str:
    """The address in the QR code on the first page, read from its picture."""
    citra = Image.open(io.BytesIO(halaman_pdf.gambar([isi(surat)], 1)))
    (kode,) = zxingcpp.read_barcodes(citra)
    return str(kode.text)


def judul(page: Page, teks: str) -> None:
    expect(page.get_by_role("heading", level=1)).to_have_text(teks)


def unggah(page: Page, pdf: bytes) -> None:
    page.goto(reverse("keaslian:cek"))
    page.set_input_files("#id_berkas", [{"name": "surat.pdf", "mimeType": "application/pdf", "buffer": pdf}])
    page.get_by_role("button", name="Unggah dan periksa").click()


def bekerja() -> None:
    """The worker examines what waits."""
    for pk in PeriksaKeaslian.objects.filter(keadaan="menunggu").values_list("pk", flat=True):
        tasks.periksa_keaslian(periksa_id=str(pk))


def test_the_qr_code_on_the_paper_leads_to_the_register(surat: SuratKeluar, buka: Buka, alamat: str) -> None:
    kode = tertulis(surat)
    assert kode.startswith(f"{alamat}/keaslian/{surat.nomor}/")
    token = kode.rstrip("/").rpartition("/")[2]
    layar = buka(lebar=360)
    page = layar.page
    rujukan: list[str] = []
    page.on("request", lambda r: rujukan.append(r.headers.get("referer", "")))
    page.goto(kode)
    judul(page, ASLI)
    assert page.url == f"{alamat}/keaslian/surat/"
    assert token not in page.content()
    assert not any(token in satu for satu in rujukan)
    expect(page.locator("main")).to_contain_text("Undangan pelatihan (Obat) & alkes")
    expect(page.locator("main")).to_contain_text("Direktur Penanganan Permasalahan Hukum")
    gambar = page.locator(".banding img")
    assert gambar.count() == halaman_pdf.jumlah([isi(surat)])
    gambar.first.scroll_into_view_if_needed()
    expect(gambar.first).to_have_js_property("naturalWidth", 834)
    periksa(layar)
    with page.expect_download() as unduhan:
        page.get_by_role("link", name="Unduh salinan resmi").click()
    assert unduhan.value.path().read_bytes() == isi(surat)


@pytest.mark.parametrize("skrip", [True, False], ids=["with script", "without script"])
def test_ticket_and_token_are_typed_by_keyboard(surat: SuratKeluar, buka: Buka, skrip: bool) -> None:
    token = tertulis(surat).rstrip("/").rpartition("/")[2]
    layar = buka(lebar=360, java_script_enabled=skrip)
    page = layar.page
    page.goto(reverse("keaslian:cek"))
    if skrip:
        periksa(layar)
        tab_sampai(page, "#id_nomor", 12)
        page.keyboard.type((surat.nomor or "").lower())
        tab_sampai(page, "#id_token", 1)
        page.keyboard.type("salah")
        page.keyboard.press("Enter")
        expect(page.get_by_role("alert")).to_contain_text(str(receipt.TIDAK_COCOK))
        periksa(layar)
    page.fill("#id_nomor", (surat.nomor or "").lower())
    page.fill("#id_token", token.lower())
    page.keyboard.press("Enter")
    judul(page, ASLI)
    page.get_by_role("button", name="Tutup halaman ini").click()
    judul(page, "Apakah surat ini benar dari LKPP?")


@pytest.mark.parametrize("skrip", [True, False], ids=["with script", "without script"])
def test_the_file_itself_and_a_forged_one(surat: SuratKeluar, buka: Buka, skrip: bool) -> None:
    layar = buka(lebar=360, java_script_enabled=skrip)
    page = layar.page
    unggah(page, isi(surat))
    judul(page, "Berkas ini salinan persis surat dari LKPP")
    if skrip:
        periksa(layar)
    unggah(page, palsukan(surat))
    judul(page, "Berkas Anda sedang kami periksa")
    expect(page.locator("#kemajuan")).to_contain_text("Giliran Anda berikutnya.")
    if skrip:
        periksa(layar)
    bekerja()
    if not skrip:
        page.get_by_role("link", name="Lihat perkembangan").click()
    judul(page, PALSU)  # with the script the page turns by itself
    expect(page.locator(".alasan").first).to_contain_text(re.compile("Merah: bermasalah"))
    page.wait_for_load_state()
    for gambar in page.locator(".banding img").all():
        gambar.scroll_into_view_if_needed()
        expect(gambar).to_have_js_property("complete", True)
        assert gambar.evaluate("g => g.naturalWidth") > 800
    expect(page.locator("main")).to_contain_text("Biaya Rp2.500.000")
    if skrip:
        periksa(layar)
    with page.expect_download() as unduhan:
        page.get_by_role("link", name="Unduh hasil ini").click()
    assert unduhan.value.path().read_bytes().startswith(b"%PDF")


def test_a_letter_that_is_withdrawn_while_somebody_reads(surat: SuratKeluar, meja_asli: Meja, buka: Buka) -> None:
    layar = buka(lebar=360)
    page = layar.page
    page.goto(tertulis(surat))
    judul(page, ASLI)
    flow_keluar.cabut(surat=surat, alasan="Keliru alamat.", by=meja_asli.by[PENANDA_TANGAN], now=SENIN)
    page.reload()
    judul(page, "Surat ini sudah dicabut dan tidak berlaku lagi")
    expect(page.locator("main")).to_contain_text("Keliru alamat.")
    periksa(layar)
    unggah(page, isi(surat))
    judul(page, "Surat ini sudah dicabut dan tidak berlaku lagi")
    periksa(layar)


def test_a_secret_letter_is_only_known_to_exist(
    meja_asli: Meja, alamat: str, buka: Buka, monkeypatch: pytest.MonkeyPatch
) -> None:
    rahasia = terbitkan(meja_asli, alamat, monkeypatch, kerahasiaan=Kerahasiaan.RAHASIA)
    layar = buka(lebar=360)
    layar.page.goto(tertulis(rahasia))
    judul(layar.page, ASLI)
    expect(layar.page.locator("main")).to_contain_text(rahasia.nomor_surat)
    expect(layar.page.locator("main")).not_to_contain_text("Contoh Jaya")
    periksa(layar)
