"""The look: contrast, what the templates may hold, what the components and the filters give."""

import importlib.util
import re
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from django import forms
from django.conf import settings
from django.core.paginator import Paginator
from django.http import HttpRequest
from django.template import Context, Template
from django.template.loader import render_to_string
from django.test import RequestFactory
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from akun import context
from akun.templatetags import rupa

AKAR = Path(settings.BASE_DIR)
TEMPLATES = sorted((AKAR / "templates").rglob("*.html"))
KOMPONEN = sorted((AKAR / "templates" / "komponen").glob("*.html"))
CSS = (AKAR / "static" / "portal.css").read_text()
IKON = set(re.findall(r'<symbol id="([\w-]+)"', (AKAR / "static" / "ikon.svg").read_text()))
TANPA_CSP = {"surel", "email", "pdf"}  # mail and paper carry their style with them
JAHAT = '"><script>alert(1)</script>&'
TAHUN_2000 = datetime(2000, 1, 1)  # noqa: DTZ001 - hypothesis adds the zone itself
SABTU_SIANG = datetime(2026, 11, 21, 7, 5, tzinfo=UTC)


def warna() -> ModuleType:
    spec = importlib.util.spec_from_file_location("warna", AKAR / "rupa" / "alat" / "warna.py")
    assert spec is not None
    assert spec.loader is not None
    modul = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(modul)
    return modul


WARNA = warna()


# -- colours and files -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("tema", WARNA.TEMA)
@pytest.mark.parametrize(("depan", "belakang", "batas"), WARNA.PASANGAN)
def test_every_pair_of_colours_has_enough_contrast(depan: str, belakang: str, batas: float, tema: str) -> None:
    token = WARNA.baca()[tema]
    assert WARNA.kontras(token[depan], token[belakang]) >= batas


def test_the_contrast_of_black_on_white_is_21() -> None:
    assert WARNA.kontras("#000000", "#ffffff") == pytest.approx(21)


def test_the_style_sheet_knows_the_tokens_as_they_are_now() -> None:
    for tema in WARNA.TEMA:
        for nama, nilai in WARNA.baca()[tema].items():
            assert f"--{nama}: {nilai}" in CSS or f"--{nama}: #{nilai[1::2]}" in CSS, f"npm run css: {nama}"


def test_the_style_sheet_is_small_and_asks_only_for_files_that_exist() -> None:
    assert len(CSS.encode()) <= 120_000
    assert "data:" not in CSS
    for alamat in re.findall(r'url\("?([^")]+)"?\)', CSS):
        assert alamat.startswith("#") or (AKAR / "static" / alamat).is_file(), alamat


def test_a_template_holds_no_style_and_no_script() -> None:
    for berkas in [b for b in TEMPLATES if not TANPA_CSP & set(b.parts)]:
        isi = re.sub(r"{#.*?#}", "", berkas.read_text())
        assert not re.search(r"<style|\sstyle=|\son[a-z]+=\"|javascript:", isi, re.IGNORECASE), berkas
        for tag in re.findall(r"<script[^>]*>", isi, re.IGNORECASE):
            assert "src=" in tag or 'type="application/json"' in tag, (berkas, tag)


def test_every_icon_that_a_template_names_is_in_the_set() -> None:
    for berkas in TEMPLATES:
        isi = berkas.read_text()
        dipakai = re.findall(r'{% ikon "([\w-]+)"', isi) + re.findall(r'(?:ikon_|gambar)="([\w-]+)"', isi)
        assert set(dipakai) <= IKON, berkas
    assert set(rupa.IKON_NADA.values()) | set(rupa.IKON_KEADAAN.values()) <= IKON


@pytest.mark.parametrize("berkas", KOMPONEN, ids=lambda b: b.stem)
def test_a_component_says_at_its_head_how_it_is_used(berkas: Path) -> None:
    assert berkas.read_text().startswith("{# ")
    assert berkas.stem in (AKAR / "docs" / "komponen.md").read_text() or berkas.stem in {
        "alasan_tanggal",
        "pesan_sistem",
    }


