"""What the steps of a letter out ask for."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from akun.isian import Sebaris, Teks
from akun.models import Pejabat
from persuratan.forms.keluar import pejabat
from persuratan.models import SuratKeluar
from persuratan.pilihan import PERORANGAN_SAJA, CaraKirim, Kerahasiaan

PANJANG = 2000
RUNG, RUNG_TERBANYAK = 4, 8


class TanggaForm(forms.Form):
    """Whose initials are needed, in this order."""

    def __init__(self, *args: Any, baris: int = RUNG, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for ke in range(1, baris + 1):
            self.fields[f"paraf_{ke}"] = forms.ModelChoiceField(
                label=_("Paraf ke-%(n)s") % {"n": ke},
                queryset=pejabat(),
                required=False,
                empty_label=_("Tidak ada"),
                widget=forms.Select(attrs={"rupa-penanda": ""}),
                error_messages={"invalid_choice": _("Pilih pejabat dari daftar.")},
            )

    @property
    def tangga(self) -> list[Pejabat]:
        """The posts that were chosen, in their order."""
        return [satu for nama, satu in self.cleaned_data.items() if nama.startswith("paraf_") and satu]


class ParafForm(forms.Form):
    """Initial, with a note or without."""

    catatan = Teks(
        label=_("Catatan"), rows=3, max_length=PANJANG, help_text=_("Dibaca konseptor dan yang paraf sesudah Anda.")
    )


class KembalikanKonsepForm(forms.Form):
    """Send back: what is to be mended."""

    catatan = Teks(
        label=_("Apa yang perlu diperbaiki"),
        wajib=_("Tulis apa yang perlu diperbaiki."),
        rows=4,
        max_length=PANJANG,
        help_text=_("Dibaca konseptor. Sesudah diperbaiki, paraf diulang dari yang pertama."),
    )


class SandiForm(forms.Form):
    """The passphrase of the signer's certificate. It is used once and kept nowhere."""

    sandi = forms.CharField(
        label=_("Kata sandi tanda tangan"),
        strip=False,
        max_length=200,
        help_text=_("Kata sandi (passphrase) sertifikat elektronik Anda, bukan kata sandi akun. Tidak kami simpan."),
        widget=forms.PasswordInput(attrs={"autocomplete": "off", "rupa-lebar": 30}),
        error_messages={
            "required": _("Tulis kata sandi tanda tangan Anda."),
            "max_length": _("Kata sandi ini terlalu panjang. Periksa lagi."),
        },
    )


class SandiBersamaForm(SandiForm):
    """One passphrase for several letters."""

    pilih = forms.TypedMultipleChoiceField(
        label=_("Surat yang ditandatangani"),
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": _("Centang paling sedikit satu surat."),
            "invalid_choice": _("Ada surat yang tidak lagi menunggu tanda tangan Anda. Muat ulang halaman."),
        },
    )
    field_order = ("pilih", "sandi")

    def __init__(self, *args: Any, daftar: Sequence[SuratKeluar], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["pilih"].choices = [(s.pk, str(s)) for s in daftar]  # type: ignore[attr-defined]


class KirimForm(forms.Form):
    """By which way it goes; only those that this letter can go."""

    cara = forms.ChoiceField(
        label=_("Cara mengirim"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Pilih cara mengirimnya."), "invalid_choice": _("Pilih cara dari daftar.")},
    )

    def __init__(self, *args: Any, surat: SuratKeluar, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        petunjuk: dict[str, object] = {CaraKirim.CETAK: _("Cetak PDF-nya, lalu antarkan atau kirim lewat pos.")}
        if surat.tujuan_email and surat.kerahasiaan != Kerahasiaan.SANGAT_RAHASIA:
            petunjuk[CaraKirim.EMAIL] = (
                _("Hanya pemberitahuan bahwa surat ini terbit; isinya tidak ikut. Antarkan juga suratnya.")
                if surat.kerahasiaan in PERORANGAN_SAJA
                else _("PDF-nya dilampirkan, ke %(alamat)s.") % {"alamat": surat.tujuan_email}
            )
        if surat.membalas_id:
            petunjuk[CaraKirim.HALAMAN] = _("Pengirim surat yang dijawab membacanya di halaman Cek Progres.")
        bidang = self.fields["cara"]
        bidang.choices = [(c.value, c.label) for c in CaraKirim if c in petunjuk]  # type: ignore[attr-defined]
        bidang.widget.attrs["rupa-petunjuk"] = petunjuk


class AlasanSuratForm(forms.Form):
    """Why a letter is withdrawn, or given up."""

    alasan = Teks(label=_("Alasan"), wajib=_("Tulis alasannya."), rows=3, max_length=250)


class PutuskanForm(forms.Form):
    """Somebody has looked it up."""

    yakin = forms.BooleanField(
        label=_("Sudah saya periksa di layanan tanda tangan: surat ini belum ditandatangani"),
        error_messages={"required": _("Periksa dahulu di layanan tanda tangan, lalu centang.")},
    )


class LanjutForm(forms.Form):
    """Up to which number a unit has numbered its letters elsewhere."""

    terakhir = forms.IntegerField(
        label=_("Nomor terakhir di luar portal"),
        min_value=1,
        max_value=999_999,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off", "rupa-lebar": 5}),
        error_messages=dict.fromkeys(
            ("required", "invalid", "min_value", "max_value"), _("Tulis nomor urut terakhir, angka saja, misalnya 112.")
        ),
    )
    penjelasan = Sebaris(
        label=_("Penjelasan"),
        wajib=_("Tulis mengapa nomor-nomor ini tidak dipakai di portal."),
        max_length=250,
        help_text=_("Misalnya: buku agenda kertas sampai 20 November. Terbaca di buku nomor."),
    )

    def clean_penjelasan(self) -> str:
        """More than blanks."""
        teks: str = self.cleaned_data["penjelasan"].strip()
        if not teks:
            raise ValidationError(_("Tulis mengapa nomor-nomor ini tidak dipakai di portal."))
        return teks
