"""Telephone and counter in a real browser: a call without a mouse, an answer without a ticket, an answer that is owed
and becomes a question for everybody; with and without script; and every page of it looked at with axe."""

import re
from collections.abc import Callable

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page, expect

from akun.actor import Actor
from akun.models import User
from helpdesk import balasan_siap, faq, flow, reference_faq, tender
from helpdesk.faq import IsiFaq
from helpdesk.models import Faq, FaqTerjawab, MejaLayanan, Tiket
from tests.factories import SENIN
from tests.helpdesk.conftest import meja, pelaku, petugas  # noqa: F401
from tests.journeys.test_halaman import PANJANG, Buka, periksa, tab_sampai
from tests.peramban import PERLU_CHROMIUM

pytestmark = [*PERLU_CHROMIUM, pytest.mark.usefixtures("kebijakan")]
Orang = dict[str, User]
Pelaku = Callable[[str], Actor]
Meja = dict[str, MejaLayanan]


def url(nama: str, *args: object) -> str:
    return reverse(f"helpdesk:{nama}", args=args)


@pytest.fixture(autouse=True)
def _tanya_jawab(db: None) -> None:
    reference_faq.load_faq()


def ketik(page: Page, nama: str, teks: str) -> None:
    tab_sampai(page, f"[name={nama}]", 3)
    page.keyboard.type(teks)


def test_a_call_is_written_down_on_one_screen_without_a_mouse(
    buka: Buka,
    petugas: Orang,  # noqa: F811
) -> None:
    page = buka(petugas["mamuju"]).page
    page.goto(url("loket"))
    expect(page.locator("q")).to_contain_text("dengan LPSE Mamuju di sini")
    expect(page.locator("#id_nama")).to_be_focused()
    page.keyboard.type("Yusuf Contoh")
    ketik(page, "telepon", "0812 1234 5678")
    ketik(page, "alamat", "Kalukku")
    ketik(page, "uraian", "Bagaimana mengganti nama direktur di akun penyedia? Aktanya baru.")
    expect(page.locator("#saran-faq")).to_contain_text("mendaftar sebagai penyedia")  # looked at, but another question
    tab_sampai(page, "main form[action] button[type=submit]:not([name])", 12)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Bacakan nomor")
    nomor, token = (page.locator(f"#kunci-{n}").inner_text() for n in ("nomor", "token"))
    assert re.fullmatch(r"TKT\d{12}", nomor)
    expect(page.locator("#id_nama")).to_be_focused()  # the next caller
    expect(page.locator("#id_nama")).to_have_value("")
    tiket = Tiket.objects.get(nomor=nomor)
    assert (tiket.kanal, tiket.nama, tiket.judul) == (
        "telepon",
        "Yusuf Contoh",
        "Bagaimana mengganti nama direktur di akun penyedia?",
    )
    pelapor = buka(lebar=360).page  # at home, with the number and the token that were read out
    pelapor.goto(reverse("lacak"))
    pelapor.get_by_label("Nomor tiket").fill(nomor)
    pelapor.get_by_label("Token").fill(token)
    pelapor.locator("main form button[type=submit]").click()
    expect(pelapor.locator("main")).to_contain_text("Bagaimana mengganti nama direktur")


def test_an_answer_that_is_there_already_needs_no_ticket(buka: Buka, petugas: Orang) -> None:  # noqa: F811
    layar = buka(petugas["mamuju"])
    page = layar.page
    page.goto(url("loket"))
    page.locator("#id_uraian").press_sequentially("katanya lupa pasword spse")
    page.locator("#saran-faq summary").first.click()
    periksa(layar)
    page.get_by_role("button", name="Terjawab").first.click()
    expect(page.locator(".pesan-sistem")).to_contain_text("Terjawab tanpa tiket")
    assert FaqTerjawab.objects.get(faq__kode="lupa-kata-sandi").petugas == 1
    assert not Tiket.objects.exists()


def test_at_the_counter_without_script(buka: Buka, petugas: Orang) -> None:  # noqa: F811
    page = buka(petugas["mamuju"], java_script_enabled=False, lebar=360).page
    page.goto(url("loket"))
    for nama, isi in (("nama", "Siti"), ("telepon", "0812 1111 2222"), ("alamat", "Mamuju"), ("uraian", "lupa sandi")):
        page.locator(f"#id_{nama}").fill(isi)
    page.get_by_label("Jalur masuk").select_option(label="Datang langsung")
    page.get_by_role("button", name="Cari jawaban").click()
    expect(page.locator("#saran-faq")).to_contain_text("Saya lupa kata sandi SPSE")
    page.get_by_role("button", name="Catat tiket").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Bacakan nomor")
    assert (Tiket.objects.get().kanal, Tiket.objects.get().nama) == ("datang", "Siti")


