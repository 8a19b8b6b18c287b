"""Nothing in an imported page runs, and nothing that it says is lost."""

from __future__ import annotations

import json

import lxml.html
import pytest

from tests.importing.converting.converted import cleaned, strings
from tests.importing.converting.hostile import FRAGMENTS, Fragment
from wagtail_mathshub.importing.converting import blocks_of, rich_text_of, text_of

NAMED = [pytest.param(fragment, id=fragment.id) for fragment in FRAGMENTS]
BOTH = pytest.mark.parametrize("wordpress", [False, True], ids=["html", "wordpress"])
ALLOWED = {
    *("p", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "blockquote", "cite", "pre", "details", "summary"),
    *("table", "caption", "tbody", "tr", "td", "th", "figure", "figcaption", "img", "div", "a", "b", "i"),
    *("sub", "sup", "code", "br"),
}
RICH = {"p", "ul", "ol", "li", "a", "b", "i", "sub", "sup", "br"}


def dangers(html: str, tags: set[str]) -> list[str]:
    """What stands in the HTML beside harmless elements, attributes and addresses."""
    root = lxml.html.fromstring(f"<main>{html}</main>")
    found = []
    for element in root.iterdescendants():
        if not isinstance(element.tag, str) or element.tag not in tags:
            found.append(str(element.tag))
        for name, value in element.attrib.items():
            is_link = name in ("href", "src") and value.startswith(("https:", "http:", "mailto:", "tel:"))
            is_plain = name in ("alt", "colspan", "rowspan") or (
                name == "class" and value in ("file", "frame", "film", "gallery")
            )
            if not (is_link or is_plain):
                found.append(f"{name}={value}")
    return found


def test_there_are_enough_fragments():
    assert len(FRAGMENTS) >= 85
    assert len({fragment.id for fragment in FRAGMENTS}) == len(FRAGMENTS)


def test_raw_fragments_are_seen_as_dangerous():
    # The control of `dangers`, without which the tests below could not fail.
    raw = [fragment for fragment in FRAGMENTS if dangers(fragment.html, ALLOWED)]
    assert len(raw) >= 85


@BOTH
@pytest.mark.parametrize("fragment", NAMED)
def test_cleaned_html_is_harmless_and_keeps_the_words(fragment: Fragment, wordpress: bool):
    html = cleaned(fragment.html, wordpress=wordpress).html
    assert fragment.keep in html
    assert dangers(html, ALLOWED) == []


@BOTH
@pytest.mark.parametrize("fragment", NAMED)
def test_blocks_are_harmless_and_keep_the_words(fragment: Fragment, wordpress: bool):
    items = blocks_of(cleaned(fragment.html, wordpress=wordpress).html).items
    assert fragment.keep in json.dumps(items)
    for item in items:
        for text in strings(item["value"]) if item["type"] in ("text", "accordion") else ():
            assert dangers(text, RICH) == []
        assert all(is_harmless_address(text) for text in addresses(item["value"]))


def addresses(value: object) -> list[str]:
    """The texts in a block's value that are used as addresses."""
    known = ("url", "image", "document", "embed")
    if isinstance(value, dict):
        inner = [found for name, one in value.items() if name not in known for found in addresses(one)]
        return [str(value[name]) for name in known if value.get(name)] + inner
    return [found for one in value for found in addresses(one)] if isinstance(value, list) else []


def is_harmless_address(address: str) -> bool:
    return address.removeprefix("media:").startswith(("https://", "http://"))


@pytest.mark.parametrize("fragment", NAMED)
def test_rich_text_and_plain_text_keep_the_words(fragment: Fragment):
    html = cleaned(fragment.html).html
    rich = rich_text_of(html).html
    assert fragment.keep in rich
    assert dangers(rich, RICH) == []
    assert fragment.keep in text_of(html)


@pytest.mark.parametrize("fragment", NAMED)
def test_blocks_of_html_that_nobody_has_cleaned_are_harmless_too(fragment: Fragment):
    for item in blocks_of(fragment.html).items:
        for text in strings(item["value"]) if item["type"] in ("text", "accordion") else ():
            assert dangers(text, RICH) == []


def test_forged_references_to_pages_and_documents_are_gone():
    html = '<p><a linktype="page" id="3">one</a> <a linktype="document" id="4" href="/a">two</a></p>'
    result = cleaned(html + '<embed embedtype="image" id="5" alt="x" format="left">').html
    assert result == '<p>one <a href="https://old.example.org/a">two</a></p>'