# -- filters -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("saring", "nilai", "id_", "en"),
    [
        (rupa.tanggal, date(2026, 11, 25), "Rabu, 25 November 2026", "Wednesday, 25 November 2026"),
        (rupa.tanggal_polos, date(2026, 8, 1), "1 Agustus 2026", "1 August 2026"),
        (rupa.tanggal_pendek, date(2026, 11, 25), "Rab, 25 Nov", "Wed, 25 Nov"),
        (rupa.tanggal_jam, SABTU_SIANG, "21 November 2026 pukul 14.05 WIB", "21 November 2026 at 14.05 WIB"),
        (rupa.tanggal_jam, date(2026, 11, 21), "21 November 2026", "21 November 2026"),
        (
            rupa.tanggal,
            datetime(2026, 11, 21, 17, 30, tzinfo=UTC),
            "Minggu, 22 November 2026",
            "Sunday, 22 November 2026",
        ),
        (rupa.iso, SABTU_SIANG, "2026-11-21T14:05+07:00", "2026-11-21T14:05+07:00"),
        (rupa.iso, date(2026, 11, 21), "2026-11-21", "2026-11-21"),
        (rupa.rupiah, 8_312_775_000, "Rp8.312.775.000", "Rp8,312,775,000"),
        (rupa.rupiah, Decimal("1250.50"), "Rp1.250,50", "Rp1,250.50"),
        (rupa.rupiah, -5000, "-Rp5.000", "-Rp5,000"),
        (rupa.rupiah_pendek, 8_312_775_000, "8,3 M", "8.3 bn"),
        (rupa.rupiah_pendek, 640_000_000, "640 jt", "640 m"),
        (rupa.rupiah_pendek, 999_600_000, "1,0 M", "1.0 bn"),
        (rupa.rupiah_pendek, 750, "750", "750"),
        (rupa.angka, 1234567, "1.234.567", "1,234,567"),
        (rupa.ukuran_berkas, 1_400_000, "1,4 MB", "1.4 MB"),
        (rupa.ukuran_berkas, 20_000_000, "20 MB", "20 MB"),
        (rupa.ukuran_berkas, 999_700, "1 MB", "1 MB"),
        (rupa.ukuran_berkas, 512, "512 B", "512 B"),
    ],
)
def test_values_are_written_in_the_active_language(saring: Any, nilai: Any, id_: str, en: str) -> None:
    with translation.override("id"):
        assert saring(nilai) == id_
    with translation.override("en"):
        assert saring(nilai) == en


@pytest.mark.parametrize(
    "saring", [rupa.tanggal, rupa.tanggal_jam, rupa.tanggal_pendek, rupa.rupiah, rupa.ukuran_berkas]
)
def test_nothing_is_written_as_nothing(saring: Any) -> None:
    assert saring(None) == ""


@given(st.integers(-(10**15), 10**15))
def test_rupiah_loses_no_digit(nilai: int) -> None:
    with translation.override("id"):
        assert int(rupa.rupiah(nilai).replace("Rp", "").replace(".", "")) == nilai


@given(st.integers(0, 10**14))
def test_the_short_amount_never_shows_a_thousand_of_a_unit_that_has_a_name_above_it(nilai: int) -> None:
    with translation.override("id"):
        besar, _, satuan = rupa.rupiah_pendek(nilai).partition(" ")
    assert satuan == "T" or "." not in besar


@given(st.datetimes(min_value=TAHUN_2000, timezones=st.just(UTC)))
def test_a_time_is_shown_in_western_indonesian_time(waktu: datetime) -> None:
    setempat = waktu + timedelta(hours=7)
    assert rupa.jam(waktu) == f"{setempat:%H.%M} WIB"


@pytest.mark.parametrize(
    ("sisa", "kata", "keadaan"),
    [
        (-2, "2 hari kerja lewat", "lewat"),
        (0, "Hari ini", "dekat"),
        (1, "1 hari kerja lagi", "dekat"),
        (4, "4 hari kerja lagi", ""),
    ],
)
def test_days_left_are_said_in_words(sisa: int, kata: str, keadaan: str) -> None:
    with translation.override("id"):
        assert rupa.sisa_hari(sisa) == kata
    assert rupa.keadaan_tenggat(sisa) == keadaan


