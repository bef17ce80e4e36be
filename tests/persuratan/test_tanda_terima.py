"""The receipt of a letter: number, token for half an hour, the promised date, and nothing of what the letter says."""

import io
import sys
from datetime import timedelta

import pypdf
import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from akun.kode_qr import alamat_lacak, kode_qr
from akun.models import Pejabat, User
from persuratan import draf
from persuratan.models import DrafSurat, SuratMasuk
from tests import factories
from tests.persuratan.pengirim import berdata, kirim, terkirim

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("kebijakan")]


@pytest.fixture
def browser(orang: dict[str, User], direktur: Pejabat) -> Client:
    berdata(orang["pengadu"], instansi_teks="Perkumpulan Rahasia", jenis="non_pemerintah")
    client = factories.logged_in(orang["pengadu"])
    kirim(client, direktur, perihal="Perihal yang tak boleh bocor", catatan="Catatan bocor")
    return client


def nomor() -> str:
    return SuratMasuk.objects.get().nomor


def pdf_text(client: Client) -> str:
    answer = client.get(reverse("persuratan:terkirim_pdf", args=[nomor()]))
    assert answer["Content-Type"] == "application/pdf"
    return "\n".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(answer.content)).pages)


def test_the_page_shows_number_token_and_the_promised_date(browser: Client) -> None:
    answer = browser.get(terkirim(nomor()))
    isi = answer.content.decode()
    assert nomor() in isi
    assert len(answer.context["token"].replace("-", "")) == 14
    assert answer.context["token"] in isi
    assert "Mengapa tanggal ini?" in isi
    assert "TU memeriksa surat Anda" in isi


def test_the_token_opens_the_progress_page(browser: Client) -> None:
    token = browser.get(terkirim(nomor())).context["token"]
    tamu = Client()
    assert tamu.post(reverse("lacak"), {"nomor": nomor(), "token": token})["Location"] == "/surat/progres/"


def test_the_pdf_carries_number_token_and_date_and_nothing_of_the_letter(browser: Client) -> None:
    token = browser.get(terkirim(nomor())).context["token"]
    teks = pdf_text(browser)
    for isi in (nomor(), token, "Paling lambat", "Surat dijawab"):
        assert isi in teks
    cetak = browser.get(reverse("persuratan:terkirim_cetak", args=[nomor()])).content.decode()
    for bocor in ("bocor", "Rahasia", "0812"):
        assert bocor not in teks + cetak


def test_the_qr_code_leads_to_the_progress_door_with_the_number_only(browser: Client) -> None:
    answer = browser.get(reverse("persuratan:terkirim_cetak", args=[nomor()]))
    assert answer.context["qr"] == kode_qr(nomor())
    assert alamat_lacak(nomor()) == f"{settings.SITE_URL}/lacak/?nomor={nomor()}"
    assert nomor() in Client().get(f"/lacak/?nomor={nomor()}").content.decode()


def test_the_token_is_forgotten_on_request(browser: Client) -> None:
    token = browser.get(terkirim(nomor())).context["token"]
    browser.post(reverse("persuratan:terkirim_simpan", args=[nomor()]))
    assert token not in browser.get(terkirim(nomor())).content.decode() + pdf_text(browser)
    assert bytes(DrafSurat.objects.get().token_segel) == b""


def test_the_token_is_forgotten_after_half_an_hour(browser: Client) -> None:
    lama = timezone.now() - draf.TOKEN_TAMPIL
    DrafSurat.objects.update(diubah_pada=lama + timedelta(minutes=1))
    assert browser.get(terkirim(nomor())).context["token"]
    DrafSurat.objects.update(diubah_pada=lama)
    assert browser.get(terkirim(nomor())).context["token"] == ""


def test_without_pango_the_page_says_what_to_do(browser: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "weasyprint", None)
    answer = browser.get(reverse("persuratan:terkirim_pdf", args=[nomor()]))
    assert answer.status_code == 503
    assert reverse("persuratan:terkirim_cetak", args=[nomor()]) in answer.content.decode()
