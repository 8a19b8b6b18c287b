"""RSS and Atom feeds become pages."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from tests.importing.sources.exports import codes
from wagtail_mathshub.importing.limits import LIMITS
from wagtail_mathshub.importing.refusals import ImportRefused
from wagtail_mathshub.importing.source_pages import SourceKind, Status, Syntax
from wagtail_mathshub.importing.sources.archives import open_tree
from wagtail_mathshub.importing.sources.feed import FeedSource
from wagtail_mathshub.importing.sources.opening import open_source

RSS = """<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
 xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>Vale &amp; Hill</title>
 <link>https://www.hub.example.org/</link>{items}</channel></rss>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title>Vale</title><link href="https://hub.example.org/"/>
 <link rel="self" href="https://hub.example.org/feed.atom"/>{entries}</feed>"""
WIX = """<item><title><![CDATA[Counting & more]]></title><description><![CDATA[A first look]]></description>
 <link>https://www.hub.example.org/post/counting</link><guid isPermaLink="false">64f0</guid>
 <pubDate>Tue, 05 Dec 2023 10:00:00 GMT</pubDate><dc:creator><![CDATA[Anna Reed]]></dc:creator>
 <enclosure url="https://static.wixstatic.com/media/a.png" length="0" type="image/png"/>
 <content:encoded><![CDATA[<p>Counting to ten</p>]]></content:encoded></item>"""


def feed_of(folder, text, **more):
    (folder / "feed.xml").write_text(text)
    return FeedSource(open_tree(folder), **more)


def test_an_item_of_rss_brings_all_that_it_says(tmp_path):
    (tmp_path / "feed.xml").write_text(RSS.format(items=WIX))
    source = open_source([tmp_path / "feed.xml"])
    page = next(source.pages())
    assert (source.site.kind, source.site.key, source.site.title) == (
        SourceKind.WIX,
        "wix:hub.example.org",
        "Vale & Hill",
    )
    assert (page.id, page.title, page.html) == ("64f0", "Counting & more", "<p>Counting to ten</p>")
    assert (page.address, page.slug) == ("https://www.hub.example.org/post/counting", "counting")
    assert (page.status, page.syntax, page.excerpt) == (Status.PUBLIC, Syntax.HTML, "A first look")
    assert (page.authors, page.lead_image) == (("Anna Reed",), "https://static.wixstatic.com/media/a.png")
    assert page.published_at == datetime(2023, 12, 5, 10, tzinfo=UTC)
    assert page.notices == ()


def test_an_entry_of_atom_brings_all_that_it_says(tmp_path):
    entry = """<entry><title type="html">Fish &amp;amp; &lt;b&gt;chips&lt;/b&gt;</title><id>tag:hub,1</id><link href="/a-1"/>
     <published>2021-07-01T09:00:00+01:00</published><updated>2021-07-02T00:00:00Z</updated>
     <author><name>Anna Reed</name></author><category term="primary" label="Primary"/>
     <content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>One<br/>two</p></div></content></entry>"""
    source = feed_of(tmp_path, ATOM.format(entries=entry))
    page = next(source.pages())
    assert (page.id, page.title, page.address) == ("tag:hub,1", "Fish & chips", "https://hub.example.org/a-1")
    assert page.html == "<div><p>One<br/>two</p></div>"
    assert page.published_at == datetime(2021, 7, 1, 8, tzinfo=UTC)
    assert page.modified_at == datetime(2021, 7, 2, tzinfo=UTC)
    assert (page.authors, page.categories) == (("Anna Reed",), ("Primary",))
    assert source.site.key == "feed:hub.example.org"


def test_a_feed_of_summaries_says_so(tmp_path):
    source = feed_of(
        tmp_path, RSS.format(items="<item><title>A</title><description>Only so much</description></item>")
    )
    page = next(source.pages())
    assert (page.html, codes(page.notices)) == ("Only so much", ["summary_only"])


def test_plain_text_of_atom_is_escaped(tmp_path):
    source = feed_of(
        tmp_path, ATOM.format(entries="<entry><title>A</title><summary>5 &lt; 6</summary></entry>")
    )
    assert next(source.pages()).html == "<p>5 &lt; 6</p>"


def test_the_first_rss_of_all_is_read_too(tmp_path):
    text = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/">
     <channel><title>Vale</title><link>https://hub.example.org/</link></channel>
     <item><title>A</title><link>https://hub.example.org/a</link><description>x</description></item></rdf:RDF>"""
    source = feed_of(tmp_path, text, address="https://hub.example.org")
    assert [page.address for page in source.pages()] == ["https://hub.example.org/a"]


def test_an_entry_that_stands_twice_comes_once(tmp_path):
    source = feed_of(tmp_path, RSS.format(items=WIX * 2))
    assert [page.id for page in source.pages()] == ["64f0"]
    assert [page.id for page in source.pages()] == ["64f0"]
    assert len(source.site.skipped) == 1


def test_a_damaged_feed_loses_nothing(tmp_path):
    text = "\n" + RSS.replace("xmlns:dc", "xmlns:other").format(
        items=WIX.replace("to ten", "to ten\x0b & é&nbsp;x")
    )
    source = feed_of(tmp_path, text)
    page = next(source.pages())
    assert page.html == "<p>Counting to ten  & é&nbsp;x</p>"
    assert page.authors == ("Anna Reed",)


def test_long_entries_are_listed(tmp_path):
    source = feed_of(tmp_path, RSS.format(items=WIX), limits=replace(LIMITS, page_bytes=10))
    assert list(source.pages()) == []
    assert "longer" in source.site.skipped[0].reason


@pytest.mark.parametrize(
    "text",
    ["<a/>", "", '<!DOCTYPE x [<!ENTITY a "b">]><rss/>', "<rss><channel/></rss>", "<opml><head/></opml>"],
)
def test_what_is_no_feed_is_refused(tmp_path, text):
    (tmp_path / "feed.xml").write_text(text)
    with pytest.raises(ImportRefused):
        FeedSource(open_tree(tmp_path), names=["feed.xml"])
