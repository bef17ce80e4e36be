"""`./portal periksa`: the checks that pre-commit, CI and people call alike."""

# ruff: noqa: S603 - the commands are our own and fixed

import os
import secrets
import subprocess
import sys
from collections.abc import Sequence

from lkpp_portal import secret_files
from lkpp_portal.bootstrap import ROOT, Refusal, say, tell

PYTHON = sys.executable
LINT_IMPORTS = "import sys; from importlinter.cli import lint_imports_command; sys.exit(lint_imports_command())"
MANAGE = (PYTHON, "-W", "ignore::RuntimeWarning", "manage.py")
CHECKS: dict[str, Sequence[str]] = {
    "ruff": (PYTHON, "-m", "ruff", "check", "."),
    "format": (PYTHON, "-m", "ruff", "format", "--check", "."),
    "mypy": (PYTHON, "-m", "mypy", "."),
    "impor": (PYTHON, "-c", LINT_IMPORTS),
    "templat": (PYTHON, "-m", "djlint", "--lint", "--quiet", "templates"),
    "migrasi": (*MANAGE, "makemigrations", "--check", "--dry-run"),
    "setelan": (*MANAGE, "check", "--deploy", "--fail-level", "WARNING"),
}


def production_environment() -> dict[str, str]:
    """Settings as in production, with keys made for this one moment and servers that are never asked."""
    env = {name: value for name, value in os.environ.items() if not name.endswith("_FILE")}
    env |= {name: secret_files.key_ring() for name in secret_files.KEY_RINGS}
    env |= {
        "PORTAL_MODE": "produksi",
        "SECRET_KEY": secrets.token_urlsafe(60),
        "SITE_URL": "https://portal.lkpp.example",
        "ALLOWED_HOSTS": "portal.lkpp.example",
        "DATABASE_URL": "postgres://periksa@127.0.0.1:9/periksa",
        "REDIS_URL": "redis://127.0.0.1:9/0",
        "EMAIL_URL": "smtp://127.0.0.1:9",
        "DJANGO_SETTINGS_MODULE": "lkpp_portal.settings",
    }
    return env


def run(arguments: list[str]) -> int:
    """Run the named checks, or all; every failure is told at the end. Returns the exit code."""
    if unknown := [name for name in arguments if name not in CHECKS]:
        raise Refusal(f"Pemeriksaan tidak dikenal: {', '.join(unknown)}. Yang ada: {', '.join(CHECKS)}.")
    env = production_environment()
    failed = []
    for name in arguments or CHECKS:
        say(f"Memeriksa {name} ...")
        if subprocess.run(CHECKS[name], cwd=ROOT, env=env, check=False).returncode:
            failed.append(name)
    tell(f"Gagal: {', '.join(failed)}." if failed else "Semua pemeriksaan lulus.")
    return 1 if failed else 0
