"""The end of the form: evidence with its notes, and the review that shows what was said before it is sent."""

import json
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from django.utils.html import escape

from berkas.flow import periksa
from pengaduan.models import BuktiDukung
from tests.berkas import samples
from tests.pengaduan.peramban import (
    KEJADIAN,
    PAKET,
    TANPA_BUKTI,
    isi,
    mulai,
    tersimpan,
    unggahan,
    url,
)

pytestmark = pytest.mark.django_db
SULIT = [r["value"] for r in json.loads((Path(__file__).parents[1] / "data" / "nama_sulit.json").read_text())]


def test_files_are_kept_with_their_notes_and_a_refused_one_says_why(client: Client) -> None:
    row = mulai(client)
    client.post(url("bukti"), {"bukti": [unggahan("baik.pdf", samples.pdf()), unggahan("jahat.exe", samples.exe())]})
    page = client.get(url("bukti")).content.decode()
    assert "baik.pdf" in page
    assert "jahat.exe" in page
    assert "Berkas ini sebuah program" in page
    bukti = row.bukti.get()
    client.post(url("bukti"), {f"catatan-{bukti.pk}": "Syarat alat di halaman 12"})
    assert row.bukti.get().catatan == "Syarat alat di halaman 12"


def test_a_file_that_is_too_large_leaves_the_others_and_the_text(client: Client) -> None:
    row = mulai(client)
    besar = unggahan("besar.pdf", b"%PDF-1.7\n" + b"x" * (21 * 1024 * 1024))
    data = {"bukti": [besar, unggahan("kecil.pdf", samples.pdf())], "sumber_lain": "Saksi ada"}
    page = client.post(url("bukti"), data, follow=True).content.decode()
    assert "lebih besar dari 20 MB" in page
    assert "Saksi ada" in page
    assert row.bukti.count() == 1


def test_a_file_can_be_taken_out_again_but_only_from_ones_own_draft(client: Client) -> None:
    row = mulai(client)
    client.post(url("bukti"), {"bukti": unggahan("satu.pdf", samples.pdf())})
    bukti = row.bukti.get()
    lain = Client()
    mulai(lain)
    lain.post(url("bukti"), {"hapus": str(bukti.pk), f"catatan-{bukti.pk}": "bukan milik saya"})
    assert BuktiDukung.objects.get(pk=bukti.pk).catatan == ""
    client.post(url("bukti"), {"hapus": str(bukti.pk)})
    assert not BuktiDukung.objects.filter(pk=bukti.pk).exists()


def test_no_evidence_needs_the_box_and_a_reason(client: Client) -> None:
    mulai(client)
    assert "bukti" in client.post(url("bukti"), {}).context["form"].errors
    tanpa = client.post(url("bukti"), {**TANPA_BUKTI, "alasan_tanpa_bukti": ""})
    assert "alasan_tanpa_bukti" in tanpa.context["form"].errors


def test_the_review_leads_to_each_step_that_is_not_right(client: Client) -> None:
    isi(client, paket={**PAKET, "kode_tender": "1"}, kejadian={**KEJADIAN, "uraian": ""})
    answer = client.post(url("tinjau"), {"setuju": "on"})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert f"{url('paket')}?periksa=1" in page
    assert f"{url('kejadian')}?periksa=1" in page


def test_the_review_measures_how_complete_it_is(client: Client) -> None:
    isi(client, kejadian={**KEJADIAN, "waktu_kejadian": ""})
    context = client.get(url("tinjau")).context
    assert (context["nilai"], context["dari"]) == (8, 10)
    assert {k["url"] for k in context["kurang"]} == {
        f"{url('kejadian')}#id_waktu_kejadian",
        f"{url('bukti')}#id_sumber_lain",
    }


def test_the_review_warns_of_what_gives_the_writer_away(client: Client) -> None:
    isi(client, kejadian={**KEJADIAN, "uraian": f"{KEJADIAN['uraian']} Hubungi saya, Yohana, di 0812-0000-1234."})
    page = client.get(url("tinjau")).content.decode()
    assert "<mark>0812-0000-1234</mark>" in page
    assert "<mark>Yohana</mark>" in page


def test_the_review_tells_of_the_place_hidden_in_a_photo(client: Client) -> None:
    row = isi(client, bukti={"bukti": unggahan("papan.jpg", samples.jpeg_gps())})
    periksa(berkas_id=row.bukti.get().berkas_id, now=timezone.now())
    assert "lokasi pengambilan (GPS)" in client.get(url("tinjau")).content.decode()


@pytest.mark.parametrize("teks", SULIT, ids=range(len(SULIT)))
def test_difficult_text_goes_in_and_comes_out_unharmed(client: Client, teks: str) -> None:
    mulai(client)
    kejadian = {**KEJADIAN, "uraian": teks, "teradu-0-nama": teks}
    answer = client.post(url("kejadian"), kejadian)
    assert tersimpan(client)["kejadian"]["uraian"] == teks
    page = (client.get(url("tinjau")) if answer.status_code == 302 else answer).content.decode()
    if "\x00" in teks or len(teks) > 200:
        assert answer.status_code == 422
        assert "Galat:" in page
    else:
        assert escape(teks) in page or escape(teks.strip()).replace("\r\n", "<br>") in page


def test_a_file_and_what_was_typed_beside_it_are_kept_together_or_not_at_all(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    mulai(client)

    def gagal(**isi: Any) -> None:
        raise RuntimeError

    monkeypatch.setattr("pengaduan.bukti.simpan", gagal)
    with pytest.raises(RuntimeError):
        client.post(url("bukti"), {"bukti": unggahan("a.txt", b"Pengumuman di SPSE."), "unggah": "1"})
    assert not BuktiDukung.objects.exists()
