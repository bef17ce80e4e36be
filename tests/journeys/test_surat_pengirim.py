"""The sender's pages in a real browser, from signing up to the answer to a question: looked at with axe, narrow and
wide, light and dark, with and without script, by keyboard."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page, expect

from akun import reference
from akun.actor import Actor
from akun.models import Pejabat, User
from persuratan import disposisi, draf, flow_masuk
from persuratan.disposisi import Arahan
from persuratan.forms import kirim
from persuratan.models import SuratMasuk
from tests.berkas import samples
from tests.journeys.test_halaman import SANDI, Buka, periksa, tab_sampai
from tests.peramban import PERLU_CHROMIUM, Layar
from tests.persuratan.pengirim import TULIS, berdata

pytestmark = [*PERLU_CHROMIUM, pytest.mark.usefixtures("kebijakan")]
JABATAN = "Direktur Penanganan Permasalahan Hukum"


@pytest.fixture
def pejabat(db: None) -> Pejabat:
    reference.load_unit()
    reference.load_pejabat()
    return Pejabat.objects.get(jabatan=JABATAN)


def berkas(nama: str, isi: bytes) -> Any:
    return {"name": nama, "mimeType": "application/pdf", "buffer": isi}


def isi_surat(page: Page, *, perihal: str = "Permintaan Informasi (Obat) & Alkes") -> None:
    page.get_by_label("Penerima").select_option(label=JABATAN)
    page.get_by_label("Nomor surat").fill("700/1142/Irw.I")
    page.get_by_label("Perihal").fill(perihal)


@pytest.fixture(autouse=True)
def _secepat_mesin(monkeypatch: pytest.MonkeyPatch) -> None:
    """The browser of a test may be quicker than people are."""
    monkeypatch.setattr(kirim, "CEPAT", 0)


def test_from_signing_up_to_the_receipt(buka: Buka, pejabat: Pejabat) -> None:
    layar = buka(lebar=360)
    page = layar.page
    page.goto("/surat/")
    page.get_by_role("link", name="Kirim Surat").first.click()
    page.get_by_role("link", name="Buat akun").click()
    for nama, nilai in (("email", "warga@contoh.example"), ("nama", "Warga Baru")):
        page.fill(f"#id_{nama}", nilai)
    page.fill("#id_password1", SANDI)
    page.fill("#id_password2", SANDI)
    page.locator("main form button[type=submit]").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Periksa kotak surat Anda")
    tautan = re.search(r"https?://[^/\s]+(/\S+)", str(mail.outbox[0].body))
    assert tautan
    page.goto(tautan[1])
    page.locator("main form button[type=submit]").click()
    expect(page).not_to_have_url(re.compile(re.escape(tautan[1])))
    page.goto(TULIS)
    page.fill("#id_login", "warga@contoh.example")
    page.fill("#id_password", SANDI)
    page.locator("main button[type=submit]:not([form])").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Siapa yang mengirim surat?")
    periksa(layar)
    page.get_by_role("button", name="Simpan dan tulis surat").click()
    expect(page.get_by_role("alert")).to_be_visible()
    periksa(layar)
    page.get_by_label("Perorangan", exact=True).check()
    page.get_by_role("button", name="Simpan dan tulis surat").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Tulis dan kirim surat")
    periksa(layar)
    isi_surat(page)
    page.set_input_files("#id_berkas", [berkas("surat.pdf", samples.pdf())])
    page.get_by_role("button", name="Kirim surat").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Surat Anda sudah kami terima")
    periksa(layar)
    nomor = SuratMasuk.objects.get().nomor
    expect(page.locator("#kunci-nomor")).to_have_text(nomor)
    token = page.locator("#kunci-token").inner_text()
    periksa(layar, reverse("persuratan:terkirim_cetak", args=[nomor]))
    tamu = buka()
    tamu.page.goto(f"/lacak/?nomor={nomor}")
    tamu.page.get_by_label("Token").fill(token)
    tamu.page.locator("main form button[type=submit]").click()
    expect(tamu.page.get_by_role("heading", level=1)).to_have_text("Surat Anda sudah kami terima")
    periksa(tamu)


@pytest.mark.parametrize("skrip", [True, False], ids=["with script", "without script"])
def test_several_files_errors_and_the_same_letter_again(
    buka: Buka, orang: dict[str, User], pejabat: Pejabat, skrip: bool
) -> None:
    berdata(orang["pengadu"])
    layar = buka(orang["pengadu"], lebar=360, java_script_enabled=skrip)
    lihat: Callable[[Layar], None] = periksa if skrip else lambda _layar: None
    page = layar.page
    page.goto(TULIS)
    isi_surat(page, perihal="")
    page.set_input_files(
        "#id_berkas",
        [berkas("surat.pdf", samples.pdf(2)), berkas("lampiran.pdf", samples.pdf(3)), berkas("x.pdf", samples.docx())],
    )
    page.get_by_role("button", name="Kirim surat").click()
    galat = page.get_by_role("alert")
    expect(galat).to_contain_text("Tulis perihal surat.")
    expect(galat).to_contain_text("x.pdf: Berkas ini bukan PDF.")
    expect(page.locator("main")).to_contain_text("hasilnya 5 halaman")
    lihat(layar)
    page.get_by_label("Perihal").fill("Perihal")
    page.get_by_label("Urutan lampiran.pdf").fill("1")
    page.get_by_label("Urutan surat.pdf").fill("2")
    page.get_by_role("button", name="Gabungkan menjadi satu PDF").click()
    expect(page.locator(".pesan-sistem")).to_contain_text("satu PDF, 5 halaman")
    lihat(layar)
    expect(page.get_by_label("Perihal")).to_have_value("Perihal")
    page.get_by_role("button", name="Kirim surat").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Surat Anda sudah kami terima")
    pertama = SuratMasuk.objects.get()
    for _kali in range(2):  # once more, word for word: the second time it is asked
        page.goto(TULIS)
        isi_surat(page, perihal="Perihal")
        page.set_input_files("#id_berkas", [berkas("satu.pdf", samples.pdf())])
        page.get_by_role("button", name="Kirim surat").click()
        expect(page.locator("#galat, #kunci-nomor")).to_be_visible()
    expect(page.get_by_role("alert")).to_contain_text("sudah pernah Anda kirim")
    lihat(layar)
    page.get_by_label("Ya, kirim sekali lagi").check()
    page.get_by_role("button", name="Kirim surat").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Surat Anda sudah kami terima")
    assert SuratMasuk.objects.count() == 3
    page.goto("/surat/saya/")
    expect(page.locator("main")).to_contain_text(pertama.nomor)


def test_the_pages_of_a_letter_in_every_public_state(buka: Buka, orang: dict[str, User], pejabat: Pejabat) -> None:
    berdata(orang["pengadu"])
    by, now = Actor.of(orang["pengadu"]), timezone.now()
    tu, staf = Actor.of(orang["petugas_tu"]), Actor.of(orang["penelaah"])
    orang["pejabat_dpph"].jabatan.create(pejabat=pejabat, mulai="2020-01-01")
    direktur = Actor.of(orang["pejabat_dpph"])
    surat = [kirim_satu(by, pejabat, n) for n in ("diterima", "ditanya", "dikembalikan", "dijawab")]
    for s in (surat[1], surat[3]):
        flow_masuk.teruskan(surat=s, nomor_agenda="1", penerima=None, by=tu, now=now)
        arahan = Arahan(orang=[orang["penelaah"]], instruksi=["siapkan_jawaban"])
        (satu,) = disposisi.disposisikan(surat=s, arahan=arahan, by=direktur, now=now)
        lanjut = Arahan(orang=[orang["verifikator"]], instruksi=["telaah"])
        disposisi.teruskan(disposisi=satu, arahan=lanjut, by=staf, now=now)
        s.refresh_from_db()
    flow_masuk.tanya(surat=surat[1], pertanyaan="Lampiran mana?\n\nAda dua.", by=staf, now=now)
    flow_masuk.kembalikan(surat=surat[2], alasan="Halaman dua tidak terbaca.", by=tu, now=now)
    flow_masuk.jawab(surat=surat[3], jawaban=None, penutup="Sudah lewat telepon.", by=direktur, now=now)
    layar = buka(orang["pengadu"])
    for s in surat:
        periksa(layar, reverse("persuratan:surat_saya", args=[s.nomor]))
    periksa(layar, reverse("persuratan:milik"))
    periksa(layar, reverse("persuratan:data_saya"))
    layar.page.goto(reverse("persuratan:surat_saya", args=[surat[1].nomor]))
    layar.page.get_by_role("button", name="Kirim penjelasan").click()
    expect(layar.page.get_by_role("alert")).to_be_visible()
    periksa(layar)
    layar.page.get_by_label("Penjelasan Anda").fill("Lampiran II.")
    layar.page.get_by_role("button", name="Kirim penjelasan").click()
    expect(layar.page.locator(".pesan-sistem")).to_contain_text("Terima kasih")


def kirim_satu(by: Actor, pejabat: Pejabat, perihal: str) -> SuratMasuk:
    """A letter through the draft, as the form sends it; each with a file of its own."""
    from tests.persuratan.pengirim import pdf

    now = timezone.now()
    row = draf.buka(by=by, now=now)
    draf.tambah(draf=row, unggahan=[pdf(isi=samples.pdf(padding=10 + len(perihal)))], alamat="127.0.0.1", now=now)
    data = flow_masuk.DataSurat("perorangan", "Siti", pejabat, "biasa", "1/2026", perihal * 20)
    return draf.kirim(draf=row, data=data, by=by, now=now)


def test_the_keyboard_alone_fills_in_and_sends(buka: Buka, orang: dict[str, User], pejabat: Pejabat) -> None:
    berdata(orang["pengadu"])
    page = buka(orang["pengadu"], lebar=360).page
    page.goto(TULIS)
    tab_sampai(page, "#id_penerima", 15)
    page.keyboard.type("Kepala")
    tab_sampai(page, "#id_nomor_surat", 6)
    page.keyboard.type("1/2026")
    page.keyboard.press("Enter")  # saves and stays; it neither sends nor deletes
    expect(page.get_by_text("Isian tersimpan", exact=False)).to_be_visible()
    expect(page.get_by_label("Nomor surat")).to_have_value("1/2026")
    assert not SuratMasuk.objects.exists()
    tab_sampai(page, "#id_tanggal_surat", 20)
    for _bagian in range(4):  # day, month, year, and the calendar button, whose ring the browser draws inside the field
        page.keyboard.press("Tab")
    expect(page.locator("#id_perihal")).to_be_focused()
    page.keyboard.type("Perihal")
    page.set_input_files("#id_berkas", [berkas("surat.pdf", samples.pdf())])
    page.focus("#id_catatan")
    tab_sampai(page, "main form .tombol-baris button.tombol:not(.tombol--kedua)", 2)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Surat Anda sudah kami terima")


def test_help_is_found_by_words(buka: Buka, db: None) -> None:
    layar = buka(lebar=360)
    periksa(layar, "/surat/bantuan/")
    layar.page.get_by_label("Cari di bantuan").last.fill("sso biro")
    layar.page.get_by_role("button", name="Cari").click()
    expect(layar.page.locator("main details")).to_have_count(1)
    periksa(layar)
    periksa(layar, "/surat/bantuan/?q=tidakadasamasekali")


def test_a_connection_that_drops_leaves_the_form_as_it_was(
    buka: Buka, orang: dict[str, User], pejabat: Pejabat
) -> None:
    """The upload breaks off; the form is sent once more the plain way, and nothing has to be typed again."""
    berdata(orang["pengadu"])
    page = buka(orang["pengadu"]).page
    page.goto(TULIS)
    isi_surat(page)
    page.set_input_files("#id_berkas", [berkas("surat.pdf", samples.pdf())])
    putus: list[str] = []

    def gagal(route: Any) -> None:
        if route.request.resource_type == "xhr":
            putus.append(route.request.url)
            route.abort("connectionreset")
        else:
            route.continue_()

    page.route(f"**{TULIS}", gagal)
    page.get_by_role("button", name="Kirim surat").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Surat Anda sudah kami terima")
    assert len(putus) == 1
