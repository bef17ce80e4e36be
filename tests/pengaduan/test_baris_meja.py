"""The rows of the desk as markup."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.utils import translation

from akun.actor import Actor
from pengaduan.daftar import Baris
from pengaduan.status import Status
from pengaduan.tabel import Pembaca
from pengaduan.views.baris_meja import baris_meja
from tests.factories import SENIN

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("kebijakan")]
Siapa = Callable[[str], Actor]
SATU = Baris(1, "PGD202611230001", "Jalan", "", None, Status.VERIFIKASI, None, SENIN, None, "Kota Contoh", None)


def tulis(pembaca: Pembaca, *rows: Baris, pilih: bool = False) -> str:
    return str(baris_meja(rows, pembaca, "pandang=semua&q=a", pilih=pilih))


@pytest.fixture
def pembaca(actor: Siapa) -> Pembaca:
    return Pembaca(actor("verifikator"), SENIN)


def test_no_words_from_outside_become_markup(pembaca: Pembaca) -> None:
    jahat = '<b>"&'
    row = SATU._replace(nomor=jahat, nama_paket=jahat, instansi=jahat, pemegang_id=0, pemegang=jahat)
    kosong = SATU._replace(instansi=None, instansi_teks=jahat)
    for page in (tulis(pembaca, SATU, row, pilih=True), tulis(pembaca, SATU, kosong)):
        assert "<b>" not in page
        assert "&lt;b&gt;&quot;&amp;" in page


def test_a_row_leads_to_its_case_and_takes_the_filter_along(pembaca: Pembaca) -> None:
    page = tulis(pembaca, SATU, SATU._replace(nomor="WBS202611230002"))
    for nomor in ("PGD202611230001", "WBS202611230002"):
        assert f'href="/pengaduan/kasus/{nomor}/?pandang=semua&amp;q=a"' in page
    assert tulis(pembaca) == ""


def test_late_cases_stand_out_unless_the_complainant_is_waited_for(pembaca: Pembaca) -> None:
    lewat = SATU._replace(jatuh_tempo=SENIN - timedelta(days=7))
    assert "tabel__baris--lewat" in tulis(pembaca, lewat)
    assert "5 hari kerja lewat" in tulis(pembaca, lewat)
    menunggu = tulis(pembaca, lewat._replace(status=Status.PERLU_DILENGKAPI))
    assert "tabel__baris--lewat" not in menunggu
    assert "Menunggu pelapor" in menunggu
    assert "Tanpa tenggat" in tulis(pembaca, SATU)


def test_the_holder_is_named_and_oneself_is_called_so(pembaca: Pembaca) -> None:
    milik = SATU._replace(pemegang_id=pembaca.actor.user_id, pemegang="Ibu Verifikator")
    assert ">Anda<" in tulis(pembaca, milik)
    assert ">Ibu Lain<" in tulis(pembaca, milik._replace(pemegang_id=0, pemegang="Ibu Lain"))
    assert ">Belum ada<" in tulis(pembaca, SATU)


def test_the_words_of_a_row_follow_the_language(pembaca: Pembaca) -> None:
    with translation.override("en"):
        page = tulis(pembaca, SATU, pilih=True)
    assert "Belum ada" not in page
    assert "Verifikasi" not in page
