"""What the administrator fills in to trust a certificate, or to trust it no longer."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from akun.isian import Sebaris, Teks
from persuratan import kepercayaan
from persuratan.models import SertifikatTepercaya

TERBESAR = 20_000
"""Bytes of a certificate in PEM."""


class AlasanForm(forms.Form):
    """Why; it stands on the trail."""

    alasan = Sebaris(
        label=gettext_lazy("Alasan"),
        wajib=gettext_lazy("Tulis alasannya."),
        max_length=500,
        help_text=gettext_lazy("Misalnya dari mana sertifikat ini Anda peroleh. Tercatat di jejak"),
    )


class SertifikatForm(AlasanForm):
    """A certificate, as a file or as text."""

    jenis = forms.ChoiceField(
        label=gettext_lazy("Dipercaya sebagai"),
        choices=SertifikatTepercaya.Jenis.choices,
        widget=forms.RadioSelect(attrs={"rupa-kecil": True}),
        error_messages={"required": gettext_lazy("Pilih kegunaan sertifikat.")},
    )
    berkas = forms.FileField(
        label=gettext_lazy("Berkas sertifikat (PEM)"),
        required=False,
        widget=forms.FileInput(attrs={"accept": ".pem,.crt,.cer", "rupa-penanda": ""}),
    )
    pem = Teks(
        label=gettext_lazy("Atau tempelkan isinya"),
        rows=6,
        help_text=gettext_lazy("Dimulai dengan -----BEGIN CERTIFICATE-----"),
    )
    field_order = ("jenis", "berkas", "pem", "alasan")
    rincian: kepercayaan.Rincian | None = None

    def clean(self) -> dict[str, Any]:
        """One certificate, fit for its use; the file goes before the text."""
        isi: dict[str, Any] = super().clean() or {}
        berkas = isi.get("berkas")
        if berkas and berkas.size > TERBESAR:
            raise ValidationError({"berkas": _("Berkas ini terlalu besar untuk sebuah sertifikat.")})
        teks = berkas.read().decode("ascii", "replace") if berkas else isi.get("pem", "")
        if not teks:
            raise ValidationError({"berkas": _("Unggah berkas sertifikat, atau tempelkan isinya.")})
        if "jenis" in isi:
            try:
                self.rincian = kepercayaan.rinci(teks, isi["jenis"])
            except kepercayaan.SertifikatDitolak as galat:
                raise ValidationError({"berkas" if berkas else "pem": galat.messages}) from galat
            isi["pem"] = self.rincian.pem
        return isi
