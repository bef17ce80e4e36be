"""Whom the portal trusts is decided by the system administrator, with the password fresh and a reason on the trail."""

import time as clock
from datetime import timedelta

import pytest
from cryptography.hazmat.primitives.serialization import Encoding
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from akun.actor import Actor
from jejak.models import Jejak
from persuratan import kepercayaan
from persuratan.ca_uji import CA, Terbitan, ca_baru
from persuratan.kepercayaan import SertifikatDitolak
from persuratan.models import SertifikatTepercaya
from tests.factories import SENIN

pytestmark = pytest.mark.django_db
TAHUN = timedelta(days=365)


@pytest.fixture(scope="module")
def ca() -> CA:
    return ca_baru(sejak=SENIN - TAHUN, sampai=SENIN + TAHUN)


@pytest.fixture
def admin(masuk) -> Client:
    return masuk("admin_sistem")


@pytest.fixture
def pasti(admin: Client) -> Client:
    """Has typed the password once more."""
    session = admin.session
    session["account_authentication_methods"] += [{"method": "password", "at": clock.time(), "reauthenticated": True}]
    session.save()
    return admin


def pem(satu: Terbitan) -> str:
    return satu.sertifikat.public_bytes(Encoding.PEM).decode()


def tambah(ca: CA, by: Actor, jenis: str = "akar") -> SertifikatTepercaya:
    return kepercayaan.tambah(pem=pem(ca.akar), jenis=jenis, alasan="Dari lembaganya", by=by, now=SENIN)


def test_what_is_trusted_reaches_the_checker(ca: CA, actor) -> None:
    satu = tambah(ca, actor("admin_sistem"))
    assert kepercayaan.daftar().akar == (satu.pem,)
    kepercayaan.nyalakan(sertifikat=satu, aktif=False, alasan="Bocor", by=actor("admin_sistem"), now=SENIN)
    assert kepercayaan.daftar().akar == ()
    assert list(
        Jejak.objects.filter(objek_tipe="persuratan.sertifikattepercaya").values_list("kejadian", flat=True)
    ) == [
        "sertifikat_ditambah",
        "sertifikat_dimatikan",
    ]


def test_the_trail_keeps_fingerprint_and_reason(ca: CA, actor) -> None:
    satu = tambah(ca, actor("admin_sistem"))
    data = Jejak.objects.get(kejadian="sertifikat_ditambah").data
    assert (data["sha256"], data["alasan"]) == (satu.sha256, "Dari lembaganya")


def test_nobody_else_may(ca: CA, actor) -> None:
    with pytest.raises(PermissionDenied):
        tambah(ca, actor("pimpinan"))


def test_a_certificate_is_trusted_once(ca: CA, actor) -> None:
    tambah(ca, actor("admin_sistem"))
    with pytest.raises(SertifikatDitolak):
        tambah(ca, actor("admin_sistem"))


@pytest.mark.parametrize(
    ("bahan", "jenis"),
    [
        (lambda ca: "bukan", "akar"),
        (lambda ca: pem(ca.akar) * 2, "akar"),
        (lambda ca: ca.akar.pem.decode(), "akar"),
        (lambda ca: pem(ca.menengah), "akar"),
        (lambda ca: pem(ca.terbitkan("Sri", sejak=SENIN, sampai=SENIN + TAHUN)), "perantara"),
        (lambda ca: pem(ca.terbitkan("Sri", sejak=SENIN, sampai=SENIN + TAHUN)), "tsa"),
    ],
    ids=["no PEM", "two", "with its key", "an intermediate as root", "a person as authority", "a person as clock"],
)
def test_what_is_not_fit_is_refused(ca: CA, bahan, jenis: str) -> None:
    with pytest.raises(SertifikatDitolak):
        kepercayaan.rinci(bahan(ca), jenis)


def test_a_name_without_its_fingerprint_is_called_out() -> None:
    palsu = ca_baru(sejak=SENIN, sampai=SENIN + TAHUN, nama="Indonesia DS G1")
    rincian = kepercayaan.rinci(pem(palsu.akar), "akar")
    assert (rincian.dikenal, rincian.menyamar) == ("", "Root CA Indonesia DS G1")


def test_an_expected_fingerprint_is_recognised(ca: CA, monkeypatch) -> None:
    sha256 = kepercayaan.rinci(pem(ca.akar), "akar").sha256
    monkeypatch.setitem(kepercayaan.DIHARAPKAN, sha256, "Akar Uji")
    assert kepercayaan.rinci(pem(ca.akar), "akar").dikenal == "Akar Uji"


def test_the_page_lists_what_is_missing_and_what_is_there(ca: CA, admin: Client, actor) -> None:
    tambah(ca, actor("admin_sistem"))
    isi = admin.get(reverse("persuratan:kepercayaan")).content.decode()
    assert "Root CA Uji" in isi
    assert "BSRE CA DS G1" in isi


def test_only_the_administrator_sees_it(masuk) -> None:
    assert masuk("pimpinan").get(reverse("persuratan:kepercayaan")).status_code == 403


def test_adding_asks_for_the_password_again(admin: Client) -> None:
    session = admin.session
    for cara in session["account_authentication_methods"]:
        cara["at"] -= 3600
    session.save()
    jawaban = admin.get(reverse("persuratan:kepercayaan_tambah"))
    assert (jawaban.status_code, "reauthenticate" in jawaban["Location"]) == (302, True)


def test_a_file_is_shown_first_and_added_by_the_second_click(ca: CA, pasti: Client) -> None:
    url = reverse("persuratan:kepercayaan_tambah")
    isian = {"jenis": "akar", "alasan": "Dari lembaganya"}
    berkas = SimpleUploadedFile("akar.pem", pem(ca.akar).encode())
    lihat = pasti.post(url, isian | {"berkas": berkas})
    assert lihat.status_code == 200
    assert "Sidik jarinya tidak ada dalam daftar" in lihat.content.decode()
    assert not SertifikatTepercaya.objects.exists()
    jawaban = pasti.post(url, isian | {"pem": pem(ca.akar), "jalan": "1"}, follow=True)
    assert "kini dipercaya" in jawaban.content.decode()
    assert SertifikatTepercaya.objects.get().aktif


def test_a_refusal_stands_at_its_field(pasti: Client) -> None:
    jawaban = pasti.post(reverse("persuratan:kepercayaan_tambah"), {"jenis": "akar", "alasan": "x", "pem": "bukan"})
    assert jawaban.status_code == 422
    assert "tepat satu sertifikat" in jawaban.content.decode()


def test_switching_off_and_on_from_the_page(ca: CA, pasti: Client, actor) -> None:
    url = reverse("persuratan:kepercayaan_nyalakan", args=[tambah(ca, actor("admin_sistem")).pk])
    assert "Jangan percaya lagi" in pasti.get(url).content.decode()
    for aktif in (False, True):
        pasti.post(url, {"alasan": "Perintah pimpinan"})
        assert SertifikatTepercaya.objects.get().aktif is aktif
