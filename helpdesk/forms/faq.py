"""What is typed for a question and its answer, for its review, and for an answer that is kept ready."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from akun.actor import Actor
from akun.isian import Sebaris, Teks
from akun.ringkas import Pilih
from helpdesk.balasan_siap import ISIAN, asing
from helpdesk.faq import IsiFaq
from helpdesk.pilihan_faq import Kategori

CARA = _("Boleh memakai **tebal**, - daftar, 1. langkah, [teks](https://alamat)")


class FaqForm(forms.Form):
    """One version."""

    pertanyaan = Sebaris(
        label=_("Pertanyaan"),
        max_length=300,
        wajib=_("Tulis pertanyaannya."),
        help_text=_("Seperti pengguna mengucapkannya"),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    kata_kunci = Sebaris(
        label=_("Sebutan lain"),
        max_length=300,
        help_text=_("Kata yang mungkin diketik orang, dipisah koma. Tidak tampil, hanya untuk pencarian"),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    kategori = forms.ChoiceField(label=_("Kategori"), choices=Kategori.choices, widget=Pilih)
    jawaban = Teks(
        label=_("Jawaban"),
        max_length=8000,
        rows=12,
        wajib=_("Tulis jawabannya."),
        help_text=CARA,
    )

    @property
    def isi(self) -> IsiFaq:
        """The version as the flow takes it, from valid data."""
        kolom = ("pertanyaan", "jawaban", "kategori", "kata_kunci")
        return IsiFaq(**{nama: self.cleaned_data[nama] for nama in kolom})


class FaqBaruForm(FaqForm):
    """The first version, and for whom it is."""

    untuk = forms.ChoiceField(label=_("Untuk siapa"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, by: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        semua, meja = ("semua", _("Pengguna semua LPSE")), ("meja", _("Hanya pengguna meja layanan kami"))
        self.fields["untuk"] = forms.ChoiceField(
            label=_("Untuk siapa"),
            choices=[meja] if by.is_lpse else [semua, meja],
            initial="meja" if by.is_lpse else "semua",
            widget=forms.RadioSelect,
            error_messages={"required": _("Pilih untuk siapa tanya jawab ini.")},
        )


class TinjauForm(forms.Form):
    """What the reviewer says, or why something is withdrawn."""

    catatan = Teks(label=_("Catatan"), max_length=500, rows=3)


class JawabanSiapForm(forms.Form):
    """An answer with its placeholders."""

    judul = Sebaris(
        label=_("Judul"),
        max_length=120,
        wajib=_("Tulis judulnya."),
        help_text=_("Hanya petugas yang melihatnya"),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    isi = Teks(label=_("Isi"), max_length=4000, rows=8, wajib=_("Tulis isinya."))
    aktif = forms.BooleanField(label=_("Dapat dipilih petugas"), required=False, initial=True)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["isi"].help_text = _("Yang diisi sendiri oleh portal: %(isian)s") % {
            "isian": ", ".join(f"{{{nama}}}" for nama in ISIAN)
        }

    def clean_isi(self) -> str:
        """Only placeholders that can be filled in."""
        isi: str = self.cleaned_data["isi"]
        if salah := asing(isi):
            raise ValidationError(_("Isian {%(nama)s} tidak dikenal.") % {"nama": salah[0]})
        return isi
