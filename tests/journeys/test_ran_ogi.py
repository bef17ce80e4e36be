"""The matrix of the action plan: noted, mended, published, read by a stranger, and taken back, in a real browser."""

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page, expect

from akun.models import User
from laporan import reference
from tests.journeys.test_halaman import Buka, periksa
from tests.peramban import PERLU_CHROMIUM

pytestmark = [*PERLU_CHROMIUM, pytest.mark.usefixtures("transactional_db")]
DUA_LAYAR = [(360, "light"), (360, "dark"), (1280, "light"), (1280, "dark")]


SANDI = "sungai-arut-mengalir-tenang"


@pytest.fixture
def pejabat(orang: dict[str, User]) -> User:
    reference.load_renaksi()
    user = orang["pejabat_dpph"]
    user.set_password(SANDI)
    user.save()
    return user


def terbitkan(page: Page) -> None:
    """Show who one is, then publish."""
    page.goto(reverse("laporan:renaksi_terbitkan"))
    page.fill("#id_password", SANDI)
    page.get_by_role("button", name="Lanjutkan").click()
    kirim(page, "Terbitkan matriks", "Nota dinas 7")
    expect(page.get_by_text("Matriks sudah diterbitkan.")).to_be_visible()


def catat(page: Page, teks: str) -> None:
    page.get_by_role("link", name="Catat capaian").click()
    page.fill("#id_tanggal", timezone.localdate().isoformat())
    page.fill("#id_isi", teks)
    page.fill("#id_tautan", "https://www.lkpp.go.id/siaran Siaran pers")
    page.get_by_role("button", name="Simpan catatan").click()
    expect(page.get_by_text("Capaian sudah dicatat.")).to_be_visible()


def kirim(page: Page, langkah: str, alasan: str) -> None:
    page.fill("#id_alasan", alasan)
    page.locator("main form").get_by_role("button", name=langkah).click()


@pytest.mark.parametrize("skrip", [True, False], ids=["with-script", "without"])
def test_a_note_from_the_desk_to_the_public_and_back(buka: Buka, pejabat: User, skrip: bool) -> None:
    layar, orang_luar = buka(pejabat, java_script_enabled=skrip), buka(java_script_enabled=skrip)
    page, publik = layar.page, reverse("statistik:ran_ogi")
    page.goto(reverse("laporan:renaksi"))
    page.get_by_role("link", name="6. Masyarakat").click()
    catat(page, "Pelatihan di Bandung")
    satu = page.locator("#k-capaian + *, #k-capaian ~ div").filter(has_text="Pelatihan di Bandung").last
    satu.get_by_role("link", name="Perbaiki").click()
    page.fill("#id_isi", "Pelatihan di Bandung bersama ICW")
    kirim(page, "Simpan perbaikan", "Mitranya belum disebut")
    expect(page.get_by_text("Catatan sudah diperbaiki.")).to_be_visible()
    terbitkan(page)
    orang_luar.page.goto(publik)
    expect(orang_luar.page.get_by_text("Pelatihan di Bandung bersama ICW")).to_be_visible()
    page.get_by_role("link", name="Tarik dari publik").click()
    kirim(page, "Tarik dari publik", "Ditinjau lagi")
    expect(page.get_by_text("Matriks tidak lagi dibaca publik.")).to_be_visible()
    jawaban = orang_luar.page.goto(publik)
    assert jawaban is not None
    assert jawaban.status == 404


def test_every_page_of_it_on_every_screen(buka: Buka, pejabat: User) -> None:
    layar = buka(pejabat)
    page = layar.page
    terbitkan(page)
    page.goto(reverse("laporan:renaksi_satu", args=[3]))
    perbaiki, cabut = (page.get_by_role("link", name=n).first.get_attribute("href") for n in ("Perbaiki", "Cabut"))
    alamat = [reverse("statistik:ran_ogi"), *(reverse(f"laporan:renaksi{n}") for n in ("", "_terbitkan", "_tarik"))]
    alamat += [reverse(f"laporan:renaksi_{n}", args=[3]) for n in ("satu", "catat")]
    for satu in [*alamat, perbaiki or "", cabut or ""]:
        periksa(layar, satu, ukuran=DUA_LAYAR)
    page.goto(alamat[-1])
    page.get_by_role("button", name="Simpan catatan").click()
    expect(page.get_by_role("alert").first).to_be_visible()
    periksa(layar, ukuran=DUA_LAYAR)
