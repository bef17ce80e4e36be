"""Who reads which figure: every role at every door of every figure; what an officer may not count stays out."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from akun.actor import PENANGAN, Peran
from akun.models import User
from laporan.angka.daftar import SEMUA
from laporan.permissions import PEMBACA_ANGKA
from tests.factories import SENIN
from tests.laporan import isian

pytestmark = pytest.mark.django_db
PINTU = ("laporan:angka_satu", "laporan:angka_csv", "laporan:telusur")
MASUK = [p for p in Peran if p != Peran.SISTEM]
RENTANG = f"?periode=rentang&dari={SENIN:%Y-%m-%d}&sampai={SENIN:%Y-%m-%d}"


@pytest.fixture(autouse=True)
def _acuan(kebijakan: None) -> None: ...


def alamat(kode: str) -> list[str]:
    """The doors of a figure; a figure without cases has no list of them."""
    return [reverse(p, args=[kode]) for p in PINTU if p != "laporan:telusur" or SEMUA[kode].telusur]


@pytest.mark.parametrize("peran", MASUK)
def test_every_figure_is_for_its_readers_and_for_nobody_else(peran: Peran, masuk: Callable[[str], Client]) -> None:
    klien = masuk(peran)
    harus = 200 if peran in PEMBACA_ANGKA else 403
    pintu = [reverse("laporan:angka"), *(url for kode in SEMUA for url in alamat(kode))]
    assert {url: klien.get(url).status_code for url in pintu} == dict.fromkeys(pintu, harus)


def test_a_figure_is_for_nobody_who_has_not_logged_in(client: Client) -> None:
    for kode in SEMUA:
        for url in alamat(kode):
            assert client.get(url).status_code == 302


def test_a_figure_that_does_not_exist_and_one_without_cases_are_not_found(masuk: Callable[[str], Client]) -> None:
    klien = masuk("pimpinan")
    assert klien.get(reverse("laporan:angka_satu", args=["entah"])).status_code == 404
    assert klien.get(reverse("laporan:telusur", args=["cakupan"])).status_code == 404


@pytest.mark.parametrize("peran", sorted(PEMBACA_ANGKA))
def test_an_officer_counts_and_finds_no_case_of_an_institution_that_he_is_bound_to(
    peran: Peran, masuk: Callable[[str], Client], orang: dict[str, User]
) -> None:
    satu, dua = isian.inspektorat(1).instansi, isian.inspektorat(2).instansi
    orang[peran].konflik.add(satu)
    isian.kasus(1, satu)
    terlihat = isian.kasus(2, dua)
    isian.baca()
    klien = masuk(peran)
    berkas = klien.get(reverse("laporan:angka_csv", args=["jalur"]) + RENTANG).content.decode()
    harus = 1 if peran in PENANGAN else 2
    assert f"Portal,{harus}" in berkas.replace('"', "")
    daftar = klien.get(reverse("laporan:telusur", args=["jalur"]) + RENTANG).content.decode()
    assert terlihat.nomor in daftar
    assert ("PGD000000000001" in daftar) == (peran not in PENANGAN)
