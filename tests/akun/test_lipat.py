"""Folded templates say what they said before, in each language, with fewer nodes."""

from django.template import Context, Engine
from django.utils.translation import override

ISI = {
    "dasar.html": '<b>{% translate "Bantuan" %}</b>{% block isi %}{% endblock %}<i>{% translate "Lacak" %}</i>',
    "anak.html": '{% extends "dasar.html" %}{% block isi %}'
    '{% if a %}x {% translate "Lacak" %} y{% else %}{{ a }}{% endif %}'
    '{% for n in daftar %}<p>{% translate "Bantuan" %}</p>{{ n }}{% include "sisip.html" %}{% endfor %}{% endblock %}',
    "sisip.html": '{# tetap #}<a href="{% url \'lacak\' %}">{% translate "Lacak" %}</a>',
}
LOCMEM = ("django.template.loaders.locmem.Loader", ISI)


def engine(loader: str) -> Engine:
    builtins = ["django.templatetags.i18n", "akun.templatetags.tetap"]
    return Engine(loaders=[(loader, [LOCMEM])], builtins=builtins)


def test_a_folded_page_reads_as_the_unfolded_one_in_each_language() -> None:
    terlipat, biasa = engine("akun.lipat.Loader"), engine("django.template.loaders.cached.Loader")
    for bahasa in ("id", "en", "id"):
        for isi in ({"a": True, "daftar": [1, 2]}, {"a": "", "daftar": []}):
            with override(bahasa):
                hasil = [e.get_template("anak.html").render(Context(isi)) for e in (terlipat, biasa)]
            assert hasil[0] == hasil[1]


def test_texts_and_constant_tags_that_stand_side_by_side_become_one_node() -> None:
    assert len(engine("akun.lipat.Loader").get_template("sisip.html").nodelist) == 1
    assert len(engine("django.template.loaders.cached.Loader").get_template("sisip.html").nodelist) == 5
