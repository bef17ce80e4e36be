"""A letter out in a real browser, from its template to the post: written, seen, initialled, signed, dispatched."""

import re

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from akun.models import User
from persuratan.models import SuratKeluar
from persuratan.status_keluar import Status
from tests.journeys.test_halaman import SEMPIT, Buka, periksa, tab_sampai
from tests.peramban import PERLU_CHROMIUM
from tests.persuratan.conftest import direktur, gudang  # noqa: F401 - fixtures
from tests.persuratan.keluar import SANDI, Meja

pytestmark = [
    *PERLU_CHROMIUM,
    pytest.mark.usefixtures("kebijakan"),
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),  # WeasyPrint leaves a file open
]
ACARA = "Rapat Kenari"
SELESAI = 30_000  # milliseconds: the first letter of a process waits for the press to warm up


def tekan(page: Page, nama: str) -> None:
    page.get_by_role("button", name=nama, exact=True).click()


def langkah(page: Page, nama: str) -> None:
    """From the list to the letter that waits, and to its step."""
    page.goto(reverse("persuratan:keluar"))
    page.locator("a.tabel__utama").first.click()
    page.get_by_role("link", name=nama, exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(nama)


def test_a_letter_from_its_template_to_the_post(buka: Buka, orang: dict[str, User], meja_asli: Meja) -> None:
    tulis = buka(orang["penelaah"])
    page = tulis.page
    page.goto(reverse("persuratan:keluar"))
    page.get_by_role("link", name="Tulis surat").click()
    page.get_by_label("Undangan rapat").check()
    periksa(tulis)
    tekan(page, "Lanjutkan")
    page.get_by_label("Tujuan (Yth.)").fill("Bupati Boven Digoel")
    for label, isi in (
        ("Nama acara", ACARA),
        ("Latar belakang", "menindaklanjuti telaah"),
        ("Hari, tanggal", "Senin, 30 November 2026"),
        ("Waktu", "09.00 WIB"),
        ("Tempat", "Ruang 801"),
    ):
        page.get_by_label(label).fill(isi)
    page.get_by_label("Konfirmasi kehadiran").uncheck()
    periksa(tulis)
    tekan(page, "Buat konsep")

    gambar = page.locator("#pratinjau img")
    expect(gambar).to_be_visible()
    expect(gambar).to_have_attribute("src", reverse("persuratan:keluar_gambar", args=[SuratKeluar.objects.get().pk]))
    expect(gambar).to_have_js_property("naturalWidth", 900, timeout=SELESAI)
    page.get_by_label("Hal", exact=True).fill(f"Undangan {ACARA} Kedua")
    expect(gambar).to_have_attribute("src", re.compile("^data:image/png"), timeout=SELESAI)
    expect(page.locator("#pratinjau")).to_contain_text("1 halaman")
    assert SuratKeluar.objects.get().perihal == f"Undangan {ACARA}", "seen, not kept"
    periksa(tulis)
    tekan(page, "Simpan dan ajukan")
    page.get_by_label("Paraf ke-1").select_option(label="Kepala Subdirektorat 2")
    periksa(tulis)
    tekan(page, "Ajukan")
    expect(page.locator(".pesan-sistem")).to_contain_text("Surat sudah diajukan.")

    kepala = buka(orang["verifikator"], lebar=360)
    langkah(kepala.page, "Paraf")
    kepala.page.get_by_label("Catatan").fill("Setuju.")
    tekan(kepala.page, "Bubuhkan paraf")
    expect(kepala.page.locator(".tangga")).to_contain_text("Setuju.")
    periksa(kepala, ukuran=SEMPIT)

    atasan = buka(orang["pejabat_dpph"])
    langkah(atasan.page, "Tanda tangani")
    atasan.page.get_by_label("Kata sandi tanda tangan").fill("salah")
    tekan(atasan.page, "Tanda tangani")
    expect(atasan.page.get_by_role("alert").first).to_be_visible(timeout=SELESAI)
    periksa(atasan)
    atasan.page.get_by_label("Kata sandi tanda tangan").fill(SANDI)
    tekan(atasan.page, "Tanda tangani")
    expect(atasan.page.locator(".pesan-sistem")).to_contain_text("Surat sudah terbit.", timeout=SELESAI)
    expect(atasan.page.locator(".kertas img")).to_have_js_property("naturalWidth", 900, timeout=SELESAI)
    periksa(atasan)

    tu = buka(orang["petugas_tu"])
    tu.page.goto(reverse("persuratan:keluar_buku"))
    periksa(tu)
    tu.page.locator("a.tabel__utama").click()
    tu.page.get_by_role("link", name="Kirim", exact=True).click()
    tu.page.get_by_label("Dicetak dan diantar").check()
    periksa(tu)
    tekan(tu.page, "Kirim")
    expect(tu.page.locator(".pesan-sistem")).to_contain_text("Pengiriman sudah dicatat.")
    s = SuratKeluar.objects.get()
    assert (s.status, s.perihal, s.nama_penandatangan) == (
        Status.DIKIRIM,
        f"Undangan {ACARA} Kedua",
        orang["pejabat_dpph"].nama,
    )
    assert [x for layar in (tulis, kepala, atasan, tu) for x in layar.galat] == []


def test_several_letters_are_signed_by_keyboard_without_script(
    buka: Buka, orang: dict[str, User], meja_asli: Meja
) -> None:
    for _ in range(2):
        meja_asli.bawa_ke(Status.SIAP_TANDA_TANGAN)
    page = buka(orang["pejabat_dpph"], java_script_enabled=False).page
    page.goto(reverse("persuratan:keluar"))
    page.get_by_role("link", name="Tanda tangani beberapa sekaligus").click()
    expect(page.get_by_role("checkbox", checked=True)).to_have_count(2)
    page.get_by_label("Kata sandi tanda tangan").press_sequentially(SANDI)
    page.keyboard.press("Enter")
    expect(page.get_by_text("2 dari 2 surat terbit")).to_be_visible(timeout=SELESAI)
    expect(page.locator(".tangga__satu")).to_have_count(2)


def test_the_preview_comes_by_a_button_without_script(buka: Buka, orang: dict[str, User], meja_asli: Meja) -> None:
    s = meja_asli.konsep()
    page = buka(orang["penelaah"], java_script_enabled=False).page
    page.goto(reverse("persuratan:keluar_ubah", args=[s.pk]))
    page.get_by_label("Hal", exact=True).fill("Belum disimpan")
    tekan(page, "Segarkan")
    expect(page.locator("#pratinjau")).to_contain_text("1 halaman", timeout=SELESAI)
    expect(page.get_by_label("Hal", exact=True)).to_have_value("Belum disimpan")


def test_the_keyboard_reaches_the_step_from_the_list(buka: Buka, orang: dict[str, User], meja_asli: Meja) -> None:
    meja_asli.bawa_ke(Status.PARAF)
    page = buka(orang["penelaah"]).page
    page.goto(reverse("persuratan:keluar"))
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Penjelasan (Obat) & alkes")
    tab_sampai(page, "a.tombol[href$='/paraf/']", 40)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Paraf")
    tab_sampai(page, "main form button.tombol", 30)
    page.keyboard.press("Enter")
    expect(page.locator(".pesan-sistem")).to_contain_text("Surat sudah Anda paraf.")
