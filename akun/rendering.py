"""Forms in the portal's own look: one renderer for all, so that a template says only `{{ form.nama.as_field_group }}`.

A field may ask for details through widget attributes that begin with `rupa-` and never reach the browser:
`rupa-lebar` (characters: 2, 3, 4, 5, 10, 20, 30), `rupa-awalan` ("Rp"), `rupa-akhiran`, `rupa-penanda` (words after the
label of an optional field, "" for none), `rupa-petunjuk` (choice value -> hint), `rupa-sebaris` (radios side by side).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from typing import Any, cast

from django.forms import BaseForm, Field, widgets
from django.forms.boundfield import BoundField, BoundWidget
from django.forms.renderers import TemplatesSetting
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext_lazy

# First match wins: subclasses stand before the classes they come from.
JENIS: tuple[tuple[type[widgets.Widget], str], ...] = (
    (widgets.CheckboxSelectMultiple, "centang-banyak"),
    (widgets.RadioSelect, "radio"),
    (widgets.CheckboxInput, "centang"),
    (widgets.SelectDateWidget, "tanggal"),
    (widgets.Select, "pilih"),
    (widgets.Textarea, "teks-panjang"),
    (widgets.FileInput, "berkas"),
    (widgets.Input, "teks"),
)
KELAS = {
    "centang-banyak": "govuk-checkboxes__input",
    "radio": "govuk-radios__input",
    "centang": "govuk-checkboxes__input",
    "tanggal": "govuk-select",
    "pilih": "govuk-select",
    "teks-panjang": "govuk-textarea",
    "berkas": "unggah__masukan",
    "teks": "govuk-input",
}
BERGALAT = {"tanggal", "pilih", "teks-panjang", "teks"}
BERPILIHAN = {"radio", "centang-banyak"}
BAGIAN_TANGGAL = {"day": gettext_lazy("Tanggal"), "month": gettext_lazy("Bulan"), "year": gettext_lazy("Tahun")}
BOLEH_KOSONG = gettext_lazy("(boleh kosong)")


@dataclass(frozen=True)
class Pilihan:
    """One radio button or check box with its label and hint."""

    id: str
    masukan: SafeString
    label: str
    petunjuk: str


class RupaBoundField(BoundField):
    """A bound field that knows its kind, its classes and where an error link must lead."""

    def __init__(self, form: BaseForm, field: Field, name: str) -> None:
        super().__init__(form, field, name)
        field.widget.attrs.pop("placeholder", None)  # the label says it, and stays while one types
        self.rupa: dict[str, Any] = {
            kunci.removeprefix("rupa-"): field.widget.attrs.pop(kunci)
            for kunci in list(field.widget.attrs)
            if kunci.startswith("rupa-")
        }

    @property
    def jenis(self) -> str:
        """The kind of input, which decides the markup."""
        return next((jenis for kelas, jenis in JENIS if isinstance(self.field.widget, kelas)), "lain")

    @property
    def berpilihan(self) -> bool:
        """Whether the field is a group of choices inside a fieldset."""
        return self.jenis in BERPILIHAN

    @property
    def penanda(self) -> str:
        """Words after the label: a field that may stay empty says so."""
        return str(self.rupa.get("penanda", "" if self.field.required else BOLEH_KOSONG))

    @property
    def sasaran(self) -> str:
        """The id that an error link jumps to: the first choice of a group, the first list of a date."""
        if self.jenis in BERPILIHAN:
            return f"{self.auto_id}_0"
        if self.jenis == "tanggal":
            return next(self.bagian).id
        return str(self.id_for_label or self.auto_id)

    @property
    def kelompok(self) -> Iterator[tuple[str, list[Pilihan]]]:
        """The choices, by group; a field without groups has one group without a name."""
        for nama, semua in groupby(self._pilihan(), key=itemgetter(0)):
            yield nama, [satu for _, satu in semua]

    def _pilihan(self) -> Iterator[tuple[str, Pilihan]]:
        """Every choice with the name of its group; Django makes a group of its own of each that has none."""
        widget, hitung = cast(widgets.ChoiceWidget, self.field.widget), 0
        petunjuk = self.rupa.get("petunjuk", {})
        attrs = self.build_widget_attrs({"id": self.auto_id} if self.auto_id else {})
        # A group carries the state; on a single radio button ARIA does not know it.
        attrs.pop("aria-invalid", None)
        for nama, pilihan, _ in widget.optgroups(self.html_name, widget.format_value(self.value()), attrs):
            for data in pilihan:
                id_ = f"{self.auto_id}_{hitung}"
                hitung += 1
                teks = str(petunjuk.get(str(data["value"]), ""))
                data["attrs"] |= {"id": id_} | ({"aria-describedby": f"{id_}_petunjuk"} if teks else {})
                masukan = mark_safe(BoundWidget(widget, data, self.form.renderer).tag())
                yield nama or "", Pilihan(id=id_, masukan=masukan, label=data["label"], petunjuk=teks)

    @property
    def bagian(self) -> Iterator[Pilihan]:
        """The lists of a date (day, month, year), each with a label of its own."""
        widget = self.field.widget
        attrs = self.build_widget_attrs({"id": self.auto_id} if self.auto_id else {})
        for data in widget.get_context(self.html_name, self.value(), attrs)["widget"]["subwidgets"]:
            masukan = mark_safe(BoundWidget(widget, data, self.form.renderer).tag())
            label = str(BAGIAN_TANGGAL.get(data["name"].rpartition("_")[2], data["name"]))
            yield Pilihan(id=data["attrs"]["id"], masukan=masukan, label=label, petunjuk="")

    def build_widget_attrs(self, attrs: dict[str, Any], widget: widgets.Widget | None = None) -> dict[str, Any]:
        """Add our classes to those the widget already has."""
        widget = widget or self.field.widget
        hasil = super().build_widget_attrs(attrs, widget)
        kelas = [widget.attrs.get("class", ""), hasil.get("class", ""), *self._kelas(widget)]
        if gabung := " ".join(k for k in kelas if k):
            hasil["class"] = gabung
        return hasil

    def _kelas(self, widget: widgets.Widget) -> Iterator[str]:
        jenis = self.jenis
        if widget.is_hidden or jenis not in KELAS:
            return
        yield KELAS[jenis]
        if self.errors and jenis in BERGALAT:
            yield f"{KELAS[jenis]}--error"
        if lebar := self.rupa.get("lebar"):
            yield f"govuk-input--width-{lebar}"


class RupaRenderer(TemplatesSetting):
    """Django's forms with the templates of `komponen/formulir/`."""

    form_template_name = "komponen/formulir/form.html"
    formset_template_name = "komponen/formulir/formset.html"
    field_template_name = "komponen/formulir/field.html"
    bound_field_class = RupaBoundField
