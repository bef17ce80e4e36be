"""Reports as they are kept and shown: who reads which, what is frozen when, the plan, paper and workbook."""

import io
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import openpyxl
import pypdfium2
import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse

from akun.actor import Actor, Peran
from akun.models import User
from helpdesk import laporan_bulanan, lembar_laporan
from helpdesk.bulan import Bulan
from helpdesk.laporan_bulanan import PEMBACA, bekukan, bekukan_semua, lihat, tulis_rencana
from helpdesk.models import JenisGangguan, LaporanBulanan, MejaLayanan, Tiket
from jejak.models import Jejak
from tests.factories import UserFactory, logged_in
from tests.helpdesk.isi_laporan import Pengisi, tiga_meja

pytestmark = pytest.mark.django_db
BULAN = Bulan(2026, 10)
SABTU = datetime(2026, 10, 31, 17, 0, tzinfo=UTC)  # Sunday 1 November, 0.00 WIB
MINGGU = datetime(2026, 11, 1, 5, 0, tzinfo=UTC)
SENIN = datetime(2026, 11, 2, 5, 0, tzinfo=UTC)
Orang = dict[str, User]


@pytest.fixture
def meja(kebijakan: None) -> list[MejaLayanan]:
    tiga = tiga_meja()
    Pengisi(tiga).isi(60)
    return tiga


@pytest.fixture
def orang(meja: list[MejaLayanan]) -> Orang:
    lkpp, mamuju, timur = meja
    return {
        "helpdesk": UserFactory(peran=Peran.PETUGAS_HELPDESK, unit=lkpp.unit),
        "pimpinan": UserFactory(peran=Peran.PIMPINAN),
        "lpse": UserFactory(peran=Peran.PETUGAS_LPSE, unit=mamuju.unit, nama="Hasna Rahim"),
        "kepala": UserFactory(peran=Peran.KEPALA_LPSE, unit=mamuju.unit),
        "lain": UserFactory(peran=Peran.PETUGAS_LPSE, unit=timur.unit),
        "tanpa_unit": UserFactory(peran=Peran.PETUGAS_LPSE),
        "verifikator": UserFactory(peran=Peran.VERIFIKATOR),
        "pengadu": UserFactory(peran=Peran.PENGADU),
    }


@pytest.fixture
def buka(orang: Orang) -> Callable[..., Any]:
    def get(siapa: str, nama: str = "laporan", **kueri: Any) -> Any:
        return logged_in(orang[siapa]).get(reverse(f"helpdesk:{nama}"), {"bulan": str(BULAN), **kueri})

    return get


# -- who ---------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("siapa", ["helpdesk", "pimpinan", "lpse", "kepala", "lain", "tanpa_unit", "verifikator"])
def test_an_lpse_reads_its_own_report_and_lkpp_all(siapa: str, meja: list[MejaLayanan], orang: Orang) -> None:
    boleh = {"helpdesk": {None, 0, 1, 2}, "pimpinan": {None, 0, 1, 2}, "lpse": {1}, "kepala": {1}, "lain": {2}}
    actor, found = Actor.of(orang[siapa]), set()
    for ke in (None, 0, 1, 2):
        try:
            lihat(meja=None if ke is None else meja[ke], bulan=BULAN, by=actor, now=SENIN)
        except PermissionDenied:
            continue
        found.add(ke)
    assert found == boleh.get(siapa, set())


def test_the_page_of_another_desk_is_not_there(buka: Callable[..., Any], meja: list[MejaLayanan]) -> None:
    assert buka("lpse").status_code == 200
    assert buka("lpse", meja=meja[1].pk).status_code == 200
    assert buka("lpse", meja=meja[2].pk).status_code == 404
    assert buka("lpse", meja="semua").status_code == 404
    assert buka("tanpa_unit").status_code == 404
    assert buka("helpdesk", meja=meja[2].pk).status_code == 200
    assert buka("pimpinan", meja="semua").status_code == 200


@pytest.mark.parametrize("nama", ["laporan", "laporan_pdf", "laporan_xlsx", "laporan_rencana"])
def test_other_roles_find_no_door(buka: Callable[..., Any], nama: str) -> None:
    assert {buka(siapa, nama).status_code for siapa in ("verifikator", "pengadu")} <= {403, 404}


