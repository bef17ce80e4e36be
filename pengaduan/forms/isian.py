"""Fields for people who type as they like: any script and sign is welcome, and each error says how to mend it."""

import re
import unicodedata
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from akun.isian import Teks

PEMISAH = re.compile(r"[;,\s]+")
RUPIAH = re.compile(r"(?:\d+|\d{1,3}(?:[.,]\d{3})+|\d{1,3}(?: \d{3})+)(?:[.,]\d{1,2}|,-)?")
MAKS_RUPIAH = 18  # digits


class DaftarKode(Teks):
    """One or several plan codes (RUP), separated by semicolons, commas or blanks; the value is a tuple of codes."""

    BIASA = 8

    def clean(self, value: Any) -> tuple[str, ...]:
        """Codes of 5 to 10 digits; anything else is named in the error."""
        teks = unicodedata.normalize("NFKC", super().clean(value))
        kode = tuple(dict.fromkeys(k for k in PEMISAH.split(teks) if k))
        salah = [k for k in kode if not re.fullmatch(r"[0-9]{5,10}", k)]
        if salah:
            raise ValidationError(
                _("Kode RUP terdiri dari angka saja, biasanya 8 angka, misalnya 56123407. Perbaiki: %(salah)s")
                % {"salah": "; ".join(k[:20] for k in salah[:3])}
            )
        if len(kode) > 20:
            raise ValidationError(_("Tulis paling banyak 20 kode RUP."))
        return kode

    def janggal(self, kode: tuple[str, ...]) -> list[str]:
        """Codes that are allowed but of unusual length."""
        return [k for k in kode if len(k) != self.BIASA]


class KodeTender(Teks):
    """A tender code: 7 digits in the old SPSE, 11 in the new one."""

    def clean(self, value: Any) -> str:
        """4 to 12 digits; blanks and dots between them do not matter."""
        kode = re.sub(r"[\s.]", "", unicodedata.normalize("NFKC", super().clean(value)))
        if kode and not re.fullmatch(r"[0-9]{4,12}", kode):
            raise ValidationError(_("Kode tender terdiri dari 4 sampai 12 angka, misalnya 10102858000."))
        return kode


class Tahun(Teks):
    """A budget year; the value is a number or None."""

    TERLAMA = 2004

    def __init__(self, **kwargs: Any) -> None:
        attrs = {"inputmode": "numeric", "rupa-lebar": "4"}
        super().__init__(widget=forms.TextInput(attrs=attrs), max_length=20, **kwargs)
        self.terbaru = 9999

    def clean(self, value: Any) -> int | None:
        """Four digits between the first electronic tenders and next year."""
        teks = unicodedata.normalize("NFKC", super().clean(value))
        if not teks:
            return None
        if not re.fullmatch(r"[0-9]{4}", teks) or not self.TERLAMA <= int(teks) <= self.terbaru:
            raise ValidationError(
                _("Tulis tahun dengan empat angka, antara %(dari)s dan %(sampai)s.")
                % {"dari": self.TERLAMA, "sampai": self.terbaru}
            )
        return int(teks)


class Rupiah(Teks):
    """An amount as people write it: "8.312.775.000", "Rp 8312775000", "Rp1.000,00"; the value is a Decimal or None."""

    def __init__(self, **kwargs: Any) -> None:
        attrs = {"inputmode": "decimal", "rupa-lebar": "20", "rupa-awalan": "Rp"}
        super().__init__(widget=forms.TextInput(attrs=attrs), max_length=60, **kwargs)

    def clean(self, value: Any) -> Decimal | None:
        """Whole rupiah; the cents, which tenders write as ,00, are left out."""
        teks = unicodedata.normalize("NFKC", super().clean(value)).strip()
        teks = re.sub(r"^(?:rp|idr)\.?\s*", "", teks, flags=re.IGNORECASE)
        if not teks:
            return None
        if not RUPIAH.fullmatch(teks):
            raise ValidationError(_("Tulis nilainya dengan angka saja, misalnya 8.312.775.000."))
        bulat = re.sub(r"(?:[.,]\d{1,2}|,-)$", "", teks)
        angka = re.sub(r"\D", "", bulat).lstrip("0")
        if len(angka) > MAKS_RUPIAH:
            raise ValidationError(_("Nilai ini terlalu besar. Periksa jumlah angkanya."))
        return Decimal(angka or "0")


class TidakTahu(forms.BooleanField):
    """The box "I do not know" beside a field."""

    def __init__(self) -> None:
        super().__init__(required=False, label=gettext_lazy("Saya tidak tahu"))


class AlasanTidakTahu(Teks):
    """Why the writer does not know."""

    def __init__(self) -> None:
        super().__init__(label=gettext_lazy("Mengapa? Satu kalimat cukup"), max_length=200, penanda="")
