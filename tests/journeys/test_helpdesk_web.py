"""The helpdesk by the web, in a real browser on a phone: from the report with a screenshot to the one question at the
end; with and without script; and every page of it looked at with axe."""

# ruff: noqa: F811 - fixtures

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page, expect

from akun.actor import Actor
from akun.models import User
from berkas import flow as berkas_flow
from helpdesk import flow, flow_eskalasi
from helpdesk.forms import lapor
from helpdesk.models import LampiranTiket, MejaLayanan, Regu, Tiket
from helpdesk.status import Status
from tests.berkas import samples
from tests.helpdesk.conftest import Klasifikasikan, buat, klasifikasikan, meja, pelaku, petugas  # noqa: F401 - fixtures
from tests.journeys.test_halaman import Buka, periksa, tab_sampai
from tests.peramban import PERLU_CHROMIUM, Layar

pytestmark = [
    *PERLU_CHROMIUM,
    pytest.mark.usefixtures("kebijakan"),
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),  # WeasyPrint leaves a file open
]
Pelaku = Callable[[str], Actor]
Meja = dict[str, MejaLayanan]


@pytest.fixture(autouse=True)
def _secepat_mesin(monkeypatch: pytest.MonkeyPatch) -> None:
    """The browser of a test may be quicker than people are."""
    monkeypatch.setattr(lapor, "CEPAT", 0)


def layar_galat(nama: str = "layar.jpg") -> Any:
    return {"name": nama, "mimeType": "image/jpeg", "buffer": samples.jpeg_gps()}


def tekan(page: Page, nama: str) -> None:
    page.get_by_role("button", name=nama, exact=True).last.click()


def isi_laporan(page: Page) -> None:
    page.get_by_label("Singkatnya").fill("Tidak bisa mengunggah penawaran")
    page.get_by_label("Apa yang terjadi?").fill("Muncul pesan 500. password: R4hasia!Sekali")
    page.set_input_files("#id_berkas", [layar_galat()])
    page.get_by_label("Nama LPSE").fill("mamuju")
    page.get_by_label("Anda sebagai").select_option(label="Penyedia")
    page.get_by_label("Alamat e-mail").fill("andi@penyedia.example")


@pytest.mark.parametrize("skrip", [True, False], ids=["with script", "without script"])
def test_from_the_report_to_the_one_question(
    skrip: bool,
    buka: Buka,
    meja: Meja,
    pelaku: Pelaku,
    klasifikasikan: Klasifikasikan,
) -> None:
    layar = buka(lebar=360, java_script_enabled=skrip)
    lihat: Callable[[Layar], None] = periksa if skrip else lambda _layar: None
    page = layar.page
    page.goto("/helpdesk/")
    lihat(layar)
    page.get_by_role("link", name="Laporkan gangguan").click()
    isi_laporan(page)
    tekan(page, "Kirim laporan")
    expect(page.get_by_role("alert")).to_contain_text("Tulis nama Anda")
    expect(page.locator("main")).to_contain_text("Kata sandi di tulisan Anda kami samarkan")
    expect(page.locator("main .berkas")).to_contain_text("layar.jpg")
    lihat(layar)
    page.get_by_label("Nama", exact=True).fill("Andi Contoh")
    tekan(page, "Kirim laporan")
    expect(page.get_by_role("heading", level=1)).to_have_text("Laporan Anda sudah kami terima")
    lihat(layar)
    t = Tiket.objects.get()
    assert (t.meja, "R4hasia" in t.uraian, t.lampiran.count()) == (meja["mamuju"], False, 1)
    token = page.locator("#kunci-token").inner_text()
    expect(page.locator("#kunci-nomor")).to_have_text(t.nomor)

    lain = buka(lebar=360, java_script_enabled=skrip)  # another device, with what was written down
    page = lain.page
    page.goto(f"/lacak/?nomor={t.nomor}")
    page.get_by_label("Token").fill(token.lower())
    page.locator("main form button[type=submit]").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Laporan Anda sudah kami terima")

    now = timezone.now()
    klasifikasikan(t, now=now)
    flow.ambil(tiket=t, by=pelaku("mamuju"), now=now)
    flow.tanya(tiket=t, isi="Peramban apa yang dipakai?", by=pelaku("mamuju"), now=now)
    page.reload()
    expect(page.get_by_role("heading", level=1)).to_have_text("Kami memerlukan jawaban Anda")
    lihat(lain)
    page.get_by_label("Pesan Anda").fill("Firefox 140")
    page.set_input_files("#id_berkas", [layar_galat("versi.jpg")])
    tekan(page, "Kirim jawaban")
    expect(page.locator(".pesan-sistem")).to_contain_text("Pesan Anda sudah kami terima")
    expect(page.locator(".percakapan")).to_contain_text("versi.jpg")
    t.refresh_from_db()
    flow.selesaikan(tiket=t, isi="Kuota unggah sudah diperbesar.", by=pelaku("mamuju"), now=timezone.now())
    page.reload()
    expect(page.locator("main")).to_contain_text("Kuota unggah sudah diperbesar.")
    tekan(page, "Kirim")
    expect(page.get_by_role("alert")).to_contain_text("Pilih selesai atau belum")
    lihat(lain)
    page.get_by_label("Selesai", exact=True).check()
    tekan(page, "Kirim")
    expect(page.get_by_role("heading", level=1)).to_have_text("Anda menyatakan sudah selesai")
    lihat(lain)
    page.get_by_label("Sangat baik").check()
    tekan(page, "Kirim penilaian")
    expect(page.locator("main")).to_contain_text("penilaian Anda sudah kami terima")
    t.refresh_from_db()
    assert (t.status, t.nilai) == (Status.DIKONFIRMASI, 5)
    assert layar.galat + lain.galat == []


