"""The receipt on paper: complete, leading back to us, and fetching nothing from anywhere."""

import io
import sys

import pypdf
import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from pengaduan import tanda_terima
from pengaduan.models import Pengaduan
from tests.pengaduan.peramban import kirim

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("kebijakan")]


def pdf_text(client: Client) -> str:
    answer = client.get(reverse("pengaduan:terkirim_pdf"))
    assert answer["Content-Type"] == "application/pdf"
    return "\n".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(answer.content)).pages)


def test_the_pdf_carries_number_token_and_what_happens_next(client: Client) -> None:
    kirim(client)
    token = client.get(reverse("pengaduan:terkirim")).context["token"]
    teks = pdf_text(client)
    for isi in (Pengaduan.objects.get().nomor, token, "Kami memeriksa laporan Anda", "Paling lambat"):
        assert isi in teks


def test_the_paper_tells_nothing_of_the_complaint_or_its_writer(client: Client) -> None:
    kirim(client)
    teks = pdf_text(client) + client.get(reverse("pengaduan:terkirim_cetak")).content.decode()
    for isi in ("Mandobo", "alat berat", "Yohana", "pelapor.example"):
        assert isi not in teks


def test_once_the_token_is_put_away_the_paper_is_without_it(client: Client) -> None:
    kirim(client)
    token = client.get(reverse("pengaduan:terkirim")).context["token"]
    client.post(reverse("pengaduan:terkirim_simpan"))
    assert token not in pdf_text(client)


def test_without_pango_the_page_says_what_to_do(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    kirim(client)
    monkeypatch.setitem(sys.modules, "weasyprint", None)
    answer = client.get(reverse("pengaduan:terkirim_pdf"))
    assert answer.status_code == 503
    assert reverse("pengaduan:terkirim_cetak") in answer.content.decode()
    assert client.get(reverse("pengaduan:terkirim_cetak")).status_code == 200


def test_the_qr_code_leads_to_the_status_page_with_the_number_only() -> None:
    assert tanda_terima.alamat_lacak("PGD202611210017") == f"{settings.SITE_URL}/lacak/?nomor=PGD202611210017"
    assert tanda_terima.kode_qr("PGD202611210017").startswith("data:image/svg+xml")
