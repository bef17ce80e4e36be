"""Early pytest plugin (`-p tests.plugin_servers`): throw-away servers and settings, before Django reads them.

A conftest would be too late. With pytest-xdist the servers start once, in the controller; the workers inherit its
environment. DATABASE_URL and REDIS_URL, when given, name servers to use instead.
"""

import atexit
import base64
import contextlib
import fcntl
import os
import subprocess
import sys
import tempfile
from collections.abc import Generator
from pathlib import Path
from urllib.parse import urlsplit

import psycopg
import pytest

from lkpp_portal.bootstrap import ROOT
from lkpp_portal.secret_files import KEY_RINGS
from lkpp_portal.servers import OWNER, WEB, Servers, throw_away

BEING_MIGRATED = "UJI_SEDANG_DIMIGRASI"


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


def migrate_ahead(folder: str) -> subprocess.Popen[bytes]:
    """Migrate one database while the tests are collected; every worker copies it instead of migrating its own.

    Whoever migrates holds a lock on a file, so that the system lets go of it whatever happens.
    """
    os.environ[BEING_MIGRATED] = f"{folder}/sedang-dimigrasi"
    with Path(os.environ[BEING_MIGRATED]).open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        command = [sys.executable, "manage.py", "migrate", "--verbosity", "0"]
        return subprocess.Popen(command, cwd=ROOT, pass_fds=[lock.fileno()])


def migrated() -> str | None:
    """The name of the database to copy, as soon as it is ready; None on servers that somebody else gave."""
    if BEING_MIGRATED not in os.environ:
        return None
    with Path(os.environ[BEING_MIGRATED]).open() as lock:
        fcntl.flock(lock, fcntl.LOCK_SH)
    return urlsplit(os.environ["DATABASE_URL"]).path.strip("/")


def start() -> None:
    """Start what is missing and tell Django where it is; everything ends with this process."""
    stack = contextlib.ExitStack()
    atexit.register(stack.close)
    folder = stack.enter_context(tempfile.TemporaryDirectory(prefix=f"portal-uji-{os.getpid()}-"))
    set_environment(folder)
    if "DATABASE_URL" in os.environ and "REDIS_URL" in os.environ:
        return
    servers: Servers = stack.enter_context(throw_away())
    allow_tests(servers.admin_url)
    os.environ.setdefault("DATABASE_URL", servers.owner_url)
    os.environ.setdefault("REDIS_URL", servers.redis_url)
    if os.environ["DATABASE_URL"] == servers.owner_url:
        stack.callback(migrate_ahead(folder).wait)


@pytest.hookimpl(wrapper=True)
def pytest_load_initial_conftests() -> Generator[None]:
    """Run before pytest-django loads the settings; workers of pytest-xdist find everything prepared."""
    if "PYTEST_XDIST_WORKER" not in os.environ:
        start()
    return (yield)
