"""A portal whose examining child is not locked up does not pass the check before going live."""

import pytest
from django.core import checks as django_checks

from berkas import checks, sandbox

GOOD = {"mime": "application/pdf", "terkurung": True, "kurungan": ["seccomp"]}


def ids() -> list[str | None]:
    return [message.id for message in checks.child_is_confined(None)]


@pytest.mark.parametrize(
    ("answer", "found"),
    [
        (GOOD, []),
        (GOOD | {"terkurung": False}, ["berkas.E002"]),
        ({"alasan": "tidak_diperiksa", "terkurung": True}, ["berkas.E001"]),
        (None, ["berkas.E001"]),
    ],
)
def test_in_production_the_child_has_to_work_and_to_be_confined(answer, found, settings, monkeypatch) -> None:
    monkeypatch.setattr(sandbox, "run", lambda *args: sandbox.Outcome(answer, 0.1, 0))
    assert ids() == []
    settings.PORTAL_MODE = "produksi"
    assert ids() == found


def test_the_real_child_passes_here(settings) -> None:
    settings.PORTAL_MODE = "produksi"
    assert ids() == []


def test_it_belongs_to_the_checks_of_a_deployment() -> None:
    registered = django_checks.registry.registry.get_checks(include_deployment_checks=True)
    assert checks.child_is_confined in registered
    assert checks.child_is_confined not in django_checks.registry.registry.get_checks()
