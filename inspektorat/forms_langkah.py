"""Forms of LKPP's steps that name officers: mended applications, and other officers by a new letter."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy

from inspektorat import petugas as calon_petugas
from inspektorat.forms import DaftarPetugas, DasarForm, petugas
from inspektorat.models import CalonPetugas
from inspektorat.petugas import DataPetugas


class BerpetugasForm(DasarForm):
    """A letter of basis and rows of officers, valid together."""

    perlu_admin = True

    def __init__(self, *args: Any, awal: tuple[DataPetugas, ...] = (), wajib: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, wajib=wajib, **kwargs)
        data = dict(self.data.items()) if self.is_bound else None
        self.baris: DaftarPetugas = petugas(data, awal=awal, admin=self.perlu_admin)

    @property
    def galat(self) -> list[Any]:
        """What the error summary reads."""
        return [self, self.baris]

    def clean(self) -> dict[str, Any]:
        """The rows too, and somebody is admin where one is needed."""
        data = super().clean()
        if not self.baris.is_valid():
            raise ValidationError("")
        try:
            calon_petugas.periksa(self.baris.isi(), admin=self.perlu_admin)
        except ValidationError as error:
            self.baris.forms[0].add_error(None, error)
            raise ValidationError("") from error
        return data | {"petugas": self.baris.isi()}


class GantiForm(BerpetugasForm):
    """Who leaves and who comes, by a new letter."""

    perlu_admin = False
    keluar = forms.MultipleChoiceField(
        label=gettext_lazy("Siapa yang berhenti"),
        required=False,
        widget=forms.CheckboxSelectMultiple(attrs={"rupa-kecil": True, "rupa-penanda": ""}),
        help_text=gettext_lazy("Akunnya ditutup dan semua sesinya diakhiri; kasus auditor pindah ke Admin APIP"),
        error_messages={"invalid_choice": gettext_lazy("Pilih petugas dari daftar.")},
    )

    def __init__(self, *args: Any, pilihan: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, wajib=True, **kwargs)
        self.fields["berkas"].required = False
        self.fields["keluar"].choices = pilihan  # type: ignore[attr-defined]
        if not pilihan:
            del self.fields["keluar"]


def sebutan(nama: str, surel: str, peran: str) -> str:
    """How somebody is named in a list of choices."""
    return f"{nama} ({CalonPetugas.Peran(peran).label}), {surel}"
