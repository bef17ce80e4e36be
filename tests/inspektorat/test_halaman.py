"""Every page of a membership, in a real browser: axe, no sideways scrolling, light and dark."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse
from playwright.sync_api import expect

from akun.models import User
from inspektorat.models import Keanggotaan
from inspektorat.status import Status
from inspektorat.views.bergabung_langkah import LANGKAH
from tests.inspektorat.conftest import ADMIN, undangan_dari
from tests.inspektorat.test_bergabung import dibuka, isian
from tests.journeys.test_halaman import SEMPIT, Buka, bawa, periksa
from tests.peramban import PERLU_CHROMIUM

pytestmark = [*PERLU_CHROMIUM, pytest.mark.usefixtures("kebijakan")]
Buat = Callable[..., Keanggotaan]


def test_the_public_pages(buka: Buka, client: Client, keanggotaan: Buat) -> None:
    row = keanggotaan(Status.PERLU_PERBAIKAN)
    layar = buka()
    periksa(layar, reverse("inspektorat:bergabung"))
    layar.page.get_by_role("button", name="Kirim permohonan").click()
    expect(layar.page.get_by_role("alert").first).to_be_visible()
    periksa(layar)
    bawa(layar, dibuka(client, row.nomor))
    for nama in ("progres", "perbaiki"):
        periksa(layar, reverse(f"inspektorat:{nama}"))


def test_the_receipt_and_the_invitation(buka: Buka, client: Client, keanggotaan: Buat, sendiri: object) -> None:
    client.post(reverse("inspektorat:bergabung"), isian())
    periksa(bawa(buka(), client), reverse("inspektorat:terkirim"))
    Keanggotaan.objects.update(status=Status.DITOLAK)
    row = keanggotaan(Status.AKUN_DIUNDANG)
    layar = buka()
    periksa(layar, reverse("inspektorat:undangan"), status=410, ukuran=SEMPIT)
    layar.page.goto(reverse("inspektorat:undangan_tautan", args=[undangan_dari(row)[ADMIN.surel]]))
    layar.page.get_by_role("button", name="Buat akun").click()
    expect(layar.page.get_by_role("alert").first).to_be_visible()
    periksa(layar)


def test_lkpps_pages(buka: Buka, orang: dict[str, User], keanggotaan: Buat) -> None:
    row = keanggotaan(Status.AKTIF)
    layar = buka(orang["pejabat_dpph"])
    periksa(layar, reverse("inspektorat:keanggotaan_daftar") + "?pandang=semua&q=digoel")
    periksa(layar, reverse("inspektorat:keanggotaan_catat"))
    periksa(layar, reverse("inspektorat:keanggotaan", args=[row.nomor]))
    for langkah in LANGKAH:
        boleh = row.status in langkah.dari and langkah.nama != "undang"
        jalan = reverse(f"inspektorat:{langkah.nama}", args=[row.nomor])
        tetap = 200 if boleh or langkah.nama == "undang" else 409
        periksa(layar, jalan, status=tetap, ukuran=SEMPIT)
