"""The form: every step keeps what was typed, helps with errors, and lets whoever does not know say so."""

import json
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.html import escape

from pengaduan import draf
from pengaduan.forms.paket import FormPaket
from tests.factories import InstansiFactory, WilayahFactory
from tests.pengaduan.peramban import (
    IDENTITAS,
    KEJADIAN,
    LENGKAP,
    PAKET,
    isi,
    mulai,
    tersimpan,
    url,
)

pytestmark = pytest.mark.django_db
SULIT = [r["value"] for r in json.loads((Path(__file__).parents[1] / "data" / "nama_sulit.json").read_text())]
LANGKAH = [*LENGKAP, "tinjau"]


def test_beginning_makes_a_draft_and_leads_to_the_first_step(client: Client) -> None:
    answer = client.post(reverse("pengaduan:mulai"))
    assert answer["Location"] == url("saluran")
    assert draf.cari(client.session["draf"])


def test_beginning_gives_a_browser_that_has_a_session_a_new_key(client: Client) -> None:
    client.post(reverse("pengaduan:mulai"))
    lama = client.session.session_key
    client.post(reverse("pengaduan:mulai"))
    assert client.session.session_key not in {None, lama}
    assert not client.session.exists(lama)


def test_a_valid_step_leads_to_the_next(client: Client) -> None:
    mulai(client)
    for kini, berikut in pairwise(LANGKAH):
        assert client.post(url(kini), LENGKAP[kini])["Location"] == url(berikut)


@pytest.mark.parametrize("langkah", LANGKAH)
def test_without_a_draft_a_step_says_how_to_resume(client: Client, langkah: str) -> None:
    answer = client.get(url(langkah))
    assert answer.status_code == 404
    assert "tautan lanjut" in answer.content.decode()


def test_a_lapsed_session_loses_nothing_because_the_form_carries_the_key(client: Client) -> None:
    mulai(client)
    kunci = client.session["draf"]
    lain = Client()
    lain.post(url("kejadian"), {**KEJADIAN, "kunci": kunci})
    assert tersimpan(lain) == tersimpan(client)
    assert tersimpan(client)["kejadian"]["uraian"] == KEJADIAN["uraian"]


@pytest.mark.parametrize(
    ("langkah", "data"),
    [
        ("identitas", {"tingkat": "rahasia", "surel": "bukan alamat"}),
        ("paket", {"nama_paket": "Jalan <Desa> & Jembatan", "kode_rup": "abc", "hps": "banyak"}),
        ("kejadian", {"uraian": "", "waktu_kejadian": "Senin", "teradu-TOTAL_FORMS": "2", "teradu-0-nama": "Pak X"}),
        ("bukti", {"sumber_lain": "Berita di koran"}),
    ],
)
def test_an_invalid_step_is_kept_as_typed_and_shown_with_its_errors(
    client: Client, langkah: str, data: dict[str, str]
) -> None:
    mulai(client)
    answer = client.post(url(langkah), data)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "govuk-error-summary" in page
    for nama, nilai in data.items():
        assert tersimpan(client)[langkah][nama] == nilai
        assert escape(nilai) in page


def test_a_page_shows_errors_only_to_whoever_asked_for_them(client: Client) -> None:
    mulai(client)
    client.post(url("paket"), {"kode_rup": "abc", "nanti": "1"})
    assert "govuk-error-summary" not in client.get(url("paket")).content.decode()
    assert "govuk-error-summary" in client.get(url("paket"), {"periksa": "1"}).content.decode()


def test_save_for_later_shows_a_link_that_opens_the_draft_elsewhere(client: Client) -> None:
    mulai(client)
    client.post(url("saluran"), LENGKAP["saluran"])
    answer = client.post(url("identitas"), {"tingkat": "rahasia", "nanti": "1"}, follow=True)
    tautan = reverse("pengaduan:lanjut", args=[client.session["draf"]])
    assert f"http://testserver{tautan}" in answer.content.decode()
    lain = Client()
    assert "Bukan Anda yang menyimpannya?" in lain.get(tautan).content.decode()
    assert "draf" not in lain.session
    page = lain.post(tautan, follow=True).content.decode()
    baru = reverse("pengaduan:lanjut", args=[lain.session["draf"]])
    assert baru != tautan
    assert f"http://testserver{baru}" in page
    assert lain.get(baru)["Location"] == url("paket")


def test_a_second_click_and_an_older_tab_go_on_with_the_new_key(client: Client) -> None:
    mulai(client)
    kunci = client.session["draf"]
    tautan = reverse("pengaduan:lanjut", args=[kunci])
    lain = Client()
    lain.get(tautan)
    lain.post(tautan)
    baru = lain.session["draf"]
    assert lain.post(tautan)["Location"] == reverse("pengaduan:nanti")
    lain.post(url("kejadian"), {**KEJADIAN, "kunci": kunci})
    assert lain.session["draf"] == baru
    assert tersimpan(lain)["kejadian"]["uraian"] == KEJADIAN["uraian"]


