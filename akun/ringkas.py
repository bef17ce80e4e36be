"""Widgets that write themselves in one go: Django's templates per option would cost a desk more than its queries."""

from collections.abc import Callable, Iterable, Mapping
from functools import cache, lru_cache
from html import escape
from typing import Any

from django import forms
from django.forms.renderers import BaseRenderer
from django.utils.safestring import SafeString
from django.utils.translation import get_language


def sekali(choices: Iterable[tuple[str, Any]]) -> Callable[[], list[tuple[str, str]]]:
    """Choices whose words are translated once per language, and which no page has to copy."""

    @cache
    def terjemah(bahasa: str | None) -> list[tuple[str, str]]:
        return [(kunci, str(label)) for kunci, label in choices]

    return lambda: terjemah(get_language())


def atribut(attrs: Mapping[str, Any]) -> str:
    """Attributes as Django writes them: True stands alone, False and None are left out."""
    ada = ((nama, nilai) for nama, nilai in attrs.items() if nilai is not None and nilai is not False)
    return "".join(f" {nama}" if nilai is True else f' {nama}="{escape(str(nilai))}"' for nama, nilai in ada)


@lru_cache(maxsize=256)
def _butir(pilihan: tuple[tuple[str, str], ...], terpilih: tuple[str, ...]) -> str:
    return "".join(
        f'<option value="{escape(kunci)}"{" selected" if kunci in terpilih else ""}>{escape(label)}</option>'
        for kunci, label in pilihan
    )


class Pilih(forms.Select):
    """A select of choices without groups."""

    def render(
        self, name: str, value: Any, attrs: dict[str, Any] | None = None, renderer: BaseRenderer | None = None
    ) -> SafeString:
        """The same markup as Django's."""
        choices: Iterable[Any] = self.choices
        isi = _butir(tuple((str(kunci), str(label)) for kunci, label in choices), tuple(self.format_value(value)))
        return SafeString(f"<select{atribut({'name': name} | self.build_attrs(self.attrs, attrs))}>{isi}</select>")


class Ketik(forms.TextInput):
    """A line to type in, or with `type="hidden"` a value that is carried along."""

    def render(
        self, name: str, value: Any, attrs: dict[str, Any] | None = None, renderer: BaseRenderer | None = None
    ) -> SafeString:
        """The same markup as Django's."""
        isi = {"type": self.input_type, "name": name, "value": self.format_value(value)}
        return SafeString(f"<input{atribut(isi | self.build_attrs(self.attrs, attrs))}>")


class Hari(Ketik, forms.DateInput):
    """A date, as the browser asks for it."""

    def __init__(self) -> None:
        super().__init__(attrs={"type": "date"}, format="%Y-%m-%d")
