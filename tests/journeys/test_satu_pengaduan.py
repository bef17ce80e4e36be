"""One complaint lives its whole life in browsers, from the first click on a phone to the result; with and without
script."""

import io
import re
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from PIL import Image
from playwright.sync_api import Page, expect

from akun import demo
from akun.models import Instansi, User
from tests import factories
from tests.journeys.pekerja import bekerja
from tests.peramban import PERLU_CHROMIUM, Layar

pytestmark = [*PERLU_CHROMIUM, pytest.mark.usefixtures("kebijakan")]
Buka = Callable[..., Layar]
SANDI = "sandi-untuk-uji-perjalanan"
NAMA, SUREL, TELEPON = "Yohana Kenari Wambrauw", "yohana.kenari@pelapor.example", "0812-7777-0042"
FOTO, DOKUMEN = "IMG_yohana_papan.jpg", "adendum dari yohana.pdf"
PAKET = "Pembangunan Puskesmas Rawat Inap Distrik Mandobo"
RINGKASAN = "Syarat alat berat akan dievaluasi ulang, dan tendernya diulang."
PRIBADI = (NAMA, SUREL, TELEPON, FOTO, DOKUMEN, "yohana")
PETUGAS = ("verifikator", "penelaah", "pejabat_dpph", "admin_apip", "auditor_apip")


@pytest.fixture
def bukti(tmp_path: Path) -> list[Path]:
    """A photo that knows where it was taken, and a PDF that names its author."""
    gambar = Image.effect_noise((640, 480), 40).convert("RGB")
    exif = gambar.getexif()
    exif[0x010F] = "Kamera Yohana"
    exif.get_ifd(0x8825).update({1: "S", 2: (6.0, 10.0, 12.0), 3: "E", 4: (140.0, 18.0, 30.0)})
    gambar.save(tmp_path / FOTO, exif=exif)
    dokumen = pikepdf.Pdf.new()
    dokumen.add_blank_page()
    dokumen.docinfo["/Author"] = NAMA
    dokumen.save(tmp_path / DOKUMEN)
    return [tmp_path / FOTO, tmp_path / DOKUMEN]


@pytest.fixture
def petugas(orang: dict[str, User], boven_digoel: Instansi, settings: Any) -> dict[str, User]:
    """Officers with a password and an authenticator app, and an inspectorate that works on the portal."""
    settings.MFA_TOTP_TOLERANCE = 2  # a code may be typed just when its half minute ends
    factories.aktifkan(boven_digoel)
    factories.WilayahFactory()
    for peran in PETUGAS:
        user = orang[peran]
        user.set_password(SANDI)
        user.save()
        EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
        factories.kunci_kedua(user, demo.KUNCI_TOTP)
    return orang


def tekan(page: Page, nama: str) -> None:
    """Press the button of that name, as people see it."""
    page.get_by_role("button", name=nama, exact=True).click()


def mengadu(page: Page, bukti: list[Path]) -> tuple[str, str]:
    """The six steps on a phone; return number and token as they stand on the page."""
    page.goto("/")
    page.get_by_role("link", name="Sampaikan pengaduan").first.click()
    tekan(page, "Mulai")
    page.get_by_label("Melaporkan dugaan pelanggaran").check()
    tekan(page, "Simpan dan lanjutkan")
    expect(page.get_by_label("Rahasia", exact=True)).to_be_checked()
    page.get_by_label("Nama Anda").fill(NAMA)
    page.get_by_label("Alamat e-mail").fill(SUREL)
    page.get_by_label("Nomor telepon").fill(TELEPON)
    tekan(page, "Simpan dan lanjutkan")
    isi_paket(page)
    isi_kejadian(page)
    page.locator("#id_bukti").set_input_files(bukti)
    tekan(page, "Unggah berkas yang dipilih")
    expect(page.get_by_role("list").filter(has_text=FOTO)).to_contain_text("Sedang diperiksa")
    bekerja()
    page.reload()
    page.get_by_label(f"Catatan untuk {FOTO}").fill("Papan proyek dari jalan raya")
    tekan(page, "Simpan dan lanjutkan")
    expect(page.get_by_role("region", name="Ada yang bisa menunjukkan siapa Anda")).to_contain_text("GPS")
    expect(page.locator("main")).to_contain_text("Berkas ini menyimpan nama penulis")
    page.get_by_label("Yang saya tulis benar").check()
    tekan(page, "Kirim pengaduan")
    expect(page.get_by_role("heading", level=1)).to_have_text("Pengaduan Anda sudah kami terima")
    expect(page.get_by_text("Paling lambat").first).to_be_visible()
    return page.locator("#kunci-nomor").inner_text(), page.locator("#kunci-token").inner_text()


