"""A store of its own for each test, and the moments and people that the tests speak of."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from berkas import flow, sandbox
from berkas.models import Berkas

ROOT = Path(__file__).resolve().parents[2]
BEGIN = f"import sys, json; sys.path.insert(0, {str(ROOT)!r}); from berkas import child\n"
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


@pytest.fixture
def run(tmp_path: Path, monkeypatch) -> Callable[..., sandbox.Outcome]:
    """Run a program of the test in the child's place."""

    def start(
        program: str, wall: float = 10.0, content: bytes = b"isi berkas", opener: str = "pdf", mime: str = ""
    ) -> sandbox.Outcome:
        script = tmp_path / "child.py"
        script.write_text(BEGIN + program)
        monkeypatch.setattr(sandbox, "CHILD", script)
        with sandbox.private_file() as source, sandbox.private_file() as out:
            source.write(content)
            source.flush()
            return sandbox.run(source, opener, mime, out, wall)

    return start
