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


def masuk(*orang: dict[str, Any]) -> list[dict[str, Any]]:
    """What comes of logging in as these people one after the other, in a portal of its own on the same database."""
    uji = os.environ["DATABASE_URL"].rpartition("/")[0] + "/" + connection.settings_dict["NAME"]
    selesai = subprocess.run(
        [sys.executable, "-m", "tests.akun.penyedia_sso", json.dumps(orang)],
        env=os.environ | {"DJANGO_SETTINGS_MODULE": "lkpp_portal.settings", "DATABASE_URL": uji},
        cwd=AKAR,
        capture_output=True,
        text=True,
        check=False,
    )
    assert selesai.returncode == 0, selesai.stderr
    keluar = json.loads(selesai.stdout.splitlines()[-1])
    assert keluar["cara"] == ["openid_connect"]
    hasil: list[dict[str, Any]] = keluar["hasil"]
    assert [(h["tombol"], h["pkce"], h["cocok"]) for h in hasil] == [(True, ["S256"], [True])] * len(orang)
    return hasil


def petugas(email: str) -> User:
    """An officer's account, as an administrator makes it."""
    user: User = factories.UserFactory(email=email, peran=Peran.VERIFIKATOR, nama="Nama dari admin")
    EmailAddress.objects.create(user=user, email=email, verified=True, primary=True)
    return user


def test_the_address_that_the_provider_has_verified_decides_whose_account_opens() -> None:
    """One portal for all three, because starting it costs much more than logging in."""
    petugas("sari@lkpp.example")
    sari = {"sub": "1", "email": "sari@lkpp.example", "email_verified": True}
    penyamar, sendiri, baru = masuk(
        sari | {"sub": "2", "name": "Penyamar", "email_verified": False},
        sari | {"name": "Nama dari SSO"},
        {"sub": "3", "email": "baru@lkpp.example", "name": "Pegawai Baru", "email_verified": True},
    )
    assert penyamar["siapa"] is None, "an address that is not verified opens nobody's account"

    assert sendiri["siapa"] == ["sari@lkpp.example", "Nama dari admin", "verifikator"]
    assert sendiri["ke"].startswith("/akun/2fa/"), "an officer still needs the second factor"

    assert baru["siapa"] == ["baru@lkpp.example", "Pegawai Baru", "pengadu"]
    assert EmailAddress.objects.get(email="baru@lkpp.example").verified
