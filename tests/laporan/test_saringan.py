"""Which period a filter means, which comes before, and what it narrows."""

from datetime import datetime, timedelta

import pytest
from django.http import QueryDict

from akun.actor import Actor, Peran
from akun.models import Instansi
from akun.receipt import WIB
from laporan import saringan
from laporan.isian_saringan import rentang_kode
from laporan.saringan import Saringan
from pengaduan.pilihan import JenisPelanggaran
from tests import factories

NOW = datetime(2026, 11, 23, 14, 5, tzinfo=WIB)
PIMPINAN = Actor("Ibu Pimpinan", Peran.PIMPINAN)


def hari(teks: str) -> datetime:
    return datetime.fromisoformat(teks).replace(tzinfo=WIB)


@pytest.mark.parametrize(
    ("kode", "dari", "sampai", "dari_lalu", "sampai_lalu"),
    [
        ("", "2026-10-01", "2026-11-24", "2026-07-01", "2026-08-24"),  # the quarter that runs, and as much of the last
        ("2026-4", "2026-10-01", "2026-11-24", "2026-07-01", "2026-08-24"),
        ("2026-3", "2026-07-01", "2026-10-01", "2026-04-01", "2026-07-01"),
        ("2026-1", "2026-01-01", "2026-04-01", "2025-10-01", "2026-01-01"),
        ("bulan", "2026-11-01", "2026-11-24", "2026-10-01", "2026-10-24"),
        ("bulan_lalu", "2026-10-01", "2026-11-01", "2026-09-01", "2026-10-01"),
        ("2026", "2026-01-01", "2026-11-24", "2025-01-01", "2025-11-24"),
        ("2025", "2025-01-01", "2026-01-01", "2024-01-01", "2025-01-01"),
        ("setahun", "2025-11-24", "2026-11-24", "2024-11-24", "2025-11-24"),
        ("2027-1", "2027-01-01", "2027-04-01", "2026-10-01", "2027-01-01"),
        ("omong kosong", "2026-10-01", "2026-11-24", "2026-07-01", "2026-08-24"),
    ],
)
def test_a_period_by_name_and_the_one_before(
    kode: str, dari: str, sampai: str, dari_lalu: str, sampai_lalu: str
) -> None:
    awal, akhir, bulan = rentang_kode(kode, now=NOW)
    satu = Saringan(awal, akhir, bulan=bulan)
    assert (satu.dari, satu.sampai) == (hari(dari), hari(sampai))
    assert (satu.sebelum.dari, satu.sebelum.sampai) == (hari(dari_lalu), hari(sampai_lalu))


@pytest.mark.parametrize(
    ("dari", "sampai", "dari_lalu", "sampai_lalu"),
    [
        ("2026-11-10", "2026-11-20", "2026-10-31", "2026-11-10"),  # as many days
        ("2026-07-01", "2026-10-01", "2026-04-01", "2026-07-01"),  # a quarter, whoever asks for it
        ("2024-01-01", "2025-01-01", "2023-01-01", "2024-01-01"),  # a leap year and the year before
        ("2026-03-01", "2026-04-01", "2026-02-01", "2026-03-01"),
        ("2026-01-31", "2026-02-28", "2026-01-03", "2026-01-31"),
    ],
)
def test_the_period_before_a_range(dari: str, sampai: str, dari_lalu: str, sampai_lalu: str) -> None:
    lalu = Saringan(hari(dari), hari(sampai)).sebelum
    assert (lalu.dari, lalu.sampai) == (hari(dari_lalu), hari(sampai_lalu))


def test_the_beginning_of_a_long_quarter_is_compared_with_no_more_than_the_whole_one_before() -> None:
    satu = Saringan(hari("2026-04-01"), hari("2026-06-30"), bulan=3)
    assert (satu.sebelum.dari, satu.sebelum.sampai) == (hari("2026-01-01"), hari("2026-03-30"))
    akhir = Saringan(hari("2026-03-01"), hari("2026-03-31"), bulan=1).sebelum
    assert (akhir.dari, akhir.sampai) == (hari("2026-02-01"), hari("2026-02-28"))


