"""A month as reports count it: from midnight of its first day to midnight of the next month's, in a zone."""

import re
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from akun.templatetags.rupa import tanggal_polos
from sla.calendar import FIRST, LAST

BENTUK = re.compile(r"(\d{4})-(\d{2})", re.ASCII)


@dataclass(frozen=True, order=True)
class Bulan:
    """A month; `str()` gives what stands in the URL."""

    tahun: int
    ke: int

    @classmethod
    def dari(cls, hari: date) -> "Bulan":
        """The month of a day."""
        return cls(hari.year, hari.month)

    @classmethod
    def baca(cls, teks: str) -> "Bulan":
        """`2026-11`. Raises ValidationError for what is no month of our calendars."""
        cocok = BENTUK.fullmatch(teks)
        if cocok and 1 <= int(cocok[2]) <= 12 and FIRST.year <= int(cocok[1]) < LAST.year:
            return cls(int(cocok[1]), int(cocok[2]))
        raise ValidationError(_("Tulis bulan sebagai tahun dan bulan, misalnya 2026-11."))

    def __str__(self) -> str:
        return f"{self.tahun:04}-{self.ke:02}"

    @property
    def sebutan(self) -> str:
        """`November 2026`, in the reader's language."""
        return tanggal_polos(self.hari_pertama).removeprefix("1 ")

    @property
    def pendek(self) -> str:
        """`Nov 2026`."""
        nama, tahun = self.sebutan.split()
        return f"{nama[:3]} {tahun}"

    @property
    def hari_pertama(self) -> date:
        """Its first day."""
        return date(self.tahun, self.ke, 1)

    @property
    def lalu(self) -> "Bulan":
        """The month before."""
        return Bulan(self.tahun - 1, 12) if self.ke == 1 else Bulan(self.tahun, self.ke - 1)

    @property
    def berikut(self) -> "Bulan":
        """The month after."""
        return Bulan(self.tahun + 1, 1) if self.ke == 12 else Bulan(self.tahun, self.ke + 1)

    def awal(self, zona: ZoneInfo) -> datetime:
        """Its first moment."""
        return datetime(self.tahun, self.ke, 1, tzinfo=zona)

    def akhir(self, zona: ZoneInfo) -> datetime:
        """The first moment that is no longer of it."""
        return self.berikut.awal(zona)
