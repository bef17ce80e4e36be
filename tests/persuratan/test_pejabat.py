"""The pages of a letter in the browser: its steps, its tree, its sheet; what is typed stays, and refusals say why."""

import html
import re
import sys
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from akun.actor import Actor
from akun.models import Pejabat, User
from akun.receipt import WIB
from persuratan import disposisi
from persuratan.disposisi import Arahan
from persuratan.models import Disposisi, SuratKeluar, SuratMasuk
from persuratan.status import Status
from sla import clock, office
from tests import factories
from tests.factories import SENIN

pytestmark = pytest.mark.django_db
Surat = Callable[..., SuratMasuk]
Arahkan = Callable[..., Disposisi]
Masuk = Callable[[str], Client]
DIREKTUR = "pejabat_dpph"


def jalan(s: SuratMasuk, *bagian: object) -> str:
    return "/".join(["/surat/masuk", s.nomor, *map(str, bagian), ""])


def teks(jawaban: Any) -> str:
    return html.unescape(jawaban.content.decode())


def isian(orang: User, **ganti: Any) -> dict[str, Any]:
    data = {"orang_1": f"{orang.nama} ({orang.email})", "instruksi": ["telaah"], "kepentingan": "biasa"}
    return data | ganti


def test_the_button_receives_the_letter_and_starts_the_second_clock(di_pejabat: Surat, masuk: Masuk) -> None:
    s, browser = di_pejabat(), masuk(DIREKTUR)
    assert "Jam sejak diterima pejabat mulai ketika surat diterima." in teks(browser.get(jalan(s)))
    page = browser.post(jalan(s, "terima"), follow=True)
    assert "Surat tercatat diterima pejabat." in teks(page)
    assert {t.kode.rpartition(".")[2] for t in clock.running(s)} >= {"pejabat"}
    kedua = browser.post(jalan(s, "terima"))
    assert kedua.status_code == 409
    assert "sudah tercatat diterima" in teks(kedua)


def test_two_clocks_stand_side_by_side_with_their_proof(di_pejabat: Surat, masuk: Masuk) -> None:
    s, browser = di_pejabat(), masuk(DIREKTUR)
    browser.post(jalan(s, "terima"))
    jam = teks(browser.get(jalan(s))).split('id="k-jam"')[1].split("</section>")[0]
    assert jam.count('class="jam__satu') == 2
    assert jam.count("Mengapa tanggal ini?") == 2


def test_a_disposition_is_given_by_form(di_pejabat: Surat, masuk: Masuk, orang: dict[str, User]) -> None:
    s, batas = di_pejabat(), timezone.now().astimezone(WIB).date() + timedelta(days=3)
    data = isian(orang["penelaah"], orang_2=orang["pimpinan"].nama, catatan="Segera,\nya.", batas=batas.isoformat())
    page = masuk(DIREKTUR).post(jalan(s, "disposisikan"), data | {"kepentingan": "segera"}, follow=True)
    assert "Disposisi sudah diberikan." in teks(page)
    rows = list(s.disposisi.all())
    assert [d.kepada for d in rows] == [orang["penelaah"], orang["pimpinan"]]
    assert {(d.catatan, d.batas, d.kepentingan, d.sebagai) for d in rows} == {
        ("Segera,\nya.", batas, "segera", "Direktur Penanganan Permasalahan Hukum")
    }


def test_units_are_offered_for_open_letters_only_and_refused_even_when_sent(
    di_pejabat: Surat, masuk: Masuk, orang: dict[str, User], direktur: Pejabat
) -> None:
    browser = masuk(DIREKTUR)
    for kerahasiaan, ada in (("biasa", True), ("terbatas", True), ("rahasia", False), ("sangat_rahasia", False)):
        s = di_pejabat(kerahasiaan)
        assert ('name="unit"' in teks(browser.get(jalan(s, "disposisikan")))) == ada
        browser.post(jalan(s, "disposisikan"), isian(orang["penelaah"], unit=[direktur.unit_id]))
        assert s.disposisi.filter(kepada_unit__isnull=False).exists() == ada


def test_more_rows_are_asked_for_without_losing_what_was_typed(
    di_pejabat: Surat, masuk: Masuk, orang: dict[str, User], direktur: Pejabat
) -> None:
    s = di_pejabat()
    data = isian(orang["penelaah"], orang_2="", orang_3="", catatan="Tetap ada", unit=[direktur.unit_id], tambah="1")
    page = teks(masuk(DIREKTUR).post(jalan(s, "disposisikan"), data))
    assert page.count('name="orang_') == 6
    assert orang["penelaah"].email in page
    assert "Tetap ada" in page
    assert page.count(" checked") == 3
    assert not s.disposisi.exists()


