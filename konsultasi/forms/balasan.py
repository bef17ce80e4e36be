"""What the applicant writes later: the data that was asked for, and a complaint about the service."""

from django import forms
from django.utils.translation import gettext_lazy

from akun.isian import Teks, UnggahBanyak


class FormLengkapi(forms.Form):
    """The applicant gives what was lacking, with files."""

    isi = Teks(
        label=gettext_lazy("Jawaban Anda"),
        max_length=10_000,
        rows=5,
        wajib=gettext_lazy("Tulis jawabannya, walau singkat."),
    )
    berkas = forms.FileField(
        label=gettext_lazy("Berkas"),
        required=False,
        allow_empty_file=True,
        help_text=gettext_lazy("Boleh beberapa sekaligus; paling besar 20 MB tiap berkas"),
        widget=UnggahBanyak(),
    )


class FormKeluhan(forms.Form):
    """What somebody has to say about how he was served."""

    isi = Teks(
        label=gettext_lazy("Keluhan Anda"),
        max_length=5000,
        rows=6,
        help_text=gettext_lazy("Apa yang kurang, dan apa yang Anda harapkan"),
        wajib=gettext_lazy("Tulis keluhan Anda, walau singkat."),
    )