@pytest.mark.parametrize("bulan", ["2026-13", "x", "2050-01", "2049-12"])
def test_a_month_that_is_none_or_has_not_begun_is_not_there(buka: Callable[..., Any], bulan: str) -> None:
    assert buka("lpse", bulan=bulan).status_code == 404


# -- the page ----------------------------------------------------------------------------------------------------------


def test_the_page_shows_every_chapter_with_charts_and_tables(buka: Callable[..., Any]) -> None:
    isi = buka("helpdesk", meja="semua").content.decode()
    for judul in (
        "Laporan monitoring",
        "Laporan tren",
        "Laporan analisis",
        "Pencapaian dan kepatuhan",
        "Rencana kerja",
    ):
        assert judul in isi
    assert isi.count('class="bagan__gambar"') >= 8
    assert isi.count('class="bagan__gambar"') == isi.count("bagan__tabel")
    assert "Tiap meja layanan" in isi
    assert "style=" not in isi


def test_officers_are_named_to_their_own_desk_only(buka: Callable[..., Any], meja: list[MejaLayanan]) -> None:
    User.objects.filter(pk__in=Tiket.objects.exclude(pemegang=None).values("pemegang")).update(nama="Ibu Rajin Sekali")
    assert "Ibu Rajin Sekali" in buka("kepala").content.decode()
    assert "Ibu Rajin Sekali" not in buka("helpdesk", meja=meja[1].pk).content.decode()
    isi = buka("kepala", "laporan_xlsx").content
    assert "Ibu Rajin Sekali" not in teks_lembar(isi)


def test_the_page_asks_few_questions(
    buka: Callable[..., Any], orang: Orang, django_assert_max_num_queries: Any
) -> None:
    client = logged_in(orang["helpdesk"])
    url = reverse("helpdesk:laporan") + f"?meja=semua&bulan={BULAN}"
    client.get(url)
    with django_assert_max_num_queries(24):
        client.get(url)


def test_a_month_without_tickets_is_a_page_too(buka: Callable[..., Any]) -> None:
    isi = buka("helpdesk", meja="semua", bulan="2020-02").content.decode()
    assert "Belum ada yang dapat digambar" in isi
    assert "belum ada yang menilai" in isi


# -- the plan ----------------------------------------------------------------------------------------------------------


def test_the_plan_is_written_by_the_desk_and_shown(orang: Orang, buka: Callable[..., Any]) -> None:
    client, url = logged_in(orang["kepala"]), reverse("helpdesk:laporan_rencana") + f"?bulan={BULAN}"
    assert client.post(url, {"rencana": "Latih panitia & <b>catat</b>"}).status_code == 302
    isi = buka("lpse").content.decode()
    assert "Latih panitia &amp; &lt;b&gt;catat&lt;/b&gt;" in isi
    jejak = Jejak.objects.get(kejadian=laporan_bulanan.RENCANA)
    assert "Latih" not in str(jejak.data)
    assert client.post(url, {"rencana": "x" * 5001}).status_code == 422


def test_nobody_writes_the_plan_of_another_desk(meja: list[MejaLayanan], orang: Orang) -> None:
    boleh = {("helpdesk", 0), ("helpdesk", None), ("lpse", 1), ("kepala", 1), ("lain", 2)}
    found = set()
    for siapa, user in orang.items():
        for ke in (None, 0, 1, 2):
            satu = None if ke is None else meja[ke]
            if laporan_bulanan.may_rencana(Actor.of(user), satu):
                found.add((siapa, ke))
                tulis_rencana(meja=satu, bulan=BULAN, teks="ya", by=Actor.of(user), now=SENIN)
            else:
                with pytest.raises(PermissionDenied):
                    tulis_rencana(meja=satu, bulan=BULAN, teks="tidak", by=Actor.of(user), now=SENIN)
    assert found == boleh
    assert not LaporanBulanan.objects.filter(rencana="tidak").exists()


# -- freezing ----------------------------------------------------------------------------------------------------------


def test_reports_are_frozen_on_the_first_working_day(meja: list[MejaLayanan]) -> None:
    assert bekukan_semua(now=SABTU) == 0
    assert bekukan_semua(now=MINGGU) == 0
    aktif = MejaLayanan.objects.filter(aktif=True).count()
    assert bekukan_semua(now=SENIN) == aktif + 1
    assert bekukan_semua(now=SENIN) == 0
    assert set(LaporanBulanan.objects.values_list("bulan", flat=True)) == {BULAN.hari_pertama}


