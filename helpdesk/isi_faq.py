"""Answers in Markdown, shown safely: paragraphs, lists, stress, small headings, links to web pages. No HTML passes."""

import re
from typing import Any

from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt
from markdown_it.token import Token

KELAS = {
    "paragraph_open": "govuk-body",
    "bullet_list_open": "govuk-list govuk-list--bullet",
    "ordered_list_open": "govuk-list govuk-list--number",
    "heading_open": "govuk-heading-s",
    "link_open": "govuk-link",
}
TUJUAN = re.compile(r"https://[^\s]+|/(?!/)[^\s]*", re.IGNORECASE)
"""Where a link may lead: a web page by https, or a page of the portal."""


def html(markdown: str) -> SafeString:
    """An answer as the page shows it; what is not understood stays text."""
    return mark_safe(str(_PENGURAI.render(markdown.replace("\0", ""))))


def polos(markdown: str) -> str:
    """The words alone, on one line: for the lists of suggestions."""
    teks = [satu.content for satu in _PENGURAI.parse(markdown.replace("\0", "")) for satu in satu.children or ()]
    return " ".join(" ".join(teks).split())


def _susun(tokens: list[Token]) -> None:
    for token in tokens:
        if token.type.startswith("heading"):
            token.tag = "h3"
        if token.type in KELAS and not token.hidden:
            token.attrSet("class", KELAS[token.type])
        if token.children:
            _susun(token.children)


def _pengurai() -> MarkdownIt:
    pengurai = MarkdownIt("zero", {"html": False}).enable(
        ["heading", "list", "emphasis", "escape", "newline", "link", "entity"]
    )
    tujuan: Any = lambda url: bool(TUJUAN.fullmatch(url))  # noqa: E731
    pengurai.validateLink = tujuan  # type: ignore[method-assign]
    pengurai.core.ruler.push("faq", lambda state: _susun(state.tokens))
    return pengurai


_PENGURAI = _pengurai()
