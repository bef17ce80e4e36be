"""Fair rates: shrunk towards the mean of all, with the interval in which the true rate lies. No Django here.

A rate x/n of few cases says little. We take the rates of all inspectorates as drawn from one Beta distribution, whose
mean and spread we estimate from all of them (empirical Bayes, by moments: Kleinman 1973). Then each rate becomes
(x + a) / (n + a + b): with few cases near the mean of all, with many near its own. The interval holds the middle nine
tenths of the Beta distribution that follows, by the closed form of Abramowitz and Stegun 26.5.22; where that does not
hold it is Wilson's. Ranks go by its cautious end.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from math import exp, sqrt

Z = 1.6449
"""90 of 100 intervals hold the true rate; the cautious end is wrong for 5 of 100."""
TERLEMAH, TERKUAT = 2.0, 200.0
"""What the prior may be worth, in cases: never nothing, and never so much that two hundred cases could not speak."""


@dataclass(frozen=True, slots=True)
class Hitung:
    """`x` of `n`."""

    n: int = 0
    x: int = 0


@dataclass(frozen=True, slots=True)
class Dugaan:
    """What is expected of an inspectorate before one looks: the mean of all, and how many cases that is worth."""

    rata: float
    bobot: float


@dataclass(frozen=True, slots=True)
class Nilai:
    """A rate with its interval, between 0 and 1; `n` and `x` are what was counted."""

    n: int
    x: int
    kira: float
    bawah: float
    atas: float

    @property
    def mentah(self) -> float | None:
        """The plain rate; None where nothing was counted."""
        return self.x / self.n if self.n else None


def dugaan_awal(hitungan: Iterable[Hitung]) -> Dugaan:
    """The prior, from all inspectorates that have anything."""
    ada = [h for h in hitungan if h.n]
    banyak, jumlah, kena = len(ada), sum(h.n for h in ada), sum(h.x for h in ada)
    if not ada:
        return Dugaan(0.5, TERLEMAH)
    rata = (kena + 0.5) / (jumlah + 1)  # never quite 0 or 1: nobody is certain of that
    lepas = jumlah - sum(h.n * h.n for h in ada) / jumlah - (banyak - 1)
    if banyak < 2 or lepas <= 0:
        return Dugaan(rata, TERKUAT if banyak < 2 else TERLEMAH)
    ragam = rata * (1 - rata)
    sebar = sum(h.n * (h.x / h.n - rata) ** 2 for h in ada)
    rho = (sebar - ragam * (banyak - 1)) / (ragam * lepas)
    bobot = TERKUAT if rho <= 0 else 1 / rho - 1
    return Dugaan(rata, min(max(bobot, TERLEMAH), TERKUAT))


def nilai(hitung: Hitung, dugaan: Dugaan) -> Nilai:
    """One rate, shrunk, with its interval."""
    n = hitung.n + dugaan.bobot
    kira = (hitung.x + dugaan.bobot * dugaan.rata) / n
    bawah, atas = selang_beta(n * kira, n * (1 - kira))
    return Nilai(hitung.n, hitung.x, kira, min(bawah, kira), max(atas, kira))


def gabungan(hitungan: Iterable[Hitung]) -> Nilai:
    """The rate of all together, as it is."""
    semua = list(hitungan)
    n, x = sum(h.n for h in semua), sum(h.x for h in semua)
    kira = x / n if n else 0.0
    bawah, atas = selang(kira, n) if n else (0.0, 1.0)
    return Nilai(n, x, kira, bawah, atas)


def selang_beta(a: float, b: float) -> tuple[float, float]:
    """The middle nine tenths of Beta(a, b)."""
    if min(a, b) <= 1:
        return selang(a / (a + b), a + b)
    kiri, kanan = 1 / (2 * a - 1), 1 / (2 * b - 1)
    h, lam = 2 / (kiri + kanan), (Z * Z - 3) / 6
    lebar, geser = Z * sqrt(h + lam) / h, (kanan - kiri) * (lam + 5 / 6 - 2 / (3 * h))
    return a / (a + b * exp(2 * (lebar - geser))), a / (a + b * exp(2 * (-lebar - geser)))


def selang(kira: float, n: float) -> tuple[float, float]:
    """Wilson's interval of a rate that was seen in `n` cases."""
    tengah = (kira + Z * Z / (2 * n)) / (1 + Z * Z / n)
    lebar = Z / (1 + Z * Z / n) * sqrt(kira * (1 - kira) / n + Z * Z / (4 * n * n))
    return max(0.0, tengah - lebar), min(1.0, tengah + lebar)
