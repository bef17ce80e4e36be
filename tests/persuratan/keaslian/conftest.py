"""One authority and one signed letter for all tests of this folder: making keys takes time."""

import pytest

from tests.persuratan.keaslian import berkas_uji
from tests.persuratan.keaslian.berkas_uji import Lembaga


@pytest.fixture(scope="session")
def lembaga() -> Lembaga:
    """The authority."""
    return Lembaga()


@pytest.fixture(scope="session")
def asli(lembaga: Lembaga) -> bytes:
    """A letter, signed and time-stamped."""
    return lembaga.tandai(berkas_uji.surat(), stempel=True)
