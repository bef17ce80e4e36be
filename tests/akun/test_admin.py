"""The administrator keeps reference data and accounts, sees no secret, and leaves a trail."""

from collections.abc import Callable

import pytest
from allauth.mfa.models import Authenticator
from django.core import mail
from django.http import HttpResponse
from django.test import Client

from akun import demo
from akun.models import Instansi, User
from inspektorat.models import Inspektorat
from jejak.models import Jejak

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.akun.urls")]


@pytest.fixture
def admin(masuk_demo: Callable[[str], Client]) -> Client:
    return masuk_demo("admin")


@pytest.fixture
def admin_pasti(admin: Client) -> Client:
    """Has typed the password once more."""
    admin.post("/akun/reauthenticate/", {"password": demo.SANDI})
    return admin


@pytest.mark.parametrize(
    "halaman",
    [
        "akun/user", "akun/instansi", "akun/unit", "akun/pejabat", "akun/wilayah", "inspektorat/inspektorat",
    ],
)  # fmt: skip
def test_every_list_and_search_opens(admin: Client, halaman: str) -> None:
    assert admin.get(f"/admin/{halaman}/", {"q": "kota"}).status_code == 200


def test_one_row_of_each_kind_opens(admin_pasti: Client) -> None:
    for halaman, pk in (
        ("akun/user", User.objects.first().pk),
        ("akun/instansi", Instansi.objects.first().pk),
    ):
        assert admin_pasti.get(f"/admin/{halaman}/{pk}/change/").status_code == 200


def test_no_password_hash_is_shown(admin_pasti: Client) -> None:
    user = User.objects.get(email="verifikator@demo.example")
    halaman = admin_pasti.get(f"/admin/akun/user/{user.pk}/change/").content.decode()
    assert user.password not in halaman
    assert 'name="password' not in halaman


def test_changing_an_account_asks_for_the_password_again(admin: Client) -> None:
    user = User.objects.get(email="verifikator@demo.example")
    jawaban = admin.get(f"/admin/akun/user/{user.pk}/change/")
    assert jawaban.headers["location"].startswith("/akun/reauthenticate/")


def isian(user: User, **ubah: object) -> dict[str, object]:
    lama = {"nama": user.nama, "peran": user.peran, "unit": user.unit_id or "", "instansi": user.instansi_id or ""}
    return lama | {"is_active": "on"} | ubah


def test_a_changed_role_leaves_a_trail(admin_pasti: Client) -> None:
    user = User.objects.get(email="verifikator@demo.example")
    admin_pasti.post(f"/admin/akun/user/{user.pk}/change/", isian(user, peran="penelaah"))
    user.refresh_from_db()
    assert user.peran == "penelaah"
    jejak = Jejak.objects.get(kejadian="akun.petugas_diubah")
    assert (jejak.data, jejak.pelaku) == ({"kolom": ["peran"], "peran": "penelaah", "aktif": True}, "Dimas Saputra")


@pytest.mark.parametrize("ubah", [{"peran": "sistem"}, {"peran": "admin_apip"}, {"nama": ""}])
def test_an_impossible_account_is_not_saved(admin_pasti: Client, ubah: dict[str, str]) -> None:
    user = User.objects.get(email="verifikator@demo.example")
    assert admin_pasti.post(f"/admin/akun/user/{user.pk}/change/", isian(user, **ubah)).status_code == 200
    assert not Jejak.objects.filter(kejadian="akun.petugas_diubah").exists()


def test_a_new_officer_is_made_without_password_and_invited(admin_pasti: Client) -> None:
    isi = {"email": "Baru@lkpp.example", "nama": "Petugas Baru", "peran": "verifikator", "unit": "", "instansi": ""}
    assert admin_pasti.post("/admin/akun/user/add/", isi).status_code == 302
    user = User.objects.get(email="baru@lkpp.example")
    assert not user.has_usable_password()
    assert mail.outbox[-1].to == ["baru@lkpp.example"]
    assert Jejak.objects.filter(kejadian="akun.petugas_dibuat", objek_id=user.pk).exists()


def cabut(client: Client, user: User) -> HttpResponse:
    return client.post("/admin/akun/user/", {"action": "cabut_kunci_kedua", "_selected_action": [user.pk]})


def test_taking_a_second_factor_asks_for_the_password_again(admin: Client) -> None:
    user = User.objects.get(email="verifikator@demo.example")
    assert cabut(admin, user).headers["location"].startswith("/akun/reauthenticate/")
    assert Authenticator.objects.filter(user=user).exists()


def test_a_lost_phone_is_taken_off_the_account_with_a_trail(admin_pasti: Client) -> None:
    user = User.objects.get(email="verifikator@demo.example")
    cabut(admin_pasti, user)
    assert not Authenticator.objects.filter(user=user).exists()
    assert Jejak.objects.get(kejadian="akun.kunci_kedua_dicabut").data == {"jumlah": 2}


def test_who_lost_the_second_factor_is_out_and_gets_a_link_to_a_new_password(
    admin_pasti: Client, masuk_demo: Callable[[str], Client]
) -> None:
    user = User.objects.get(email="verifikator@demo.example")
    browser = masuk_demo("verifikator")
    assert browser.get("/uji/petugas/").status_code == 200
    cabut(admin_pasti, user)
    assert browser.get("/uji/petugas/").headers["location"].startswith("/akun/login/")
    user.refresh_from_db()
    assert not user.has_usable_password()
    assert mail.outbox[-1].to == [user.email]
    assert "mencabut langkah kedua" in str(mail.outbox[-1].body)
    assert "/akun/password/reset/key/" in str(mail.outbox[-1].body)


@pytest.mark.parametrize("ubah", [{"peran": "penelaah"}, {"is_active": ""}])
def test_another_role_or_being_switched_off_ends_the_sessions(
    admin_pasti: Client, masuk_demo: Callable[[str], Client], ubah: dict[str, str]
) -> None:
    user = User.objects.get(email="verifikator@demo.example")
    browser = masuk_demo("verifikator")
    admin_pasti.post(f"/admin/akun/user/{user.pk}/change/", isian(user, **ubah))
    User.objects.filter(pk=user.pk).update(is_active=True, peran="verifikator")  # the session stays dead
    assert browser.get("/uji/petugas/").headers["location"].startswith("/akun/login/")


def test_another_name_ends_no_session(admin_pasti: Client, masuk_demo: Callable[[str], Client]) -> None:
    user = User.objects.get(email="verifikator@demo.example")
    browser = masuk_demo("verifikator")
    admin_pasti.post(f"/admin/akun/user/{user.pk}/change/", isian(user, nama="Sari W."))
    assert browser.get("/uji/petugas/").content == b"Sari W."


def test_nothing_that_others_point_to_is_deleted(admin: Client) -> None:
    for halaman, pk in (("akun/instansi", Instansi.objects.first().pk), ("akun/user", User.objects.first().pk)):
        assert admin.post(f"/admin/{halaman}/{pk}/delete/", {"post": "yes"}).status_code == 403


def test_an_inspectorate_is_activated_by_the_action(admin: Client) -> None:
    apip = Inspektorat.objects.get(nama="Inspektorat Kota Medan")
    admin.post("/admin/inspektorat/inspektorat/", {"action": "aktifkan", "_selected_action": [apip.pk]})
    apip.refresh_from_db()
    assert apip.aktif
