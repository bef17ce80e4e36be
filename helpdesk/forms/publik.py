"""What the reporter fills in on the page of his ticket: a message, whether it is solved, how he was helped."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from akun.isian import Teks, UnggahBanyak

YA, BELUM = "ya", "belum"
NILAI = [
    (5, gettext_lazy("Sangat baik")),
    (4, gettext_lazy("Baik")),
    (3, gettext_lazy("Cukup")),
    (2, gettext_lazy("Kurang")),
    (1, gettext_lazy("Buruk")),
]


class FormBalas(forms.Form):
    """A message with files; the files go through the gate."""

    isi = Teks(
        label=gettext_lazy("Pesan Anda"),
        max_length=10_000,
        rows=4,
        help_text=gettext_lazy("Jangan menulis kata sandi"),
        wajib=gettext_lazy("Tulis pesannya, walau singkat."),
    )
    berkas = forms.FileField(
        label=gettext_lazy("Tangkapan layar"),
        required=False,
        allow_empty_file=True,
        help_text=gettext_lazy("Gambar atau PDF, paling besar 20 MB tiap berkas"),
        widget=UnggahBanyak(attrs={"accept": "image/*,application/pdf,.pdf"}),
    )


class FormKonfirmasi(forms.Form):
    """Solved, or not yet and why."""

    selesai = forms.ChoiceField(
        label=gettext_lazy("Apakah masalahnya sudah selesai?"),
        choices=[(YA, gettext_lazy("Selesai")), (BELUM, gettext_lazy("Belum selesai"))],
        widget=forms.RadioSelect(attrs={"rupa-sebaris": True}),
        error_messages={"required": gettext_lazy("Pilih selesai atau belum.")},
    )
    sebab = Teks(
        label=gettext_lazy("Yang belum beres"),
        max_length=10_000,
        rows=3,
        penanda=gettext_lazy("(bila belum selesai)"),
    )

    def clean(self) -> dict[str, Any]:
        """Whoever is not helped says with what."""
        data = super().clean() or {}
        if data.get("selesai") == BELUM and not data.get("sebab") and "sebab" not in self.errors:
            self.add_error("sebab", _("Tulis apa yang belum beres, supaya kami tahu harus mulai dari mana."))
        return data


class FormBuka(forms.Form):
    """Why a ticket has to be opened again."""

    alasan = Teks(
        label=gettext_lazy("Yang belum beres"),
        max_length=10_000,
        rows=3,
        wajib=gettext_lazy("Tulis apa yang belum beres, supaya kami tahu harus mulai dari mana."),
    )


class FormNilai(forms.Form):
    """One question."""

    nilai = forms.TypedChoiceField(
        label=gettext_lazy("Bagaimana kami menolong Anda?"),
        choices=NILAI,
        coerce=int,
        widget=forms.RadioSelect(attrs={"rupa-kecil": True}),
        error_messages={"required": gettext_lazy("Pilih salah satu.")},
    )
    catatan = Teks(label=gettext_lazy("Catatan"), max_length=1000, rows=2)
