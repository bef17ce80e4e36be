"""Nobody fills the disk without an account; and no limit ever refuses a complaint."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from akun.models import Percobaan
from pengaduan import batas
from pengaduan.models import BuktiDukung, Pengaduan
from tests.berkas import samples
from tests.pengaduan.peramban import TANPA_BUKTI, kirim, mulai, url

pytestmark = pytest.mark.django_db
ALAMAT = "Terlalu banyak draf atau berkas dari jaringan ini"
PENUH = "Tempat untuk berkas draf sedang penuh"


def berkas() -> dict[str, object]:
    return {"bukti": [SimpleUploadedFile("surat.pdf", samples.pdf())], "sumber_lain": "Saksi"}


def unggah(client: Client, dari: str = "203.0.113.7") -> str:
    return client.post(url("bukti"), berkas(), follow=True, REMOTE_ADDR=dari).content.decode()


def test_an_address_that_begins_many_drafts_adds_no_more_files(client: Client) -> None:
    for _ in range(batas.BATAS_DRAF):
        client.post(reverse("pengaduan:mulai"), REMOTE_ADDR="203.0.113.7")
    assert ALAMAT not in unggah(client)
    client.post(reverse("pengaduan:mulai"), REMOTE_ADDR="203.0.113.7")
    assert ALAMAT in unggah(client)
    assert ALAMAT not in unggah(client, dari="203.0.113.8")
    assert BuktiDukung.objects.count() == 2


def test_an_address_uploads_so_much_in_an_hour(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(batas, "BATAS_UNGGAHAN", 2 * len(samples.pdf()) + batas.KIB)
    mulai(client)
    halaman = [ALAMAT in unggah(client) for _ in range(3)]
    assert halaman == [False, False, True]
    satu_jam_lagi = timezone.now() + timedelta(hours=1)
    assert batas.periksa(alamat="203.0.113.7", ukuran=1, now=satu_jam_lagi) is None


def test_all_unsent_drafts_together_hold_so_much(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(batas, "BATAS_BELUM_TERKIRIM", len(samples.pdf()))
    mulai(client)
    assert PENUH not in unggah(client)
    assert PENUH in unggah(client)


@pytest.mark.usefixtures("kebijakan")
def test_no_limit_refuses_the_complaint(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(batas, "BATAS_DRAF", 0)
    monkeypatch.setattr(batas, "BATAS_BELUM_TERKIRIM", 0)
    assert kirim(client, bukti=berkas() | TANPA_BUKTI)["Location"] == reverse("pengaduan:terkirim")
    assert Pengaduan.objects.get().bukti.count() == 0


def test_neighbours_of_one_ipv6_network_count_together_and_no_address_is_kept(client: Client) -> None:
    for n in (1, 2, 3):
        client.post(reverse("pengaduan:mulai"), REMOTE_ADDR=f"2001:db8:7:9::{n}")
    client.post(reverse("pengaduan:mulai"), REMOTE_ADDR="2001:db8:7:a::1")
    client.post(reverse("pengaduan:mulai"), REMOTE_ADDR="::ffff:203.0.113.7")
    client.post(reverse("pengaduan:mulai"), REMOTE_ADDR="203.0.113.7")
    assert sorted(Percobaan.objects.values_list("gagal", flat=True)) == [1, 2, 3]
    assert "2001:db8" not in str(list(Percobaan.objects.values()))
