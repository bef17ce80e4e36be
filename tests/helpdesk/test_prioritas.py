"""The priority: the nine rows of the SLA, and every subset of stages with every r and k against another reckoning."""

import json
from decimal import Decimal
from fractions import Fraction
from io import StringIO
from itertools import combinations
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from helpdesk.models import JenisGangguan, MejaLayanan
from helpdesk.prioritas import PrioritasSalah, f_dari_tahapan, hitung, kira, saran_k, saran_r

SEMUA = range(1, 13)
SEMBILAN: list[tuple[str, Any, int, int, Fraction, int, str]] = [
    ("ubah_data", (1, 6, 7, 9, 10), 5, 1, Fraction(125, 6), 21, "emergency"),
    ("lupa_sandi", (2, 3, 4), 1, 2, Fraction(5, 4), 1, "minor"),
    ("galat_panitia", (1, 3, 5, 6, 7, 9, 10), 10, 3, Fraction(175, 9), 19, "mayor"),
    ("galat_pengelola", SEMUA, 10, 4, Fraction(25), 25, "emergency"),
    ("galat_penyedia", (2, 3, 4), 10, 5, Fraction(5), 5, "minor"),
    ("penawaran_rusak", range(5, 11), 10, 6, Fraction(25, 3), 8, "minor"),
    ("mail_server", SEMUA, 10, 7, Fraction(100, 7), 14, "mayor"),
    ("jaringan_lpse", SEMUA, 10, 8, Fraction(25, 2), 13, "mayor"),
    ("jaringan_inaproc", SEMUA, 10, 9, Fraction(100, 9), 11, "mayor"),
]
HARI = {"minor": 3, "mayor": 2, "emergency": 1}


@pytest.mark.parametrize(("kode", "tahapan", "r", "k", "p", "tampil", "kelas"), SEMBILAN)
def test_the_nine_rows_of_the_sla_come_out_as_printed(
    kode: str, tahapan: Any, r: int, k: int, p: Fraction, tampil: int, kelas: str
) -> None:
    hasil = hitung(f_dari_tahapan(tahapan), r, k)
    assert (hasil.p, hasil.tampil, hasil.kelas, hasil.hari_kerja) == (p, tampil, kelas, HARI[kelas])


@pytest.mark.parametrize(("kode", "tahapan", "r", "k", "p", "tampil", "kelas"), SEMBILAN)
def test_the_catalogue_presets_the_same_rows(
    meja: dict[str, MejaLayanan], kode: str, tahapan: Any, r: int, k: int, p: Fraction, tampil: int, kelas: str
) -> None:
    jenis = JenisGangguan.objects.get(kode=kode)
    assert (jenis.tahapan, jenis.r, jenis.k) == (list(tahapan), r, k)


def test_every_subset_of_stages_with_every_r_and_k_agrees_with_whole_numbers() -> None:
    """Another reckoning, without fractions: all values times 12k, so that p < 10 is f12 * r < 120 * k."""
    diperiksa = 0
    for banyak in SEMUA:
        f12 = max(12, banyak * 10)
        for tahapan in combinations(SEMUA, banyak):
            f = f_dari_tahapan(tahapan)
            assert f.numerator * 12 == f12 * f.denominator
            diperiksa += 1
        for r in range(1, 11):
            for k in range(1, 11):
                hasil = hitung(f, r, k)
                pembilang, penyebut = f12 * r, 12 * k
                assert hasil.p.numerator * penyebut == pembilang * hasil.p.denominator
                kelas = "minor" if pembilang < 10 * penyebut else "emergency" if pembilang > 20 * penyebut else "mayor"
                assert hasil.kelas == kelas
                assert hasil.tampil == (2 * pembilang + penyebut) // (2 * penyebut)
    assert diperiksa == 4095


def test_the_class_changes_at_exactly_ten_and_above_exactly_twenty() -> None:
    assert hitung(10, 1, 1).kelas == "mayor"
    assert hitung(Fraction(10) - Fraction(1, 10**9), 1, 1).kelas == "minor"
    assert hitung(10, 2, 1).kelas == "mayor"
    assert hitung(10, 9, 4).kelas == "emergency"
    assert hitung(10, 10, 8).tampil == 13  # 12.5, half up


@pytest.mark.parametrize(("f", "r", "k"), [(0, 5, 1), (11, 5, 1), (5, 0, 1), (5, 11, 1), (5, 5, 0), (5, 5, 11)])
def test_values_outside_one_to_ten_are_refused(f: int, r: int, k: int) -> None:
    with pytest.raises(PrioritasSalah, match="antara 1 dan 10"):
        hitung(f, r, k)


@pytest.mark.parametrize("tahapan", [[], [0], [13], [1, -2], [True]])
def test_no_stage_or_one_that_does_not_exist_is_refused(tahapan: list[int]) -> None:
    with pytest.raises(PrioritasSalah):
        f_dari_tahapan(tahapan)


@pytest.mark.parametrize("aneh", [Decimal("NaN"), Decimal("Infinity"), None, "lima"])
def test_what_is_no_number_is_refused(aneh: Any) -> None:
    with pytest.raises(PrioritasSalah):
        hitung(aneh, 5, 5)


def test_a_stage_named_twice_counts_once_and_one_stage_is_at_least_one() -> None:
    assert f_dari_tahapan([2, 3, 3, 2, 4]) == Fraction(5, 2)
    assert f_dari_tahapan([1]) == 1


def test_k_follows_how_often_a_kind_occurred_and_r_who_is_hit() -> None:
    jumlah = {"a": 9, "b": 4, "c": 4, "d": 1}
    assert [saran_k(kode, jumlah) for kode in ("a", "b", "c", "d", "baru")] == [1, 2, 2, 4, 10]
    assert [saran_r(siapa) for siapa in ("penyedia", "panitia", "pengelola")] == [1, 5, 10]
    assert saran_r("penyedia", galat_aplikasi=True) == 10


def test_the_column_for_ordering_is_p_to_four_places() -> None:
    assert kira(Fraction(125, 6)) == Decimal("20.8333")


def test_the_operator_gets_the_exact_fraction_as_json() -> None:
    out = StringIO()
    call_command("hitung_prioritas", "--tahapan", "1,6,7,9,10", "--r", "5", "--k", "1", "--json", stdout=out)
    assert json.loads(out.getvalue()) == {
        "tahapan": [1, 6, 7, 9, 10],
        "f": "25/6",
        "f_desimal": "4.1667",
        "r": 5,
        "k": 1,
        "p": "125/6",
        "p_desimal": "20.8333",
        "tampil": 21,
        "kelas": "emergency",
        "hari_kerja": 1,
    }


@pytest.mark.parametrize("salah", [("--tahapan", "13"), ("--tahapan", "x"), (), ("--f", "11"), ("--f", "lima")])
def test_the_operator_reads_what_is_wrong(salah: tuple[str, ...]) -> None:
    with pytest.raises(CommandError):
        call_command("hitung_prioritas", *salah, "--r", "5", "--k", "1")
