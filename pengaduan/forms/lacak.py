"""What a complainant writes on his own page."""

from django import forms
from django.utils.translation import gettext_lazy

from pengaduan.forms.isian import Teks
from pengaduan.forms.langkah import UnggahBanyak

MAKS_PESAN = 10_000


class FormPesan(forms.Form):
    """A message with files; the files go through the gate one by one, so the form does not judge them."""

    isi = Teks(
        label=gettext_lazy("Tulis pesan"),
        max_length=MAKS_PESAN,
        rows=4,
        wajib=gettext_lazy("Tulis pesannya, walau singkat; berkas saja tidak cukup."),
        help_text=gettext_lazy("Jangan tulis nama atau nomor telepon Anda"),
    )
    berkas = forms.FileField(
        label=gettext_lazy("Tambah bukti"),
        required=False,
        help_text=gettext_lazy("PDF, foto, atau rekaman, paling besar 20 MB per berkas"),
        widget=UnggahBanyak(attrs={"rupa-penanda": gettext_lazy("(bila ada)")}),
    )