def test_the_page_in_every_public_state_and_the_tickets_of_an_account(
    buka: Buka,
    meja: Meja,
    petugas: dict[str, User],
    pelaku: Pelaku,
    buat: Any,
    klasifikasikan: Klasifikasikan,
) -> None:
    now = timezone.now() - timedelta(minutes=5)
    regu = Regu.objects.create(meja=meja["mamuju"], kode="teknis", nama="Tim teknis")
    satu, dua, tiga = (buat(now=now, judul=f"Galat {'panjang' * 12} {n}") for n in range(3))
    for t in (satu, dua):
        klasifikasikan(t, now=now)
        flow.ambil(tiket=t, by=pelaku("mamuju"), now=now)
    flow_eskalasi.eskalasi_fungsional(tiket=satu, regu=regu, alasan="Log", by=pelaku("mamuju"), now=now)
    flow_eskalasi.eskalasi_lkpp(tiket=satu, lingkup="bug", alasan="Bug", by=pelaku("mamuju"), now=now)
    flow.selesaikan(tiket=dua, isi="Beres.", by=pelaku("mamuju"), now=now)
    flow.tutup(tiket=dua, by=pelaku("mamuju"), now=now)
    flow.batalkan(tiket=tiga, alasan="Salah kirim", by=pelaku("pelapor"), now=now)
    layar = buka(petugas["pelapor"])
    for t in (satu, dua, tiga):
        periksa(layar, reverse("helpdesk:tiket_saya", args=[t.nomor]))
    periksa(layar, reverse("helpdesk:milik"))
    periksa(layar, reverse("helpdesk:lapor"))


def test_the_pages_of_the_organisations(buka: Buka, meja: Meja, petugas: dict[str, User]) -> None:
    layar, m = buka(petugas["helpdesk"]), meja["mamuju"]
    regu = Regu.objects.create(meja=m, kode="teknis", nama="Tim teknis")
    periksa(layar, reverse("helpdesk:organisasi"))
    periksa(layar, reverse("helpdesk:organisasi_baru"))
    tekan(layar.page, "Simpan")
    expect(layar.page.get_by_role("alert")).to_be_visible()
    periksa(layar)
    kepala = buka(petugas["kepala"])
    for nama, *args in (("meja", m.pk), ("ubah", m.pk), ("regu_baru", m.pk), ("regu", m.pk, regu.pk)):
        periksa(kepala, reverse(f"helpdesk:organisasi_{nama}", args=args))


def test_the_keyboard_alone_reports(buka: Buka, meja: Meja) -> None:
    page = buka(lebar=360).page
    page.goto(reverse("helpdesk:lapor"))
    tab_sampai(page, "#id_judul", 15)
    page.keyboard.type("Tidak bisa login")
    page.keyboard.press("Enter")  # looks for an answer and stays; it does not send
    expect(page.locator("#saran-faq")).to_contain_text("Lanjutkan laporan Anda")
    expect(page.get_by_label("Singkatnya")).to_have_value("Tidak bisa login")
    assert not Tiket.objects.exists()
    tab_sampai(page, "#id_uraian", 15)
    page.keyboard.type("Sejak pagi")
    tab_sampai(page, "#id_lpse", 12)
    page.keyboard.type("LPSE Mamuju")
    tab_sampai(page, "#id_pengguna", 3)
    page.keyboard.type("Penyedia")
    tab_sampai(page, "#id_nama", 3)
    page.keyboard.type("Andi")
    tab_sampai(page, "#id_telepon", 4)
    page.keyboard.type("0812")
    tab_sampai(page, "main form .tombol-baris button.tombol", 3)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Laporan Anda sudah kami terima")


def test_a_file_is_taken_out_of_the_report_by_its_button(buka: Buka, meja: Meja) -> None:
    page = buka(lebar=360).page
    page.goto(reverse("helpdesk:lapor"))
    isi_laporan(page)
    tekan(page, "Kirim laporan")
    page.get_by_role("button", name="Hapus layar.jpg").click()
    expect(page.locator("main .berkas")).to_have_count(0)
    expect(page.get_by_label("Singkatnya")).to_have_value("Tidak bisa mengunggah penawaran")


def test_a_file_of_the_thread_is_fetched(buka: Buka, meja: Meja, petugas: dict[str, User], buat: Any) -> None:
    t = buat(now=timezone.now())
    berkas = berkas_flow.buat(isi=samples.pdf(), nama="panduan.pdf", now=timezone.now())
    LampiranTiket.objects.create(tiket=t, berkas=berkas)
    page = buka(petugas["pelapor"], lebar=360).page
    page.goto(reverse("helpdesk:tiket_saya", args=[t.nomor]))
    with page.expect_download() as unduhan:
        page.get_by_role("link", name="panduan.pdf").click()
    assert unduhan.value.suggested_filename == "panduan.pdf"
