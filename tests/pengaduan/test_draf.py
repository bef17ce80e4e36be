"""Drafts: what is abandoned is forgotten with its files, and a form belongs to the draft it was opened for."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from berkas.models import Berkas
from pengaduan import draf
from pengaduan.models import DrafPengaduan
from tests.berkas import samples
from tests.pengaduan.peramban import mulai, unggahan, url

pytestmark = pytest.mark.django_db


def test_an_abandoned_draft_takes_its_files_with_it(client: Client) -> None:
    """Rows that stay keep their bytes: the sweep of stored bytes spares whatever has a row."""
    mulai(client)
    client.post(url("bukti"), {"bukti": [unggahan("foto.pdf", samples.pdf())], "unggah": "1"})
    assert Berkas.objects.count() == 1
    draf.lupakan(now=timezone.now() + draf.UMUR + timedelta(minutes=1))
    assert (DrafPengaduan.objects.count(), Berkas.objects.count()) == (0, 0)


def test_a_form_of_the_first_draft_does_not_write_into_the_second(client: Client) -> None:
    pertama = mulai(client)
    kunci = client.session["draf"]
    kedua = mulai(client)
    client.post(url("saluran"), {"maksud": "pengaduan", "kunci": kunci})
    assert "saluran" in draf.isi(DrafPengaduan.objects.get(pk=pertama.pk))
    assert "saluran" not in draf.isi(DrafPengaduan.objects.get(pk=kedua.pk))


@pytest.mark.parametrize("hapus", ["²", "9" * 5000])
def test_a_strange_number_of_a_file_is_no_fault(client: Client, hapus: str) -> None:
    mulai(client)
    assert client.post(url("bukti"), {"hapus": hapus}).status_code == 302


def test_an_absurd_number_of_rows_does_not_spoil_the_draft(client: Client) -> None:
    mulai(client)
    assert client.post(url("kejadian"), {"teradu-TOTAL_FORMS": "9" * 5000}).status_code == 422
    assert client.get(url("kejadian")).status_code == 200