def test_typed_text_becomes_paragraphs_and_stays_text() -> None:
    hasil = rupa.paragraf(f"satu\ndua\r\n\r\n{JAHAT}\n\n\n ")
    assert hasil.count('<p class="govuk-body">') == 2
    assert "satu<br>dua" in hasil
    assert "<script>" not in hasil


def test_page_numbers_are_cut_in_the_middle() -> None:
    assert rupa.halaman_singkat(Paginator(range(500), 25).page(7)) == [1, None, 5, 6, 7, 8, 9, None, 20]


@pytest.mark.parametrize(
    ("saringan", "tautan"),
    [
        ("", '<a href="?halaman=3">'),
        ("halaman=9", '<a href="?halaman=3">'),
        ("q=a%26b&halaman=2&status=x", '<a href="?q=a%26b&amp;status=x&amp;halaman=3">'),
        ("q=%22%3E%3Cb%3E", '<a href="?q=%22%3E%3Cb%3E&amp;halaman=3">'),
    ],
)
def test_another_page_keeps_the_filter(saringan: str, tautan: str) -> None:
    konteks = Context({"request": RequestFactory().get(f"/meja/?{saringan}")})
    assert Template('<a href="{% ke_halaman 3 %}">').render(konteks) == tautan


# -- components --------------------------------------------------------------------------------------------------------

ISI_BUTIR = (
    "teks nama nilai judul isi ket alasan dari oleh waktu url kanan dasar tautan kata hapus label nomor ubah_url urut"
)
BUTIR = dict.fromkeys(ISI_BUTIR.split(), JAHAT)
KATA = (
    "judul isi nomor token catatan kata sisa teks tautan posisi kembali batas_nama pengantar alasan dasar nama "
    "url kembali_url sebelum_url sesudah_url unduh_url cetak_url lepas_semua ubah_url id"
)
DAFTAR = "butir langkah berkas kepala pandangan keping pilihan kurang boleh belum hari bulan legenda"
HALAMAN: dict[str, Any] = {
    **dict.fromkeys(KATA.split(), JAHAT),
    **{nama: [BUTIR] for nama in DAFTAR.split()},
    "pesan": [BUTIR | {"pada": SABTU_SIANG, "lampiran": [BUTIR | {"ukuran": 5}]}],
    "baris": [[BUTIR, BUTIR]],
    "messages": [JAHAT],
    "pada": date(2026, 11, 25),
    "batas": date(2026, 11, 25),
    "ke": 1,
    "dari": 10,
}


class ContohForm(forms.Form):
    nama = forms.CharField(label=JAHAT, help_text=JAHAT, error_messages={"required": JAHAT})
    pilih = forms.ChoiceField(
        label="Pilih",
        choices=[("Kelompok", [("a", JAHAT), ("b", "Dua")])],
        widget=forms.RadioSelect(attrs={"rupa-petunjuk": {"b": "Petunjuk dua"}}),
    )
    kapan = forms.DateField(label="Kapan", widget=forms.SelectDateWidget(years=[2026]), required=False)
    tahu = forms.BooleanField(label="Tidak tahu", required=False)
    pagu = forms.CharField(
        label="Pagu", required=False, widget=forms.TextInput(attrs={"rupa-awalan": "Rp", "rupa-lebar": 20})
    )


@pytest.fixture
def permintaan(rf: RequestFactory) -> HttpRequest:
    return rf.get("/", {"q": JAHAT})


@pytest.mark.parametrize("berkas", KOMPONEN, ids=lambda b: b.stem)
def test_a_component_escapes_what_it_is_given(berkas: Path, permintaan: HttpRequest) -> None:
    formulir = ContohForm({"nama": "", "pagu": JAHAT})
    isi = HALAMAN | {
        "formulir": formulir,
        "field": formulir["nama"],
        "tidak_tahu": formulir["tahu"],
        "alasan": formulir["pagu"] if berkas.stem == "isian_tidak_tahu" else JAHAT,
        "halaman": Paginator(range(100), 10).page(3),
    }
    hasil = render_to_string(f"komponen/{berkas.name}", isi, permintaan)
    assert hasil.strip()
    assert "<script" not in hasil