@pytest.mark.django_db
def test_the_url_says_what_is_asked_for_and_leads_back_to_it() -> None:
    satu = factories.InstansiFactory(nama="Pemerintah Kota Bontang")
    data = QueryDict(
        f"periode=rentang&dari=2026-07-01&sampai=2026-07-31&instansi={satu.nama}&jenis=administrasi&jalur=wbs"
    )
    form, isi = saringan.dari_url(data, PIMPINAN, NOW)
    assert form.is_valid()
    assert isi == Saringan(hari("2026-07-01"), hari("2026-08-01"), satu.pk, jenis="administrasi", jalur="wbs")
    lagi = QueryDict(isi.url("laporan:angka_satu", "arus").partition("?")[2])
    assert saringan.dari_url(lagi, PIMPINAN, NOW)[1] == isi


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("teks", "bidang"),
    [
        ("periode=rentang&dari=2026-07-31&sampai=2026-07-01", "sampai"),
        ("periode=rentang&dari=2026-07-31", "sampai"),
        ("periode=rentang&sampai=2026-07-31", "dari"),
        ("periode=rentang&dari=kemarin&sampai=2026-07-31", "dari"),
        ("periode=rentang&dari=1900-01-01&sampai=1900-02-01", "sampai"),
        ("periode=rentang&dari=2001-01-01&sampai=2026-02-01", "sampai"),
        ("instansi=Tidak Ada", "instansi"),
        ("instansi=999999999999999999999", "instansi"),
        ("provinsi=99", "provinsi"),
        ("jenis=lain", "jenis"),
        ("jalur='; DROP TABLE", "jalur"),
        ("periode=lain", "periode"),
    ],
)
def test_what_cannot_be_read_is_said_and_left_out(teks: str, bidang: str) -> None:
    form, isi = saringan.dari_url(QueryDict(teks), PIMPINAN, NOW)
    assert list(form.errors) == [bidang]
    assert isi == Saringan(hari("2026-10-01"), hari("2026-11-24"), bulan=3)


@pytest.mark.django_db
def test_an_old_quarter_from_a_link_is_understood() -> None:
    form, isi = saringan.dari_url(QueryDict("periode=2019-2"), PIMPINAN, NOW)
    assert form.is_valid()
    assert (isi.dari, isi.sampai) == (hari("2019-04-01"), hari("2019-07-01"))


@pytest.mark.django_db
def test_a_named_period_goes_before_dates_that_were_left_in_the_form() -> None:
    data = QueryDict("periode=2026-3&dari=2026-11-01&sampai=2026-11-02")
    assert saringan.dari_url(data, PIMPINAN, NOW)[1].dari == hari("2026-07-01")


def test_of_whom_nothing_is_counted_depends_on_the_role() -> None:
    terikat = {"instansi_id": 7, "konflik": frozenset({8, 9})}
    for peran in (Peran.VERIFIKATOR, Peran.PENELAAH, Peran.PEJABAT_DPPH):
        assert saringan.terlarang(Actor("x", peran, **terikat)) == {7, 8, 9}  # type: ignore[arg-type]
    assert saringan.terlarang(Actor("x", Peran.PIMPINAN, **terikat)) == frozenset()  # type: ignore[arg-type]
    assert saringan.untuk(Actor("x", Peran.PENELAAH), dari=NOW, sampai=NOW).kecuali == frozenset()


def test_a_filter_that_does_not_hold_narrows_nothing_but_what_may_not_be_counted_stays() -> None:
    satu = Saringan(NOW, NOW + timedelta(days=1), 5, "32", "administrasi", "wbs", frozenset({7}))
    assert satu.hanya(frozenset({"provinsi"})) == Saringan(
        satu.dari, satu.sampai, provinsi="32", kecuali=frozenset({7})
    )
    assert satu.menyempit
    assert not Saringan(NOW, NOW).menyempit


def test_what_the_reader_must_not_count_never_stands_in_a_url() -> None:
    satu = Saringan(hari("2026-07-01"), hari("2026-08-01"), kecuali=frozenset({7}))
    assert satu.parameter == {"periode": "rentang", "dari": "2026-07-01", "sampai": "2026-07-31"}


@pytest.mark.django_db
def test_a_number_of_an_institution_is_as_good_as_its_name() -> None:
    satu = factories.InstansiFactory()
    assert isinstance(satu, Instansi)
    _form, isi = saringan.dari_url(QueryDict(f"instansi={satu.pk}"), PIMPINAN, NOW)
    assert isi.instansi == satu.pk


def test_no_kind_is_the_beginning_of_another() -> None:
    """What begins with a kind is that kind: the condition of the filter rests on it."""
    kode = JenisPelanggaran.values
    assert [(satu, dua) for satu in kode for dua in kode if satu != dua and dua.startswith(satu)] == []
