"""The rows of TU's inbox as markup."""

from datetime import timedelta

import pytest
from django.utils import translation

from persuratan.meja_tu import Baris
from persuratan.models import SuratMasuk
from persuratan.status import Status
from persuratan.views.baris_tu import baris_tu
from tests.factories import SENIN

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("kebijakan")]


def baris(isi: SuratMasuk | None = None, status: str = Status.TERKIRIM, **lain: object) -> str:
    kolom = {"pejabat": "Direktur", "kerahasiaan": "rahasia", "jatuh_tempo": None} | lain
    satu = Baris(isi=isi, pk=1, nomor="SM202611230001", diterima_pada=SENIN, status=status, **kolom)  # type: ignore[arg-type]
    return str(baris_tu([satu], SENIN))


def surat(teks: str) -> SuratMasuk:
    s = SuratMasuk(nomor="SM202611230001", kanal="faks", kerahasiaan="biasa")
    s.perihal = s.nama_pengirim = s.instansi_teks = teks
    return s


def test_no_words_from_outside_become_markup() -> None:
    jahat = '<b>"&'
    halaman = baris(surat(jahat), pejabat=jahat, kerahasiaan="biasa")
    assert "<b>" not in halaman
    assert halaman.count("&lt;b&gt;&quot;&amp;") == 3


def test_a_row_leads_to_the_check_and_later_to_the_letter_of_a_secret_one_always_to_the_envelope() -> None:
    tu, masuk = 'href="/surat/tu/SM202611230001/"', 'href="/surat/masuk/SM202611230001/"'
    assert tu in baris(surat("x"), kerahasiaan="biasa")
    assert masuk in baris(surat("x"), Status.DALAM_PROSES, kerahasiaan="biasa")
    assert tu in baris(None, Status.DALAM_PROSES)
    assert "Tanpa perihal" in baris(surat(""), kerahasiaan="biasa")


def test_late_letters_stand_out_while_somebody_has_them() -> None:
    lewat = {"jatuh_tempo": SENIN - timedelta(days=7)}
    assert "tabel__baris--lewat" in baris(**lewat)  # type: ignore[arg-type]
    assert "Tanpa tenggat" in baris(None, Status.SELESAI, **lewat)  # type: ignore[arg-type]
    with translation.override("en"):
        assert "Tanpa tenggat" not in baris()
