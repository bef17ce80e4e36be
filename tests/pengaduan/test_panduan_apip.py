"""Three screens after the first login, once per account, to be left and opened again at any time."""

from collections.abc import Callable

import pytest
from django.test import Client

from akun.models import User
from pengaduan.models import PanduanApip

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("kebijakan")]
Masuk = Callable[[str], Client]
MULAI, KOTAK = "/pengaduan/apip/mulai/", "/pengaduan/apip/"


@pytest.mark.parametrize("siapa", ["admin_apip", "auditor_apip"])
def test_the_first_login_leads_to_the_screens_and_the_next_to_the_inbox(masuk: Masuk, siapa: str) -> None:
    browser = masuk(siapa)
    assert browser.get("/meja/")["Location"] == MULAI
    assert browser.get(MULAI).status_code == 200
    assert browser.get("/meja/")["Location"] == KOTAK
    assert masuk(siapa).get("/meja/")["Location"] == KOTAK


def test_it_is_remembered_for_each_account(masuk: Masuk, orang: dict[str, User]) -> None:
    masuk("admin_apip").get(MULAI)
    assert list(PanduanApip.objects.values_list("user", flat=True)) == [orang["admin_apip"].pk]
    assert masuk("auditor_apip").get("/meja/")["Location"] == MULAI


@pytest.mark.parametrize(
    ("layar", "judul", "ada"),
    [
        ("1", "1. Terima kasusnya", ("?layar=2", "Lewati")),
        ("2", "2. Tindak lanjuti", ("?layar=1", "?layar=3", "Lewati")),
        ("3", "3. Laporkan hasilnya", ("?layar=2", "Buka kotak masuk")),
        ("9", "1. Terima kasusnya", ("?layar=2",)),
    ],
)
def test_each_screen_leads_on_back_and_out(masuk: Masuk, layar: str, judul: str, ada: tuple[str, ...]) -> None:
    page = masuk("auditor_apip").get(MULAI, {"layar": layar}).content.decode()
    assert all(kata in page for kata in (judul, KOTAK, *ada))


def test_it_can_be_opened_again_and_writes_one_row(masuk: Masuk) -> None:
    browser = masuk("admin_apip")
    for _ in range(3):
        assert browser.get(MULAI).status_code == 200
    assert PanduanApip.objects.count() == 1
    assert MULAI in browser.get(KOTAK).content.decode()


@pytest.mark.parametrize("siapa", ["verifikator", "penelaah", "pimpinan", "petugas_tu", "pengadu", "admin_sistem"])
def test_others_have_no_business_there(masuk: Masuk, siapa: str) -> None:
    browser = masuk(siapa)
    assert browser.get(MULAI).status_code == 403
    assert browser.get("/meja/")["Location"] != MULAI
    assert not PanduanApip.objects.exists()
