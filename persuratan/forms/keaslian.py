"""The two forms of somebody who holds a letter: its ticket and token, or the file itself."""

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from akun.isian import Teks

LEBAR = {"autocomplete": "off", "spellcheck": "false", "rupa-lebar": "20"}


class FormTiket(forms.Form):
    """As people type them: receipt.open forgives case, blanks and dashes."""

    nomor = Teks(
        label=_("Nomor tiket"),
        help_text=_("Di kiri bawah surat, misalnya SK202611210017"),
        widget=forms.TextInput(attrs=LEBAR),
        wajib=_("Tulis nomor tiket yang tercetak di kiri bawah surat."),
    )
    token = Teks(
        label=_("Token"),
        help_text=_("Tepat di bawah nomor tiket, misalnya K7QM-4TXW-9HPD-2C. Pada surat lama hanya 3 huruf"),
        widget=forms.TextInput(attrs=LEBAR),
        wajib=_("Tulis token yang tercetak di bawah nomor tiket."),
    )


class FormUnggah(forms.Form):
    """One PDF; what is in it is judged later."""

    berkas = forms.FileField(
        label=_("Berkas PDF surat"),
        help_text=_("Paling besar 20 MB"),
        allow_empty_file=True,  # an upload that was cut off has its own sentence
        widget=forms.FileInput(attrs={"accept": ".pdf,application/pdf", "rupa-penanda": ""}),
        error_messages={"required": _("Pilih berkas PDF yang akan diperiksa.")},
    )

    @property
    def unggahan(self) -> "UploadedFile[Any]":
        """The file."""
        berkas: UploadedFile[Any] = self.cleaned_data["berkas"]
        return berkas