BURUK: list[tuple[dict[str, Any], str]] = [
    ({"orang_1": ""}, "Pilih paling sedikit satu orang atau unit."),
    ({"orang_1": "Bukan Siapa-siapa"}, "Tidak ada pegawai LKPP yang aktif"),
    ({"orang_1": "Penelaah"}, "Tulis salah satu: Ibu Penelaah ("),
    ({"orang_1": "Kembar"}, "Tulis salah satu: Kembar ("),
    ({"orang_1": "X (pengadu@luar.example)"}, "Tidak ada pegawai LKPP yang aktif"),
    ({"orang_1": "Ibu\x00 Penelaah"}, "NUL"),
    ({"orang_1": "a" * 301}, "Terlalu panjang"),
    ({"unit": ["999999"]}, "Pilih unit dari daftar."),
    ({"unit": ["x"]}, "Pilih unit dari daftar."),
    ({"instruksi": []}, "Pilih paling sedikit satu instruksi."),
    ({"instruksi": ["terbangkan"]}, "terbangkan"),
    ({"batas": "2020-01-01"}, "Batas waktu ini sudah lewat."),
    ({"batas": "31-31-31"}, "Tulis tanggal yang benar"),
    ({"kepentingan": ""}, "Pilih kepentingannya."),
    ({"catatan": "a" * 4001}, "Terlalu panjang"),
    ({"catatan": "a\x00b"}, "NUL"),
]


def test_bad_input_is_answered_in_a_sentence_and_changes_nothing(
    di_pejabat: Surat, masuk: Masuk, orang: dict[str, User]
) -> None:
    for i in range(2):
        factories.UserFactory(peran="penelaah", nama="Kembar", email=f"kembar{i}@uji.example")
    s, browser = di_pejabat(), masuk(DIREKTUR)
    for ganti, kalimat in BURUK:
        page = browser.post(jalan(s, "disposisikan"), isian(orang["penelaah"], **ganti))
        assert page.status_code == 422, ganti
        assert kalimat in teks(page), ganti
        assert not s.disposisi.exists(), ganti


def test_what_was_asked_is_passed_on_reported_and_finished_by_form(
    di_pejabat: Surat, arahkan: Arahkan, masuk: Masuk, orang: dict[str, User]
) -> None:
    s = di_pejabat()
    d = arahkan(s, "penelaah")
    penelaah, verifikator, direktur = masuk("penelaah"), masuk("verifikator"), masuk(DIREKTUR)
    assert penelaah.post(jalan(s, "disposisi", d.pk, "teruskan"), isian(orang["verifikator"])).status_code == 302
    anak = s.disposisi.get(induk=d)
    tunggu = penelaah.post(jalan(s, "disposisi", d.pk, "laporkan"), {"laporan": "Sudah."})
    assert tunggu.status_code == 409
    assert "Tunggu laporan" in teks(tunggu)
    assert "Sudah.</textarea>" in teks(tunggu)
    verifikator.post(jalan(s, "disposisi", anak.pk, "laporkan"), {"laporan": "Beres <b>."})
    penelaah.post(jalan(s, "disposisi", d.pk, "laporkan"), {"laporan": "Sudah."})
    assert "Beres &lt;b&gt;." in direktur.get(jalan(s)).content.decode()
    direktur.post(jalan(s, "jawab"), {"cara": "catatan", "penutup": "Dijawab lewat telepon."})
    assert "Surat sudah selesai." in teks(direktur.post(jalan(s, "selesaikan"), follow=True))
    assert "Surat sudah diarsipkan." in teks(masuk("petugas_tu").post(jalan(s, "arsipkan"), follow=True))


def test_giving_back_leads_to_the_list_when_the_letter_is_no_longer_open(
    di_pejabat: Surat, arahkan: Arahkan, masuk: Masuk
) -> None:
    s = di_pejabat("rahasia")
    d = arahkan(s, "pimpinan")
    kembali = masuk("pimpinan").post(jalan(s, "disposisi", d.pk, "kembalikan") + "?milik=kepada", {"alasan": "Keliru."})
    assert kembali["Location"] == "/surat/masuk/?milik=kepada"
    assert "Keliru." in teks(masuk(DIREKTUR).get(jalan(s)))


