"""The 83 inspectorates of the list come in, and one of them lives its whole life as a member: it applies, mends, is
approved and invited, sets up the second factor, finds the case that waited, replaces its officer, and falls silent."""

import base64
import time
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from cryptography.hazmat.primitives.hashes import SHA1
from cryptography.hazmat.primitives.twofactor.totp import TOTP
from django.core import mail
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page, expect

from akun import reference
from akun.actor import Actor
from akun.models import Instansi, User
from inspektorat.models import DasarSurat, Inspektorat, Keanggotaan
from inspektorat.status import DIAM
from jejak import outbox
from pengaduan import flow
from pengaduan.models import Pengaduan
from pengaduan.status import Status
from sla import clock, sweep
from tests import factories
from tests.berkas import samples
from tests.journeys.pekerja import bekerja
from tests.journeys.test_halaman import Buka, periksa
from tests.once import load_once
from tests.peramban import PERLU_CHROMIUM

pytestmark = [*PERLU_CHROMIUM, pytest.mark.usefixtures("daftar")]
INSTANSI = "Pemerintah Kabupaten Kotawaringin Barat"
INSPEKTORAT = "Inspektorat Kabupaten Kotawaringin Barat"
LAMA, BARU = "sri.hartati@kotawaringinbaratkab.go.id", "budi.dayak@kotawaringinbaratkab.go.id"
SANDI = "sungai-arut-mengalir-tenang"
SURAT: Any = {"name": "surat.pdf", "mimeType": "application/pdf", "buffer": samples.pdf()}


@pytest.fixture
def daftar(kebijakan: None) -> None:
    """Regions and institutions, and then the 83 inspectorates, as the command loads them."""
    load_once("akun", reference.LOADERS)
    call_command("impor_inspektorat")


@pytest.fixture
def menunggu(daftar: None, orang: dict[str, User]) -> Pengaduan:
    """A case about this local government that went to its inspectorate by letter, long before it joined."""
    instansi = Instansi.objects.get(nama=INSTANSI)
    p = factories.bawa_ke(Status.SIAP_ESKALASI, orang, instansi=instansi)
    Inspektorat.objects.filter(instansi=instansi).update(status=Inspektorat.Status.TERDAFTAR)
    by, kini = Actor.of(orang["pejabat_dpph"]), timezone.now()
    flow.eskalasi_surat(pengaduan=p, nomor_surat="B/7/D.4.3/11/2026", tanggal_surat=kini.date(), by=by, now=kini)
    return p


def tekan(page: Page, nama: str) -> None:
    """Press the button of that name."""
    page.get_by_role("button", name=nama, exact=True).click()


def langkah(page: Page, row: Keanggotaan, nama: str, **isi: str) -> None:
    """Take one of LKPP's steps from the page of the membership; `isi` fills its fields."""
    page.goto(reverse("inspektorat:keanggotaan", args=[row.nomor]))
    page.get_by_role("link", name=nama).click()
    for label, teks in isi.items():
        page.get_by_label(label).fill(teks)
    page.locator("main form .tombol").click()
    expect(page.locator(".pesan-sistem")).to_be_visible()


def petugas(page: Page, ke: int, nama: str, surel: str, peran: str) -> None:
    """Fill in one row of officers."""
    baris = page.get_by_role("group", name=f"Petugas {ke}", exact=True)
    baris.get_by_label("Nama").fill(nama)
    baris.get_by_label("E-mail dinas").fill(surel)
    baris.get_by_label("Peran").select_option(label=peran)


def tautan(surel: str) -> str:
    """The link in the newest mail to somebody."""
    surat = next(m for m in reversed(mail.outbox) if m.to == [surel] and "/undangan/" in m.body)
    return "/" + surat.body.split("://", 1)[1].split("/", 1)[1].split()[0]


