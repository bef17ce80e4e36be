"""What TU fills in: the filters of the inbox, the check of a letter, its return."""

from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from akun.isian import Sebaris, Teks
from akun.models import Pejabat
from akun.prepared import prepared
from akun.ringkas import Hari, Ketik, Pilih, sekali
from persuratan import agenda
from persuratan.pilihan import Kanal, Kerahasiaan
from persuratan.status import Status

TANGGAL = ("%Y-%m-%d", "%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y")
PERIKSA = (
    ("terbaca", gettext_lazy("Surat terbaca")),
    ("pejabat", gettext_lazy("Pejabat yang dituju sudah tepat")),
    ("lengkap", gettext_lazy("Surat dan lampirannya lengkap")),
)
ALASAN = (
    ("tidak_terbaca", gettext_lazy("Surat tidak dapat dibaca.")),
    ("tidak_lengkap", gettext_lazy("Surat atau lampirannya tidak lengkap.")),
    ("bukan_lkpp", gettext_lazy("Isi surat bukan urusan LKPP.")),
    ("tanpa_pengirim", gettext_lazy("Pengirim atau tanda tangannya tidak jelas.")),
)


def isian_tanggal(
    label: Any, *, wajib: Any = "", petunjuk: Any = "", widget: forms.DateInput | None = None
) -> forms.DateField:
    """A date, typed or from a sheet."""
    return forms.DateField(
        label=label,
        required=bool(wajib),
        help_text=petunjuk,
        input_formats=TANGGAL,
        widget=widget or forms.DateInput(attrs={"type": "date", "rupa-lebar": 10}, format="%Y-%m-%d"),
        error_messages={
            "required": wajib,
            "invalid": gettext_lazy("Tulis tanggal yang benar, misalnya 21/11/2026."),
        },
    )


def isian_pejabat(label: Any, **kwargs: Any) -> "forms.ModelChoiceField[Pejabat]":
    """An office of the list."""
    return forms.ModelChoiceField(
        label=label,
        queryset=Pejabat.objects.order_by("pk"),
        error_messages={
            "required": gettext_lazy("Pilih pejabat yang dituju."),
            "invalid_choice": gettext_lazy("Pilih pejabat dari daftar."),
        },
        **kwargs,
    )


@prepared
def _pejabat() -> "QuerySet[Pejabat, tuple[int, str]]":
    return Pejabat.objects.order_by("pk").values_list("pk", "jabatan")


def _saring(label: Any, semua: Any, choices: Iterable[tuple[str, Any]]) -> forms.ChoiceField:
    """One of several choices, or all."""
    return forms.ChoiceField(label=label, required=False, choices=sekali([("", semua), *choices]), widget=Pilih)


class SaringTuForm(forms.Form):
    """The filters of the inbox, as they stand in the URL. `pandang` is chosen by the quick views and travels along."""

    q = forms.CharField(
        label=gettext_lazy("Cari nomor, perihal, pengirim"),
        required=False,
        max_length=200,
        widget=Ketik(attrs={"type": "search"}),
    )
    kanal = _saring(gettext_lazy("Jalur masuk"), gettext_lazy("Semua jalur"), Kanal.choices)
    penerima = forms.ChoiceField(label=gettext_lazy("Pejabat"), required=False, widget=Pilih)
    kerahasiaan = _saring(gettext_lazy("Kerahasiaan"), gettext_lazy("Semua tingkat"), Kerahasiaan.choices)
    status = _saring(gettext_lazy("Status"), gettext_lazy("Semua status"), Status.choices)
    lewat = _saring(gettext_lazy("Tenggat"), gettext_lazy("Semua tenggat"), [("ya", gettext_lazy("Lewat batas"))])
    dari = isian_tanggal(gettext_lazy("Diterima sejak"), widget=Hari())
    sampai = isian_tanggal(gettext_lazy("Diterima sampai"), widget=Hari())
    pandang = forms.CharField(required=False, widget=Ketik(attrs={"type": "hidden"}))

    def __init__(self, data: Mapping[str, Any]) -> None:
        super().__init__(data)
        penerima = cast(forms.ChoiceField, self.fields["penerima"])
        penerima.choices = cache(lambda: [("", _("Semua pejabat")), *_pejabat()])  # asked once per page, if at all


class TeruskanAmplopForm(forms.Form):
    """A closed envelope goes on: to whom, and under which number."""

    prefix = "teruskan"

    penerima = isian_pejabat(gettext_lazy("Teruskan kepada"), empty_label=None)
    nomor_agenda = Sebaris(
        label=gettext_lazy("Nomor agenda"),
        max_length=40,
        penanda="",
        widget=forms.TextInput(attrs={"autocomplete": "off", "rupa-lebar": 20}),
    )

    def __init__(self, *args: Any, usul: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        petunjuk = _("Kosongkan untuk nomor berikutnya: %(nomor)s") % {"nomor": usul}
        self.fields["nomor_agenda"].help_text = petunjuk

    def clean_nomor_agenda(self) -> str:
        """Two letters do not have one number."""
        nomor: str = self.cleaned_data["nomor_agenda"].strip()
        if nomor and (punya := agenda.dipakai(nomor)):
            raise ValidationError(_("Nomor agenda ini sudah dipakai surat %(nomor)s.") % {"nomor": punya})
        return nomor


class TeruskanForm(TeruskanAmplopForm):
    """A letter that was read goes on: everything was looked at."""

    periksa = forms.MultipleChoiceField(
        label=gettext_lazy("Yang sudah diperiksa"),
        choices=PERIKSA,
        widget=forms.CheckboxSelectMultiple(attrs={"rupa-kecil": True}),
        error_messages={"required": gettext_lazy("Periksa suratnya, lalu centang ketiganya.")},
    )
    field_order = ("periksa", "penerima", "nomor_agenda")

    def clean_periksa(self) -> list[str]:
        """All of it: what is not in order goes back instead."""
        ada: list[str] = self.cleaned_data["periksa"]
        kurang = [str(label) for kunci, label in PERIKSA if kunci not in ada]
        if kurang:
            raise ValidationError(
                _("Belum dicentang: %(kurang)s. Bila tidak demikian, kembalikan suratnya.")
                % {"kurang": "; ".join(kurang)}
            )
        return ada


class KembalikanForm(forms.Form):
    """Why a letter goes back, in sentences that the sender reads."""

    prefix = "kembali"

    sebab = forms.MultipleChoiceField(
        label=gettext_lazy("Alasan"),
        choices=ALASAN,
        required=False,
        widget=forms.CheckboxSelectMultiple(attrs={"rupa-kecil": True, "rupa-penanda": ""}),
    )
    penjelasan = Teks(
        label=gettext_lazy("Penjelasan untuk pengirim"),
        max_length=2000,
        rows=3,
        help_text=gettext_lazy("Apa yang perlu diperbaiki sebelum dikirim lagi. Pengirim membacanya di Cek Progres"),
    )

    def clean(self) -> dict[str, Any]:
        """At least one reason, ready-made or written."""
        data = super().clean() or {}
        if not data.get("sebab") and not data.get("penjelasan", "").strip() and not self.errors:
            self.add_error("sebab", _("Pilih alasan, atau tulis sendiri: pengirim perlu tahu mengapa."))
        return data

    @property
    def alasan(self) -> str:
        """The reason as one text."""
        kalimat = [str(label) for kunci, label in ALASAN if kunci in self.cleaned_data["sebab"]]
        return "\n".join(filter(None, (" ".join(kalimat), self.cleaned_data["penjelasan"].strip())))
