"""Reference data, demo accounts, and people who log in the way people do."""

import io
import time
from collections.abc import Callable
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client

from akun import demo
from tests.once import ACUAN, load_once


def buat_akun_demo() -> None:
    """As the command makes them."""
    call_command("akun_demo", stdout=io.StringIO())


@pytest.fixture
def akun_demo(db: None, settings: Any) -> None:
    """The demo accounts and the reference data. A code may be typed just when its half minute ends."""
    settings.MFA_TOTP_TOLERANCE = 1
    load_once("akun_demo", (*ACUAN, buat_akun_demo))


@pytest.fixture
def masuk_demo(akun_demo: None) -> Callable[[str], Client]:
    """A browser in which a demo account has gone through the real login, second factor included."""

    def login(akun: str) -> Client:
        client = Client()
        client.post("/akun/login/", {"login": f"{akun}{demo.DOMAIN}", "password": demo.SANDI})
        client.post("/akun/2fa/authenticate/", {"code": demo.kode(time.time())[0]})
        return client

    return login
