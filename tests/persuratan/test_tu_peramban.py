"""The desk of TU in a real browser: its pages under axe, a pile on paper typed by keyboard, a check without script."""

from pathlib import Path
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page, expect

from akun.models import Pejabat, User
from persuratan.models import SuratMasuk
from persuratan.status import Status
from tests.journeys.test_halaman import Buka, periksa
from tests.peramban import PERLU_CHROMIUM
from tests.persuratan.lembar import baris, xlsx

pytestmark = [*PERLU_CHROMIUM, pytest.mark.usefixtures("kebijakan")]
PANJANG = "Permohonan " + "sangatpanjangtanpaspasi" * 5


def url(nama: str, *args: Any) -> str:
    return reverse(f"persuratan:{nama}", args=args)


def test_the_pages_of_tu(buka: Buka, surat: Any, orang: dict[str, User], tmp_path: Path) -> None:
    biasa, tutup = surat(perihal=PANJANG, nama_pengirim=PANJANG[:150]), surat("sangat_rahasia", nomor_surat="2")
    layar = buka(orang["petugas_tu"])
    page = layar.page
    periksa(layar, url("tu"))
    periksa(layar, url("tu") + "?pandang=semua&q=permohonan&kerahasiaan=biasa")
    periksa(layar, url("tu") + "?pandang=semua&q=tidakadasamasekali")
    for s in (biasa, tutup):
        periksa(layar, url("tu_surat", s.nomor))
        page.get_by_role("button", name="Kembalikan kepada pengirim").click()
        expect(page.get_by_role("alert").first).to_be_visible()
        periksa(layar)
    periksa(layar, url("tu_catat"))
    page.get_by_role("button", name="Simpan", exact=True).click()
    expect(page.get_by_role("alert").first).to_be_visible()
    periksa(layar)
    periksa(layar, url("tu_tercatat"))
    periksa(layar, url("tu_impor"))
    lembar = tmp_path / "surat.xlsx"
    for rows in ([baris(1), baris(2, Perihal="", Kerahasiaan="Gawat")], [baris(n) for n in range(1, 4)]):
        lembar.write_bytes(xlsx(rows))
        page.goto(url("tu_impor"))
        page.locator("input[type=file]").set_input_files(lembar)
        page.get_by_role("button", name="Periksa lembar").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("Hasil pemeriksaan lembar")
        periksa(layar)
    page.get_by_role("button", name="Catat 3 surat").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("3 surat tercatat")
    periksa(layar)


def ketik(page: Page, nama: str, teks: str) -> None:
    """Press Tab until the focus stands on a field (a date has several stops), and type."""
    for _ in range(12):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.name") == nama:
            page.keyboard.type(teks)
            return
    pytest.fail(f"{nama} tidak tercapai")


def test_a_pile_on_paper_is_typed_without_a_mouse(buka: Buka, direktur: Pejabat, orang: dict[str, User]) -> None:
    page = buka(orang["petugas_tu"]).page
    page.goto(url("tu_catat"))
    page.locator("#id_kanal").focus()
    ketik(page, "penerima", direktur.jabatan[:12])
    ketik(page, "nomor_surat", "1/LSM/XI/2026")
    ketik(page, "perihal", "Aduan (Obat) & alkes")
    ketik(page, "jenis_pengirim", "Perorangan")
    ketik(page, "nama_pengirim", "Siti Contoh")
    page.get_by_role("button", name="Simpan dan tambah lagi").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="tercatat")).to_be_visible()
    expect(page.locator("#id_nomor_surat")).to_be_focused()
    page.keyboard.type("2/LSM/XI/2026")
    ketik(page, "perihal", "Aduan kedua")
    ketik(page, "nama_pengirim", "Budi Contoh")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Surat tercatat")
    satu, dua = SuratMasuk.objects.order_by("id")
    assert (satu.perihal, satu.penerima, satu.nama_pengirim) == ("Aduan (Obat) & alkes", direktur, "Siti Contoh")
    assert (dua.perihal, dua.penerima, dua.jenis_pengirim) == ("Aduan kedua", direktur, "perorangan")
    expect(page.locator("#kunci-nomor")).to_have_text(dua.nomor)


def test_check_and_pass_on_without_script(buka: Buka, surat: Any, orang: dict[str, User]) -> None:
    s = surat()
    page = buka(orang["petugas_tu"], java_script_enabled=False).page
    page.goto(reverse("meja"))
    page.get_by_role("link", name=s.perihal).click()
    for kotak in ("Surat terbaca", "Pejabat yang dituju sudah tepat", "Surat dan lampirannya lengkap"):
        page.get_by_label(kotak).check()
    page.get_by_role("button", name="Teruskan kepada pejabat").click()
    expect(page.locator(".pesan-sistem")).to_contain_text(f"0001/{timezone.localdate().year}")
    s.refresh_from_db()
    assert s.status == Status.DIPERIKSA_TU
