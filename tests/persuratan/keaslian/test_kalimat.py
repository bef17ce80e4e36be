"""Every code has a sentence."""

import pytest

from persuratan.keaslian import kalimat
from persuratan.keaslian.bentuk import Kode


@pytest.mark.parametrize("kode", Kode)
def test_a_code_has_a_sentence(kode: Kode) -> None:
    assert kalimat.ringkasan(kode).endswith(".")
