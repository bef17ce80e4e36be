"""The pages of the keys: made after showing who one is, shown once, revoked; others see nothing of it."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from akun.actor import PETUGAS, Peran
from akun.models import User
from laporan.models import KunciApi
from laporan.models.api import Lingkup
from laporan.permissions import PEMEGANG_KUNCI
from tests.laporan.berkunci import kunci, tanya
from tests.laporan.test_terbitan import segar

pytestmark = pytest.mark.django_db
HALAMAN = "/laporan/kunci-api/"
BARU = f"{HALAMAN}baru/"
ISIAN: dict[str, Any] = {"nama": "Gudang data", "lingkup": ["pengaduan", "angka"], "hari": "90"}
Masuk = Callable[[str], Client]


def test_each_role_enters_or_not(masuk: Masuk) -> None:
    for peran in sorted(PETUGAS | {Peran.PENGADU}):
        assert masuk(peran).get(HALAMAN).status_code == (200 if peran in PEMEGANG_KUNCI else 403), peran


def test_a_key_is_made_after_showing_who_one_is_and_shown_once(masuk: Masuk) -> None:
    browser = masuk("verifikator")
    assert "/akun/reauthenticate/" in browser.get(BARU)["Location"]
    segar(browser)
    assert browser.get(BARU).status_code == 200
    jawaban = browser.post(BARU, ISIAN)
    satu = KunciApi.objects.get()
    assert jawaban["Location"] == f"{HALAMAN}{satu.pk}/"
    assert satu.lingkup == ["angka", "pengaduan"]
    assert satu.berlaku_sampai == satu.dibuat_pada + timedelta(days=90)
    tampil = browser.get(jawaban["Location"])
    assert tampil["Cache-Control"].startswith("max-age=0")
    rahasia = tampil.content.decode().split('<code id="rahasia">')[1].split("<")[0]
    assert tanya("pengaduan", rahasia).status_code == 200
    assert rahasia not in browser.get(jawaban["Location"]).content.decode()


def test_without_showing_who_one_is_nothing_is_made(masuk: Masuk) -> None:
    jawaban = masuk("verifikator").post(BARU, ISIAN)
    assert jawaban.status_code == 403
    assert "Pastikan ini Anda" in jawaban.content.decode()
    assert not KunciApi.objects.exists()


@pytest.mark.parametrize(
    "salah", [{"nama": ""}, {"lingkup": []}, {"hari": "400"}, {"lingkup": ["tiket"]}, {"lingkup": ["semua"]}]
)
def test_what_is_wrong_is_said(salah: dict[str, Any], masuk: Masuk) -> None:
    jawaban = segar(masuk("verifikator")).post(BARU, ISIAN | salah)
    assert jawaban.status_code == 422
    assert not KunciApi.objects.exists()


def test_only_scopes_of_ones_role_are_offered(masuk: Masuk) -> None:
    isi = segar(masuk("petugas_helpdesk")).get(BARU).content.decode()
    assert [satu for satu in Lingkup.values if f'value="{satu}"' in isi] == ["surat", "tiket", "konsultasi"]


def test_a_key_of_somebody_else_is_not_here_but_for_the_administrator(orang: dict[str, User], masuk: Masuk) -> None:
    satu, rahasia = kunci(orang["verifikator"], Lingkup.PENGADUAN)
    url = f"{HALAMAN}{satu.pk}/"
    for siapa in ("verifikator_2", "pejabat_dpph", "pimpinan"):
        browser = masuk(siapa)
        assert "Gudang data" not in browser.get(HALAMAN).content.decode()
        assert browser.get(url).status_code == 404
        assert browser.post(f"{url}cabut/").status_code == 404
    admin = masuk("admin_sistem")
    assert orang["verifikator"].nama in admin.get(HALAMAN).content.decode()
    assert admin.get(url).status_code == 200
    assert rahasia not in admin.get(url).content.decode()


def test_revoking_shuts_the_program_out_at_once(orang: dict[str, User], masuk: Masuk) -> None:
    satu, rahasia = kunci(orang["verifikator"], Lingkup.PENGADUAN)
    assert tanya("pengaduan", rahasia).status_code == 200
    browser = masuk("verifikator")
    assert "1 permintaan" in browser.get(f"{HALAMAN}{satu.pk}/").content.decode()
    assert browser.get(f"{HALAMAN}{satu.pk}/cabut/").status_code == 405
    isi = browser.post(f"{HALAMAN}{satu.pk}/cabut/", follow=True).content.decode()
    assert "Kunci dicabut" in isi
    assert "Cabut kunci ini" not in isi
    assert tanya("pengaduan", rahasia).status_code == 401
    assert "sudah dicabut" in browser.post(f"{HALAMAN}{satu.pk}/cabut/", follow=True).content.decode()


@pytest.mark.parametrize(
    ("ubah", "kata"),
    [
        ({}, "Berlaku"),
        ({"berlaku_sampai": timezone.now() - timedelta(days=1)}, "Habis masa berlaku"),
        ({"sesi_versi": 7}, "Mati: akun pemiliknya berubah"),
        ({"peran": "penelaah"}, "Mati: akun pemiliknya berubah"),
    ],
)
def test_the_list_says_what_a_key_is_worth(
    ubah: dict[str, Any], kata: str, orang: dict[str, User], masuk: Masuk
) -> None:
    satu, _rahasia = kunci(orang["verifikator"], Lingkup.PENGADUAN)
    KunciApi.objects.filter(pk=satu.pk).update(**ubah)
    assert f"{kata}</" in masuk("verifikator").get(HALAMAN).content.decode()


def test_the_page_about_the_api_tells_every_operation(client: Client) -> None:
    isi = client.get("/api/").content.decode()
    for alamat in ("/api/v1/statistik", "/api/v1/angka/{kode}", "/api/v1/pengaduan/{nomor}", "/api/v1/inspektorat"):
        assert f"GET {alamat}<" in isi
    assert "Lingkup kunci: konsultasi" in isi
