"""The letters of officials in a real browser: pages under axe, the tree without script, a disposition by keyboard."""

from collections.abc import Callable
from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from akun.actor import Actor
from akun.models import User
from persuratan import disposisi
from persuratan.disposisi import Arahan
from persuratan.models import Disposisi, SuratMasuk
from tests.factories import SENIN
from tests.journeys.test_halaman import PANJANG, Buka, kosongkan, periksa, tab_sampai
from tests.peramban import PERLU_CHROMIUM

pytestmark = [*PERLU_CHROMIUM, pytest.mark.usefixtures("kebijakan")]
Surat = Callable[..., SuratMasuk]
Arahkan = Callable[..., Disposisi]


def url(nama: str, *args: Any) -> str:
    return reverse(f"persuratan:{nama}", args=args)


def lanjutkan(satu: Disposisi, dari: User, kepada: User) -> Disposisi:
    isi = Arahan(orang=[kepada], instruksi=["telaah"])
    return disposisi.teruskan(disposisi=satu, arahan=isi, by=Actor.of(dari), now=SENIN)[0]


def test_the_pages_of_the_official(buka: Buka, di_pejabat: Surat, arahkan: Arahkan, orang: dict[str, User]) -> None:
    s, rahasia = di_pejabat(perihal=PANJANG), di_pejabat("rahasia")
    satu = arahkan(s, "penelaah", catatan=PANJANG)
    lanjutkan(satu, orang["penelaah"], orang["verifikator"])
    layar = buka(orang["pejabat_dpph"])
    periksa(layar, url("masuk") + "?milik=semua")
    periksa(layar, url("masuk") + "?milik=semua&q=tidakadasamasekali")
    for surat, langkah in ((rahasia, ("surat", "terima", "disposisikan", "jawab")), (s, ("surat", "tanya"))):
        for nama in langkah:
            periksa(layar, url(nama, surat.nomor))
            if nama in {"disposisikan", "jawab", "tanya"}:
                kosongkan(layar)
    periksa(layar, url("disposisikan", s.nomor))
    periksa(layar, url("selesaikan", s.nomor), status=409)
    periksa(layar, url("disposisi_tarik", s.nomor, satu.pk))


def test_the_pages_of_whoever_was_asked(
    buka: Buka, di_pejabat: Surat, arahkan: Arahkan, orang: dict[str, User]
) -> None:
    s = di_pejabat()
    anak = lanjutkan(arahkan(s, "penelaah"), orang["penelaah"], orang["verifikator"])
    layar = buka(orang["verifikator"])
    periksa(layar, url("surat", s.nomor))
    for nama in ("teruskan", "laporkan", "kembalikan"):
        periksa(layar, url(f"disposisi_{nama}", s.nomor, anak.pk))
        kosongkan(layar)


def test_the_tree_folds_by_keyboard_without_script(
    buka: Buka, di_pejabat: Surat, arahkan: Arahkan, orang: dict[str, User]
) -> None:
    satu = arahkan(di_pejabat(), "penelaah")
    lanjutkan(satu, orang["penelaah"], orang["verifikator"])
    page = buka(orang["pejabat_dpph"], java_script_enabled=False).page
    page.goto(url("surat", satu.surat.nomor))
    anak = page.get_by_text("1.1. Ibu Verifikator")
    expect(anak).to_be_visible()
    page.locator(".pohon summary").press("Enter")
    expect(anak).to_be_hidden()


def test_an_official_disposes_by_keyboard_with_names_that_are_suggested(
    buka: Buka, di_pejabat: Surat, orang: dict[str, User]
) -> None:
    s = di_pejabat()
    page = buka(orang["pejabat_dpph"]).page
    page.goto(url("masuk"))
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text(s.perihal)
    tab_sampai(page, "a.tombol[href$='/disposisikan/']", 40)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Beri disposisi")
    tab_sampai(page, "#id_orang_1", 30)
    page.keyboard.type("pimpin")
    saran = page.locator("#daftar-orang-1 option")
    expect(saran).to_have_count(1)
    page.keyboard.press("Control+A")
    page.keyboard.type(str(saran.get_attribute("value")))
    tab_sampai(page, "#id_instruksi_0", 10)
    page.keyboard.press("Space")
    page.locator("[name=kepentingan]:checked").focus()  # past the date, whose parts are the browser's own
    tab_sampai(page, "main form button.tombol:not([name])", 3)
    page.keyboard.press("Enter")
    expect(page.locator(".pesan-sistem")).to_contain_text("Disposisi sudah diberikan.")
    assert s.disposisi.get().kepada == orang["pimpinan"]
