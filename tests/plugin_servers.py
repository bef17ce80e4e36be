"""Early pytest plugin (`-p tests.plugin_servers`): throw-away servers and settings, before Django reads them.

A conftest would be too late. With pytest-xdist the servers start once, in the controller; the workers inherit its
environment. DATABASE_URL and REDIS_URL, when given, name servers to use instead.
"""

import atexit
import base64
import contextlib
import os
import tempfile
from collections.abc import Generator

import psycopg
import pytest

from lkpp_portal.secret_files import KEY_RINGS
from lkpp_portal.servers import OWNER, WEB, Servers, throw_away


def fixed_key(number: int) -> str:
    return f"uji:{base64.urlsafe_b64encode(bytes([number]) * 32).decode()}"


FIXED = {
    "PORTAL_MODE": "uji",
    "SECRET_KEY": "kunci-sesi-khusus-uji-yang-tidak-rahasia-dan-cukup-panjang",
    **{name: fixed_key(number) for number, name in enumerate(KEY_RINGS, start=1)},
}
CLEARED = (
    "BIND",
    "CLAMD_URL",
    "DEBUG",
    "EMAIL_URL",
    "KOTAK_HELPDESK",
    "SEGEL_KUNCI",
    "SEGEL_SANDI",
    "SITE_URL",
    "ALLOWED_HOSTS",
    "GOOGLE_CLIENT_ID",
    "OIDC_CLIENT_ID",
    "TTE",
)


def set_environment(folder: str) -> None:
    """Fixed settings for the tests; whatever the caller's shell holds must not change their outcome."""
    for name in (*CLEARED, *FIXED):
        os.environ.pop(name, None)
        os.environ.pop(f"{name}_FILE", None)
    os.environ |= FIXED
    os.environ["FOLDER_BERKAS"] = f"{folder}/berkas"
    os.environ["FOLDER_TTE"] = f"{folder}/tte"
    os.environ["STATIC_ROOT"] = f"{folder}/static"
    os.mkdir(f"{folder}/static")  # WhiteNoise warns of a folder that is not there


def allow_tests(admin: str) -> None:
    """The owner makes the test databases, and may step into the web role to prove what that role cannot do."""
    with psycopg.connect(admin, autocommit=True) as connection:
        connection.execute(f"ALTER ROLE {OWNER} CREATEDB")
        connection.execute(f"GRANT {WEB} TO {OWNER}")


def start() -> None:
    """Start what is missing and tell Django where it is; everything ends with this process."""
    stack = contextlib.ExitStack()
    atexit.register(stack.close)
    set_environment(stack.enter_context(tempfile.TemporaryDirectory(prefix=f"portal-uji-{os.getpid()}-")))
    if "DATABASE_URL" in os.environ and "REDIS_URL" in os.environ:
        return
    servers: Servers = stack.enter_context(throw_away())
    allow_tests(servers.admin_url)
    os.environ.setdefault("DATABASE_URL", servers.owner_url)
    os.environ.setdefault("REDIS_URL", servers.redis_url)


@pytest.hookimpl(wrapper=True)
def pytest_load_initial_conftests() -> Generator[None]:
    """Run before pytest-django loads the settings; workers of pytest-xdist find everything prepared."""
    if "PYTEST_XDIST_WORKER" not in os.environ:
        start()
    return (yield)
