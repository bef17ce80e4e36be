"""Visiting times to open: days of a week, hours, and how many visitors each."""

from collections.abc import Sequence
from datetime import date, datetime, time
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from akun.receipt import WIB
from akun.templatetags.rupa import tanggal

JAM = (8, 9, 10, 11, 13, 14, 15)


class BukaSlotForm(forms.Form):
    """Which hours of which days; each lasts an hour."""

    hari = forms.MultipleChoiceField(
        label=gettext_lazy("Hari"),
        widget=forms.CheckboxSelectMultiple(attrs={"rupa-kecil": True}),
        error_messages={
            "required": gettext_lazy("Pilih paling sedikit satu hari."),
            "invalid_choice": gettext_lazy("Pilih hari dari daftar."),
        },
    )
    jam = forms.MultipleChoiceField(
        label=gettext_lazy("Jam mulai"),
        choices=[(f"{j:02}", f"{j:02}.00") for j in JAM],
        widget=forms.CheckboxSelectMultiple(attrs={"rupa-kecil": True}),
        error_messages={
            "required": gettext_lazy("Pilih paling sedikit satu jam."),
            "invalid_choice": gettext_lazy("Pilih jam dari daftar."),
        },
    )
    kuota = forms.IntegerField(
        label=gettext_lazy("Tamu tiap jam"),
        min_value=1,
        max_value=20,
        initial=2,
        widget=forms.NumberInput(attrs={"inputmode": "numeric", "rupa-lebar": "3"}),
        error_messages={
            "required": gettext_lazy("Tulis berapa tamu tiap jam."),
            "invalid": gettext_lazy("Tulis dengan angka."),
            "min_value": gettext_lazy("Paling sedikit satu tamu."),
            "max_value": gettext_lazy("Paling banyak 20 tamu."),
        },
    )

    def __init__(self, *args: Any, hari: Sequence[date], now: datetime, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.now = now
        self.fields["hari"].choices = [(h.isoformat(), tanggal(h)) for h in hari]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """The moments that are still ahead; the hours of today that have passed are left out."""
        data: dict[str, Any] = super().clean() or {}
        hari, jam = data.get("hari", []), data.get("jam", [])
        semua = [datetime.combine(date.fromisoformat(h), time(int(j)), tzinfo=WIB) for h in hari for j in jam]
        data["mulai"] = [m for m in semua if m > self.now]
        if semua and not data["mulai"]:
            self.add_error("jam", _("Semua jam ini sudah lewat."))
        return data