def test_a_field_carries_label_hint_and_error_and_points_to_them() -> None:
    hasil = str(ContohForm({})["nama"].as_field_group())
    assert 'aria-describedby="id_nama_helptext id_nama_error"' in hasil
    assert 'id="id_nama_helptext"' in hasil
    assert 'id="id_nama_error"' in hasil
    assert 'aria-invalid="true"' in hasil
    assert "<script" not in hasil


def test_details_for_the_look_never_reach_the_browser() -> None:
    hasil = str(ContohForm()["pagu"].as_field_group())
    assert "rupa-" not in hasil
    assert "govuk-input--width-20" in hasil
    assert 'govuk-input__prefix" aria-hidden="true">Rp<' in hasil


def test_choices_keep_their_groups_hints_and_ids() -> None:
    hasil = str(ContohForm({"pilih": "b"})["pilih"].as_field_group())
    assert '<p class="pilihan__kelompok" id="id_pilih_k1">Kelompok</p>' in hasil
    assert 'aria-describedby="id_pilih_1_petunjuk"' in hasil
    assert 'for="id_pilih_0"' in hasil
    assert hasil.count(" checked") == 1


def test_choices_without_groups_stand_together() -> None:
    pilih = forms.ChoiceField(choices=[("ya", "Ya"), ("belum", "Belum")], widget=forms.RadioSelect())
    hasil = str(type("Form", (forms.Form,), {"pilih": pilih})()["pilih"].as_field_group())
    assert hasil.count('class="govuk-radios"') == 1
    assert hasil.count('class="govuk-radios__item"') == 2


def test_each_list_of_a_date_has_its_own_label() -> None:
    hasil = str(ContohForm()["kapan"].as_field_group())
    assert set(re.findall(r'<label class="govuk-label" for="(\w+)"', hasil)) == set(
        re.findall(r'<select[^>]* id="(\w+)"', hasil)
    )
    assert hasil.count("<select") == 3


def test_the_error_summary_links_to_an_input_that_exists() -> None:
    formulir = ContohForm({})
    sasaran = [s for s, _ in rupa.daftar_galat(formulir)]
    assert sasaran == ["id_nama", "id_pilih_0"]
    halaman = str(formulir)
    assert all(f'id="{s}"' in halaman for s in sasaran)


def test_a_form_without_errors_shows_no_summary() -> None:
    assert render_to_string("komponen/galat.html", {"formulir": ContohForm()}).strip() == ""


def test_tag_and_deadline_say_it_in_a_word_an_icon_and_a_class() -> None:
    hasil = Template('{% load rupa %}{% tanda kata "baik" %}{% tenggat pada "1 hari lagi" "dekat" "pendek" %}').render(
        Context({"kata": "Selesai <b>", "pada": date(2026, 11, 25)})
    )
    assert "tanda--baik" in hasil
    assert "#cek-bulat" in hasil
    assert "Selesai &lt;b&gt;" in hasil
    assert 'datetime="2026-11-25"' in hasil


# -- theme -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("kuki", "tema"), [("gelap", "gelap"), ("terang", "terang"), (JAHAT, ""), ("", "")])
def test_only_a_known_theme_reaches_the_page(rf: RequestFactory, kuki: str, tema: str) -> None:
    permintaan = rf.get("/")
    permintaan.COOKIES["tema"] = kuki
    assert context.tampilan(permintaan)["tema"] == tema


@pytest.mark.parametrize(
    ("tujuan", "hasil"), [("/bantuan/?a=1", "/bantuan/?a=1"), ("https://jahat.example/", "/"), ("//jahat.example", "/")]
)
def test_choosing_a_theme_sets_the_cookie_and_stays_on_this_site(rf: RequestFactory, tujuan: str, hasil: str) -> None:
    jawaban = context.pilih_tema(rf.post("/tema/", {"tema": "gelap", "next": tujuan}))
    assert jawaban["Location"] == hasil
    assert jawaban.cookies["tema"].value == "gelap"


def test_following_the_device_forgets_the_cookie(rf: RequestFactory) -> None:
    assert context.pilih_tema(rf.post("/tema/", {"tema": "", "next": "/"})).cookies["tema"]["max-age"] == 0