def terima(buka: Buka, surel: str, **pilihan: Any) -> Any:
    """One of the invited opens his mail, makes a password, logs in and sets up the second factor."""
    layar = buka(**pilihan)
    page = layar.page
    page.goto(tautan(surel))
    assert page.url.endswith(reverse("inspektorat:undangan"))
    periksa(layar)
    for label in ("Kata sandi", "Kata sandi, sekali lagi"):
        page.get_by_label(label, exact=True).fill(SANDI)
    tekan(page, "Buat akun")
    page.locator("#id_login").fill(surel)
    page.locator("#id_password").fill(SANDI)
    page.locator("main form button[type=submit]").first.click()
    rahasia = page.locator(".kunci-teks").text_content() or ""
    totp = TOTP(base64.b32decode(rahasia), 6, SHA1(), 30)
    page.locator("#id_code").fill(totp.generate(int(time.time())).decode())
    tekan(page, "Aktifkan")
    expect(page.locator(".kunci-teks")).to_have_count(0)
    page.goto(reverse("meja"))  # shown once before the work begins; a code is good once, so it is the next one
    page.locator("#id_code").fill(totp.generate(int(time.time()) + 30).decode())
    tekan(page, "Lanjutkan")
    expect(page.locator(".moj-side-navigation")).to_be_visible()
    return layar


def ajukan(buka: Buka) -> tuple[Any, str]:
    """The inspectorate applies; returns the window and the token."""
    layar = buka(lebar=360, java_script_enabled=False)
    page = layar.page
    page.goto(reverse("inspektorat:bergabung"))
    isian = {"Instansi": "Kab. Kotawaringin Barat", "Nomor surat": "700/ /INSP/2026", "Tanggal surat": "November 2026"}
    isian |= {"Nama narahubung": "Sri Hartati", "E-mail dinas narahubung": LAMA}
    for label, teks in isian.items():
        page.get_by_label(label, exact=True).fill(teks)
    page.get_by_label("Berkas surat (PDF)").set_input_files([SURAT])
    petugas(page, 1, "Sri Hartati", "sri.hartati@gmail.com", "Admin APIP")
    tekan(page, "Kirim permohonan")
    expect(page.get_by_role("alert")).to_contain_text("gmail.com adalah layanan e-mail umum")
    expect(page.get_by_text("Sudah kami terima: surat.pdf")).to_be_visible()
    petugas(page, 1, "Sri Hartati", LAMA, "Admin APIP")
    tekan(page, "Kirim permohonan")
    expect(page.get_by_role("heading", level=1)).to_have_text("Permohonan Anda sudah kami terima")
    return layar, page.locator("#kunci-token").text_content() or ""


def perbaiki(page: Page, nomor: str, token: str) -> None:
    """With number and token alone, from the mail that says that there is something to mend."""
    page.goto(reverse("lacak"))
    page.locator("#id_nomor").fill(nomor)
    page.locator("#id_token").fill(token)
    page.locator("main form button[type=submit]").first.click()
    expect(page.get_by_text("Suratnya belum ditandatangani.")).to_be_visible()
    page.get_by_role("link", name="Perbaiki permohonan").click()
    page.get_by_label("Nomor surat").fill("-")
    page.get_by_label("Tanggal surat").fill("Januari 2027")
    page.get_by_label("Berkas surat (PDF)").set_input_files([SURAT])
    tekan(page, "Kirim perbaikan")
    expect(page.get_by_role("heading", level=1)).to_have_text("Permohonan Anda sedang diperiksa")


