"""JSON Feed, version 1.1."""

from __future__ import annotations

from typing import Any

import orjson

from wagtail_mathshub.feeds.entries import Entry, Feed, moment, one_line, printable

CONTENT_TYPE = "application/feed+json"
VERSION = "https://jsonfeed.org/version/1.1"


def json_feed(feed: Feed) -> bytes:
    """The feed as UTF-8 JSON."""
    return orjson.dumps(
        {
            "version": VERSION,
            "title": one_line(feed.title),
            "home_page_url": printable(feed.home),
            "feed_url": printable(feed.address),
            "language": one_line(feed.language),
            "authors": _authors([feed.author]),
            "items": [_item(entry) for entry in feed.entries],
        }
    )


def _item(entry: Entry) -> dict[str, Any]:
    said = {
        "title": one_line(entry.title),
        "external_url": printable(entry.first_published_at),
        "summary": printable(entry.summary),
        "image": printable(entry.image),
        "date_published": moment(entry.published) if entry.published else "",
        "authors": _authors(entry.authors),
        "tags": [one_line(label) for label in entry.categories],
    }
    return {
        "id": entry.id,
        "url": printable(entry.address),
        # Required, empty or not.
        "content_html": printable(entry.content_html),
        "date_modified": moment(entry.updated),
        **{name: value for name, value in said.items() if value},
    }


def _authors(names: Any) -> list[dict[str, str]]:
    return [{"name": one_line(name)} for name in names]
