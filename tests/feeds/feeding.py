"""Feeds for tests, and how readers read them."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import Any

import feedparser
from lxml import etree

from wagtail_mathshub.feeds.atom import NAMESPACE, atom
from wagtail_mathshub.feeds.entries import Entry, Feed

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
ADDRESS = re.compile(r"""\b(?:href|src|srcset|poster|data)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>]+))""")
NAMES = {"atom": NAMESPACE}


def feed(*entries: Entry, **fields: Any) -> Feed:
    """A feed of the entries."""
    usual = {
        "id": "urn:uuid:1225c695-cfb8-4ebb-aaaa-80da344efa6a",
        "title": "Alder Hub: articles",
        "address": "https://alder.example.org/hub/articles.atom",
        "home": "https://alder.example.org/",
        "updated": NOON,
        "author": "Alder Hub",
        "language": "en-gb",
    }
    return Feed(entries=entries, **(usual | fields))


def entry(**fields: Any) -> Entry:
    """An entry with a title and an address."""
    usual = {
        "id": "urn:uuid:1225c695-cfb8-4ebb-bbbb-80da344efa6a",
        "title": "Corners",
        "address": "https://alder.example.org/articles/corners/",
        "updated": NOON,
    }
    return Entry(**(usual | fields))


def read(written: bytes) -> Any:
    """An Atom feed as feedparser reads it, which must find no fault in it."""
    parsed = feedparser.parse(written, sanitize_html=False, resolve_relative_uris=False)
    assert parsed.bozo == 0, parsed.get("bozo_exception")
    assert parsed.version == "atom10"
    return parsed


def titles_of(written: bytes) -> list[str]:
    """The entries' titles in an Atom feed, as XML has them."""
    found = etree.fromstring(written).iterfind("atom:entry/atom:title", NAMES)
    return [element.text or "" for element in found]


def contents_of(written: bytes) -> list[str]:
    """The entries' HTML in an Atom feed."""
    found = etree.fromstring(written).iterfind("atom:entry/atom:content", NAMES)
    return [element.text or "" for element in found]


def addresses_in(html: str) -> list[str]:
    """Every address in the HTML."""
    return ["".join(groups) for groups in ADDRESS.findall(html)]


def written(*entries: Entry, **fields: Any) -> bytes:
    """An Atom feed of the entries."""
    return atom(feed(*entries, **fields))