def isi_paket(page: Page) -> None:
    """Step three, first with a mistake: the form says so and keeps what was typed."""
    page.get_by_label("Nama paket", exact=False).first.fill(PAKET)
    page.locator("#id_kode_rup").fill("bukan angka")
    page.locator("#id_kode_tender").fill("10102858000")
    page.locator("#id_instansi").fill("Pemerintah Kabupaten Boven Digoel")
    page.get_by_label("Pekerjaan Konstruksi", exact=True).check()
    page.locator("#id_tahun_anggaran").fill("2026")
    page.locator("#id_wilayah").fill("Kabupaten Boven Digoel")
    page.locator("#id_hps").fill("8.312.775.000")
    tekan(page, "Simpan dan lanjutkan")
    expect(page.get_by_role("alert")).to_contain_text("Kode RUP terdiri dari angka saja")
    expect(page.locator("#id_nama_paket")).to_have_value(PAKET)
    page.locator("#id_kode_rup").fill("56123407; 44204347")
    tekan(page, "Simpan dan lanjutkan")


def isi_kejadian(page: Page) -> None:
    """Step four."""
    page.locator("#id_uraian").fill("Syarat alat berat ditambahkan dua hari sebelum batas penawaran. Kami kecewa.")
    page.locator("#id_waktu_kejadian").fill("3 Agustus 2026")
    page.locator("#id_teradu-0-peran").select_option("pokja")
    page.locator("#id_teradu-0-nama").fill("Pokja 3")
    page.get_by_role("radio", name="persekongkolan").check()
    tekan(page, "Simpan dan lanjutkan")


def masuk(buka: Buka, user: User, **pilihan: Any) -> Page:
    """Through the login: password, then the code of the authenticator app."""
    page = buka(**pilihan).page
    page.goto("/akun/login/")
    page.get_by_label("E-mail").first.fill(user.email)
    page.locator("#id_password").fill(SANDI)
    page.locator("main").get_by_role("button", name="Masuk", exact=True).click()
    page.locator("#id_code").fill(demo.kode(time.time())[0])
    page.locator("main").get_by_role("button", name="Masuk", exact=True).click()
    expect(page.get_by_role("button", name="Keluar")).to_be_visible()
    return page


def buka_kasus(page: Page) -> None:
    """From the desk to the case."""
    page.goto("/meja/")
    page.get_by_role("link", name=PAKET).first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text(PAKET)
    page.wait_for_load_state()


