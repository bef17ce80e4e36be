"""The tags `translate`, `url` and `static`, quicker: what they say about a constant is worked out once per process.

Built in for every template (settings.TEMPLATES); a template that loads Django's own libraries gets Django's own tags.
"""

from typing import Any

from django import template
from django.template.base import FilterExpression, Node, Parser, Token
from django.template.context import Context
from django.template.defaulttags import url as url_tag
from django.templatetags.i18n import do_translate
from django.templatetags.static import do_static
from django.utils.translation import get_language

register = template.Library()


class Tetap(Node):
    """A tag that says the same for every visitor of a language."""

    child_nodelists = ()

    def __init__(self, node: Node) -> None:
        self.node = node
        self.teks: dict[str | None, str] = {}

    def render(self, context: Context) -> str:
        """Ask the tag the first time, and remember."""
        kunci = get_language()
        teks = self.teks.get(kunci)
        if teks is None:
            teks = self.teks[kunci] = self.node.render(context)
        return teks


class TetapBernama(Node):
    """A tag that puts the same under a name for every visitor of a language."""

    child_nodelists = ()

    def __init__(self, node: Node, nama: str) -> None:
        self.node, self.nama = node, nama
        self.isi: dict[str | None, Any] = {}

    def render(self, context: Context) -> str:
        """Ask the tag the first time, and remember."""
        kunci = get_language()
        if kunci not in self.isi:
            self.node.render(context)
            self.isi[kunci] = context[self.nama]
        context[self.nama] = self.isi[kunci]
        return ""


def _constant(sumber: FilterExpression) -> bool:
    """A text in quotes, through no filter."""
    var: Any = sumber.var
    return not sumber.filters and (isinstance(var, str) or var.literal is not None)


@register.tag
def translate(parser: Parser, token: Token) -> Node:
    """`{% translate "Lacak" %}`, as in Django."""
    node = do_translate(parser, token)
    if not _constant(node.filter_expression) or node.message_context:
        return node
    return TetapBernama(node, node.asvar) if node.asvar else Tetap(node)


@register.tag
def url(parser: Parser, token: Token) -> Node:
    """`{% url 'lacak' %}`, as in Django."""
    node = url_tag(parser, token)
    if not _constant(node.view_name) or node.args or node.kwargs:
        return node
    return TetapBernama(node, node.asvar) if node.asvar else Tetap(node)


@register.tag
def static(parser: Parser, token: Token) -> Node:
    """`{% static 'portal.css' %}`, as in Django."""
    node = do_static(parser, token)
    return Tetap(node) if _constant(node.path) and node.varname is None else node