def test_resuming_gives_the_browser_a_new_session(client: Client) -> None:
    mulai(client)
    tautan = reverse("pengaduan:lanjut", args=[client.session["draf"]])
    lain = Client()
    mulai(lain)
    lama = lain.session.session_key
    lain.get(tautan)
    lain.post(tautan)
    assert lain.session.session_key != lama


@pytest.mark.usefixtures("kebijakan")
def test_whoever_made_a_link_sees_nothing_of_what_another_writes_there(client: Client) -> None:
    """A draft is begun as a trap, and its link given to a complainant."""
    mulai(client)
    kunci = client.session["draf"]
    tautan = reverse("pengaduan:lanjut", args=[kunci])
    korban = Client()
    korban.get(tautan)
    korban.post(tautan)
    for langkah, data in LENGKAP.items():
        korban.post(url(langkah), data)

    def tertutup() -> None:
        kedua = Client()
        for penyerang in (client, kedua):
            jawaban = [penyerang.get(url(n)) for n in LANGKAH] + [penyerang.get(tautan), penyerang.post(tautan)]
            jawaban += [penyerang.post(url(n), {"kunci": kunci, "setuju": "on"}) for n in LANGKAH]
            jawaban.append(penyerang.get(reverse("pengaduan:nanti")))
            assert {j.status_code for j in jawaban} == {404}
            assert penyerang.get(reverse("pengaduan:terkirim"))["Location"] == reverse("lacak")
        assert "draf" not in kedua.session

    tertutup()
    assert tersimpan(korban)["identitas"] == IDENTITAS
    korban.post(url("tinjau"), {"setuju": "on"})
    tertutup()
    assert korban.get(reverse("pengaduan:terkirim")).context["token"]


def test_an_unknown_resume_link_says_what_to_do(client: Client) -> None:
    answer = client.get(reverse("pengaduan:lanjut", args=["tidak-ada"]))
    assert answer.status_code == 404
    assert "Tautan ini tidak lagi membuka draf" in answer.content.decode()


@pytest.mark.parametrize("maksud", ["sanggah", "tanya", "suap"])
def test_another_purpose_is_shown_its_place_and_may_go_on(client: Client, maksud: str) -> None:
    mulai(client)
    page = client.post(url("saluran"), {"maksud": maksud}, follow=True).content.decode()
    assert "Tetap lanjutkan pengaduan" in page
    assert f'href="{url("identitas")}"' in page


def test_insiders_start_anonymously(client: Client) -> None:
    mulai(client, jalur="wbs")
    assert client.get(url("identitas")).context["form"]["tingkat"].value() == "anonim"


def test_everybody_else_starts_confidentially(client: Client) -> None:
    mulai(client)
    assert client.get(url("identitas")).context["form"]["tingkat"].value() == "rahasia"


def test_for_anonim_a_contact_is_not_even_kept_in_the_draft(client: Client) -> None:
    mulai(client)
    client.post(url("identitas"), {**IDENTITAS, "tingkat": "anonim"})
    assert tersimpan(client)["identitas"] == {"tingkat": "anonim"}


def test_a_name_is_needed_for_every_level_but_anonim(client: Client) -> None:
    mulai(client)
    assert client.post(url("identitas"), {"tingkat": "terbuka_untuk_apip"}).status_code == 422
    assert client.post(url("identitas"), {"tingkat": "anonim"}).status_code == 302


@pytest.mark.parametrize(
    ("isian", "nilai"),
    [
        ("kode_rup", "5612"),
        ("kode_rup", "56123407; lima"),
        ("kode_tender", "123"),
        ("kode_tender", "1234567890123"),
        ("tahun_anggaran", "26"),
        ("tahun_anggaran", "3026"),
        ("hps", "delapan"),
        ("hps", "1e309"),
        ("hps", "9" * 19),
        ("kategori", "bukan-kategori"),
        ("nama_paket", "A" * 501),
        ("nama_paket", "Sqi\x00"),
        ("lokasi", "L" * 119),
    ],
)
def test_a_wrong_format_is_named_at_its_field(client: Client, isian: str, nilai: str) -> None:
    mulai(client)
    answer = client.post(url("paket"), {**PAKET, isian: nilai})
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == [isian]


@pytest.mark.parametrize(
    ("nilai", "jumlah"),
    [
        ("8.312.775.000", 8_312_775_000),
        ("Rp 1.234.567.890,00", 1_234_567_890),
        ("Rp10.000.000.000,-", 10_000_000_000),
        ("8,312,775,000", 8_312_775_000),
        ("640000000", 640_000_000),
        ("1 500 000", 1_500_000),
        ("８３１２", 8312),
    ],
)
def test_amounts_are_read_as_people_write_them(nilai: str, jumlah: int) -> None:
    form = FormPaket({**PAKET, "hps": nilai})
    assert form.is_valid(), form.errors
    assert form.cleaned_data["hps"] == jumlah


