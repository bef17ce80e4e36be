"""What a complainant writes on his own page."""

from django import forms
from django.utils.translation import gettext_lazy

from akun.isian import Teks

MAKS_PESAN = 10_000


class FormPesan(forms.Form):
    """A message; its files go through the gate one by one, so the form does not judge them.

    The fields are written out in the page, which is asked for too often for the form templates.
    """

    isi = Teks(
        label=gettext_lazy("Tulis pesan"),
        max_length=MAKS_PESAN,
        wajib=gettext_lazy("Tulis pesannya, walau singkat; berkas saja tidak cukup."),
    )