def test_a_lost_first_working_day_is_made_up_for(meja: list[MejaLayanan]) -> None:
    kamis = datetime(2026, 11, 19, 5, 0, tzinfo=UTC)
    assert bekukan_semua(now=kamis) > 0


def test_frozen_figures_do_not_change(meja: list[MejaLayanan], orang: Orang, buka: Callable[..., Any]) -> None:
    mamuju, by = meja[1], Actor.of(orang["lpse"])
    hidup = lihat(meja=mamuju, bulan=BULAN, by=by, now=SENIN)
    assert not hidup.beku
    assert bekukan(meja=mamuju, bulan=BULAN, now=SENIN)
    Tiket.objects.update(kanal="surat", status="dibatalkan")
    beku = lihat(meja=mamuju, bulan=BULAN, by=by, now=SENIN)
    assert beku.beku
    assert beku.angka == hidup.angka
    assert not bekukan(meja=mamuju, bulan=BULAN, now=SENIN)
    assert "Angka dibekukan pada 2 November 2026 pukul 13.00 WITA." in buka("lpse").content.decode()


def test_months_that_are_kept_make_a_line(meja: list[MejaLayanan], buka: Callable[..., Any]) -> None:
    assert "Bulan demi bulan" not in buka("lpse").content.decode()
    bekukan(meja=meja[1], bulan=BULAN.lalu, now=SENIN)
    assert "Bulan demi bulan" in buka("lpse").content.decode()


# -- paper and workbook ------------------------------------------------------------------------------------------------


def test_the_pdf_holds_the_report(buka: Callable[..., Any]) -> None:
    response = buka("lpse", "laporan_pdf")
    assert response["Content-Type"] == "application/pdf"
    assert "attachment" in response["Content-Disposition"]
    with pypdfium2.PdfDocument(response.content) as dokumen:
        isi = "".join(dokumen[n].get_textpage().get_text_range() for n in range(len(dokumen)))
    assert "Laporan layanan helpdesk" in isi
    assert "Oktober 2026" in isi
    assert "Waktu penanganan" in isi


def teks_lembar(isi: bytes) -> str:
    buku = openpyxl.load_workbook(io.BytesIO(isi))
    return "\n".join(str(c.value) for s in buku.worksheets for row in s.iter_rows() for c in row if c.value is not None)


def test_the_workbook_has_a_sheet_for_each_chapter_and_numbers_as_numbers(buka: Callable[..., Any]) -> None:
    response = buka("helpdesk", "laporan_xlsx", meja="semua")
    buku = openpyxl.load_workbook(io.BytesIO(response.content))
    assert buku.sheetnames == [
        "Ringkasan",
        "Laporan monitoring",
        "Laporan tren",
        "Laporan analisis",
        "Pencapaian dan kepatuhan",
    ]
    jenis = {type(c.value) for row in buku["Laporan monitoring"].iter_rows() for c in row}
    assert int in jenis


@pytest.mark.parametrize("jahat", ["=1+1", '=HYPERLINK("http://x")', "+1", "@SUM(1)", "-2", "a\x00b"])
def test_a_cell_never_becomes_a_formula(meja: list[MejaLayanan], orang: Orang, jahat: str) -> None:
    JenisGangguan.objects.update(nama=jahat.replace("\x00", ""))
    tulis_rencana(meja=meja[1], bulan=BULAN, teks=jahat.replace("\x00", "\x01"), by=Actor.of(orang["lpse"]), now=SENIN)
    isi = lihat(meja=meja[1], bulan=BULAN, by=Actor.of(orang["lpse"]), now=SENIN)
    buku = openpyxl.load_workbook(io.BytesIO(lembar_laporan.xlsx(isi, nama_meja=jahat)))
    assert {c.data_type for s in buku.worksheets for row in s.iter_rows() for c in row} <= {"s", "n", "inlineStr"}


def test_every_reader_is_a_role_that_works_here() -> None:
    assert {Peran.PETUGAS_LPSE, Peran.KEPALA_LPSE, Peran.PETUGAS_HELPDESK, Peran.PIMPINAN} == PEMBACA


def test_an_anonymous_visitor_is_sent_to_log_in(client: Client, db: None) -> None:
    assert client.get(reverse("helpdesk:laporan")).status_code in {302, 403}
