"""The dashboard and the pages of figures: who reads them, what stands there, what lies behind, and what it costs."""

import csv
import io
from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from akun.actor import PETUGAS, Actor, Peran
from akun.models import Instansi, User
from laporan import saringan, telusur
from laporan.angka.daftar import SEMUA
from laporan.permissions import PEMBACA_ANGKA, PEMBACA_DASBOR
from laporan.views import dasbor
from laporan.views.saring_angka import sebutan
from pengaduan.models import Pengaduan
from tests.laporan import isian

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("kebijakan")]
Masuk = Callable[[str], Client]
DASBOR = "/laporan/dasbor/"
SATU = "/laporan/angka/klasifikasi/"
HARI = timedelta(days=1)


@pytest.fixture(autouse=True)
def _tanpa_simpanan() -> None:
    cache.clear()


@pytest.fixture
def isi(boven_digoel: Instansi, orang: dict[str, User]) -> list[Pengaduan]:
    """Complaints of this quarter: one about Boven Digoel, two about another institution, one of them ended."""
    now = timezone.now()
    lain = Instansi.objects.create(nama="=Instansi lain", jenis="kota")
    kasus = [
        isian.kasus(1, boven_digoel, diajukan_pada=now, jenis_pelanggaran="kkn"),
        isian.kasus(2, lain, diajukan_pada=now, jenis_pelanggaran="kkn"),
        isian.kasus(3, lain, diajukan_pada=now, status="selesai", selesai_pada=now),
    ]
    isian.baca(now)
    return kasus


@pytest.mark.parametrize("peran", sorted(PETUGAS))
def test_each_role_finds_the_pages_that_are_its_own(peran: Peran, masuk: Masuk) -> None:
    client = masuk(peran)
    boleh = {DASBOR: PEMBACA_DASBOR}
    boleh |= dict.fromkeys(["/laporan/angka/", SATU, f"{SATU}csv/", f"{SATU}kasus/"], PEMBACA_ANGKA)
    for url, pembaca in boleh.items():
        assert client.get(url).status_code == (200 if peran in pembaca else 403), url


@pytest.mark.parametrize("kode", SEMUA)
@pytest.mark.usefixtures("isi")
def test_every_figure_has_its_page_its_file_and_its_cases(kode: str, masuk: Masuk) -> None:
    client, angka = masuk("pimpinan"), SEMUA[kode]
    halaman = client.get(reverse("laporan:angka_satu", args=[kode])).content.decode()
    assert str(angka.judul) in halaman
    assert "Apa yang dihitung?" in halaman
    jawaban = client.get(reverse("laporan:angka_csv", args=[kode]))
    assert jawaban.headers["Content-Disposition"].endswith('.csv"')
    assert str(angka.judul) in jawaban.content.decode()
    kasus = client.get(reverse("laporan:telusur", args=[kode]))
    assert kasus.status_code == (200 if angka.telusur else 404)


def test_the_dashboard_shows_each_figure_of_its_plan_with_what_it_counts(masuk: Masuk) -> None:
    halaman = masuk("pimpinan").get(DASBOR).content.decode()
    for kode in dasbor.DIMINTA:
        assert str(SEMUA[kode].judul) in halaman or kode == "beban", kode
    assert halaman.count("Apa yang dihitung?") == 1 + sum(len(semua) for _judul, semua in dasbor.BAB)
    for kode in SEMUA.keys() - set(dasbor.DIMINTA):
        assert reverse("laporan:angka_satu", args=[kode]) in halaman, kode


@pytest.mark.usefixtures("isi")
def test_warm_it_costs_few_queries(masuk: Masuk) -> None:
    client = masuk("pimpinan")
    client.get(DASBOR)
    with CaptureQueriesContext(connection) as queries:
        assert client.get(DASBOR).status_code == 200
    assert len(queries) <= 12


@pytest.mark.usefixtures("isi")
def test_whoever_is_bound_to_an_institution_neither_counts_nor_opens_its_cases(
    masuk: Masuk, orang: dict[str, User], boven_digoel: Instansi
) -> None:
    url = "/laporan/angka/arus/kasus/?bagian=masuk"
    assert "3 kasus dihitung; 3 di antaranya" in masuk("pejabat_dpph").get(url).content.decode()
    orang["pejabat_dpph"].konflik.add(boven_digoel)
    client = masuk("pejabat_dpph")
    halaman = client.get(url).content.decode()
    assert "2 kasus dihitung; 2 di antaranya" in halaman
    assert "PGD000000000001" not in halaman
    assert "PGD000000000002" in halaman
    assert "tempat Anda terikat tidak dihitung" in client.get(DASBOR).content.decode()


