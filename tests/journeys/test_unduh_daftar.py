"""A list is taken along in a real browser: past the password, at once, or as an order with its progress."""

from collections.abc import Callable
from pathlib import Path

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from akun.models import User
from laporan import pekerjaan
from laporan.ekspor import jalan
from pengaduan.status import Status
from tests import factories
from tests.peramban import PERLU_CHROMIUM, Layar, pandang

pytestmark = [*PERLU_CHROMIUM, pytest.mark.usefixtures("kebijakan")]
SANDI = "sandi-untuk-uji-ekspor"


def periksa(layar: Layar) -> None:
    """How a page looks on a phone and on a wide screen, in the dark as well."""
    pandang(layar, ((360, "light"), (1280, "dark")))


def test_a_list_is_taken_along(
    buka: Callable[..., Layar], orang: dict[str, User], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    orang["penelaah"].set_password(SANDI)
    orang["penelaah"].save()
    kasus = [factories.bawa_ke(Status.TERKIRIM, orang) for _ke in range(3)]
    layar = buka(orang["penelaah"])
    page = layar.page
    page.goto(reverse("pengaduan:meja") + "?pandang=semua")
    page.get_by_role("link", name="Unduh daftar ini").click()
    page.locator("input[name=password]").fill(SANDI)
    page.locator("main button[type=submit]").first.click()
    expect(page.get_by_role("heading", name="Kasus pengaduan")).to_be_visible()
    periksa(layar)
    page.get_by_label("CSV").check()
    with page.expect_download() as unduhan:
        page.get_by_role("button", name="Unduh").click()
    unduhan.value.save_as(tmp_path / "satu.csv")
    isi = (tmp_path / "satu.csv").read_text("utf-8-sig")
    assert all(p.nomor in isi for p in kasus)

    monkeypatch.setattr(jalan, "SEKETIKA", 2)
    page.reload()
    page.get_by_role("button", name="Pesan berkas").click()
    expect(page.get_by_text("Menunggu giliran")).to_be_visible()
    periksa(layar)
    pekerjaan.kerjakan(jam=timezone.now)
    with page.expect_download() as unduhan:  # the page has noticed by itself
        page.get_by_role("link", name="Unduh").click()
    unduhan.value.save_as(tmp_path / "dua.xlsx")
    assert (tmp_path / "dua.xlsx").read_bytes().startswith(b"PK")
    periksa(layar)
    page.get_by_role("link", name="Semua pesanan saya").click()
    expect(page.get_by_text("Siap diunduh")).to_be_visible()
    periksa(layar)
    page.goto(reverse("laporan:ekspor_daftar"))
    periksa(layar)