def langkah(page: Page, judul: str, tombol: str, hasil: str, **isian: str) -> None:
    """Take a step: its link on the case page, what it asks, its button; then the sentence that says it is done."""
    page.locator("main").get_by_role("link", name=judul, exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(judul)
    for label, nilai in isian.items():
        page.locator(f"#id_{label}").fill(nilai)
    tekan(page, tombol)
    expect(page.locator(".pesan-sistem")).to_contain_text(hasil)
    bekerja()


def lkpp_memverifikasi(page: Page) -> None:
    """The verifikator takes it, goes through the checklist and passes it on."""
    buka_kasus(page)
    langkah(page, "Ambil kasus ini", "Ambil", "di tangan Anda")
    page.get_by_role("link", name="Ubah daftar periksa").click()
    expect(page.get_by_role("checkbox")).to_have_count(10)
    for kotak in page.get_by_role("checkbox").all():
        kotak.check()
    page.locator("main form button[type=submit]").click()
    expect(page.locator("main")).to_contain_text("10 dari 10 terpenuhi")
    langkah(page, "Teruskan ke telaah", "Teruskan ke telaah", "diteruskan ke telaah")


def lkpp_meneruskan(penelaah: Page, pejabat: Page) -> None:
    """Four eyes: the penelaah proposes, the pejabat approves and hands over."""
    buka_kasus(penelaah)
    langkah(penelaah, "Ambil kasus ini", "Ambil", "di tangan Anda")
    langkah(penelaah, "Usulkan diteruskan ke APIP", "Kirim usulan", "dikirim ke pejabat", isi="Ada indikasi.")
    pejabat.goto("/meja/")
    pejabat.get_by_role("link", name=re.compile(PAKET)).first.click()
    if not pejabat.url.endswith("/putuskan/"):
        pejabat.get_by_role("link", name="Putuskan usulan", exact=True).click()
    expect(pejabat.locator("main")).to_contain_text("Ada indikasi.")
    pejabat.get_by_label("Setujui", exact=True).check()
    tekan(pejabat, "Simpan putusan")
    expect(pejabat.locator(".pesan-sistem")).to_contain_text("Putusan Anda sudah dicatat")
    langkah(pejabat, "Teruskan ke APIP", "Teruskan sekarang", "sudah diteruskan ke APIP")


def apip_menerima(page: Page, auditor: User) -> None:
    """The inspectorate reads a dossier without a person in it, accepts, and assigns."""
    buka_kasus(page)
    expect(page.locator("main")).to_contain_text("Syarat alat berat ditambahkan dua hari")
    assert [x for x in PRIBADI if x.lower() in page.content().lower()] == []
    langkah(page, "Terima kasus", "Terima kasus", "Kasus diterima")
    page.get_by_role("link", name="Tugaskan auditor", exact=True).click()
    page.get_by_label("Auditor").select_option(label=auditor.nama)
    page.get_by_label("Nomor surat tugas").fill("ST/7/INSP/2026")
    tekan(page, "Tugaskan")
    expect(page.locator(".pesan-sistem")).to_contain_text("Auditor sudah ditugaskan")


def auditor_memeriksa(page: Page) -> None:
    """The auditor takes the evidence away, cleaned, and notes how far he is."""
    buka_kasus(page)
    kartu = page.get_by_role("region", name="Bukti", exact=True)
    isi = []
    for tautan in kartu.get_by_role("link").all():
        with page.expect_download() as unduhan:
            tautan.click()
        isi.append(Path(unduhan.value.path()).read_bytes())
        assert "yohana" not in unduhan.value.suggested_filename.lower()
    foto = next(x for x in isi if x.startswith(b"\xff\xd8"))
    assert len(isi) == 2
    assert not Image.open(io.BytesIO(foto)).getexif()
    assert not [x for x in isi if b"Yohana" in x or b"GPS" in x]
    langkah(page, "Catat kemajuan", "Simpan catatan", "Catatan kemajuan tersimpan", isi="Dokumen sudah diminta.")


def apip_melapor(page: Page, berkas: Path) -> None:
    """The result, with the report as a file."""
    buka_kasus(page)
    page.locator("main").get_by_role("link", name="Laporkan hasil", exact=True).click()
    page.get_by_label("Terbukti", exact=True).check()
    page.locator("#id_nomor_lhp").fill("700/12/LHP/2026")
    page.locator("#id_tanggal_lhp").fill("2026-11-02")
    page.locator("#id_rekomendasi").fill("Ulangi tendernya.")
    page.locator("#id_ringkasan").fill("Syarat alat berat mengarah ke satu penyedia.")
    page.locator("#id_berkas").set_input_files(berkas)
    tekan(page, "Laporkan hasil")
    hasil = page.get_by_role("region", name="Hasil yang dilaporkan")
    expect(hasil).to_contain_text("sedang diperiksa")
    bekerja()
    page.reload()
    expect(hasil.get_by_role("link")).to_have_text(re.compile(r"\.pdf$"))


def lkpp_menyelesaikan(penelaah: Page, pejabat: Page) -> None:
    """The result is reviewed by one and accepted by another."""
    buka_kasus(penelaah)
    langkah(penelaah, "Mulai reviu hasil", "Mulai reviu", "Reviu hasil dimulai")
    pejabat.goto("/pengaduan/meja/?pandang=semua")
    pejabat.get_by_role("link", name=PAKET).first.click()
    langkah(
        pejabat, "Selesaikan dan beri tahu pelapor", "Selesaikan kasus", "pelapor diberi kabar", ringkasan=RINGKASAN
    )


def membaca_hasil(page: Page, nomor: str, token: str) -> None:
    """Number and token as they are typed on a phone: lower case, with blanks."""
    page.goto("/")
    page.get_by_role("link", name="Lacak").first.click()
    page.get_by_label("Nomor tiket").fill(f" {nomor[:3].lower()} {nomor[3:]} ")
    page.get_by_label("Token").fill(token.lower().replace("-", " "))
    page.locator("main form button[type=submit]").click()
    expect(page.get_by_role("region", name="Hasilnya")).to_contain_text(RINGKASAN)
    expect(page.get_by_role("region", name="Hasilnya")).to_contain_text("Terbukti")
    page.locator("#id_isi").fill("Terima kasih. Kapan tender ulangnya?")
    tekan(page, "Kirim pesan")
    expect(page.locator(".pesan-sistem")).to_contain_text("Pesan Anda sudah kami terima")
    expect(page.locator("main")).to_contain_text("Kapan tender ulangnya?")


@pytest.mark.parametrize("skrip", [True, False], ids=["with script", "without script"])
def test_a_complaint_lives_its_whole_life(
    skrip: bool, buka: Buka, petugas: dict[str, User], bukti: list[Path], alamat: str
) -> None:
    ponsel = {"lebar": 360, "tinggi": 740, "java_script_enabled": skrip}
    pelapor = buka(**ponsel)
    nomor, token = mengadu(pelapor.page, bukti)
    bekerja()
    meja = {peran: masuk(buka, petugas[peran], java_script_enabled=skrip) for peran in PETUGAS}
    lkpp_memverifikasi(meja["verifikator"])
    lkpp_meneruskan(meja["penelaah"], meja["pejabat_dpph"])
    apip_menerima(meja["admin_apip"], petugas["auditor_apip"])
    auditor_memeriksa(meja["auditor_apip"])
    apip_melapor(meja["admin_apip"], bukti[1])
    lkpp_menyelesaikan(meja["penelaah"], meja["pejabat_dpph"])
    lain = buka(**ponsel)
    membaca_hasil(lain.page, nomor, token)
    surat = [s for s in mail.outbox if s.to == [SUREL]]
    assert nomor in surat[0].body
    assert not [s for s in mail.outbox if token in s.body or PAKET in s.body]
    assert [layar.galat for layar in (pelapor, lain)] == [[], []]
