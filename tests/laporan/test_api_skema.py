"""The OpenAPI document tells the truth: schemathesis asks what it allows and what it forbids, and finds nothing."""

from collections.abc import Iterator
from typing import Any

import pytest
import schemathesis
from django.core.handlers.wsgi import WSGIHandler
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from hypothesis import HealthCheck, Phase, settings
from schemathesis.core.result import Ok
from schemathesis.generation.hypothesis.builder import HypothesisTestConfig, HypothesisTestMode, create_test
from schemathesis.generation.modes import GenerationMode

from akun.models import User
from laporan.api import pintu, urls
from tests import factories
from tests.laporan.berkunci import kunci

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("kebijakan")]
CONTOH = 30
"""Random requests per operation, besides those at the edges of each parameter."""


@pytest.fixture
def skema(db: None, monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    """The document, and the portal behind it, on the connection of the test; nobody asks too often here."""
    monkeypatch.setattr(pintu, "PER_MENIT", 10**9)
    monkeypatch.setattr(pintu, "BATAS_GAGAL", 10**9)
    for sinyal in (request_started, request_finished):
        sinyal.disconnect(close_old_connections)
    isi = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", WSGIHandler())
    isi.config.generation.update(modes=list(GenerationMode))
    yield isi
    for sinyal in (request_started, request_finished):
        sinyal.connect(close_old_connections)


def tanyai(operasi: Any, tajuk: dict[str, str]) -> int:
    """Every request that the document suggests, checked in every way; how many there were."""
    banyak = 0

    def satu(case: Any) -> None:
        nonlocal banyak
        banyak += 1
        case.call_and_validate(headers=tajuk)

    aturan = settings(
        max_examples=CONTOH,
        deadline=None,
        derandomize=True,
        database=None,
        phases=[Phase.explicit, Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    modes = [HypothesisTestMode.COVERAGE, HypothesisTestMode.FUZZING]
    config = HypothesisTestConfig(project=operasi.schema.config, modes=modes, settings=aturan)
    create_test(operation=operasi, test_func=satu, config=config)()
    return banyak


@pytest.mark.parametrize("nama", sorted(urls.PINTU))
def test_schemathesis_finds_nothing(nama: str, skema: Any, orang: dict[str, User]) -> None:
    lingkup = urls.PINTU[nama]
    nomor = factories.ajukan().nomor
    assert nomor
    tajuk = {}
    if lingkup:
        tajuk = {"Authorization": f"Bearer {kunci(orang['pimpinan'], lingkup)[1]}"}
    (operasi,) = [
        satu.ok()
        for satu in skema.get_all_operations()
        if isinstance(satu, Ok) and satu.ok().definition.raw["operationId"] == nama
    ]
    assert tanyai(operasi, tajuk) >= 10
