"""What a file says of itself, and what the database does not let through."""

import pytest
from django.db import IntegrityError

from berkas.models import Berkas
from tests.berkas import samples


def test_each_state_has_its_sentence(unggah, periksa) -> None:
    assert "sedang diperiksa" in unggah(samples.pdf()).kalimat
    assert "diterima" in periksa(samples.pdf()).kalimat
    assert "skrip" in periksa(samples.pdf_javascript()).kalimat


def test_the_warning_names_what_a_photo_tells(periksa) -> None:
    berkas = periksa(samples.jpeg_gps(), "foto.jpg")
    assert any("GPS" in kalimat for kalimat in berkas.kalimat_temuan)
    assert any("Lokasi" in kalimat for kalimat in berkas.kalimat_bersih)


def test_the_safe_name_has_nothing_of_the_senders(periksa) -> None:
    berkas = periksa(samples.jpeg_gps(), "rumah Siti.jpeg")
    assert str(berkas) == berkas.nama_aman == f"bukti-{berkas.id.hex[:6]}.jpg"
    assert berkas.ekstensi_asli == ".jpeg"


@pytest.mark.parametrize(
    "wrong",
    [{"putusan": "mungkin"}, {"putusan": "terima", "diperiksa_pada": None}, {"punya_salinan": True}],
)
def test_the_database_refuses_a_verdict_that_cannot_be(wrong, unggah) -> None:
    berkas = unggah(samples.pdf())
    with pytest.raises(IntegrityError):
        Berkas.objects.filter(pk=berkas.pk).update(**wrong)
