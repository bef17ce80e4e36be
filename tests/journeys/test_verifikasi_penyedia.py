"""A provider comes to the counter: registered, checked by keyboard, returned, passed, and its pass is checked."""

import io

import pypdfium2
import pytest
import zxingcpp
from django.conf import settings
from django.urls import reverse
from playwright.sync_api import Page, expect

from berkas import store
from helpdesk.models.verifikasi import Verifikasi
from helpdesk.status_verifikasi import Status
from tests.helpdesk.verifikasi import Loket
from tests.journeys.test_halaman import Buka, periksa, tab_sampai
from tests.peramban import PERLU_CHROMIUM

pytestmark = [*PERLU_CHROMIUM, pytest.mark.usefixtures("transactional_db")]
DATA = {
    "nama": "CV Contoh Sinar Mandar",
    "npwp": "01.234.567.8-901.000",
    "alamat": "Jalan Contoh 3, Mamuju",
    "surel": "admin@sinar.example",
    "telepon": "0426-21001",
    "pimpinan": "Hj. Nurhayati",
    "kuasa": "Andi Rahmat",
}


def daftarkan(page: Page) -> Verifikasi:
    page.goto(reverse("helpdesk:verifikasi_baru"))
    for nama, nilai in DATA.items():
        page.fill(f"#id_{nama}", nilai)
    page.select_option("#id_bentuk", "cv")
    page.get_by_label("Kuasa, dengan surat kuasa").check()
    page.get_by_role("button", name="Daftarkan").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Slip verifikasi penyedia")
    return Verifikasi.objects.get()


def nilai_semua(page: Page, v: Verifikasi) -> None:
    """Every needed document by the keyboard alone: Y for yes, the space bar for the original."""
    page.get_by_role("link", name="Periksa dokumen").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Periksa dokumen")
    for item in v.item.filter(wajib=True):
        if item.dokumen.asli:
            tab_sampai(page, f"#id_d{item.pk}-asli_dilihat", 30)
            page.keyboard.press("Space")
        for sisi in ("kelengkapan", "validitas", "kesesuaian"):
            tab_sampai(page, f"#id_d{item.pk}-{sisi}", 30)
            page.keyboard.press("y")
    tab_sampai(page, "main button[type=submit]", 30)
    page.keyboard.press("Enter")
    expect(page.get_by_text("Hasil pemeriksaan sudah disimpan.")).to_be_visible()


@pytest.mark.parametrize("skrip", [True, False], ids=["with-script", "without"])
def test_from_the_counter_to_a_pass_that_anybody_can_check(
    loket: Loket, buka: Buka, alamat: str, monkeypatch: pytest.MonkeyPatch, skrip: bool
) -> None:
    monkeypatch.setattr(settings, "SITE_URL", alamat)
    layar = buka(loket.petugas, java_script_enabled=skrip)
    page = layar.page
    v = daftarkan(page)
    token = v.token
    if skrip:
        nilai_semua(page, v)
    else:
        page.get_by_role("link", name="Periksa dokumen").click()
        for item in v.item.filter(wajib=True):
            for sisi in ("kelengkapan", "validitas", "kesesuaian"):
                page.select_option(f"#id_d{item.pk}-{sisi}", "ya")
            if item.dokumen.asli:
                page.check(f"#id_d{item.pk}-asli_dilihat")
        page.get_by_role("button", name="Simpan hasil periksa").click()
    page.get_by_role("link", name="Luluskan").click()
    page.get_by_role("button", name="Luluskan dan terbitkan tanda lulus").click()
    expect(page.get_by_text("Penyedia lulus verifikasi. Cetak tanda lulusnya.")).to_be_visible()
    v.refresh_from_db()
    assert v.status == Status.LULUS
    assert v.berkas_id is not None
    dokumen = pypdfium2.PdfDocument(io.BytesIO(b"".join(store.read(v.berkas_id))))
    try:
        kode = zxingcpp.read_barcodes(dokumen[0].render(scale=2).to_pil())
    finally:
        dokumen.close()
    umum = buka(lebar=360, java_script_enabled=skrip)
    umum.page.goto(kode[0].text)
    expect(umum.page.get_by_role("heading", level=1)).to_have_text("Tanda lulus verifikasi ini benar dan berlaku")
    assert token not in umum.page.url
    if skrip:
        periksa(layar)
        periksa(umum)
