"""What is filled in on the pages of figures."""

from django import forms
from django.utils.translation import gettext_lazy as _

from akun.isian import Sebaris


class AlasanForm(forms.Form):
    """Why; it stands on the trail."""

    alasan = Sebaris(
        label=_("Alasan"),
        wajib=_("Tulis alasannya."),
        max_length=500,
        help_text=_("Misalnya nota dinas yang memutuskannya. Tercatat di jejak."),
    )


class TanpaIsianForm(forms.Form):
    """Nothing but the click."""


class UndangForm(forms.Form):
    """Which inspectorates are invited by letter."""

    pilih = forms.TypedMultipleChoiceField(
        label=_("Inspektorat yang diundang"),
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": _("Centang paling sedikit satu inspektorat."),
            "invalid_choice": _("Ada inspektorat yang sudah bergabung atau sudah dikonsepkan. Muat ulang halaman."),
        },
    )

    def __init__(self, *args: object, boleh: list[int], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.fields["pilih"].choices = [(pk, str(pk)) for pk in boleh]  # type: ignore[attr-defined]
