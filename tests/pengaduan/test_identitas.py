"""The custodian: an identity is shown to him alone, once, for a reason, and after he has shown who he is again."""

from collections.abc import Callable
from urllib.parse import quote

import pytest
from django.test import Client
from django.utils import timezone

from akun.models import User
from jejak import trail
from pengaduan import vault
from pengaduan.models import Pengaduan
from pengaduan.status import Event
from tests import factories
from tests.factories import IDENTITAS

pytestmark = pytest.mark.django_db
Masuk = Callable[[str], Client]
DAFTAR = "/pengaduan/penjaga/"
ALASAN = "Permintaan tertulis penyidik tanggal 20 November 2026."
LAIN = ("verifikator", "penelaah", "pejabat_dpph", "pimpinan", "petugas_tu", "admin_sistem", "admin_apip", "pengadu")


@pytest.fixture(autouse=True)
def _acuan(kebijakan: None) -> None: ...


def url(p: Pengaduan) -> str:
    return f"{DAFTAR}{p.nomor}/"


@pytest.fixture
def penjaga(masuk: Masuk) -> Client:
    """The custodian, logged in."""
    return masuk("penjaga_identitas")


@pytest.fixture
def pasti(penjaga: Client) -> Client:
    """The custodian, who has just shown again who he is."""
    session = penjaga.session
    records = session["account_authentication_methods"]
    records.append({"method": "password", "at": timezone.now().timestamp(), "reauthenticated": True})
    session["account_authentication_methods"] = records
    session.save()
    return penjaga


@pytest.mark.parametrize("siapa", LAIN)
def test_nobody_else_comes_in(siapa: str, masuk: Masuk) -> None:
    browser, p = masuk(siapa), factories.ajukan()
    jawaban = [browser.get(DAFTAR), browser.get(url(p)), browser.post(url(p), {"alasan": ALASAN})]
    assert [j.status_code for j in jawaban] == [403, 403, 403]
    assert not trail.of(p).filter(kejadian=Event.IDENTITAS_DIBUKA).exists()


def test_the_form_asks_first_who_is_sitting_there(penjaga: Client) -> None:
    p = factories.ajukan()
    jawaban = penjaga.get(url(p))
    assert jawaban.status_code == 302
    assert "reauthenticate" in jawaban["Location"]
    assert quote(url(p), safe="") in jawaban["Location"]


def test_after_the_password_the_form_opens(penjaga: Client, orang: dict[str, User]) -> None:
    user, p = orang["penjaga_identitas"], factories.ajukan()
    user.set_password("kata-sandi-penjaga-1")
    user.save()
    browser = factories.logged_in(user)
    tanya = browser.get(url(p))["Location"]
    jawaban = browser.post(tanya, {"password": "kata-sandi-penjaga-1"})
    assert jawaban["Location"] == url(p)
    assert browser.get(url(p)).status_code == 200


def test_a_post_without_it_opens_nothing_and_keeps_the_reason(penjaga: Client) -> None:
    p = factories.ajukan()
    jawaban = penjaga.post(url(p), {"alasan": ALASAN})
    assert jawaban.status_code == 403
    assert ALASAN in jawaban.content.decode()
    assert IDENTITAS.nama not in jawaban.content.decode()
    assert not trail.of(p).filter(kejadian=Event.IDENTITAS_DIBUKA).exists()


def test_with_a_reason_the_identity_is_shown_once_and_never_kept(pasti: Client, orang: dict[str, User]) -> None:
    p = factories.ajukan()
    jawaban = pasti.post(url(p), {"alasan": ALASAN})
    teks = jawaban.content.decode()
    assert all(x in teks for x in vars(IDENTITAS).values())
    assert "no-store" in jawaban["Cache-Control"]
    row = trail.of(p).get(kejadian=Event.IDENTITAS_DIBUKA)
    assert row.pelaku_id == orang["penjaga_identitas"].pk
    assert vault.alasan_pembukaan([row]) == {row.pk: ALASAN}
    assert ALASAN not in str(row.data)  # sealed beside the case, not written into the trail
    lagi = pasti.get(url(p)).content.decode()
    assert not [x for x in vars(IDENTITAS).values() if x in lagi]
    assert ALASAN in lagi


@pytest.mark.parametrize("alasan", ["", "perlu", " " * 40])
def test_without_a_real_reason_nothing_opens(alasan: str, pasti: Client) -> None:
    p = factories.ajukan()
    jawaban = pasti.post(url(p), {"alasan": alasan})
    assert jawaban.status_code == 422
    assert IDENTITAS.nama not in jawaban.content.decode()
    assert not trail.of(p).filter(kejadian=Event.IDENTITAS_DIBUKA).exists()


def test_of_an_anonymous_complaint_there_is_nothing_to_open(pasti: Client) -> None:
    p = factories.ajukan(tingkat="anonim")
    assert "Tidak ada identitas yang disimpan" in pasti.get(url(p)).content.decode()
    assert IDENTITAS.nama not in pasti.post(url(p), {"alasan": ALASAN}).content.decode()
    assert not trail.of(p).filter(kejadian=Event.IDENTITAS_DIBUKA).exists()


def test_the_list_finds_a_case_by_number_and_shows_none_of_its_content(pasti: Client) -> None:
    p = factories.ajukan()
    pasti.post(url(p), {"alasan": ALASAN})
    teks = pasti.get(DAFTAR, {"q": p.nomor[:10].lower()}).content.decode()
    assert url(p) in teks
    assert ALASAN in teks
    assert p.nama_paket not in teks
    assert not [x for x in vars(IDENTITAS).values() if x in teks]
    assert "Tidak ada kasus dengan nomor itu" in pasti.get(DAFTAR, {"q": "PGD20991231"}).content.decode()


def test_the_case_page_tells_officers_of_the_opening_but_not_why(pasti: Client, masuk: Masuk) -> None:
    p = factories.ajukan()
    pasti.post(url(p), {"alasan": ALASAN})
    teks = masuk("verifikator").get(f"/pengaduan/kasus/{p.nomor}/").content.decode()
    assert "Identitas pelapor dibuka" in teks
    assert ALASAN not in teks
