"""The rules of the house find what a strict Content Security Policy would block."""

from __future__ import annotations

import pytest

from scripts import check_house


@pytest.mark.parametrize(
    "html",
    [
        "<style>p { margin: 0 }</style>",
        "<script>go()</script>",
        '<script type="module">go()</script>',
        '<p style="margin: 0">',
        '<button onclick="go()">',
        '{% if a > b %}<p {% if c %}style="margin: 0"{% endif %}>{% endif %}',
    ],
)
def test_inline_code_is_found(html: str) -> None:
    assert len(list(check_house.inline_code(html))) == 1


@pytest.mark.parametrize(
    "html",
    [
        '<script src="a.js"></script>',
        '<script type="application/ld+json">{}</script>',
        '<link rel="stylesheet" href="{% static "a.css" %}">',
        '<p data-style="x" title=" onclick=">',
    ],
)
def test_files_and_data_are_fine(html: str) -> None:
    assert list(check_house.inline_code(html)) == []


def test_the_house_is_in_order() -> None:
    assert [*check_house.modules(), *check_house.templates(), *check_house.documents()] == []
