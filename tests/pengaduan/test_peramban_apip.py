"""The workspace of an inspectorate in a real browser: axe, no sideways scrolling; a text put in without JavaScript."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from akun.actor import Actor, Peran
from akun.models import User
from pengaduan import flow, flow_apip, percakapan, templat_hasil
from pengaduan.models import Eskalasi, HasilTindakLanjut, Pengaduan
from pengaduan.status import Status
from tests.factories import SENIN, UserFactory, bawa_ke
from tests.journeys.test_halaman import Buka, periksa
from tests.peramban import PERLU_CHROMIUM

pytestmark = [*PERLU_CHROMIUM, pytest.mark.usefixtures("kebijakan")]
NANTI = SENIN + timedelta(hours=3)
RUANG = ("kotak", "auditor", "percakapan", "angka", "templat", "templat_baru", "mulai")


@pytest.fixture
def ramai(orang: dict[str, User]) -> Pengaduan:
    """An inspectorate with something in every place; the case whose result came back."""
    for status in (Status.DIESKALASI, Status.DITERIMA_APIP, Status.PERLU_KLARIFIKASI, Status.SELESAI):
        bawa_ke(status, orang)
    lewat, kembali = bawa_ke(Status.TINDAK_LANJUT_APIP, orang), bawa_ke(Status.REVIU_HASIL, orang)
    admin, penelaah = Actor.of(orang["admin_apip"]), Actor.of(orang["penelaah"])
    flow.kembalikan_hasil(pengaduan=kembali, catatan="Lengkapi bukti harga. " * 8, by=penelaah, now=NANTI)
    eskalasi = Eskalasi.objects.get(pengaduan=lewat)
    percakapan.tulis_apip(pengaduan=lewat, eskalasi=eskalasi, isi="Sampai di mana?", by=penelaah, now=NANTI)
    flow_apip.catat_kemajuan(pengaduan=lewat, isi="Dokumen diminta.", by=admin, now=NANTI - timedelta(hours=1))
    Pengaduan.objects.filter(pk=lewat.pk).update(jatuh_tempo=timezone.now() - timedelta(days=2))
    UserFactory(peran=Peran.AUDITOR_APIP, instansi=orang["auditor_apip"].instansi, nama="Bapak Auditor Kedua")
    templat_hasil.simpan(
        templat=None,
        kesimpulan="terbukti",
        judul="Syarat mengarah ke satu penyedia",
        rekomendasi="Ulangi pemilihan dengan syarat yang terbuka.",
        ringkasan="Syarat terbukti mengarah ke satu penyedia.",
        by=admin,
        now=NANTI,
    )
    kembali.refresh_from_db()
    return kembali


def test_the_places_of_the_workspace(buka: Buka, orang: dict[str, User], ramai: Pengaduan) -> None:
    layar = buka(orang["admin_apip"])
    for nama in RUANG:
        periksa(layar, reverse(f"pengaduan:apip_{nama}"))
    for ekor in ("apip_kasus", "apip_laporkan"):
        periksa(layar, reverse(f"pengaduan:{ekor}", args=[ramai.nomor]))
    for pandang in ("terlambat", "semua"):
        periksa(layar, f"{reverse('pengaduan:apip_kotak')}?pandang={pandang}")
    milik = templat_hasil.milik(Actor.of(orang["admin_apip"]))[0]
    periksa(layar, reverse("pengaduan:apip_templat_hapus", args=[milik.pk]))


def test_the_places_of_an_auditor_and_an_empty_inspectorate(
    buka: Buka, orang: dict[str, User], ramai: Pengaduan
) -> None:
    layar = buka(orang["auditor_apip"])
    for nama in ("kotak", "auditor", "angka"):
        periksa(layar, reverse(f"pengaduan:apip_{nama}"))
    layar = buka(orang["orang_luar"])
    for nama in ("kotak", "auditor", "percakapan", "angka"):
        periksa(layar, reverse(f"pengaduan:apip_{nama}"))


def test_from_the_first_screen_to_a_report_written_from_a_text_without_javascript(
    buka: Buka, orang: dict[str, User], ramai: Pengaduan
) -> None:
    page = buka(orang["admin_apip"], java_script_enabled=False).page
    page.goto("/meja/")
    for judul in ("1. Terima kasusnya", "2. Tindak lanjuti"):
        expect(page.get_by_role("heading", level=1)).to_have_text(judul)
        page.get_by_role("link", name="Berikutnya").click()
    page.get_by_role("link", name="Buka kotak masuk").click()
    baris = page.get_by_role("row").filter(has_text="LKPP minta hasil diperbaiki")
    baris.get_by_role("link").click()
    page.locator("main").get_by_role("link", name="Laporkan hasil", exact=True).click()
    page.locator("#id_nomor_lhp").fill("700/13/LHP/2026")
    page.get_by_label("Teks", exact=True).select_option(label="Terbukti: Syarat mengarah ke satu penyedia")
    page.get_by_role("button", name="Sisipkan teks").click()
    expect(page.locator("#id_nomor_lhp")).to_have_value("700/13/LHP/2026")
    expect(page.locator("#id_ringkasan")).to_have_value("Syarat terbukti mengarah ke satu penyedia.")
    expect(page.get_by_label("Terbukti", exact=True)).to_be_checked()
    page.locator("#id_tanggal_lhp").fill("2026-11-02")
    page.get_by_role("button", name="Laporkan hasil").click()
    expect(page.locator(".pesan-sistem")).to_contain_text("Hasil sudah dilaporkan")
    assert HasilTindakLanjut.objects.filter(nomor_lhp="700/13/LHP/2026").exists()
