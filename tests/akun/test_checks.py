"""Demo accounts block production."""

from typing import Any

import pytest
from django.db import DatabaseError

from akun import checks, demo
from akun.models import User


def ids() -> list[str | None]:
    return [m.id for m in checks.no_demo_accounts(None)]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("email", "sandi", "temuan"),
    [
        ("petugas@lkpp.example", "sandi-yang-baik-2026", []),
        ("PETUGAS@DEMO.EXAMPLE", "sandi-yang-baik-2026", ["akun.E001"]),
        ("petugas@lkpp.example", demo.SANDI, ["akun.E002"]),
        ("verifikator@demo.example", demo.SANDI, ["akun.E001", "akun.E002"]),
    ],
)
def test_a_demo_address_or_password_is_an_error_in_production(
    settings: Any, email: str, sandi: str, temuan: list[str]
) -> None:
    User.objects.create_user(email, sandi, nama="Petugas", peran="verifikator")
    assert ids() == []
    settings.PORTAL_MODE = "produksi"
    assert ids() == temuan


def test_a_database_that_does_not_answer_is_told_and_no_error(settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    def mati() -> None:
        raise DatabaseError

    settings.PORTAL_MODE = "produksi"
    monkeypatch.setattr(checks, "_demo_accounts", mati)
    assert ids() == ["akun.I001"]
