"""The quick tags say what Django's say."""

import pytest
from django.template import Context, Template
from django.urls import reverse
from django.utils.translation import override


def tulis(sumber: str, **isi: object) -> str:
    return Template(sumber).render(Context(isi))


def test_a_constant_word_follows_the_language_of_each_visit() -> None:
    halaman = Template('{% translate "Bantuan" %}')
    hasil = []
    for bahasa in ("id", "en", "id"):
        with override(bahasa):
            hasil.append(halaman.render(Context()))
    assert hasil == ["Bantuan", "Help", "Bantuan"]


@pytest.mark.parametrize(
    "sumber",
    [
        '{% translate "a & b %% c" %}',
        "{% translate kata %}",
        '{% translate "Bantuan" as x %}-{{ x }}',
        '{% translate "Bantuan"|upper %}',
        '{% translate "Bantuan" noop %}',
        '{% translate "Bantuan" context "menu" %}',
        "{% url 'lacak' %}",
        "{% url 'lacak' as x %}-{{ x }}",
        "{% url nama %}",
        "{% url 'pengaduan:lacak_berkas' 7 %}",
        "{% static 'ikon.svg' %}",
        "{% static 'ikon.svg' as x %}-{{ x }}",
        "{% static berkas %}",
    ],
)
def test_the_tags_say_what_those_of_django_say(sumber: str) -> None:
    isi = {"kata": "<b>", "nama": "bantuan", "berkas": "portal.css"}
    for _kali in range(2):
        assert tulis(sumber, **isi) == tulis("{% load i18n static %}" + sumber, **isi)


def test_a_changing_argument_is_asked_each_time() -> None:
    halaman = Template("{% url nama %}")
    assert [halaman.render(Context({"nama": n})) for n in ("lacak", "bantuan")] == [
        reverse("lacak"),
        reverse("bantuan"),
    ]


def test_a_constant_under_a_name_follows_the_language_and_is_there_each_time() -> None:
    halaman = Template("{% translate \"Bantuan\" as x %}{% url 'lacak' as y %}{{ x }} {{ y }}")
    hasil = []
    for bahasa in ("id", "en", "id"):
        with override(bahasa):
            hasil.append(halaman.render(Context()))
    assert hasil == [f"Bantuan {reverse('lacak')}", f"Help {reverse('lacak')}", f"Bantuan {reverse('lacak')}"]
