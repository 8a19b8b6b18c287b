"""No word of an old page is lost: checked against what another parser finds in the raw page."""

from __future__ import annotations

import re
from collections import Counter

import lxml.html
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.importing.converting.converted import cleaned, strings
from tests.importing.converting.pages import EVERYTHING, LONG_WORDS
from wagtail_mathshub.importing.converting import blocks_of, rich_text_of, text_of

WORD = re.compile(r"\w+")
UNSEEN = {"script", "style", "title", "template", "iframe", "noembed", "noframes", "noscript"}


def seen(html: str) -> Counter[str]:
    """The words that a reader sees, by lxml alone."""
    root = lxml.html.document_fromstring(f"<main>{html}</main>")
    for element in list(root.iter()):
        if element.tag in UNSEEN or not isinstance(element.tag, str):
            element.drop_tree()
    return Counter(WORD.findall(" ".join(root.itertext())))


def kept(html: str) -> Counter[str]:
    """The words in the stored blocks, and in what is told to be lost."""
    page = cleaned(html)
    found = blocks_of(page.html)
    texts = [text for item in found.items for text in strings(item["value"])]
    plain = (" ".join(lxml.html.fromstring(f"<main>{text}</main>").itertext()) for text in texts if text)
    losses = (loss.source for loss in (*page.losses, *found.losses))
    return Counter(WORD.findall(" ".join((*plain, *losses))))


@pytest.mark.parametrize("html", [EVERYTHING, LONG_WORDS])
def test_every_word_of_a_page_is_in_its_blocks(html: str):
    assert seen(html) - kept(html) == Counter()


def test_a_lost_word_is_noticed():
    # The control of the tests here.
    assert seen("<p>one two</p>") - kept("<p>one</p>") == Counter({"two": 1})


@pytest.mark.parametrize("html", [EVERYTHING, LONG_WORDS])
def test_every_word_of_a_page_is_in_its_rich_text_and_its_plain_text(html: str):
    page = cleaned(html).html
    rich = Counter(
        WORD.findall(" ".join(lxml.html.fromstring(f"<main>{rich_text_of(page).html}</main>").itertext()))
    )
    assert seen(html) - rich == Counter()
    text = text_of(page)
    assert [word for word in seen(html) if word not in text] == []


TAGS = st.sampled_from(
    [
        "p",
        "div",
        "span",
        "b",
        "i",
        "a",
        "h2",
        "h4",
        "ul",
        "ol",
        "li",
        "blockquote",
        "cite",
        "table",
        "tr",
        "td",
        "th",
        "figure",
        "figcaption",
        "pre",
        "code",
        "dl",
        "dt",
        "dd",
        "details",
        "summary",
        "section",
        "br",
        "hr",
        "img",
        "sub",
        "q",
        "font",
        "x-y",
        "svg",
        "text",
        "center",
        "button",
        "option",
        "caption",
    ]
)
WORDS = st.integers(0, 10**6).map("w{}".format)


@st.composite
def markup(draw: st.DrawFn) -> str:
    """Elements opened and closed in any order, with words between them."""
    parts = []
    for _n in range(draw(st.integers(1, 25))):
        tag = draw(TAGS)
        kind = draw(st.sampled_from(["open", "close", "whole", "words"]))
        word = draw(WORDS)
        parts.append(
            {"open": f"<{tag}>", "close": f"</{tag}>", "whole": f"<{tag}>{word}</{tag}>"}.get(
                kind, f" {word} "
            )
        )
    return "".join(parts)


@settings(max_examples=300, deadline=None)
@given(markup())
def test_no_word_is_lost_however_broken_the_markup_is(html: str):
    expected = Counter(re.findall(r"w\d+", re.sub("<[^>]*>", " ", html)))
    found = kept(html)
    joined = " ".join(found)
    assert all(word in found or word in joined for word in expected), html
    assert all(word in text_of(cleaned(html).html) for word in expected), html


@settings(max_examples=300, deadline=None)
@given(markup())
def test_what_is_clean_stays_as_it_is_however_broken_it_was(html: str):
    once = cleaned(html).html
    assert cleaned(once).html == once
