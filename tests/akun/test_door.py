"""Deny by default; staff need a second factor; idle and disabled people are out at once."""

import re
import time
from collections.abc import Callable
from datetime import timedelta

import pytest
from cryptography.hazmat.primitives.hashes import SHA1
from cryptography.hazmat.primitives.twofactor.totp import TOTP
from django.test import Client
from django.utils import timezone

from akun import demo, middleware
from akun.models import User

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.akun.urls")]
Masuk = Callable[[str], Client]


def test_a_stranger_sees_public_pages_only(client: Client) -> None:
    assert client.get("/uji/terbuka/").content == b"terbuka"
    assert client.get("/uji/petugas/?a=1").headers["location"] == "/akun/login/?next=/uji/petugas/%3Fa%3D1"


def test_a_view_without_a_door_opens_to_nobody(masuk_demo: Masuk, client: Client) -> None:
    assert client.get("/uji/tanpa-pintu/").status_code == 302
    assert masuk_demo("admin").get("/uji/tanpa-pintu/").status_code == 403


def test_a_door_opens_to_its_roles_and_to_no_other(masuk_demo: Masuk) -> None:
    assert masuk_demo("verifikator").get("/uji/petugas/").content == b"Sari Wulandari"
    ditolak = masuk_demo("penelaah").get("/uji/petugas/")
    assert ditolak.status_code == 403
    assert "bukan untuk peran Anda" in ditolak.content.decode()
    assert ditolak.headers["Cache-Control"] == "no-store"
    assert "default-src 'none'" in ditolak.headers["Content-Security-Policy"]


def test_a_key_opens_its_door_and_nothing_else_does(masuk_demo: Masuk, client: Client) -> None:
    assert client.get("/uji/berkunci/", headers={"authorization": "verifikator"}).content == b"Program"
    assert client.get("/uji/berkunci/").status_code == 401
    assert masuk_demo("verifikator").get("/uji/berkunci/").status_code == 401
    assert client.get("/uji/berkunci/", headers={"authorization": "penelaah"}).status_code == 403
    assert client.get("/uji/petugas/", headers={"authorization": "verifikator"}).status_code == 302


def test_password_alone_does_not_let_an_officer_in(akun_demo: None, client: Client) -> None:
    jawaban = client.post("/akun/login/", {"login": "verifikator@demo.example", "password": demo.SANDI})
    assert jawaban.headers["location"] == "/akun/2fa/authenticate/"
    assert client.get("/uji/petugas/").headers["location"].startswith("/akun/login/")


def test_an_officer_without_a_second_factor_sets_one_up_and_shows_it_once(akun_demo: None, client: Client) -> None:
    user = User.objects.get(email="verifikator@demo.example")
    user.authenticator_set.all().delete()
    client.post("/akun/login/", {"login": user.email, "password": demo.SANDI})
    assert client.get("/uji/petugas/").headers["location"] == "/akun/2fa/totp/activate/"

    halaman = client.get("/akun/2fa/totp/activate/")  # the password was typed a moment ago: not asked again
    rahasia = halaman.context["form"].secret
    kode = TOTP(_base32(rahasia), 6, SHA1(), 30, enforce_key_length=False).generate(int(time.time())).decode()
    assert client.post("/akun/2fa/totp/activate/", {"code": kode}).status_code == 302
    assert rahasia not in str(list(user.authenticator_set.values_list("data", flat=True)))

    tunjukkan = client.get("/uji/petugas/")
    assert tunjukkan.headers["location"] == "/akun/2fa/reauthenticate/?next=/uji/petugas/"
    client.post(tunjukkan.headers["location"], {"code": kode})
    assert client.get("/uji/petugas/").status_code == 200


def _base32(text: str) -> bytes:
    import base64

    return base64.b32decode(text)


def test_a_member_of_the_public_needs_no_second_factor(akun_demo: None, client: Client) -> None:
    client.post("/akun/login/", {"login": "pengadu@demo.example", "password": demo.SANDI})
    assert client.get("/uji/warga/").status_code == 200
    assert client.get("/uji/petugas/").status_code == 403


def test_an_idle_officer_is_out_after_fifteen_minutes(masuk_demo: Masuk, monkeypatch: pytest.MonkeyPatch) -> None:
    client = masuk_demo("verifikator")
    assert client.get("/uji/petugas/").status_code == 200
    for menit, status in ((14, 200), (28, 200), (44, 302)):
        saat = timezone.now() + timedelta(minutes=menit)
        with monkeypatch.context() as m:
            m.setattr(middleware.timezone, "now", lambda saat=saat: saat)
            assert client.get("/uji/petugas/").status_code == status, menit


def test_an_idle_member_of_the_public_stays_longer(
    akun_demo: None, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    client.post("/akun/login/", {"login": "pengadu@demo.example", "password": demo.SANDI})
    client.get("/uji/warga/")
    saat = timezone.now() + timedelta(minutes=25)
    monkeypatch.setattr(middleware.timezone, "now", lambda: saat)
    assert client.get("/uji/warga/").status_code == 200


def test_a_disabled_officer_is_out_at_once(masuk_demo: Masuk) -> None:
    client = masuk_demo("verifikator")
    assert client.get("/uji/petugas/").status_code == 200
    User.objects.filter(email="verifikator@demo.example").update(is_active=False)
    assert client.get("/uji/petugas/").status_code == 302


def test_a_changed_role_counts_from_the_next_click(masuk_demo: Masuk) -> None:
    client = masuk_demo("verifikator")
    User.objects.filter(email="verifikator@demo.example").update(peran="petugas_tu")
    assert client.get("/uji/petugas/").status_code == 403


def test_only_the_system_administrator_enters_the_reference_data(masuk_demo: Masuk, client: Client) -> None:
    assert client.get("/admin/").headers["location"].startswith("/akun/login/")
    assert masuk_demo("pejabat").get("/admin/").status_code == 403
    assert masuk_demo("pejabat").get("/admin/login/").status_code in {302, 403}
    halaman = masuk_demo("admin").get("/admin/")
    assert halaman.status_code == 200
    assert not re.search(r"/admin/(mfa|account|socialaccount|auth|pengaduan)/", halaman.content.decode())


def test_a_busy_officer_is_out_after_twelve_hours(masuk_demo: Masuk, monkeypatch: pytest.MonkeyPatch) -> None:
    client = masuk_demo("verifikator")
    assert client.get("/uji/petugas/").status_code == 200
    for menit in range(5, 12 * 60 + 20, 10):  # never on the very second of the limit
        saat = timezone.now() + timedelta(minutes=menit)
        with monkeypatch.context() as m:
            m.setattr(middleware.timezone, "now", lambda saat=saat: saat)
            assert client.get("/uji/petugas/").status_code == (200 if menit < 12 * 60 else 302), menit


def test_what_a_stranger_did_before_the_login_does_not_count_as_time_of_the_officer(client: Client) -> None:
    session = client.session
    session["isian"] = "sesuatu"
    session.save()
    client.get("/uji/terbuka/")
    assert middleware.TERAKHIR in client.session
    assert middleware.MULAI not in client.session


def test_the_language_is_kept_from_scripts(client: Client) -> None:
    kuki = client.post("/bahasa/", {"language": "en"}).cookies["django_language"]
    assert (bool(kuki["httponly"]), kuki["samesite"]) == (True, "Lax")
