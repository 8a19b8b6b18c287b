"""JSON Feed: the fields of version 1.1, as they are named there."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Literal

from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import BaseModel, ConfigDict, Field, HttpUrl

from tests.feeds.feeding import NOON, entry, feed
from wagtail_mathshub.feeds.entries import Feed, one_line
from wagtail_mathshub.feeds.json_feed import json_feed


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid")


class Author(_Strict):
    name: str
    url: HttpUrl | None = None
    avatar: HttpUrl | None = None


class Item(_Strict):
    id: str = Field(min_length=1)
    url: HttpUrl | None = None
    external_url: HttpUrl | None = None
    title: str | None = None
    content_html: str
    summary: str | None = None
    image: HttpUrl | None = None
    banner_image: HttpUrl | None = None
    date_published: datetime | None = None
    date_modified: datetime | None = None
    authors: list[Author] | None = Field(default=None, min_length=1)
    tags: list[str] | None = None
    language: str | None = None


class JsonFeed(_Strict):
    """Version 1.1, without what has no use here (hubs, attachments, paging)."""

    version: Literal["https://jsonfeed.org/version/1.1"]
    title: str
    home_page_url: HttpUrl | None = None
    feed_url: HttpUrl | None = None
    description: str | None = None
    icon: HttpUrl | None = None
    favicon: HttpUrl | None = None
    authors: list[Author] | None = None
    language: str | None = None
    items: list[Item]


def checked(given_feed: Feed) -> JsonFeed:
    """The feed as it was written, with the fields that the format knows and no other."""
    return JsonFeed.model_validate_json(json_feed(given_feed))


def test_a_full_entry_has_the_fields_of_the_format():
    item = checked(
        feed(
            entry(
                published=NOON,
                authors=["A. Guest"],
                categories=["Algebra"],
                summary="In short",
                content_html="<p>At length</p>",
                image="https://alder.example.org/media/a.png",
                first_published_at="https://elsewhere.example/corners",
            )
        )
    ).items[0]
    assert item.authors == [Author(name="A. Guest")]
    assert item.tags == ["Algebra"]
    assert item.date_published == item.date_modified == NOON
    assert str(item.external_url) == "https://elsewhere.example/corners"
    assert str(item.image) == "https://alder.example.org/media/a.png"


def test_what_is_not_known_is_left_out():
    item = json.loads(json_feed(feed(entry())))["items"][0]
    assert item == {
        "id": "urn:uuid:1225c695-cfb8-4ebb-bbbb-80da344efa6a",
        "url": "https://alder.example.org/articles/corners/",
        "title": "Corners",
        "content_html": "",
        "date_modified": "2026-11-23T12:00:00Z",
    }


def test_an_empty_feed_is_a_feed():
    assert checked(feed()).items == []


@settings(deadline=None)
@given(st.text(st.characters(codec=None)))
def test_any_text_anywhere_is_json(text):
    shown = checked(feed(entry(title=text, summary=text, authors=[text], categories=[text]), title=text))
    assert shown.title == one_line(text)
    assert (shown.items[0].title or "") == one_line(text)
