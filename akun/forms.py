"""Forms of accounts."""

from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from akun.models import User


class NamaForm(forms.Form):
    """How to address somebody; also our part of signing up."""

    nama = forms.CharField(
        label=_("Nama"),
        max_length=150,
        help_text=_("Nama yang kami pakai untuk menyapa Anda"),
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )

    def clean_nama(self) -> str:
        """Any script is welcome; line breaks and invisible control characters are not."""
        nama = " ".join(self.cleaned_data["nama"].split())
        if not nama.isprintable():
            raise ValidationError(_("Nama berisi tanda yang tidak tampak. Ketik ulang nama Anda."))
        return nama

    def signup(self, request: HttpRequest, user: User) -> None:
        """Keep the name; allauth saves the user before and expects us to save again."""
        user.nama = self.cleaned_data["nama"]
        user.save(update_fields=["nama"])
