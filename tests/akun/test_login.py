"""The way in, from signing up to the recovery code, as people go it."""

import os
import re
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.socialaccount.adapter import get_adapter
from django.conf import settings
from django.core import mail
from django.db import connection
from django.test import Client, RequestFactory

from akun import demo
from akun.actor import Peran
from akun.models import User

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.akun.urls")]
SANDI = "tiga-kuda-pulang-kandang"
DAFTAR = {"email": "Warga.Baru@Warga.example", "nama": "Warga Baru", "password1": SANDI, "password2": SANDI}


def tautan(surel: mail.EmailMessage) -> str:
    cocok = re.search(r"https?://[^/\s]+(/\S+)", str(surel.body))
    assert cocok
    return cocok[1]


def masuk(client: Client, email: str, sandi: str) -> Any:
    return client.post("/akun/login/", {"login": email, "password": sandi})


def test_an_account_opens_only_after_its_address_is_confirmed(client: Client) -> None:
    client.post("/akun/signup/", DAFTAR)
    user = User.objects.get()
    assert (user.email, user.nama, user.peran) == ("warga.baru@warga.example", "Warga Baru", "pengadu")
    masuk(client, DAFTAR["email"], SANDI)
    assert client.get("/uji/warga/").status_code == 302

    client.post(tautan(mail.outbox[0]))
    masuk(client, DAFTAR["email"], SANDI)
    assert client.get("/uji/warga/").status_code == 200


def test_a_known_address_gets_the_same_answer_at_signing_up(client: Client) -> None:
    pertama = client.post("/akun/signup/", DAFTAR)
    kedua = Client().post("/akun/signup/", DAFTAR | {"nama": "Orang Lain"})
    assert (pertama.status_code, pertama.headers["location"]) == (kedua.status_code, kedua.headers["location"])
    assert User.objects.get().nama == "Warga Baru"


@pytest.mark.parametrize("sandi", ["pendek", "password1234", "warga.baru@warga.example"])
def test_a_weak_password_is_refused(client: Client, sandi: str) -> None:
    client.post("/akun/signup/", DAFTAR | {"password1": sandi, "password2": sandi})
    assert not User.objects.exists()


def test_wrong_password_and_unknown_address_read_the_same(akun_demo: None, client: Client) -> None:
    def galat(email: str) -> str:
        return str(masuk(Client(), email, "salah sama sekali").context["form"].errors)

    assert galat("verifikator@demo.example") == galat("siapa@demo.example")


def test_five_wrong_passwords_shut_the_account_for_a_while(akun_demo: None, client: Client) -> None:
    for _ in range(5):
        masuk(client, "pengadu@demo.example", "salah sama sekali")
    assert masuk(client, "pengadu@demo.example", demo.SANDI).status_code == 200
    assert client.get("/uji/warga/").status_code == 302


def test_a_forgotten_password_is_replaced_through_the_mail_once(akun_demo: None, client: Client) -> None:
    client.post("/akun/password/reset/", {"email": "pengadu@demo.example"})
    alamat = tautan(mail.outbox[0])
    formulir = client.get(alamat, follow=True)
    client.post(formulir.redirect_chain[-1][0], {"password1": SANDI, "password2": SANDI})
    assert client.get("/uji/warga/").status_code == 302  # a new password does not log in by itself
    masuk(client, "pengadu@demo.example", SANDI)
    assert client.get("/uji/warga/").status_code == 200
    assert "token_fail" in str(Client().get(alamat, follow=True).context)


def test_a_new_password_ends_the_sessions_elsewhere(masuk_demo: Callable[[str], Client]) -> None:
    di_tempat_lain = masuk_demo("pengadu")
    assert di_tempat_lain.get("/uji/warga/").status_code == 200
    user = User.objects.get(email="pengadu@demo.example")
    user.set_password(SANDI)
    user.save()
    assert di_tempat_lain.get("/uji/warga/").status_code == 302


def test_a_recovery_code_opens_once(akun_demo: None) -> None:
    user = User.objects.get(email="penelaah@demo.example")
    kode = Authenticator.objects.get(user=user, type="recovery_codes").wrap().get_unused_codes()[0]
    for berhasil in (True, False):
        client = Client()
        masuk(client, user.email, demo.SANDI)
        client.post("/akun/2fa/authenticate/", {"code": kode})
        assert (client.get("/akun/saya/").status_code == 200) is berhasil


def test_a_wrong_code_does_not_open(akun_demo: None, client: Client) -> None:
    masuk(client, "penelaah@demo.example", demo.SANDI)
    salah = "000000" if demo.kode(time.time())[0] != "000000" else "111111"
    assert client.post("/akun/2fa/authenticate/", {"code": salah}).context["form"].errors
    assert client.get("/akun/saya/").status_code == 302


def test_second_factors_are_sealed_in_the_database(akun_demo: None) -> None:
    assert settings.MFA_ADAPTER == "akun.adapter.KunciKeduaAdapter"
    tersimpan = str(list(Authenticator.objects.values_list("data", flat=True)))
    assert Authenticator.objects.count() == 2 * sum(d.peran != Peran.PENGADU for d in demo.AKUN)
    assert demo.KUNCI_TOTP not in tersimpan


def test_a_passkey_login_is_offered(client: Client) -> None:
    tantangan = client.get("/akun/2fa/webauthn/login/", headers={"x-requested-with": "XMLHttpRequest"})
    assert tantangan.json()["request_options"]["publicKey"]["userVerification"] == "required"


def test_a_mail_server_that_is_down_is_told_in_a_sentence(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def mati(*args: object) -> None:
        raise ConnectionRefusedError

    monkeypatch.setattr("django.core.mail.EmailMultiAlternatives.send", mati)
    halaman = client.post("/akun/signup/", DAFTAR, follow=True)
    (pesan,) = halaman.context["messages"]
    assert "E-mail tidak dapat kami kirim saat ini" in str(pesan)


def test_a_demo_account_cannot_log_in_in_production(akun_demo: None, client: Client, settings: Any) -> None:
    settings.PORTAL_MODE = "produksi"
    assert masuk(client, "pengadu@demo.example", demo.SANDI).headers["location"] == "/akun/inactive/"
    assert client.get("/uji/warga/").status_code == 302


def test_no_other_way_in_is_offered_unless_configured() -> None:
    assert get_adapter().list_providers(RequestFactory().get("/")) == []


def test_google_is_offered_when_configured() -> None:
    """SSO LKPP: tests/akun/test_sso.py. Settings are read once, so the other portal is a process of its own."""
    uji = os.environ["DATABASE_URL"].rpartition("/")[0] + "/" + connection.settings_dict["NAME"]
    program = (
        "import django; django.setup();"
        "from django.test import RequestFactory;"
        "from allauth.socialaccount.adapter import get_adapter;"
        "r = RequestFactory().get('/');"
        "p = get_adapter().list_providers(r);"
        "assert all(x.app.settings.get('oauth_pkce_enabled') or x.get_settings().get('OAUTH_PKCE_ENABLED') for x in p);"
        "print(*[x.id for x in p])"
    )
    selesai = subprocess.run(
        [sys.executable, "-c", program],
        env=os.environ
        | {"DJANGO_SETTINGS_MODULE": "lkpp_portal.settings", "DATABASE_URL": uji}
        | {"GOOGLE_CLIENT_ID": "g", "GOOGLE_CLIENT_SECRET": "s"},
        cwd=Path(__file__).resolve().parents[2],
        capture_output=True,
        text=True,
        check=False,
    )
    assert selesai.returncode == 0, selesai.stderr
    assert selesai.stdout.split() == ["google"]
