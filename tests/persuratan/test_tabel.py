"""The list of letters: whose they are, what is due first, filters, search and cost."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.http import QueryDict
from django.test import Client

from akun.actor import Actor
from akun.models import Pejabat, User
from persuratan import disposisi, flow_masuk, tabel
from persuratan.models import Disposisi, SuratMasuk
from sla import office
from tests.factories import SENIN

pytestmark = pytest.mark.django_db
Surat = Callable[..., SuratMasuk]
Arahkan = Callable[..., Disposisi]
MASUK = "/surat/masuk/"


def daftar(user: User, kueri: str = "", *, hari: int = 0) -> list[str]:
    pembaca = tabel.Pembaca(Actor.of(user), SENIN + timedelta(days=hari))
    return list(tabel.Daftar(QueryDict(kueri), pembaca).rows.values_list("nomor", flat=True))


def test_what_needs_me_is_what_i_have_to_dispose_of_to_finish_or_to_do(
    surat: Surat, di_pejabat: Surat, arahkan: Arahkan, orang: dict[str, User]
) -> None:
    surat()
    baru, dibagi, dijawab = di_pejabat(), di_pejabat(), di_pejabat()
    arahkan(dibagi, "penelaah")
    flow_masuk.jawab(surat=dijawab, jawaban=None, penutup="Ya.", by=Actor.of(orang["pejabat_dpph"]), now=SENIN)
    assert set(daftar(orang["pejabat_dpph"])) == {baru.nomor, dijawab.nomor}
    assert daftar(orang["penelaah"]) == [dibagi.nomor]
    assert len(daftar(orang["pejabat_dpph"], "milik=jabatan")) == 4
    assert daftar(orang["pejabat_dpph"], "milik=dari") == [dibagi.nomor]
    assert daftar(orang["pimpinan"], "milik=semua") == []


def test_what_i_reported_leaves_my_work_and_stays_among_my_letters(
    di_pejabat: Surat, arahkan: Arahkan, orang: dict[str, User]
) -> None:
    s = di_pejabat()
    by = Actor.of(orang["penelaah"])
    disposisi.laporkan(disposisi=arahkan(s, "penelaah"), laporan="Sudah.", by=by, now=SENIN)
    assert daftar(orang["penelaah"], "milik=kepada") == []
    assert daftar(orang["penelaah"], "milik=semua") == [s.nomor]


def test_a_unit_reads_its_dispositions(
    di_pejabat: Surat, arahkan: Arahkan, direktur: Pejabat, orang: dict[str, User]
) -> None:
    s = di_pejabat()
    arahkan(s, direktur.unit)
    assert daftar(orang["verifikator"]) == daftar(orang["verifikator_2"], "milik=kepada") == [s.nomor]


def test_the_nearest_deadline_comes_first_mine_before_the_stages(
    di_pejabat: Surat, arahkan: Arahkan, orang: dict[str, User]
) -> None:
    jauh, dekat, tanpa = di_pejabat(), di_pejabat(), di_pejabat()
    arahkan(tanpa, "penelaah")
    arahkan(jauh, "penelaah", batas=date(2026, 11, 30))
    arahkan(dekat, "penelaah", batas=date(2026, 11, 24))
    assert daftar(orang["penelaah"]) == [dekat.nomor, jauh.nomor, tanpa.nomor]


def test_late_ones_are_those_whose_day_has_passed(di_pejabat: Surat, arahkan: Arahkan, orang: dict[str, User]) -> None:
    s = di_pejabat()
    arahkan(s, "penelaah", batas=date(2026, 11, 24))
    assert daftar(orang["penelaah"], "lewat=ya", hari=1) == []
    assert daftar(orang["penelaah"], "lewat=ya", hari=2) == [s.nomor]


def test_filters(di_pejabat: Surat, orang: dict[str, User]) -> None:
    for kerahasiaan in ("biasa", "terbatas", "rahasia"):
        di_pejabat(kerahasiaan)
    for kueri, banyak in (
        ("status=diperiksa_tu", 3),
        ("status=didisposisi", 0),
        ("kerahasiaan=rahasia", 1),
        ("q=penjelasan obat", 2),
        ("q=SM20261123", 3),
        ("q=tidakadasamasekali", 0),
        ("status=karangan", 0),
        ("kerahasiaan=%00", 0),
        ("lewat=entah", 0),
        ("milik=entah", 3),
        (f"q={'a' * 201}", 0),
        ("q=%00", 0),
    ):
        lengkap = kueri if "milik" in kueri else f"{kueri}&milik=jabatan"
        assert len(daftar(orang["pejabat_dpph"], lengkap)) == banyak, kueri


def test_a_secret_letter_is_found_by_its_number_and_shows_no_subject(
    di_pejabat: Surat, masuk: Callable[[str], Client]
) -> None:
    s = di_pejabat("rahasia", perihal="Kenari")
    browser = masuk("pejabat_dpph")
    assert s.nomor in browser.get(MASUK, {"q": s.nomor}).content.decode()
    page = browser.get(MASUK).content.decode()
    assert "Perihal dirahasiakan" in page
    assert "Kenari" not in page
    assert "Siti Contoh" not in page
    assert s.nomor not in browser.get(MASUK, {"q": "kenari"}).content.decode()


@pytest.fixture
def banyak(di_pejabat: Surat, arahkan: Arahkan) -> int:
    """Thirty letters with the penelaah, every fifth of them secret."""
    for i in range(30):
        arahkan(di_pejabat("rahasia" if i % 5 == 0 else "biasa"), "penelaah")
    return 30


def test_a_full_page_with_filters_costs_at_most_twelve_queries(
    banyak: int,
    masuk: Callable[[str], Client],
    django_assert_max_num_queries: Any,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(office, "UMUR", 600)  # the calendar is read every few seconds, not by this page
    for siapa in ("pejabat_dpph", "penelaah", "verifikator", "petugas_tu"):
        browser = masuk(siapa)
        browser.get(MASUK)
        for kueri in (
            {"milik": "semua"},
            {"milik": "jabatan", "status": "didisposisi", "q": "penjelasan", "lewat": "ya"},
        ):
            with django_assert_max_num_queries(12, info=f"{siapa} {kueri}"):
                assert browser.get(MASUK, kueri).status_code == 200


def test_pages_keep_the_filter_and_a_page_beyond_the_end_is_the_last(
    banyak: int, masuk: Callable[[str], Client]
) -> None:
    browser = masuk("penelaah")
    satu = browser.get(MASUK, {"milik": "semua", "kerahasiaan": "biasa"}).content.decode()
    assert satu.count("tabel__utama") == 24
    semua = browser.get(MASUK, {"milik": "semua"}).content.decode()
    assert semua.count("tabel__utama") == 25
    assert "milik=semua&amp;halaman=2" in semua
    assert browser.get(MASUK, {"milik": "semua", "halaman": "99"}).content.decode().count("tabel__utama") == 5
