"""What the steps at the desk ask for. Labels say what the text is for and who will read it."""

from datetime import datetime, timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from akun.isian import Sebaris, Teks
from akun.models import Unit, User
from akun.receipt import WIB
from konsultasi.pilihan import Produk

PANJANG, PANJANG_JAWABAN = 4000, 20_000
SEBENTAR, LAMA, SELAMA = 15, 60, 480


def _uraian(label: Any, petunjuk: Any, *, wajib: Any, rows: int = 6, panjang: int = PANJANG) -> Teks:
    """A longer text."""
    return Teks(label=label, help_text=petunjuk, wajib=wajib, max_length=panjang, rows=rows)


def _produk() -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(
        label=gettext_lazy("Yang diberikan"),
        choices=Produk.choices,
        widget=forms.CheckboxSelectMultiple(attrs={"rupa-kecil": True}),
        error_messages={
            "required": gettext_lazy("Pilih saran, pendapat, rekomendasi, atau tindakan koreksi."),
            "invalid_choice": gettext_lazy("Pilih dari daftar."),
        },
    )


class TugaskanForm(forms.Form):
    """Which officer of the directorate gets it."""

    kepada = forms.ModelChoiceField(
        label=gettext_lazy("Petugas"),
        queryset=User.objects.none(),
        empty_label=None,
        widget=forms.RadioSelect(attrs={"rupa-kecil": True}),
        error_messages={
            "required": gettext_lazy("Pilih petugasnya."),
            "invalid_choice": gettext_lazy("Pilih petugas direktorat ini yang aktif."),
        },
    )

    def __init__(self, *args: Any, petugas: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kepada"].queryset = petugas  # type: ignore[attr-defined]


class AlihkanForm(forms.Form):
    """To which other directorate."""

    unit = forms.ModelChoiceField(
        label=gettext_lazy("Direktorat tujuan"),
        queryset=Unit.objects.none(),
        empty_label=None,
        widget=forms.RadioSelect(attrs={"rupa-kecil": True}),
        error_messages={
            "required": gettext_lazy("Pilih direktoratnya."),
            "invalid_choice": gettext_lazy("Pilih direktorat dari daftar."),
        },
    )

    def __init__(self, *args: Any, unit: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].queryset = unit  # type: ignore[attr-defined]


class MintaDataForm(forms.Form):
    """What is lacking."""

    isi = _uraian(
        gettext_lazy("Data yang diminta"),
        gettext_lazy("Dibaca pemohon di halamannya. Sebut berkas atau keterangan apa yang kurang."),
        wajib=gettext_lazy("Tulis data apa yang diperlukan."),
    )


class CatatanForm(forms.Form):
    """A note among officers."""

    isi = _uraian(
        gettext_lazy("Catatan"),
        gettext_lazy("Hanya dibaca petugas direktorat ini. Pemohon tidak pernah melihatnya."),
        wajib=gettext_lazy("Tulis catatannya."),
    )


class JawabanForm(forms.Form):
    """The answer, and what it gives."""

    jawaban = _uraian(
        gettext_lazy("Jawaban"),
        gettext_lazy("Dibaca pemohon sesudah direviu. Sebut dasar aturannya."),
        wajib=gettext_lazy("Tulis jawabannya."),
        rows=14,
        panjang=PANJANG_JAWABAN,
    )
    produk = _produk()


class KembalikanForm(forms.Form):
    """What the author should change."""

    catatan = _uraian(
        gettext_lazy("Catatan untuk penulis"),
        gettext_lazy("Apa yang perlu diperbaiki. Tidak dibaca pemohon."),
        wajib=gettext_lazy("Tulis apa yang perlu diperbaiki."),
    )


class TolakForm(forms.Form):
    """Why it cannot be served, and where to turn."""

    alasan = _uraian(
        gettext_lazy("Alasan, dan ke mana pemohon dapat bertanya"),
        gettext_lazy("Dibaca pemohon."),
        wajib=gettext_lazy("Tulis alasannya, dan ke mana pemohon dapat bertanya."),
    )


class LaporanForm(forms.Form):
    """The report of a meeting, and what was given."""

    isi = _uraian(
        gettext_lazy("Laporan pertemuan"),
        gettext_lazy("Apa yang ditanyakan dan apa yang disarankan. Dibaca pemohon."),
        wajib=gettext_lazy("Tulis laporan pertemuannya."),
        rows=12,
        panjang=PANJANG_JAWABAN,
    )
    produk = _produk()


class PertemuanForm(forms.Form):
    """When and where a meeting online takes place."""

    tanggal = forms.DateField(
        label=gettext_lazy("Tanggal"),
        widget=forms.DateInput(attrs={"type": "date", "rupa-lebar": 10}, format="%Y-%m-%d"),
        error_messages={
            "required": gettext_lazy("Pilih tanggal pertemuan."),
            "invalid": gettext_lazy("Tulis tanggal yang benar, misalnya 2026-11-30."),
        },
    )
    jam = forms.TimeField(
        label=gettext_lazy("Jam mulai (WIB)"),
        widget=forms.TimeInput(attrs={"type": "time", "rupa-lebar": 10}, format="%H:%M"),
        error_messages={
            "required": gettext_lazy("Tulis jam mulainya."),
            "invalid": gettext_lazy("Tulis jam yang benar, misalnya 09:30."),
        },
    )
    lama_menit = forms.IntegerField(
        label=gettext_lazy("Lama (menit)"),
        min_value=SEBENTAR,
        max_value=SELAMA,
        initial=LAMA,
        widget=forms.NumberInput(attrs={"inputmode": "numeric", "rupa-lebar": "5"}),
        error_messages={
            "required": gettext_lazy("Tulis lamanya dalam menit."),
            "invalid": gettext_lazy("Tulis lamanya dengan angka."),
            "min_value": gettext_lazy("Paling sebentar 15 menit."),
            "max_value": gettext_lazy("Paling lama 480 menit."),
        },
    )
    tautan = Sebaris(
        label=gettext_lazy("Tautan rapat"),
        help_text=gettext_lazy("Dimulai dengan https://. Hanya pemohon dan direktorat ini yang melihatnya."),
        max_length=500,
        wajib=gettext_lazy("Tempel tautan rapatnya."),
        widget=forms.URLInput(attrs={"spellcheck": "false"}),
    )

    def __init__(self, *args: Any, now: datetime, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.now = now
        self.fields["tanggal"].widget.attrs["min"] = now.astimezone(WIB).date().isoformat()

    def clean_tautan(self) -> str:
        """A link of the web, over a connection that nobody reads along."""
        tautan: str = self.cleaned_data["tautan"].strip()
        try:
            forms.URLField(assume_scheme="https").clean(tautan)
        except ValidationError:
            raise ValidationError(_("Tempel tautan yang lengkap, misalnya https://rapat.contoh.id/abc.")) from None
        if not tautan.casefold().startswith("https://"):
            raise ValidationError(_("Tautan rapat dimulai dengan https://."))
        return tautan

    def clean(self) -> dict[str, Any]:
        """The moment at which it begins, in Jakarta."""
        data: dict[str, Any] = super().clean() or {}
        if data.get("tanggal") and data.get("jam"):
            data["mulai"] = datetime.combine(data["tanggal"], data["jam"], tzinfo=WIB)
            if data["mulai"] <= self.now:
                self.add_error("jam", _("Waktu ini sudah lewat. Pilih waktu lain."))
            elif data["mulai"] > self.now + timedelta(days=366):
                self.add_error("tanggal", _("Pilih tanggal dalam setahun ini."))
        return data
