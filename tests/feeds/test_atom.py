"""Atom: whole for every reader, whatever a title or a text holds."""

from __future__ import annotations

import html
from datetime import datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from tests.feeds.feeding import NAMES, NOON, contents_of, entry, feed, read, titles_of, written
from wagtail_mathshub import clock
from wagtail_mathshub.feeds.atom import NAMESPACE, atom
from wagtail_mathshub.feeds.entries import one_line

HOSTILE = {
    "line breaks": ("Corners\r\nand\nsides\u2028of\x85squares", "Corners and sides of squares"),
    "control characters": ("Cor\x00ne\x0brs\x1b[31m\x7f", "Corne rs[31m"),
    "5,000 characters": ("abcde" * 1000, "abcde" * 1000),
    "right to left": ("\u202egnp.exe \u05e9\u05dc\u05d5\u05dd\u2066", "gnp.exe \u05e9\u05dc\u05d5\u05dd"),
    "end of CDATA": ("]]> and <![CDATA[", "]]> and <![CDATA["),
    "script": ("</script><script>alert(1)</script>", "</script><script>alert(1)</script>"),
    "an entity": ("&xxe; <!ENTITY x SYSTEM 'file:///etc/passwd'>",) * 2,
    "an end of the feed": ("</title></entry></feed>",) * 2,
    "lone surrogates": ("A\ud800B\udfffC", "ABC"),
    "not characters": ("A\ufffeB\uffffC", "ABC"),
    "accents and a picture": ("O'Brien-Łukasz 李 🎓", "O'Brien-Łukasz 李 🎓"),
    "a formula of a spreadsheet": ('=HYPERLINK("http://e.invalid","x")',) * 2,
    "a header": ("a\r\nBcc: e@x.invalid", "a Bcc: e@x.invalid"),
    "blanks alone": (" \t\n", ""),
}


@pytest.mark.parametrize(("title", "cleaned"), HOSTILE.values(), ids=HOSTILE)
def test_a_hostile_title_is_read_back_as_one_clean_line(title, cleaned):
    assert one_line(title) == cleaned
    text = written(entry(title=title), title=title, author=title)
    assert titles_of(text) == [cleaned]
    parsed = read(text)
    assert len(parsed.entries) == 1
    assert parsed.entries[0].title == parsed.feed.title == cleaned


@settings(deadline=None)
@given(st.text(st.characters(codec=None)))
def test_any_text_anywhere_leaves_the_feed_whole(text):
    one = entry(
        title=text,
        summary=text,
        content_html=html.escape(text),
        authors=[text],
        categories=[text],
        image=text,
    )
    document = written(one, title=text, author=text, language="en-gb")
    assert read(document).bozo == 0
    assert titles_of(document) == [one_line(text)]
    root = etree.fromstring(document)
    assert root.findtext("atom:entry/atom:author/atom:name", namespaces=NAMES) == (one_line(text))
    assert {child.tag for child in root} == {
        f"{{{NAMESPACE}}}{name}" for name in ("id", "title", "updated", "link", "author", "entry")
    }


@settings(deadline=None)
@given(st.text(st.characters(codec=None)))
def test_a_cleaned_title_is_clean(text):
    assert one_line(one_line(text)) == one_line(text)
    assert one_line(text).isprintable() or not one_line(text).isascii()


def test_an_address_with_what_no_xml_may_hold_leaves_the_feed_whole():
    parsed = read(written(entry(address='https://alder.example.org/"\x00<>\ud800')))
    assert parsed.entries[0].link == 'https://alder.example.org/"<>'


def test_a_feed_says_what_readers_need_of_it():
    parsed = read(atom(feed(entry()))).feed
    links = {link.rel: link.href for link in parsed.links}
    assert links == {
        "self": "https://alder.example.org/hub/articles.atom",
        "alternate": "https://alder.example.org/",
    }
    assert parsed.id == "urn:uuid:1225c695-cfb8-4ebb-aaaa-80da344efa6a"
    assert parsed.updated == "2026-11-23T12:00:00Z"
    assert parsed.author == "Alder Hub"
    assert atom(feed()).count(b'xml:lang="en-gb"') == 1


def test_an_entry_says_all_that_is_known_of_it():
    published = datetime(2026, 7, 1, 9, tzinfo=clock.LONDON)
    shown = read(
        written(
            entry(
                published=published,
                updated=published + timedelta(hours=1),
                authors=["A. Guest", "B. Guest"],
                categories=["Algebra"],
                summary="In short",
                content_html="<p>At length &amp; well</p>",
                first_published_at="https://elsewhere.example/corners",
            )
        )
    ).entries[0]
    assert (shown.published, shown.updated) == ("2026-07-01T08:00:00Z", "2026-07-01T09:00:00Z")
    assert [author.name for author in shown.authors] == ["A. Guest", "B. Guest"]
    assert [tag.term for tag in shown.tags] == ["Algebra"]
    assert shown.summary == "In short"
    assert (shown.content[0].type, shown.content[0].value) == ("text/html", "<p>At length &amp; well</p>")
    assert {link.rel: link.href for link in shown.links} == {
        "alternate": "https://alder.example.org/articles/corners/",
        "via": "https://elsewhere.example/corners",
    }


def test_content_stays_escaped_text():
    content = "<p>]]></p></content><script>alert(1)</script>"
    assert contents_of(written(entry(content_html=content))) == [content]


def test_entries_stay_in_their_order():
    entries = [entry(title=title, updated=NOON - timedelta(days=n)) for n, title in enumerate("cab")]
    assert titles_of(written(*entries)) == ["c", "a", "b"]


def test_an_empty_feed_is_a_feed():
    parsed = read(written())
    assert parsed.entries == []
    assert parsed.feed.title == "Alder Hub: articles"