def test_withdrawing_by_form(di_pejabat: Surat, arahkan: Arahkan, masuk: Masuk) -> None:
    s = di_pejabat()
    d = arahkan(s, "pimpinan")
    browser = masuk(DIREKTUR)
    assert "Tarik disposisi" in teks(browser.get(jalan(s)))
    page = teks(browser.post(jalan(s, "disposisi", d.pk, "tarik"), follow=True))
    assert "Disposisi sudah ditarik." in page
    assert "Tarik disposisi" not in page
    lagi = browser.post(jalan(s, "disposisi", d.pk, "tarik"))
    assert lagi.status_code == 409
    assert "ditarik oleh Ibu Pejabat DPPH" in teks(lagi)


def test_a_disposition_of_another_letter_is_not_here(di_pejabat: Surat, arahkan: Arahkan, masuk: Masuk) -> None:
    s, lain = di_pejabat(), di_pejabat()
    d = arahkan(lain, "penelaah")
    arahkan(s, "penelaah")
    for langkah in ("teruskan", "laporkan", "kembalikan", "tarik"):
        assert masuk("penelaah").get(jalan(s, "disposisi", d.pk, langkah)).status_code == 404


def test_an_answer_is_recorded_and_linked(di_pejabat: Surat, masuk: Masuk) -> None:
    s = di_pejabat()
    data = {"cara": "surat", "nomor_surat": "B/1/D.4.3/11/2026", "tanggal_surat": "2026-11-20", "tujuan": "Siti"}
    masuk(DIREKTUR).post(jalan(s, "jawab"), data | {"perihal": "Jawaban", "penutup": ""})
    s.refresh_from_db()
    assert s.jawaban is not None
    assert (s.status, s.jawaban.nomor_surat, s.jawaban.perihal) == (Status.DIJAWAB, "B/1/D.4.3/11/2026", "Jawaban")
    assert s.diterima_pejabat_pada is not None


def test_the_register_tells_nothing_of_a_secret_answer(di_pejabat: Surat, masuk: Masuk) -> None:
    s, browser = di_pejabat("rahasia"), masuk(DIREKTUR)
    assert 'name="perihal"' not in teks(browser.get(jalan(s, "jawab")))
    data = {"cara": "surat", "nomor_surat": "R-1", "tanggal_surat": "2026-11-20", "perihal": "Kenari", "tujuan": "Siti"}
    browser.post(jalan(s, "jawab"), data)
    keluar = SuratKeluar.objects.get()
    assert (keluar.tujuan, keluar.perihal, keluar.rahasia) == ("Rahasia", "Rahasia", True)


@pytest.mark.parametrize(
    ("data", "status", "kalimat"),
    [
        ({}, 422, "Pilih cara surat ini dijawab."),
        ({"cara": "surat"}, 422, "Tulis nomor surat jawaban."),
        ({"cara": "surat", "nomor_surat": "a\r\nb"}, 422, "satu baris saja"),
        ({"cara": "catatan", "penutup": " "}, 422, "Tulis mengapa surat ini tidak dijawab"),
        (
            {"cara": "surat", "nomor_surat": "1", "tanggal_surat": "2099-01-01", "tujuan": "A", "perihal": "B"},
            409,
            "belum tiba",
        ),
    ],
)
def test_an_answer_lacks_something(
    data: dict[str, str], status: int, kalimat: str, di_pejabat: Surat, masuk: Masuk
) -> None:
    s = di_pejabat()
    page = masuk(DIREKTUR).post(jalan(s, "jawab"), data)
    assert page.status_code == status
    assert kalimat in teks(page)
    assert not SuratKeluar.objects.exists()


def test_the_sender_is_asked_and_the_page_says_who_is_waited_for(
    di_pejabat: Surat, arahkan: Arahkan, masuk: Masuk
) -> None:
    s = di_pejabat()
    arahkan(s, "penelaah")
    browser = masuk("penelaah")
    browser.post(jalan(s, "mulai"))
    page = teks(browser.post(jalan(s, "tanya"), {"pertanyaan": "Paket yang mana?"}, follow=True))
    assert "Paket yang mana?" in page
    assert "Menunggu penjelasan pengirim." in page


