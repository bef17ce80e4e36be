"""The register of numbers as TU reads it: the series of a unit and year, and of each letter its envelope."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from akun.actor import Actor
from akun.models import Unit
from akun.receipt import WIB
from persuratan.models import NomorSurat, SuratKeluar


class SeriForm(forms.Form):
    """Which series: it stands in the URL."""

    unit = forms.ModelChoiceField(
        label=_("Unit"), queryset=Unit.objects.lkpp().order_by("nama"), required=False, empty_label=_("Pilih unit")
    )
    tahun = forms.TypedChoiceField(label=_("Tahun"), required=False, coerce=int, empty_value=None)

    def __init__(self, *args: Any, tahun: list[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["tahun"].choices = [(t, str(t)) for t in tahun]  # type: ignore[attr-defined]


class BukuNomor:
    """The series that the URL names: where it names none, this year's of the unit that numbered last."""

    def __init__(self, data: QueryDict, *, now: datetime) -> None:
        kini = now.astimezone(WIB).year
        tahun = {kini, *NomorSurat.objects.order_by().values_list("tahun", flat=True).distinct()}
        data = data.copy()
        data.setdefault("tahun", str(kini))
        if "unit" not in data and (terakhir := NomorSurat.objects.order_by("-id").first()):
            data["unit"] = str(terakhir.unit_id)
        self.form = SeriForm(data, tahun=sorted(tahun, reverse=True))
        self.form.is_valid()
        self.unit: Unit | None = self.form.cleaned_data.get("unit")
        self.tahun: int = self.form.cleaned_data.get("tahun") or kini

    @property
    def rows(self) -> QuerySet[NomorSurat]:
        """The numbers of the series, newest first."""
        return NomorSurat.objects.filter(unit=self.unit, tahun=self.tahun).order_by("-urut")


def amplop(kunci: Iterable[int | None], actor: Actor) -> dict[int, SuratKeluar]:
    """The envelopes of the letters that have these numbers."""
    return {s.pk: s for s in SuratKeluar.objects.amplop(actor).filter(pk__in=[k for k in kunci if k])}
