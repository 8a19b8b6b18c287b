"""Pages that are made to take for ever."""

from __future__ import annotations

import time
from contextlib import suppress

import pytest

from tests.importing.converting.converted import blocks, cleaned, strings
from wagtail_mathshub.importing.converting.markup_scan import tamed
from wagtail_mathshub.importing.limits import MEGABYTE
from wagtail_mathshub.importing.refusals import PageRefused

NUMBER = 50_000


def test_a_page_of_ten_megabytes_is_refused_with_a_sentence():
    with pytest.raises(PageRefused, match="10\\.0 MB of text; 5\\.0 MB is the most"):
        cleaned("<p>word</p>\n" * (10 * MEGABYTE // 12 + 1))


@pytest.mark.parametrize("tag", ["div", "span", "b", "blockquote", "section", "x-y"])
def test_fifty_thousand_elements_inside_each_other_keep_their_words(tag: str):
    began = time.process_time()
    result = cleaned(f"<{tag}>" * NUMBER + "KEEP" + f"</{tag}>" * NUMBER)
    assert "KEEP" in result.html
    assert tag in ("x-y", "span") or [notice.code for notice in result.notices] == ["too_deep"]
    assert time.process_time() - began < 10


@pytest.mark.parametrize(
    "html",
    [
        "".join(f"<b id={n}>" for n in range(400)) + "<p>a</p>" * 90_000,
        "<a " * 500_000,
        "<!--" * 500_000,
        "<" * 500_000,
        "&" * 500_000,
        "<table><tr><td>" * 40_000,
        "<ul><li>" * 60_000,
    ],
)
def test_markup_that_only_an_attacker_writes_is_refused(html: str):
    with pytest.raises(PageRefused, match="for ever"):
        cleaned(html)


@pytest.mark.parametrize(
    "text",
    [
        "[" * 300_000,
        "[caption]" * 40_000,
        "[caption " * 40_000,
        "[a][/b]" * 40_000,
        "<!-- wp:a -->" * 20_000,
        "$" * 300_000,
        "$$x" * 40_000,
        "\\(" * 100_000,
        "$x^2$ <b>a</b> " * 20_000,
        "[latex]x" * 30_000,
        '<a title="' * 30_000,
        "<pre>" * 30_000,
        "<math>" * 30_000,
        "<math><annotation encoding=application/x-tex " * 8_000,
        " " * 1_000_000,
        "a" + "\n \t" * 200_000,
        "<p " + " ".join(f"a{n}" for n in range(60_000)) + ">x",
        "<svg><path/>" * 20_000,
        "<select><option>a" * 20_000,
        "<details><summary>a</summary>" * 5_000,
    ],
)
def test_other_piles_are_read_in_seconds(text: str):
    began = time.process_time()
    with suppress(PageRefused):
        blocks(text, wordpress=True)
    assert time.process_time() - began < 10


def test_a_long_ordinary_page_is_read_whole():
    paragraph = "<p>Some <b>words</b> and <a href='/x'>a link</a>, number {}.</p>\n"
    found = blocks("".join(paragraph.format(n) for n in range(5_000)))
    text = "".join(strings([item["value"] for item in found.items]))
    assert "number 0." in text
    assert "number 4999." in text
    assert found.notices == ()


def test_attributes_beyond_what_a_page_needs_are_dropped():
    flat, was_cut = tamed("<a " + " ".join(f"a{n}=1" for n in range(5_000)) + ">x</a>", 500)
    assert flat.count("=1") == 200
    assert flat.endswith(">x</a>")
    assert not was_cut


def test_what_is_not_closed_does_not_count_as_deep():
    html = "<ul>" + "<li>a" * 2_000 + "</ul>" + "<p>b" * 2_000
    assert not tamed(html, 500)[1]
    assert not tamed("<svg>" + "<path d='M0'/>" * 2_000 + "</svg>", 500)[1]


def test_closing_tags_that_close_nothing_do_not_hide_a_depth():
    assert tamed("<div><table></div></table>" * 1_000, 500)[1]
    assert tamed("<div></span>" * 1_000, 500)[1]