def test_a_step_that_is_not_possible_says_why_on_its_own_page_and_on_the_letters(
    surat: Surat, di_pejabat: Surat, arahkan: Arahkan, masuk: Masuk
) -> None:
    s = surat()
    page = masuk(DIREKTUR).get(jalan(s, "disposisikan"))
    assert page.status_code == 409
    assert "status surat saat ini: Baru" in teks(page)
    dibagi = di_pejabat()
    arahkan(dibagi, "penelaah")
    halaman = teks(masuk("penelaah").get(jalan(dibagi)))
    assert "Langkah ini dilakukan pejabat yang dituju, atau Plt./Plh.-nya." in halaman
    assert masuk("penelaah").get(jalan(dibagi, "disposisikan")).status_code == 403


def test_people_are_suggested_from_two_letters_on_never_oneself_nor_outsiders(
    masuk: Masuk, orang: dict[str, User]
) -> None:
    browser = masuk("penelaah")
    hasil = browser.get("/surat/masuk/orang/", {"q": "ibu"}).json()["hasil"]
    assert any("Ibu Pimpinan (" in h for h in hasil)
    assert not any(k in h for h in hasil for k in ("Ibu Penelaah", "APIP", "Pengadu", "Admin sistem"))
    assert browser.get("/surat/masuk/orang/", {"q": orang["pimpinan"].email}).json()["hasil"] == [
        f"Ibu Pimpinan ({orang['pimpinan'].email})"
    ]
    for kosong in ("", " ", "\x00", "tidakadasiapapun"):
        assert browser.get("/surat/masuk/orang/", {"q": kosong}).json()["hasil"] == []


@pytest.fixture
def duaratus(di_pejabat: Surat, arahkan: Arahkan, orang: dict[str, User]) -> SuratMasuk:
    """A letter with a tree of 200: broad, and with one branch of 60 below each other."""
    s = di_pejabat()
    d = arahkan(s, "penelaah", catatan="Mohon ditelaah.")
    dua = (orang["penelaah"], orang["verifikator"])
    for i in range(60):
        (d,) = disposisi.teruskan(
            disposisi=d,
            arahan=Arahan(orang=[dua[(i + 1) % 2]], instruksi=["telaah"]),
            by=Actor.of(dua[i % 2]),
            now=SENIN,
        )
    banyak = [factories.UserFactory(peran="penelaah") for _ in range(139)]
    disposisi.disposisikan(
        surat=s, arahan=Arahan(orang=banyak, instruksi=["ketahui"]), by=Actor.of(orang[DIREKTUR]), now=SENIN
    )
    assert s.disposisi.count() == 200
    return s


def test_a_tree_of_200_costs_nine_queries_for_the_whole_page(
    duaratus: SuratMasuk, masuk: Masuk, django_assert_max_num_queries: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(office, "UMUR", 600)  # the calendar is read every few seconds, not by this page
    for siapa in (DIREKTUR, "penelaah", "petugas_tu"):
        browser = masuk(siapa)
        browser.get(jalan(duaratus))
        with django_assert_max_num_queries(9, info=siapa):
            page = browser.get(jalan(duaratus))
        isi = page.content.decode()
        assert isi.count('class="pohon__satu"') == 200, siapa
        pohon = isi[isi.index('<ul class="pohon"') :].split('<details class="govuk-details')[0]
        for tag in ("ul", "li", "details"):
            assert len(re.findall(rf"<{tag}[ >]", pohon)) == pohon.count(f"</{tag}>"), (siapa, tag)


def test_the_sheet_is_an_attachment_with_the_tree_in_words(
    di_pejabat: Surat, arahkan: Arahkan, masuk: Masuk, monkeypatch: pytest.MonkeyPatch
) -> None:
    s = di_pejabat()
    arahkan(s, "penelaah", catatan="Mohon <segera>.")
    page = masuk("penelaah").get(f"/surat/masuk/{s.nomor}/lembar.pdf")
    assert page["Content-Type"] == "application/pdf"
    assert page["Content-Disposition"] == f'attachment; filename="disposisi-{s.nomor}.pdf"'
    monkeypatch.setitem(sys.modules, "weasyprint", None)
    tanpa = masuk("penelaah").get(f"/surat/masuk/{s.nomor}/lembar.pdf")
    assert tanpa.status_code == 503
    assert "belum dapat membuat PDF" in teks(tanpa)


def test_the_menu_leads_here(masuk: Masuk, orang: dict[str, User]) -> None:
    for siapa in ("verifikator", "petugas_tu", "pimpinan", "penjaga_identitas"):
        page = masuk(siapa).get("/surat/masuk/").content.decode()
        assert re.search(r'<a href="/surat/masuk/" aria-current="page">', page), siapa
    assert "/surat/masuk/" not in masuk("admin_apip").get("/kotak/").content.decode()
