"""A store of its own for each test, and the moments and people that the tests speak of."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from berkas import flow
from berkas.models import Berkas

SENIN_PAGI = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, settings) -> Path:
    """The store of this test; nobody scans unless a test says so."""
    settings.FOLDER_BERKAS = tmp_path / "berkas"
    settings.CLAMD_URL = ""
    return settings.FOLDER_BERKAS


@pytest.fixture
def unggah(db, monkeypatch) -> Callable[..., Berkas]:
    """Take a file in, as the form does."""
    monkeypatch.setattr("jejak.wake.wake", lambda task, **kwargs: True)

    def take(content: bytes, nama: str = "bukti.pdf") -> Berkas:
        return flow.terima(unggahan=SimpleUploadedFile(nama, content), now=SENIN_PAGI)

    return take


@pytest.fixture
def periksa(unggah) -> Callable[..., Berkas]:
    """Take a file in and examine it."""

    def examine(content: bytes, nama: str = "bukti.pdf") -> Berkas:
        berkas = unggah(content, nama)
        flow.periksa(berkas_id=berkas.id, now=SENIN_PAGI)
        berkas.refresh_from_db()
        return berkas

    return examine