def test_what_is_gone_is_counted_and_no_longer_listed(isi: list[Pengaduan], masuk: Masuk) -> None:
    Pengaduan.objects.filter(pk=isi[0].pk).delete()
    halaman = masuk("pimpinan").get("/laporan/angka/arus/kasus/?bagian=masuk").content.decode()
    assert "3 kasus dihitung; 2 di antaranya dapat Anda buka" in halaman
    assert "dimusnahkan menurut jadwal arsip" in halaman


@pytest.mark.usefixtures("isi")
def test_a_line_of_a_figure_leads_to_its_cases_only(masuk: Masuk) -> None:
    halaman = masuk("pimpinan").get("/laporan/angka/arus/kasus/?bagian=selesai").content.decode()
    assert "Pengaduan masuk dan berakhir: Berakhir" in halaman
    assert halaman.count("PGD00000000000") == 2 * 1  # the number and its address
    assert masuk("pimpinan").get("/laporan/angka/arus/kasus/?bagian=apa:2026-99-99").status_code == 200


@pytest.mark.usefixtures("isi")
def test_the_file_has_numbers_and_no_formula(masuk: Masuk) -> None:
    jawaban = masuk("pimpinan").get("/laporan/angka/teradu_instansi/csv/")
    teks = jawaban.content.decode("utf-8-sig")
    baris = list(csv.reader(io.StringIO(teks)))
    assert baris[:2] == [["Rincian", "Jumlah", "Bagian"], ["'=Instansi lain", "2", "66"]]
    assert ["Angka", "Instansi terbanyak diadukan"] in baris


@pytest.mark.parametrize(
    "kueri", ["?instansi=tidak-ada", "?periode=rentang&dari=2026-02-01", "?provinsi=%00", "?periode=x"]
)
def test_a_filter_that_cannot_be_read_is_said_and_breaks_nothing(kueri: str, masuk: Masuk) -> None:
    for url in (DASBOR, SATU):
        halaman = masuk("pimpinan").get(url + kueri)
        assert halaman.status_code == 200
        assert "govuk-error-summary" in halaman.content.decode()


def test_a_filter_stays_on_the_way_from_page_to_page(masuk: Masuk, boven_digoel: Instansi) -> None:
    halaman = masuk("pimpinan").get(f"{DASBOR}?periode=2026&instansi={boven_digoel.pk}").content.decode()
    assert f"{SATU}?periode=2026&amp;instansi={boven_digoel.pk}" in halaman
    assert f"Instansi: {boven_digoel.nama}" in halaman


def test_a_figure_that_does_not_exist_is_not_found(masuk: Masuk) -> None:
    for akhir in ("", "csv/", "kasus/"):
        assert masuk("pimpinan").get(f"/laporan/angka/tidak-ada/{akhir}").status_code == 404


def test_the_cases_of_a_figure_are_asked_for_once_more_by_reader(isi: list[Pengaduan], orang: dict[str, User]) -> None:
    pk = [p.pk for p in isi]
    orang["verifikator"].konflik.add(isi[0].instansi_id or 0)
    terikat = Actor.of(orang["verifikator"])
    assert [t.nomor for t in telusur.baris("pengaduan.pengaduan", pk, by=terikat)] == [isi[1].nomor, isi[2].nomor]


@pytest.mark.parametrize(
    ("dari", "sampai", "kata"),
    [
        ("2026-11-03", "2026-11-04", "3 November 2026"),
        ("2026-11-03", "2026-11-22", "3–21 November 2026"),
        ("2026-10-01", "2026-11-22", "1 Oktober – 21 November 2026"),
        ("2025-10-01", "2026-11-22", "1 Oktober 2025 – 21 November 2026"),
    ],
)
def test_a_period_in_words(dari: str, sampai: str, kata: str) -> None:
    awal, akhir = (saringan.awal_hari(datetime.fromisoformat(t).date()) for t in (dari, sampai))
    assert sebutan(saringan.Saringan(awal, akhir)) == kata


def test_a_search_that_takes_too_long_ends_and_says_what_to_do(masuk: Masuk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(telusur, "hitung", lambda _kasus: tidur(5))
    monkeypatch.setattr(telusur, "PALING_LAMA", "20ms")
    jawaban = masuk("pimpinan").get(reverse("laporan:telusur", args=["klasifikasi"]), follow=True)
    assert jawaban.redirect_chain[0][0].startswith(reverse("laporan:angka_satu", args=["klasifikasi"]))
    assert "terlalu banyak untuk dicari sekaligus" in jawaban.content.decode()


def tidur(detik: int) -> dict[str, int]:
    """A statement that takes long."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_sleep(%s)", [detik])
    return {}
