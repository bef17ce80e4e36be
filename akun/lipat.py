"""Templates whose constant parts are written once: texts and constant tags that stand side by side become one node."""

from collections.abc import Iterator
from typing import Any
from weakref import WeakSet

from django.template import Template
from django.template.base import Node, NodeList, TextNode
from django.template.loaders import cached
from django.utils.functional import cached_property

from akun.templatetags.tetap import Tetap


class _Rangkai(Node):
    """Neighbours that say the same for every visitor of a language."""

    def __init__(self, nodes: list[Node]) -> None:
        self.nodes = nodes

    def render(self, context: Any) -> str:
        """The words of all, one after the other."""
        return "".join([node.render(context) for node in self.nodes])


class Loader(cached.Loader):
    """Django's loader that keeps templates; what it keeps is folded."""

    def get_template(self, template_name: str, skip: Any = None) -> Template:
        """Load, and fold what is constant the first time."""
        template = super().get_template(template_name, skip)
        if template not in self.terlipat:
            _lipat(template.nodelist)
            self.terlipat.add(template)
        return template

    @cached_property
    def terlipat(self) -> "WeakSet[Template]":
        """The templates that are folded."""
        return WeakSet()


def _lipat(nodes: NodeList) -> None:
    """Fold a list of nodes and all lists below it, in place."""
    for node in nodes:
        for below in _di_bawah(node):
            _lipat(below)
    nodes[:] = _terlipat(list(nodes))


def _terlipat(nodes: list[Node]) -> Iterator[Node]:
    sama: list[Node] = []
    for node in [*nodes, None]:
        if isinstance(node, TextNode | Tetap):
            sama.append(node)
            continue
        if sama:
            yield sama[0] if len(sama) == 1 else _satu(sama)
        sama = []
        if node is not None:
            yield node


def _satu(sama: list[Node]) -> Node:
    """A constant of several parts; what it replaces keeps its place in the source for messages of errors."""
    satu = Tetap(_Rangkai(sama))
    satu.token, satu.origin = sama[0].token, sama[0].origin
    return satu


def _di_bawah(node: Node) -> Iterator[NodeList]:
    """The lists of nodes that a node renders."""
    for nama in node.child_nodelists:
        below = getattr(node, nama, None)
        if isinstance(below, NodeList):
            yield below
    yield from (below for _syarat, below in getattr(node, "conditions_nodelists", ()))
