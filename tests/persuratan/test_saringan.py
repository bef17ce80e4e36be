"""The filter in the URL of a list of letters: what travels along, and what takes a part of it off."""

from types import SimpleNamespace

from django import forms
from django.http import QueryDict

from persuratan.views import saringan


class Isian(forms.Form):
    q = forms.CharField()
    status = forms.CharField(label="Status")


DATA = QueryDict("milik=semua&q=a%26b&status=dikirim&jenis=&halaman=3")


def test_the_filter_travels_without_the_page_and_without_empty_parts() -> None:
    assert saringan.kueri(DATA).urlencode() == "milik=semua&q=a%26b&status=dikirim"
    assert saringan.kueri(DATA, tanpa="q").urlencode() == "milik=semua&status=dikirim"


def test_a_chip_says_what_it_takes_off_and_leads_to_the_first_page_without_it() -> None:
    daftar = SimpleNamespace(form=Isian(), aktif={"q": "a&b", "status": "Dikirim"})
    assert saringan.keping(DATA, daftar) == [
        {"teks": "a&b", "url": "?milik=semua&status=dikirim"},
        {"teks": "Status: Dikirim", "url": "?milik=semua&q=a%26b"},
    ]
