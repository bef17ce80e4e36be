"""A letter goes from its sender over TU, a deputy and his staff to the answer; a pile of paper comes in at once, and
one of it becomes a complaint."""

from pathlib import Path
from typing import Any

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page, expect

from akun.models import Pejabat, User
from pengaduan.models import Pengaduan
from persuratan.forms import kirim as formulir
from persuratan.forms.disposisi import sebutan
from persuratan.models import SuratMasuk
from persuratan.status import Status
from tests.berkas import samples
from tests.journeys.pekerja import bekerja
from tests.journeys.test_halaman import Buka, periksa
from tests.peramban import PERLU_CHROMIUM
from tests.persuratan.conftest import direktur, plh  # noqa: F401 - fixtures
from tests.persuratan.lembar import baris, xlsx
from tests.persuratan.pengirim import TULIS, berdata

pytestmark = [*PERLU_CHROMIUM, pytest.mark.usefixtures("kebijakan")]
PERIHAL = "Permintaan (Obat) & alkes"
JAWABAN = "16278/DPPH/11/2026"


def tekan(page: Page, nama: str) -> None:
    """Press the button of that name."""
    page.get_by_role("button", name=nama, exact=True).click()


def langkah(page: Page, nomor: str, nama: str) -> None:
    """Open a letter and go to one of its steps."""
    page.goto(reverse("persuratan:surat", args=[nomor]))
    page.get_by_role("link", name=nama).first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text(nama)


def kirim(page: Page, jabatan: str) -> str:
    """The sender's form; returns the number on the receipt."""
    page.goto(TULIS)
    page.get_by_label("Penerima").select_option(label=jabatan)
    page.get_by_label("Nomor surat").fill("700/1142/Irw.I")
    page.get_by_label("Perihal").fill(PERIHAL)
    isi: Any = {"name": "surat.pdf", "mimeType": "application/pdf", "buffer": samples.pdf()}
    page.set_input_files("#id_berkas", [isi])
    tekan(page, "Kirim surat")
    expect(page.get_by_role("heading", level=1)).to_have_text("Surat Anda sudah kami terima")
    return SuratMasuk.objects.get().nomor


@pytest.fixture(autouse=True)
def _secepat_mesin(monkeypatch: pytest.MonkeyPatch) -> None:
    """The browser of a test may be quicker than people are."""
    monkeypatch.setattr(formulir, "CEPAT", 0)


def test_a_letter_from_its_sender_to_the_answer(
    buka: Buka,
    orang: dict[str, User],
    direktur: Pejabat,  # noqa: F811
    plh: User,  # noqa: F811
) -> None:
    berdata(orang["pengadu"])
    pengirim = buka(orang["pengadu"], lebar=360)
    nomor = kirim(pengirim.page, direktur.jabatan)
    bekerja()

    tu = buka(orang["petugas_tu"])
    tu.page.goto(reverse("meja"))
    tu.page.get_by_role("link", name=PERIHAL).click()
    for kotak in ("Surat terbaca", "Pejabat yang dituju sudah tepat", "Surat dan lampirannya lengkap"):
        tu.page.get_by_label(kotak).check()
    tekan(tu.page, "Teruskan kepada pejabat")
    expect(tu.page.locator(".pesan-sistem")).to_contain_text(f"0001/{timezone.localdate().year}")
    bekerja()

    wakil = buka(plh)
    langkah(wakil.page, nomor, "Beri disposisi")
    wakil.page.get_by_label("Orang ke-1").fill(sebutan(orang["penelaah"].nama, orang["penelaah"].email))
    wakil.page.get_by_label("Siapkan jawaban").check()
    tekan(wakil.page, "Simpan disposisi")
    expect(wakil.page.get_by_text("Plh. Direktur").first).to_be_visible()

    staf = buka(orang["penelaah"])
    langkah(staf.page, nomor, "Laporkan selesai")
    staf.page.get_by_label("Laporan").fill("Konsep jawaban terlampir.")
    tekan(staf.page, "Laporkan")
    expect(staf.page.locator(".pesan-sistem")).to_contain_text("Laporan sudah disimpan")
    bekerja()

    atasan = buka(orang["pejabat_dpph"])
    langkah(atasan.page, nomor, "Catat jawaban")
    atasan.page.get_by_label("Dengan surat jawaban").check()
    for label, isi in (("Nomor surat jawaban", JAWABAN), ("Tanggal surat jawaban", f"{timezone.localdate()}")):
        atasan.page.get_by_label(label).fill(isi)
    atasan.page.get_by_label("Ditujukan kepada").fill("Ibu Pengadu")
    atasan.page.get_by_label("Perihal surat jawaban").fill("Penjelasan obat dan alkes")
    tekan(atasan.page, "Simpan jawaban")
    expect(atasan.page.locator(".pesan-sistem")).to_contain_text("Jawaban sudah dicatat")
    bekerja()

    pengirim.page.goto(reverse("persuratan:surat_saya", args=[nomor]))
    expect(pengirim.page.get_by_role("heading", level=1)).to_have_text("Surat Anda sudah selesai ditangani")
    expect(pengirim.page.get_by_text(JAWABAN)).to_be_visible()
    for nama in ("Ibu Plh", orang["penelaah"].nama, "Konsep jawaban"):
        assert nama not in pengirim.page.content()
    assert PERIHAL not in "\n".join(f"{m.subject}\n{m.body}" for m in mail.outbox)
    assert {m.to[0] for m in mail.outbox} >= {orang["pengadu"].email, plh.email, orang["penelaah"].email}
    assert [x for layar in (pengirim, tu, wakil, staf, atasan) for x in layar.galat] == []


def test_eighty_four_letters_come_in_at_once_and_one_becomes_a_complaint(
    buka: Buka,
    orang: dict[str, User],
    direktur: Pejabat,  # noqa: F811
    tmp_path: Path,
) -> None:
    lembar = tmp_path / "aduan.xlsx"
    lembar.write_bytes(xlsx([baris(n) for n in range(1, 85)]))
    layar = buka(orang["petugas_tu"])
    page = layar.page
    page.goto(reverse("persuratan:tu_impor"))
    page.locator("input[type=file]").set_input_files(lembar)
    tekan(page, "Periksa lembar")
    tekan(page, "Catat 84 surat")
    expect(page.get_by_role("heading", level=1)).to_have_text("84 surat tercatat")
    assert SuratMasuk.objects.filter(kanal="kertas").count() == 84

    satu = SuratMasuk.objects.order_by("pk")[41]
    page.goto(reverse("persuratan:tu_surat", args=[satu.nomor]))
    page.get_by_role("link", name="Jadikan pengaduan").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_label("Nama paket")).to_be_visible()
    periksa(layar)
    for label, isi in (("Nama paket", "Rehabilitasi irigasi"), ("Kode RUP", "56123407"), ("Tahun anggaran", "2026")):
        page.get_by_label(label).focus()
        page.keyboard.type(isi)
    page.get_by_label("Uraian pengaduan").fill("Dokumen pemilihan menyebut satu merek saja.")
    page.get_by_role("button", name="Simpan sebagai pengaduan").focus()
    page.keyboard.press("Enter")
    expect(page.locator(".pesan-sistem")).to_contain_text("Nomor tiket pengirim tetap berlaku")
    pengaduan = Pengaduan.objects.get()
    satu.refresh_from_db()
    assert (pengaduan.surat_id, pengaduan.diajukan_pada) == (satu.pk, satu.diterima_pada)
    assert (satu.status, satu.pengaduan_nomor) == (Status.DIJADIKAN_PENGADUAN, pengaduan.nomor)
    assert layar.galat == []