def test_the_whole_life_of_one_inspectorate(buka: Buka, orang: dict[str, User], menunggu: Pengaduan) -> None:
    assert DasarSurat.objects.filter(nomor_urut__isnull=False).values("inspektorat").distinct().count() == 83
    apip = Inspektorat.objects.get(instansi__nama=INSTANSI)
    assert (apip.nama, apip.dasar_surat.get().tanggal_teks, apip.status) == (INSPEKTORAT, "Januari 2023", "terdaftar")

    luar, token = ajukan(buka)
    bekerja()
    row = Keanggotaan.objects.get()
    lkpp = buka(orang["pejabat_dpph"])
    lkpp.page.goto(reverse("inspektorat:keanggotaan_daftar"))
    lkpp.page.get_by_role("link", name=INSPEKTORAT).click()
    langkah(lkpp.page, row, "Mulai periksa")
    langkah(lkpp.page, row, "Minta perbaikan", **{"Apa yang perlu diperbaiki": "Suratnya belum ditandatangani."})
    bekerja()
    assert any(m.to == [LAMA] and "perlu diperbaiki" in m.subject for m in mail.outbox)
    perbaiki(luar.page, row.nomor, token)
    bekerja()

    langkah(lkpp.page, row, "Setujui permohonan")
    langkah(lkpp.page, row, "Undang petugas")
    bekerja()
    lkpp.page.goto(reverse("inspektorat:keanggotaan", args=[row.nomor]))
    expect(lkpp.page.get_by_text("Belum ada Admin APIP yang menerima undangan")).to_be_visible()
    admin = terima(buka, LAMA, lebar=360)
    langkah(lkpp.page, row, "Aktifkan inspektorat")
    bekerja()
    admin.page.goto(reverse("pengaduan:apip_kotak"))
    expect(admin.page.get_by_text(menunggu.nomor)).to_be_visible()
    periksa(lkpp, reverse("inspektorat:keanggotaan", args=[row.nomor]))

    _ganti(buka, lkpp.page, row, admin.page)
    _diam(lkpp.page, row)
    assert sorted(apip.dasar_surat.values_list("tanggal_teks", flat=True)) == [
        *("12 Maret 2027", "Januari 2023", "Januari 2027", "November 2026"),
    ]
    assert [x for layar in (luar, lkpp, admin) for x in layar.galat] == []


def _ganti(buka: Buka, page: Page, row: Keanggotaan, lama: Page) -> None:
    """A new letter names another admin: the old one is out at once, the new one finds the case."""
    page.goto(reverse("inspektorat:ganti_petugas", args=[row.nomor]))
    page.get_by_label("Sri Hartati (Admin APIP)").check()
    page.get_by_label("Nomor surat").fill("700/12/ITDA/2027")
    page.get_by_label("Tanggal surat").fill("12 Maret 2027")
    petugas(page, 1, "Budi Dayak", BARU, "Admin APIP")
    page.locator("main form .tombol").click()
    expect(page.locator(".pesan-sistem")).to_contain_text("Petugas diganti")
    bekerja()
    lama.goto(reverse("pengaduan:apip_kotak"))
    expect(lama.locator("#id_login")).to_be_visible()
    baru = terima(buka, BARU)
    langkah(page, row, "Aktifkan inspektorat")
    baru.page.goto(reverse("pengaduan:apip_kotak"))
    expect(baru.page.get_by_role("link").filter(has_text="Pembangunan Puskesmas").first).to_be_visible()


def _diam(page: Page, row: Keanggotaan) -> None:
    """Nobody logs in any more: reminded, suspended, and new cases go by letter again."""
    jam = clock.running(row).get(kode=DIAM)
    sampai: Callable[[timedelta], Any] = lambda sisa: jam.jatuh_tempo - sisa  # noqa: E731
    for pada in (sampai(timedelta(days=1)), sampai(timedelta())):
        sweep.sweep(now=pada)
        outbox.deliver(now=pada)
    page.goto(reverse("inspektorat:keanggotaan", args=[row.nomor]))
    expect(page.get_by_text("Tidak ada petugas yang masuk")).to_be_visible()
    assert Inspektorat.objects.get(pk=row.inspektorat_id).status == Inspektorat.Status.DITANGGUHKAN
    expect(page.get_by_role("link", name="Pulihkan keanggotaan")).to_be_visible()
