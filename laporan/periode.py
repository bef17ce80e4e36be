"""Quarters of a year, as LKPP counts them: in WIB."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Self

from django.utils.translation import gettext as _

from akun.receipt import WIB

JEDA = timedelta(days=10)
"""How long after its end a quarter may still change: clocks that stood still are going on."""
BULAN = 3


@dataclass(frozen=True, slots=True, order=True)
class Triwulan:
    """One quarter."""

    tahun: int
    ke: int

    @classmethod
    def dari(cls, pada: datetime) -> Self:
        """The quarter of a moment."""
        hari = pada.astimezone(WIB)
        return cls(hari.year, (hari.month - 1) // BULAN + 1)

    @classmethod
    def baca(cls, teks: str) -> Self | None:
        """ "2026-3", or None."""
        tahun, _strip, ke = teks.partition("-")
        if tahun.isascii() and tahun.isdigit() and ke in {"1", "2", "3", "4"} and 2000 <= int(tahun) <= 2200:
            return cls(int(tahun), int(ke))
        return None

    def __str__(self) -> str:
        return f"{self.tahun}-{self.ke}"

    @property
    def sebutan(self) -> str:
        """ "Triwulan III 2026"."""
        romawi = ("I", "II", "III", "IV")[self.ke - 1]
        return _("Triwulan %(ke)s %(tahun)s") % {"ke": romawi, "tahun": self.tahun}

    @property
    def awal(self) -> datetime:
        """Its first moment."""
        return datetime(self.tahun, BULAN * (self.ke - 1) + 1, 1, tzinfo=WIB)

    @property
    def akhir(self) -> datetime:
        """The first moment after it."""
        return self.berikut.awal

    @property
    def berikut(self) -> Self:
        """The next one."""
        return type(self)(self.tahun + self.ke // 4, self.ke % 4 + 1)

    @property
    def sebelum(self) -> Self:
        """The one before."""
        return type(self)(self.tahun - (self.ke == 1), (self.ke - 2) % 4 + 1)

    def tertutup(self, now: datetime) -> bool:
        """Whether nothing of it changes any more."""
        return now >= self.akhir + JEDA
