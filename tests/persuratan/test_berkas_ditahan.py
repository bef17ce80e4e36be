"""A scan that the gate holds back: TU finds it and decides; of a secret letter its addressee."""

from collections.abc import Callable

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from akun.actor import Actor, Peran
from akun.models import User
from berkas import flow as berkas_flow
from berkas.putusan import Putusan
from jejak import trail
from persuratan import berkas_ditahan, permissions
from persuratan.models import SuratMasuk
from persuratan.status import Event
from tests.berkas import samples
from tests.factories import SENIN

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("gudang")]
Surat = Callable[..., SuratMasuk]
DAFTAR = "/surat/tu/ditahan/"
LEPAS = {"putusan": "lepas", "catatan": "Formulir resmi SPSE."}


@pytest.fixture
def tertahan(di_pejabat: Surat) -> Surat:
    """A letter with the official, whose scan the gate holds back."""

    def buat(kerahasiaan: str = "biasa") -> SuratMasuk:
        s = di_pejabat(kerahasiaan, perihal="Kenari")
        berkas = berkas_flow.terima(unggahan=SimpleUploadedFile("pindai.pdf", samples.pdf_javascript()), now=SENIN)
        berkas_flow.periksa(berkas_id=berkas.pk, now=SENIN)
        SuratMasuk.objects.filter(pk=s.pk).update(berkas=berkas)
        return SuratMasuk.objects.get(pk=s.pk)

    return buat


def langkah(s: SuratMasuk) -> str:
    return reverse("persuratan:putuskan_berkas", args=[s.nomor])


@pytest.mark.parametrize(
    ("kerahasiaan", "boleh"),
    [
        ("biasa", {"petugas_tu"}),
        ("terbatas", {"petugas_tu"}),
        ("rahasia", {"pejabat_dpph", "plh"}),
        ("sangat_rahasia", {"pejabat_dpph", "plh"}),
    ],
)
def test_who_decides(kerahasiaan: str, boleh: set[str], tertahan: Surat, orang: dict[str, User], plh: User) -> None:
    s = tertahan(kerahasiaan)
    siapa = {nama: Actor.of(user) for nama, user in (orang | {"plh": plh}).items()}
    assert {n for n, by in siapa.items() if permissions.may_putuskan_berkas(by, s)} == boleh


def test_tu_finds_a_held_scan_and_lets_it_through(tertahan: Surat, masuk: Callable[[str], Client]) -> None:
    s, browser = tertahan(), masuk("petugas_tu")
    assert langkah(s) in browser.get(DAFTAR).content.decode()
    assert "pindai.pdf" in browser.get(langkah(s)).content.decode()
    assert browser.post(langkah(s), {"putusan": "lepas", "catatan": " "}).status_code == 422
    browser.post(langkah(s), LEPAS)
    s.refresh_from_db()
    assert s.berkas is not None
    assert s.berkas.putusan == Putusan.TERIMA
    assert s.nomor not in browser.get(DAFTAR).content.decode()
    assert [(j.pelaku, j.data) for j in trail.of(s) if j.kejadian == Event.BERKAS_DIPUTUS] == [
        ("Ibu Petugas TU", {"lepas": True})
    ]
    assert browser.post(langkah(s), LEPAS).status_code == 409
    assert "Berkas dilepas." in masuk("pejabat_dpph").get(f"/surat/masuk/{s.nomor}/").content.decode()


def test_the_official_refuses_that_of_a_secret_letter_of_which_tu_sees_the_number(
    tertahan: Surat, masuk: Callable[[str], Client]
) -> None:
    s = tertahan("rahasia")
    halaman = masuk("petugas_tu").get(DAFTAR).content.decode()
    assert s.nomor in halaman
    assert langkah(s) not in halaman
    assert "pindai.pdf" not in halaman
    assert masuk("petugas_tu").post(langkah(s), LEPAS).status_code == 404
    browser = masuk("pejabat_dpph")
    assert langkah(s) in browser.get(f"/surat/masuk/{s.nomor}/").content.decode()
    browser.post(langkah(s), {"putusan": "tolak", "catatan": "Tidak perlu."})
    s.refresh_from_db()
    assert s.berkas is not None
    assert s.berkas.putusan == Putusan.TOLAK


def test_a_file_that_is_not_held_waits_for_nobody(
    di_pejabat: Surat, masuk: Callable[[str], Client], orang: dict[str, User]
) -> None:
    s = di_pejabat()
    assert not berkas_ditahan.menunggu(Actor.of(orang["petugas_tu"]))
    assert masuk("petugas_tu").post(langkah(s), LEPAS).status_code == 409
    assert not berkas_ditahan.menunggu(Actor("Sistem", Peran.SISTEM))
