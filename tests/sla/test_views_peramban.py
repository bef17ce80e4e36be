"""The pages of deadlines and calendars in a real browser: axe, no sideways scrolling, nothing blocked, the keyboard."""

import time as clock
from collections.abc import Callable
from datetime import date

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from playwright.sync_api import expect

from akun.models import User
from sla.models import HariLibur, Kalender, PerubahanKalender
from tests import factories
from tests.factories import SENIN
from tests.peramban import PERLU_CHROMIUM, Layar, pandang

pytestmark = [*PERLU_CHROMIUM, pytest.mark.usefixtures("kebijakan")]
Buka = Callable[..., Layar]
LAYAR = [(320, "light"), (1280, "dark")]
COBA = (
    "?kebijakan=pengaduan.apip&kalender=lkpp&mulai=2026-11-13T10:00&dari_1=2026-11-17T08:00&hingga_1=2026-11-19T09:00"
)


def periksa(layar: Layar, jalan: str = "") -> None:
    """Open a page (or stay on this one) and look at it on every screen."""
    if jalan:
        layar.page.set_viewport_size({"width": 320, "height": 800})
        layar.page.goto(jalan)
    pandang(layar, LAYAR)


@pytest.fixture
def layar(buka: Buka, orang: dict[str, User]) -> Layar:
    """The administrator, who has typed the password once more."""
    client: Client = factories.logged_in(orang["admin_sistem"])
    session = client.session
    session["account_authentication_methods"] += [{"method": "password", "at": clock.time(), "reauthenticated": True}]
    session.save()
    layar = buka()
    kuki = client.cookies[settings.SESSION_COOKIE_NAME].value
    layar.konteks.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": kuki, "url": layar.alamat}])
    return layar


def test_the_lists(layar: Layar) -> None:
    wit = Kalender.objects.get(kode="wit")
    HariLibur.objects.create(tanggal=date(2027, 2, 5), jenis="khusus", nama="Hari Jadi" * 10, berlaku_untuk=wit)
    data = {"apa": "libur_ditambah", "nama": "Hari Contoh", "tanggal": ["2026-11-30"]}
    p = PerubahanKalender.objects.create(uraian=data, dibuat_pada=SENIN, total=3412, diperiksa=1200)
    for nama in ("ringkas", "musim", "kalender", "coba"):
        periksa(layar, reverse(f"sla:{nama}"))
    periksa(layar, reverse("sla:libur") + "?tahun=2027")
    periksa(layar, reverse("sla:kebijakan", args=["pengaduan.verifikasi"]))
    periksa(layar, reverse("sla:perubahan", args=[p.pk]))
    PerubahanKalender.objects.update(selesai_pada=SENIN, diperiksa=3412, bergeser=3000, terlambat=12)
    expect(layar.page.locator("main")).to_contain_text("3.000 tenggat bergeser, 12 menjadi terlambat.")
    periksa(layar)


def test_a_trial_and_a_trial_that_is_refused(layar: Layar) -> None:
    periksa(layar, reverse("sla:coba") + COBA)
    periksa(layar, reverse("sla:coba") + COBA + "&mulai=besok&hingga_1=")


def test_the_forms_and_their_errors(layar: Layar) -> None:
    libur = HariLibur.objects.earliest("pk")
    for nama, args in (("libur_ubah", [libur.pk]), ("libur_hapus", [libur.pk]), ("ketetapan", [2027])):
        periksa(layar, reverse(f"sla:{nama}", args=args))
    for nama, args, isian in (
        ("versi_baru", ["pengaduan.verifikasi"], "#id_jumlah"),
        ("kalender_ubah", ["lkpp"], "#id_nama"),
        ("kalender_tambah", [], "#id_kode"),
        ("musim_tambah", [], "#id_nama"),
        ("libur_tambah", [], "#id_nama"),
    ):
        periksa(layar, reverse(f"sla:{nama}", args=args))
        layar.page.fill(isian, "")
        layar.page.locator("main form button.tombol").last.click()
        expect(layar.page.get_by_role("alert").first).to_be_visible()
        periksa(layar)


def test_a_holiday_from_the_list_to_the_change_by_keyboard(layar: Layar) -> None:
    factories.ajukan()
    page = layar.page
    page.goto(reverse("sla:libur_tambah"))
    page.fill("#id_tanggal", "2026-11-25")
    page.fill("#id_nama", "Hari Contoh")
    page.locator("#id_jenis_2").focus()
    page.keyboard.press("Space")
    page.locator("main form button.tombol").last.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Pratinjau: Tambah hari libur")
    expect(page.locator("main")).to_contain_text("1 tenggat bergeser, 0 menjadi terlambat.")
    periksa(layar)
    page.get_by_role("button", name="Terapkan sekarang").focus()
    page.keyboard.press("Enter")
    expect(page.locator(".pesan-sistem")).to_contain_text("Kalender kerja sudah diubah.")
    expect(page.locator("main")).to_contain_text("Hari libur ditambahkan: Hari Contoh, 25 November 2026.")
    periksa(layar)
