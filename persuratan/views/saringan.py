"""The filter of a list of letters as it stands in the URL."""

from typing import Protocol

from django import forms
from django.http import QueryDict


class Bersaringan(Protocol):
    """A list with a form of filters, and those in use."""

    @property
    def form(self) -> forms.Form: ...

    @property
    def aktif(self) -> dict[str, str]: ...


def kueri(data: QueryDict, *, tanpa: str = "") -> QueryDict:
    """The filter of the URL without the page number, empty parts, and `tanpa`."""
    sisa = data.copy()
    for nama in [k for k, v in sisa.items() if not v or k in {"halaman", tanpa}]:
        sisa.pop(nama)
    return sisa


def keping(data: QueryDict, daftar: Bersaringan) -> list[dict[str, str]]:
    """A chip for each filter in use, which takes it off."""
    return [
        {
            "teks": f"{daftar.form.fields[nama].label}: {nilai}" if nama != "q" else nilai,
            "url": "?" + kueri(data, tanpa=nama).urlencode(),
        }
        for nama, nilai in daftar.aktif.items()
    ]
