"""Every reason has a verdict and a sentence."""

import pytest

from berkas.alasan import KARANTINA, Alasan
from berkas.putusan import KALIMAT, BerkasDitolak, Putusan, putusan_untuk


@pytest.mark.parametrize("alasan", Alasan)
def test_every_reason_has_a_sentence(alasan: Alasan) -> None:
    assert str(KALIMAT[alasan]).endswith(".")


@pytest.mark.parametrize("alasan", Alasan)
def test_no_reason_leads_to_acceptance(alasan: Alasan) -> None:
    assert putusan_untuk(alasan) == (Putusan.KARANTINA if alasan in KARANTINA else Putusan.TOLAK)


def test_what_could_not_be_examined_is_held() -> None:
    assert putusan_untuk(Alasan.TIDAK_DIPERIKSA) == Putusan.KARANTINA


def test_a_refusal_speaks_to_the_form() -> None:
    refusal = BerkasDitolak(Alasan.TERLALU_BESAR)
    assert refusal.messages == [refusal.kalimat]
    assert "20 MB" in refusal.kalimat