def test_an_answer_that_is_owed_becomes_a_question_for_everybody(
    buka: Buka,
    petugas: Orang,  # noqa: F811
    pelaku: Pelaku,  # noqa: F811
) -> None:
    page = buka(petugas["mamuju"]).page
    page.goto(url("loket"))
    for nama, isi in (("nama", "Yusuf Contoh"), ("telepon", "0812 1234 5678"), ("alamat", "Kalukku")):
        page.locator(f"#id_{nama}").fill(isi)
    page.locator("#id_uraian").fill("Apakah faktur pajak diunggah ke SPSE?")
    page.get_by_label("Belum dapat dijawab sekarang").check()
    page.get_by_role("button", name="Catat tiket").click()
    expect(page.locator("main")).to_contain_text("Masuk daftar belum terjawab")
    page.goto(url("belum_terjawab"))
    expect(page.locator("main")).to_contain_text("0812 1234 5678")
    page.get_by_role("link", name="Apakah faktur pajak").click()
    tiket = Tiket.objects.get()
    flow.balas(tiket=tiket, isi="Tidak. Faktur diserahkan kepada PPK.", by=pelaku("mamuju"), now=timezone.now())
    versi = faq.draf_dari_tiket(tiket, by=pelaku("mamuju"), now=timezone.now())
    kepala = buka(petugas["kepala"]).page
    kepala.goto(url("faq_kelola"))
    kepala.get_by_role("link", name="Apakah faktur pajak").click()
    kepala.get_by_role("button", name="Setujui").click()
    kepala.get_by_role("button", name="Terbitkan").click()
    expect(kepala.locator(".pesan-sistem")).to_contain_text("Sudah terbit")
    warga = buka(lebar=360).page
    warga.goto(url("faq"))
    warga.get_by_label("Apa yang ingin Anda ketahui?").fill("faktur pajak")
    warga.get_by_role("button", name="Cari").click()
    warga.get_by_role("link", name="Apakah faktur pajak").click()
    expect(warga.locator("main")).to_contain_text("Faktur diserahkan kepada PPK.")
    expect(warga.locator("main")).not_to_contain_text("Yusuf")
    warga.get_by_role("button", name="Terjawab").click()
    expect(warga.locator(".pesan-sistem")).to_contain_text("Terima kasih")
    assert FaqTerjawab.objects.get(faq=versi.faq).sendiri == 1


def test_the_public_pages(buka: Buka) -> None:
    layar = buka()
    periksa(layar, url("faq"))
    periksa(layar, url("faq") + "?kategori=akun")
    periksa(layar, url("faq") + "?q=lupa+kata+sandi")
    periksa(layar, url("faq") + "?q=zzzz")
    periksa(layar, url("faq_satu", "dokumen-verifikasi-penyedia"))


def test_the_officers_pages(buka: Buka, petugas: Orang, pelaku: Pelaku, meja: Meja) -> None:  # noqa: F811
    by, m = pelaku("mamuju"), meja["mamuju"]
    draf = faq.tulis(IsiFaq(PANJANG[:300], PANJANG, "akun"), meja=m, by=by, now=SENIN)
    tender.simpan(meja=m, kode_tender="1" * 30, nama=PANJANG[:250], tahap=4, by=by, now=SENIN)
    balasan_siap.simpan(None, meja=m, judul=PANJANG[:120], isi=PANJANG, aktif=False, by=by, now=SENIN)
    layar = buka(petugas["kepala"])
    page = layar.page
    for nama in ("loket", "belum_terjawab", "balasan_siap", "balasan_siap_baru", "tender", "tender_impor"):
        periksa(layar, url(nama))
    for nama in ("faq_kelola", "faq_baru"):
        periksa(layar, url(nama))
    for nama in ("faq_entri", "faq_ubah"):
        periksa(layar, url(nama, draf.faq_id))
    umum = Faq.objects.get(kode="lupa-kata-sandi")
    periksa(layar, url("faq_entri", umum.pk))
    page.goto(url("loket"))
    page.get_by_role("button", name="Catat tiket").click()
    expect(page.get_by_role("alert").first).to_be_visible()
    periksa(layar)
    isi = b"kode_tender,nama,tahap\n1,A,4\n2,B,13\n"
    for buang in (b"", b"2,B,13\n"):
        page.goto(url("tender_impor"))
        data = isi.replace(buang, b"") if buang else isi
        page.set_input_files("#id_berkas", {"name": "t.csv", "mimeType": "text/csv", "buffer": data})
        page.get_by_role("button", name="Periksa berkas").click()
        expect(page.locator("main")).to_contain_text("Simpan tender ini" if buang else "tahap harus 1 sampai 12")
        periksa(layar)
