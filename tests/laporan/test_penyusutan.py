import random
from math import lgamma, log

import pytest

from laporan import penyusutan
from laporan.penyusutan import Dugaan, Hitung


def kuantil_beta(a: float, b: float, bagian: float, langkah: int = 20_000) -> float:
    """A quantile of a Beta distribution by plain summation."""
    tetap = lgamma(a + b) - lgamma(a) - lgamma(b)
    jumlah = 0.0
    for k in range(langkah):
        x = (k + 0.5) / langkah
        jumlah += 2.718281828459045 ** (tetap + (a - 1) * log(x) + (b - 1) * log(1 - x)) / langkah
        if jumlah >= bagian:
            return x
    return 1.0


@pytest.mark.parametrize(("n", "x"), [(1, 1), (3, 3), (10, 9), (40, 30), (200, 190), (200, 20)])
def test_the_interval_is_close_to_that_of_the_exact_posterior(n: int, x: int) -> None:
    dugaan = Dugaan(0.7, 10)
    satu = penyusutan.nilai(Hitung(n, x), dugaan)
    a, b = x + 7, n - x + 3
    assert satu.bawah == pytest.approx(kuantil_beta(a, b, 0.05), abs=0.015)
    assert satu.atas == pytest.approx(kuantil_beta(a, b, 0.95), abs=0.015)


def test_few_cases_go_to_the_mean_and_many_stay_where_they_are() -> None:
    dugaan = Dugaan(0.6, 20)
    satu, banyak = penyusutan.nilai(Hitung(1, 1), dugaan), penyusutan.nilai(Hitung(2000, 2000), dugaan)
    assert abs(satu.kira - 0.6) < 0.03
    assert banyak.kira > 0.99
    assert satu.atas - satu.bawah > 5 * (banyak.atas - banyak.bawah)


@pytest.mark.parametrize(("a", "b"), [(8, 2), (3, 3), (20, 5)])
def test_the_prior_is_found_again(a: int, b: int) -> None:
    r = random.Random(7)
    hitungan = []
    for _ke in range(3000):
        n, p = r.randint(1, 80), r.betavariate(a, b)
        hitungan.append(Hitung(n, sum(r.random() < p for _i in range(n))))
    dugaan = penyusutan.dugaan_awal(hitungan)
    assert dugaan.rata == pytest.approx(a / (a + b), abs=0.02)
    assert dugaan.bobot == pytest.approx(a + b, rel=0.2)


def test_nine_of_ten_intervals_hold_the_truth() -> None:
    r = random.Random(3)
    benar = [r.betavariate(8, 2) for _ke in range(2000)]
    hitungan = []
    for p in benar:
        n = r.choice((1, 2, 5, 20, 100))
        hitungan.append(Hitung(n, sum(r.random() < p for _i in range(n))))
    dugaan = penyusutan.dugaan_awal(hitungan)
    nilai = [penyusutan.nilai(h, dugaan) for h in hitungan]
    kena = sum(n.bawah <= p <= n.atas for n, p in zip(nilai, benar, strict=True))
    assert 0.86 <= kena / len(benar) <= 0.95


@pytest.mark.parametrize("hitungan", [[], [Hitung(5, 5)], [Hitung(1, 1)] * 3, [Hitung(9, 0)] * 4, [Hitung(9, 9)] * 4])
def test_odd_countries_break_nothing(hitungan: list[Hitung]) -> None:
    dugaan = penyusutan.dugaan_awal(hitungan)
    assert 0 < dugaan.rata < 1
    assert penyusutan.TERLEMAH <= dugaan.bobot <= penyusutan.TERKUAT
    satu = penyusutan.nilai(Hitung(3, 3), dugaan)
    assert 0 <= satu.bawah <= satu.kira <= satu.atas <= 1
