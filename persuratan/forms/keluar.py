"""What officers fill in to write a letter out. While it is a draft nothing but the signer is needed to keep it."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from akun.isian import Sebaris, Teks
from akun.models import Pejabat
from persuratan.konsep_keluar import DataKeluar
from persuratan.models import SuratKeluar
from persuratan.pilihan import ARTI, JenisKeluar, Kerahasiaan, Sifat
from persuratan.templat import Templat

PANJANG_ISI = 60_000
BANTUAN = _(
    "Baris kosong memulai alinea baru. *miring*, **tebal**, “1. ” untuk daftar bernomor, “- ” untuk butir, “> ” untuk"
    " kutipan, “# ” untuk judul kecil, | a | b | untuk tabel."
)
PILIH_PENANDA = _("Pilih pejabat penanda tangan.")


def isian_penanda(queryset: "QuerySet[Pejabat]") -> "forms.ModelChoiceField[Pejabat]":
    """Who signs; the number is of the series of his unit."""
    return forms.ModelChoiceField(
        label=_("Penanda tangan"),
        queryset=queryset,
        empty_label=_("Pilih pejabat"),
        help_text=_("Nomor surat diambil dari seri unitnya."),
        error_messages={"required": PILIH_PENANDA, "invalid_choice": PILIH_PENANDA},
    )


def pejabat() -> "QuerySet[Pejabat]":
    """All posts, in the order in which they are looked for."""
    return Pejabat.objects.select_related("unit").order_by("jabatan")


class TemplatForm(forms.Form):
    """Which kind of letter."""

    templat = forms.ChoiceField(
        label=_("Jenis surat"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Pilih jenis suratnya."), "invalid_choice": _("Pilih jenis suratnya.")},
    )

    def __init__(self, *args: Any, daftar: Sequence[Templat], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["templat"].choices = [(t.kode, t.nama) for t in daftar]  # type: ignore[attr-defined]


class MulaiForm(forms.Form):
    """The first words of a letter: who signs, to whom, the blanks of the template, and its optional paragraphs."""

    tujuan = Teks(label=_("Tujuan (Yth.)"), rows=2, max_length=1000, help_text=_("Satu penerima tiap baris."))

    def __init__(self, *args: Any, templat: Templat, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.templat = templat
        self.fields = {"penandatangan": isian_penanda(pejabat())} | self.fields
        for satu in templat.isian:
            self.fields[f"isian_{satu.kode}"] = Sebaris(
                label=satu.judul, max_length=500, help_text=_("Misalnya %(contoh)s") % {"contoh": satu.contoh}
            )
        if templat.bagian:
            self.fields["alinea"] = isian_alinea(templat)

    @property
    def isian(self) -> list[forms.BoundField]:
        """The blanks of the template."""
        return [self[nama] for nama in self.fields if nama.startswith("isian_")]

    @property
    def konteks(self) -> dict[str, str]:
        """What was filled in, as the template takes it."""
        data = self.cleaned_data
        return {satu.kode: data[f"isian_{satu.kode}"] for satu in self.templat.isian if data[f"isian_{satu.kode}"]}


def isian_alinea(templat: Templat) -> forms.MultipleChoiceField:
    """The paragraphs of a template that may be left out, as check boxes."""
    return forms.MultipleChoiceField(
        label=_("Alinea pilihan"),
        required=False,
        choices=[(satu.kode, satu.judul) for satu in templat.bagian],
        widget=forms.CheckboxSelectMultiple(attrs={"rupa-kecil": True, "rupa-penanda": ""}),
        error_messages={"invalid_choice": _("Pilih alinea dari daftar.")},
    )


class KonsepForm(forms.Form):
    """The whole letter."""

    tujuan = Teks(
        label=_("Tujuan (Yth.)"), rows=3, penanda="", max_length=1000, help_text=_("Satu penerima tiap baris.")
    )
    tujuan_tempat = Sebaris(label=_("Di (kota tujuan)"), max_length=200, penanda="")
    tujuan_email = forms.EmailField(
        label=_("E-mail tujuan"),
        required=False,
        error_messages={"invalid": _("Tulis alamat e-mail yang lengkap, misalnya nama@instansi.go.id.")},
        widget=forms.EmailInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )
    perihal = Teks(label=_("Hal"), rows=2, penanda="", max_length=300)
    jenis = forms.ChoiceField(label=_("Jenis surat"), choices=JenisKeluar.choices)
    sifat = forms.ChoiceField(label=_("Sifat"), choices=Sifat.choices)
    kerahasiaan = forms.ChoiceField(
        label=_("Kerahasiaan"),
        choices=Kerahasiaan.choices,
        widget=forms.RadioSelect(attrs={"rupa-kecil": True, "rupa-petunjuk": ARTI}),
    )
    isi = Teks(label=_("Isi surat"), rows=18, penanda="", max_length=PANJANG_ISI, help_text=BANTUAN)
    alinea_tadi = forms.CharField(required=False, widget=forms.HiddenInput)
    tembusan = Teks(label=_("Tembusan"), rows=3, max_length=2000, help_text=_("Satu penerima tiap baris."))
    judul_lampiran = Sebaris(label=_("Judul lampiran"), max_length=200, help_text=_("Misalnya Daftar undangan."))
    lampiran = forms.FileField(
        label=_("Berkas lampiran (PDF)"),
        required=False,
        help_text=_("Paling besar 20 MB. Halamannya mengikuti surat."),
        widget=forms.FileInput(attrs={"accept": "application/pdf,.pdf", "rupa-penanda": ""}),
    )

    def __init__(self, *args: Any, templat: Templat | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.templat = templat
        self.fields = {"penandatangan": isian_penanda(pejabat())} | self.fields
        if templat is not None and templat.bagian:
            self.fields["alinea"] = isian_alinea(templat)

    def data_surat(self, surat: SuratKeluar) -> DataKeluar:
        """What was typed, as the flow takes it; what is not valid yet stays as it was."""
        data = self.cleaned_data
        kolom = ("tujuan", "tujuan_tempat", "tujuan_email", "perihal", "isi", "tembusan", "sifat", "kerahasiaan")
        isi = {k: data.get(k, getattr(surat, k)) for k in (*kolom, "jenis")}
        pejabat_: Any = data.get("penandatangan") or surat.penandatangan  # a draft made here always has one
        return DataKeluar(penandatangan=pejabat_, templat=surat.templat, **isi)


def awal(surat: SuratKeluar) -> dict[str, Any]:
    """A stored draft as the form shows it."""
    kolom = ("tujuan", "tujuan_tempat", "tujuan_email", "perihal", "isi", "tembusan", "sifat", "kerahasiaan", "jenis")
    return {k: getattr(surat, k) for k in kolom} | {"penandatangan": surat.penandatangan_id}
