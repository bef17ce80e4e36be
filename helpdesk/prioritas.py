"""The priority of an incident, p = (f * r) / k, exact: no rounding anywhere but on screen."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from math import floor

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from helpdesk.pilihan import BANYAK_TAHAP, Kelas, Pengguna

TERENDAH, TERTINGGI = 1, 10
HARI_KERJA = {Kelas.MINOR: 3, Kelas.MAYOR: 2, Kelas.EMERGENCY: 1}
"""What the SLA promises; the deadlines themselves are policies (helpdesk.tiket.*)."""
R_PENGGUNA = {
    Pengguna.PENYEDIA: 1,
    Pengguna.PANITIA: 5,
    Pengguna.PENGELOLA: 10,
    Pengguna.PPK: 5,
    Pengguna.AUDITOR: 5,
    Pengguna.PUBLIK: 1,
    Pengguna.LAINNYA: 1,
}


class PrioritasSalah(ValidationError):
    """f, r or k outside 1 to 10, or no stage at all."""


@dataclass(frozen=True)
class Prioritas:
    """What f, r and k come to."""

    f: Fraction
    r: int
    k: int
    p: Fraction
    kelas: Kelas

    @property
    def tampil(self) -> int:
        """p as it is printed: half up, so that 12.5 is 13."""
        return floor(self.p + Fraction(1, 2))

    @property
    def hari_kerja(self) -> int:
        """Within how many working days the SLA promises a solution."""
        return HARI_KERJA[self.kelas]


def f_dari_tahapan(tahapan: Iterable[int]) -> Fraction:
    """f of the stages that are hit: their share of the twelve, times ten, and at least 1. Raises PrioritasSalah."""
    kena = set(tahapan)
    if not kena:
        raise PrioritasSalah(_("Pilih paling sedikit satu tahapan yang terdampak."))
    if any(isinstance(t, bool) or not isinstance(t, int) or not 1 <= t <= BANYAK_TAHAP for t in kena):
        raise PrioritasSalah(_("Tahapan bernomor 1 sampai 12."))
    return max(Fraction(TERENDAH), Fraction(len(kena) * TERTINGGI, BANYAK_TAHAP))


def hitung(f: Fraction | Decimal | int, r: int, k: int) -> Prioritas:
    """p and its class. Raises PrioritasSalah for a value outside 1 to 10."""
    f = _dalam_batas("f", f)
    _dalam_batas("r", r)
    _dalam_batas("k", k)
    p = f * r / k
    return Prioritas(f, r, k, p, kelas_dari(p))


def _dalam_batas(nama: str, nilai: Fraction | Decimal | int) -> Fraction:
    """The value as an exact number."""
    try:
        tepat = Fraction(nilai)
    except (TypeError, ValueError, OverflowError):
        tepat = Fraction(0)
    if isinstance(nilai, bool) or not TERENDAH <= tepat <= TERTINGGI:
        raise PrioritasSalah(_("Nilai %(nama)s harus antara 1 dan 10.") % {"nama": nama})
    return tepat


def kelas_dari(p: Fraction) -> Kelas:
    """Minor below 10, Mayor from 10 to 20, Emergency above 20."""
    if p < 10:
        return Kelas.MINOR
    return Kelas.MAYOR if p <= 20 else Kelas.EMERGENCY


def saran_r(pengguna: str, galat_aplikasi: bool = False) -> int:
    """r by who is hit; 10 whoever it is when the application itself fails."""
    return TERTINGGI if galat_aplikasi else R_PENGGUNA[Pengguna(pengguna)]


def saran_k(kode: str, jumlah: Mapping[str, int]) -> int:
    """k by how often each kind occurred lately: the most frequent 1, one that never occurred 10."""
    punya = jumlah.get(kode, 0)
    if not punya:
        return TERTINGGI
    return min(TERTINGGI - 1, 1 + sum(1 for n in jumlah.values() if n > punya))


def kira(p: Fraction) -> Decimal:
    """p to four places, for columns by which a list is ordered."""
    return Decimal(floor(p * 10_000 + Fraction(1, 2))).scaleb(-4)
