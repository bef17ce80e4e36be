"""The pass on paper, and what Cek keaslian says of it: real, never issued, altered, withdrawn."""

import re
from typing import Any

import pypdfium2
import pytest
import zxingcpp
from django.test import Client
from django.urls import reverse

from akun.receipt import new_token
from berkas import store
from helpdesk import flow_verifikasi as flow
from helpdesk.models.verifikasi import Verifikasi
from helpdesk.status_verifikasi import Status
from helpdesk.tanda_lulus import npwp_terbaca
from jejak import wake
from persuratan import tasks
from persuratan.models import PeriksaKeaslian
from tests.factories import SENIN
from tests.helpdesk.verifikasi import Loket
from tests.persuratan.asli import terunggah

pytestmark = [pytest.mark.django_db]
S = Status
CEK, SURAT = reverse("keaslian:cek"), reverse("keaslian:surat")
BENAR = "Tanda lulus verifikasi ini benar dan berlaku"


@pytest.fixture(autouse=True)
def _broker_diam(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody is woken: each test says when the worker works."""
    monkeypatch.setattr(wake, "wake", lambda *a, **k: False)


def isi(v: Verifikasi) -> bytes:
    assert v.berkas_id is not None
    return b"".join(store.read(v.berkas_id))


def ketik(client: Client, nomor: str, token: str) -> str:
    jawaban = client.post(CEK, {"nomor": nomor, "token": token})
    assert (jawaban.status_code, jawaban["Location"]) == (302, SURAT)
    return client.get(SURAT).content.decode()


def hasil(client: Client, baris: PeriksaKeaslian) -> str:
    return client.get(reverse("keaslian:hasil", args=[baris.pk])).content.decode()


# -- on paper ----------------------------------------------------------------------------------------------------------


def test_three_copies_on_one_sheet_with_codes_that_a_camera_reads(loket: Loket, settings: Any) -> None:
    token, nama = new_token(), "PT " + "Contoh Nama Panjang Sekali " * 5
    v = loket.bawa_ke(S.LULUS, token, nama=nama, wakil="kuasa", kuasa="Budi Contoh " * 8, pimpinan="Siti " * 20)
    dokumen = pypdfium2.PdfDocument(isi(v))
    try:
        (halaman,) = dokumen
        teks, gambar = halaman.get_textpage().get_text_range(), halaman.render(scale=2).to_pil()
    finally:
        dokumen.close()
    rata = re.sub(r"\s+", " ", teks)
    for untuk in ("Lembar 1 untuk Penyedia", "Lembar 2 untuk Admin LPSE", "Lembar 3 untuk arsip Verifikator"):
        assert rata.count(untuk) == 1
    for kata in ("1/TLV/LPSE-76.02/2026", "01.234.567.8-901.000", "23 November 2026", v.nomor, token):
        assert rata.count(kata) == 3, kata
    assert rata.count("Bukan User ID atau kata sandi") == 3
    kode = zxingcpp.read_barcodes(gambar)
    assert [k.text for k in kode] == [f"{settings.SITE_URL}/keaslian/{v.nomor}/{token}/"] * 3


@pytest.mark.parametrize(
    ("npwp", "terbaca"),
    [("012345678901000", "01.234.567.8-901.000"), ("3271012345670001", "3271 0123 4567 0001")],
)
def test_a_tax_number_is_printed_as_on_its_card(npwp: str, terbaca: str) -> None:
    assert npwp_terbaca(npwp) == terbaca


# -- by ticket and token, and by the code ------------------------------------------------------------------------------


@pytest.mark.usefixtures("cetak_palsu")
def test_a_pass_is_confirmed_with_what_stands_on_it(loket: Loket, client: Client) -> None:
    token = new_token()
    v = loket.bawa_ke(S.LULUS, token)
    halaman = ketik(client, v.nomor.lower(), token.lower().replace("-", " "))
    assert BENAR in halaman
    kata = (
        "1/TLV/LPSE-76.02/2026",
        "LPSE Kabupaten Mamuju",
        "Makmur &amp; Rekan",
        "01.234.567.8-901.000",
        "Siti Contoh",
    )
    for satu in kata:
        assert satu in halaman
    assert token not in halaman


@pytest.mark.usefixtures("cetak_palsu")
def test_the_address_in_the_code_leads_there(loket: Loket, client: Client) -> None:
    token = new_token()
    v = loket.bawa_ke(S.LULUS, token)
    jawaban = client.get(reverse("keaslian:qr", args=[v.nomor, token]), follow=True)
    assert jawaban.redirect_chain == [(SURAT, 302)]
    assert BENAR in jawaban.content.decode()


@pytest.mark.usefixtures("cetak_palsu")
@pytest.mark.parametrize("status", [s for s in Status.values if s not in {S.LULUS, S.DICABUT}])
def test_a_ticket_without_a_pass_is_denied_and_tells_nothing_of_the_provider(
    loket: Loket, client: Client, status: str
) -> None:
    token = new_token()
    halaman = ketik(client, loket.bawa_ke(status, token).nomor, token)
    assert "Tidak ada tanda lulus verifikasi untuk tiket ini" in halaman
    assert "nada--awas" in halaman
    assert "Makmur" not in halaman


@pytest.mark.usefixtures("cetak_palsu")
def test_a_withdrawn_pass_is_red_with_date_and_reason(loket: Loket, client: Client) -> None:
    token = new_token()
    halaman = ketik(client, loket.bawa_ke(S.DICABUT, token).nomor, token)
    assert "sudah dicabut dan tidak berlaku lagi" in halaman
    assert "23 November 2026 pukul 09.00 WIB" in halaman
    assert "Akta ternyata palsu." in halaman
    assert "nada--telat" in halaman
    assert BENAR not in halaman


@pytest.mark.usefixtures("cetak_palsu")
def test_a_wrong_token_opens_nothing(loket: Loket, client: Client) -> None:
    v = loket.bawa_ke(S.LULUS)
    assert client.post(CEK, {"nomor": v.nomor, "token": "AAAA-BBBB-CCCC-DD"}).status_code == 422
    assert client.get(SURAT).status_code == 302


# -- by the file -------------------------------------------------------------------------------------------------------


@pytest.mark.usefixtures("cetak_palsu")
def test_the_very_file_is_known_at_once_and_not_kept(loket: Loket, client: Client) -> None:
    v = loket.bawa_ke(S.LULUS)
    baris = terunggah(client, isi(v))
    assert baris.keadaan == PeriksaKeaslian.Keadaan.SELESAI
    assert not store.exists(baris.pk)
    halaman = hasil(client, baris)
    assert "Berkas ini salinan persis: Tanda Lulus Verifikasi" in halaman
    assert "1/TLV/LPSE-76.02/2026" in halaman
    flow.cabut(verifikasi=v, alasan="Akta palsu.", by=loket.by, now=SENIN)
    halaman = hasil(client, terunggah(client, isi(v)))
    assert "sudah dicabut dan tidak berlaku lagi" in halaman
    assert "salinan persis" not in halaman


def test_an_altered_file_is_not_confirmed(loket: Loket, client: Client) -> None:
    v = loket.bawa_ke(S.LULUS)
    baris = terunggah(client, isi(v) + b"\n% diubah\n")
    tasks.periksa_keaslian(periksa_id=str(baris.pk))
    halaman = hasil(client, baris)
    assert "bukan terbitan LKPP" in halaman
    assert "1/TLV/LPSE-76.02/2026" not in halaman
