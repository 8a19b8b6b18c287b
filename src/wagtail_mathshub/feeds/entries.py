"""What a feed says, before it is written in one format or the other."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

# What no XML may hold, surrogates included; and the C1 controls, which no reader means.
_NOT_XML = re.compile("[^\t\n\r\x20-\x7e\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
# They turn round what a reader's program writes beside the text, such as the name of the feed.
_DIRECTIONS = re.compile("[\u202a-\u202e\u2066-\u2069]")


@dataclass(frozen=True)
class Entry:
    """One entry. `id` never changes; addresses are absolute; moments are aware; `content_html` is clean."""

    id: str
    title: str
    address: str
    updated: datetime
    published: datetime | None = None
    authors: Sequence[str] = ()
    summary: str = ""
    content_html: str = ""
    categories: Sequence[str] = ()
    image: str = ""
    first_published_at: str = ""


@dataclass(frozen=True)
class Feed:
    """A feed: `address` is its own, `home` the page that people read, `author` stands for unsigned entries."""

    id: str
    title: str
    address: str
    home: str
    updated: datetime
    author: str
    language: str
    entries: Sequence[Entry] = ()


def printable(text: str) -> str:
    """The text without characters that no XML may hold."""
    return _NOT_XML.sub("", text)


def one_line(text: str) -> str:
    """The text as one line: no control characters, nothing that turns its surroundings round."""
    # Breaks and tabs of any kind stand between words; any other control character stands for nothing.
    return " ".join(_DIRECTIONS.sub("", printable(" ".join(text.split()))).split())


def moment(at: datetime) -> str:
    """An aware moment as RFC 3339, in UTC: "2026-11-23T12:00:00Z"."""
    return at.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
