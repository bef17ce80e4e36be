"""Answers are shown safely."""

import pytest

from helpdesk.isi_faq import html, polos


@pytest.mark.parametrize(
    "jahat",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "[klik](javascript:alert(1))",
        "[klik](data:text/html,<script>)",
        "[klik](//jahat.example)",
        "![gambar](https://jahat.example/x.png)",
        "<https://jahat.example>",
    ],
)
def test_no_script_no_picture_and_no_strange_link(jahat: str) -> None:
    hasil = html(jahat)
    assert "<script" not in hasil
    assert "<img" not in hasil
    assert "javascript:" not in hasil.replace("[klik](javascript:", "")
    assert 'href="//' not in hasil
    assert 'href="data' not in hasil


def test_lists_stress_headings_and_links_look_like_the_portal() -> None:
    hasil = html("# Judul\n\n1. **satu**\n2. [dua](https://lkpp.go.id/a)\n\n- tiga\n")
    assert '<h3 class="govuk-heading-s">Judul</h3>' in hasil
    assert '<ol class="govuk-list govuk-list--number">' in hasil
    assert '<a href="https://lkpp.go.id/a" class="govuk-link">dua</a>' in hasil
    assert '<ul class="govuk-list govuk-list--bullet">' in hasil
    assert polos("1. **satu** &amp; dua\n\n- tiga") == "satu & dua tiga"
