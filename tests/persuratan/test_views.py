"""The public page about letters."""

import pytest
from django.test import Client

from akun import reference
from akun.models import Pejabat

pytestmark = pytest.mark.django_db


def test_the_page_says_where_to_whom_and_what(client: Client) -> None:
    reference.load_unit()
    reference.load_pejabat()
    halaman = client.get("/surat/").content.decode()
    assert "Jl. Epicentrum Tengah Lot 11B" in halaman
    for jabatan in Pejabat.objects.values_list("jabatan", flat=True):
        assert f"<li>{jabatan}</li>" in halaman
    for isi in ("nama paket", "kode RUP", "tahun anggaran", "lokasi pekerjaan", "Uraian pengaduan", "Bukti pendukung"):
        assert isi in halaman


def test_the_page_opens_without_reference_data(client: Client) -> None:
    assert client.get("/surat/").status_code == 200
    assert client.post("/surat/").status_code == 405