def test_a_plan_code_of_unusual_length_warns_without_blocking(client: Client) -> None:
    mulai(client)
    page = client.post(url("paket"), {**PAKET, "kode_rup": "5612340"}, follow=True).content.decode()
    assert "Kode RUP biasanya 8 angka. Periksa lagi 5612340" in page


@pytest.mark.parametrize("isian", ["nama_paket", "kode_rup", "kode_tender", "instansi", "tahun_anggaran", "wilayah"])
def test_not_knowing_is_an_answer_when_it_has_a_reason(client: Client, isian: str) -> None:
    mulai(client)
    tanpa = PAKET | {isian: "", f"{isian}_tidak_tahu": "on"}
    assert list(client.post(url("paket"), tanpa).context["form"].errors) == [f"{isian}_alasan"]
    assert client.post(url("paket"), {**tanpa, f"{isian}_alasan": "Tidak diumumkan."}).status_code == 302


def test_one_of_the_two_codes_is_enough_and_none_needs_a_word(client: Client) -> None:
    mulai(client)
    assert client.post(url("paket"), {**PAKET, "kode_rup": ""}).status_code == 302
    assert client.post(url("paket"), {**PAKET, "kode_tender": ""}).status_code == 302
    keduanya = client.post(url("paket"), {**PAKET, "kode_rup": "", "kode_tender": ""})
    assert "kode_rup" in keduanya.context["form"].errors


@pytest.mark.parametrize(
    "teks", ["Pemerintah Kabupaten Boven Digoel", "kab. boven digoel", "BOVEN DIGOEL", "Pemkab Boven"]
)
def test_a_typed_institution_is_recognised_by_name_or_kept_as_written(teks: str) -> None:
    instansi = InstansiFactory(nama="Pemerintah Kabupaten Boven Digoel", alias="Kab. Boven Digoel")
    form = FormPaket({**PAKET, "instansi": teks})
    assert form.is_valid(), form.errors
    dikenal = teks != "Pemkab Boven"
    assert form.instansi_cocok == (instansi if dikenal else None)
    assert form.cleaned_data["instansi"] == teks
    assert bool(form.peringatan()) is not dikenal


def test_a_name_that_two_institutions_share_asks_which(client: Client) -> None:
    InstansiFactory(nama="Pemerintah Kabupaten Bogor")
    InstansiFactory(nama="Pemerintah Kota Bogor", jenis="kota")
    mulai(client)
    page = client.post(url("paket"), {**PAKET, "instansi": "Bogor"}, follow=True).content.decode()
    assert "Ada beberapa instansi bernama itu" in page


def test_suggestions_find_names_aliases_and_regions(client: Client) -> None:
    InstansiFactory(nama="Kementerian Kesehatan", jenis="kementerian", alias="Kemenkes")
    WilayahFactory()
    assert client.get(reverse("pengaduan:saran_instansi"), {"q": "kemenk"}).json() == {
        "hasil": ["Kementerian Kesehatan"]
    }
    assert client.get(reverse("pengaduan:saran_wilayah"), {"q": "digoel\x00"}).json() == {
        "hasil": ["Kabupaten Boven Digoel"]
    }


def test_add_row_keeps_everything_and_shows_one_row_more_without_script(client: Client) -> None:
    mulai(client)
    answer = client.post(url("kejadian"), {**KEJADIAN, "uraian": "", "tambah_baris": "1"}, follow=True)
    assert len(answer.context["baris"].forms) == 3
    assert "govuk-error-summary" not in answer.content.decode()
    assert tersimpan(client)["kejadian"]["teradu-1-nama"] == "PT Contoh Jaya"


def test_a_name_without_its_role_is_an_error_and_an_empty_row_is_not(client: Client) -> None:
    mulai(client)
    answer = client.post(url("kejadian"), {**KEJADIAN, "teradu-1-peran": ""})
    assert answer.status_code == 422
    assert client.post(url("kejadian"), {**KEJADIAN, "teradu-1-peran": "", "teradu-1-nama": ""}).status_code == 302


@pytest.mark.parametrize("baris", ["", "x", "-1", "999999", "²"])
def test_a_forged_number_of_rows_does_no_harm(client: Client, baris: str) -> None:
    mulai(client)
    answer = client.post(url("kejadian"), {**KEJADIAN, "teradu-TOTAL_FORMS": baris, "uraian": ""})
    assert answer.status_code == 422
    assert len(answer.context["baris"].forms) <= 20


@pytest.mark.parametrize("langkah", LANGKAH)
def test_a_step_page_needs_few_queries(client: Client, langkah: str, django_assert_max_num_queries: Any) -> None:
    InstansiFactory()
    isi(client)
    with django_assert_max_num_queries(11):
        assert client.get(url(langkah)).status_code == 200
