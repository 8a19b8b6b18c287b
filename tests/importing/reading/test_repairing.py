"""Repairs of XML text before it is parsed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from wagtail_mathshub.importing.reading.repairing import Tally, repair, repair_pieces
from wagtail_mathshub.importing.refusals import ImportRefused


def text_of(xml):
    return "".join(etree.fromstring(repair(xml).encode()).itertext())


@pytest.mark.parametrize(
    ("xml", "text"),
    [
        ("<a>A & B</a>", "A & B"),
        ("<a>AT&T; &copy 2020 &hubs;</a>", "AT&T; &copy 2020 &hubs;"),
        ("<a>x&nbsp;y &pound;5 &eacute;</a>", "x\xa0y £5 é"),
        ("<a>&amp;&lt;&gt;&quot;&apos;</a>", "&<>\"'"),
        ("<a>one\x0btwo\x00three</a>", "one twothree"),
        ("<a>one&#11;two&#0;three&#x1F;</a>", "one twothree"),
        ("<a>&#146;s &#8217; &#x2013;</a>", "’s ’ –"),
        ("<a>&#99999999;</a>", ""),
        ("<a><![CDATA[one\x0b &#11; & <b>]]></a>", "one    & <b>"),
        ("<a><![CDATA[a]]]]><![CDATA[>b]]></a>", "a]]>b"),
        ("<a>5 < 6 and 7 <8</a>", "5 < 6 and 7 <8"),
        ("<a>a ]]> b</a>", "a ]]> b"),
        ("\n \ufeff<?xml version='1.0'?><a>x</a>", "x"),
        ("<!DOCTYPE rss PUBLIC 'x' \"y\"><a>x</a>", "x"),
        ("<a><!-- x -- y --->z</a>", "z"),
        ("<a>x</a> trailing words", "x"),
        ("<a><b>cut", "cut"),
        ("<a><![CDATA[cut", "cut"),
        ("<a>x<b y='", "x"),
        ("<a title='A & B < C'>x</a>", "x"),
        ("<a><wp:b wp:c='1'/><odd:d xml:lang='en'>x</odd:d></a>", "x"),
    ],
)
def test_what_a_strict_parser_refuses_is_repaired_and_no_text_is_lost(xml, text):
    assert text_of(xml) == text


@pytest.mark.parametrize(
    "doctype",
    [
        '<!DOCTYPE l [<!ENTITY a "aaa"><!ENTITY b "&a;&a;">]>',
        '<!DOCTYPE l [<!ENTITY x SYSTEM "file:///etc/passwd">]>',
        '<!DOCTYPE l SYSTEM "http://hub.invalid/x.dtd" [<!ENTITY % y SYSTEM "http://hub.invalid/y">%y;]>',
        '<!doctype l [<!ENTITY a "a">]>',
    ],
)
@pytest.mark.parametrize("size", [1, 7, 10_000])
def test_a_document_that_defines_entities_is_refused_in_words(doctype, size):
    xml = f"{doctype}<a>&a;</a>"
    pieces = [xml[at : at + size] for at in range(0, len(xml), size)]
    with pytest.raises(ImportRefused, match="entities of its own"):
        list(repair_pieces(pieces, Tally()))


def test_a_doctype_in_a_text_is_only_text():
    assert text_of('<a><![CDATA[<!DOCTYPE l [<!ENTITY a "x">]>]]></a>') == '<!DOCTYPE l [<!ENTITY a "x">]>'


def test_items_are_counted_in_the_raw_text_and_what_is_open_is_known():
    tally = Tally()
    list(repair_pieces(["<rss><channel><item/><item><title>x</title></item><item><ti"], tally))
    assert (tally.items, tally.root, tally.open_at_end) == (3, "rss", ("rss", "channel", "item"))


def test_items_that_a_text_without_end_has_swallowed_are_counted():
    tally = Tally()
    xml = "<rss><item><title><![CDATA[a</title></item> <item><title>b</title></item></rss>"
    list(repair_pieces([xml], tally))
    assert tally.items == 2


def test_long_texts_are_cut_and_counted():
    tally = Tally()
    pieces = ["<a><b><![CDATA[", *["é" * 1000] * 10, "]]></b><c>", "é" * 400, "</c></a>"]
    xml = "".join(repair_pieces(pieces, tally, most_text=5000))
    assert tally.shortened == 1
    assert len(etree.fromstring(xml.encode())[0].text.encode()) == 5000
    assert len(etree.fromstring(xml.encode())[1].text) == 400


def test_a_document_that_nests_without_end_is_refused():
    with pytest.raises(ImportRefused):
        repair("<a>" * 50_000)


PARTS = [
    "<a>",
    "</a>",
    "<b c='d'>",
    "</b>",
    "<![CDATA[",
    "]]>",
    "&",
    "&nbsp;",
    "&#11;",
    "x",
    " ",
    "<",
    ">",
    "'",
    "\x0b",
    "<!--",
    "-->",
    "<?",
    "?>",
    "é",
    "]",
    "<x:y/>",
]


@given(st.lists(st.sampled_from(PARTS), max_size=40), st.integers(1, 9))
def test_where_the_pieces_are_cut_changes_nothing(parts, size):
    xml = "<root>" + "".join(parts)
    pieces = [xml[at : at + size] for at in range(0, len(xml), size)]
    assert "".join(repair_pieces(pieces, Tally())) == repair(xml)


@given(st.text(max_size=200))
def test_any_text_in_cdata_comes_through_a_strict_parser(text):
    xml = "<a><![CDATA[" + text.replace("]]>", "") + "]]></a>"
    etree.fromstring(repair(xml).encode())


@given(st.text(alphabet=st.characters(exclude_characters="<"), max_size=200))
def test_any_text_without_markup_comes_through_a_strict_parser(text):
    etree.fromstring(repair(f"<a>{text}</a>").encode())
