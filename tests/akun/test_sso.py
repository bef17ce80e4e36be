"""Logging in through SSO LKPP, from the button to the account, with a provider on this machine."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from django.db import connection

from akun.actor import Peran
from akun.models import User
from tests import factories

pytestmark = pytest.mark.django_db(transaction=True)
AKAR = Path(__file__).resolve().parents[2]


def masuk(**siapa: Any) -> dict[str, Any]:
    """What comes of logging in as this person, in a portal of its own on the same database."""
    uji = os.environ["DATABASE_URL"].rpartition("/")[0] + "/" + connection.settings_dict["NAME"]
    selesai = subprocess.run(
        [sys.executable, "-m", "tests.akun.penyedia_sso", json.dumps({"sub": "1", "email_verified": True} | siapa)],
        env=os.environ | {"DJANGO_SETTINGS_MODULE": "lkpp_portal.settings", "DATABASE_URL": uji},
        cwd=AKAR,
        capture_output=True,
        text=True,
        check=False,
    )
    assert selesai.returncode == 0, selesai.stderr
    hasil: dict[str, Any] = json.loads(selesai.stdout.splitlines()[-1])
    assert (hasil["tombol"], hasil["pkce"], hasil["cocok"]) == (True, ["S256"], [True])
    return hasil


def petugas(email: str) -> User:
    """An officer's account, as an administrator makes it."""
    user: User = factories.UserFactory(email=email, peran=Peran.VERIFIKATOR, nama="Nama dari admin")
    EmailAddress.objects.create(user=user, email=email, verified=True, primary=True)
    return user


def test_whoever_is_new_gets_an_account_of_the_public() -> None:
    hasil = masuk(email="baru@lkpp.example", name="Pegawai Baru")
    assert hasil["siapa"] == ["baru@lkpp.example", "Pegawai Baru", "pengadu"]
    assert EmailAddress.objects.get().verified


def test_an_officer_comes_into_his_own_account_and_still_needs_the_second_factor() -> None:
    petugas("sari@lkpp.example")
    hasil = masuk(email="sari@lkpp.example", name="Nama dari SSO")
    assert hasil["siapa"] == ["sari@lkpp.example", "Nama dari admin", "verifikator"]
    assert hasil["ke"].startswith("/akun/2fa/")


def test_an_address_that_the_provider_has_not_verified_opens_nobodys_account() -> None:
    petugas("sari@lkpp.example")
    assert masuk(email="sari@lkpp.example", name="Penyamar", email_verified=False)["siapa"] is None
