"""What a source gives: the pages of an old site as they were found, before anybody has guessed what they are."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from wagtail_mathshub.importing.findings import Notice


class SourceKind(TextChoices):
    WORDPRESS = "wordpress", _("WordPress export")
    HTML = "html", _("Saved pages")
    WIX = "wix", _("Wix pages")
    FEED = "feed", _("RSS or Atom feed")
    CRAWL = "crawl", _("The old site itself")


class Status(TextChoices):
    """Whether the public could read a page on the old site. What is not known is a draft."""

    PUBLIC = "public", _("Public")
    DRAFT = "draft", _("Draft")
    SCHEDULED = "scheduled", _("Scheduled")
    PRIVATE = "private", _("Private")
    PASSWORD = "password", _("Behind a password")
    TRASHED = "trashed", _("In the bin")


class Syntax(TextChoices):
    """How the text of a page is written."""

    HTML = "html", _("HTML")
    # Block comments, shortcodes, and paragraphs that are only empty lines.
    WORDPRESS = "wordpress", _("WordPress")


@dataclass(frozen=True)
class Attachment:
    """A file of the old site's media library: its absolute address and the words beside it."""

    address: str
    title: str = ""
    alt: str = ""
    caption: str = ""


@dataclass(frozen=True)
class SourcePage:
    """A page or post of the old site.

    `id` names it within its source for ever. `address` is absolute, or "" where it is not known; `aliases` are
    other addresses of the same page. `html` is its own text without the site's menus and footers; what it names
    by relative addresses is relative to `address`. `type` is the source's own word (post, page, event).
    """

    id: str
    title: str
    html: str
    address: str = ""
    aliases: tuple[str, ...] = ()
    syntax: Syntax = Syntax.HTML
    type: str = ""
    status: Status = Status.DRAFT
    slug: str = ""
    published_at: datetime | None = None
    modified_at: datetime | None = None
    authors: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    parent: str = ""
    order: int = 0
    excerpt: str = ""
    lead_image: str = ""
    notices: tuple[Notice, ...] = ()


@dataclass(frozen=True)
class Skipped:
    """Something in a source that becomes no page, and why, in words."""

    id: str
    title: str
    type: str
    reason: str


@dataclass
class SourceSite:
    """The old site as a whole.

    `key` names it for ever, so that a second run finds what the first has made: its kind and its address, like
    "wordpress:hub.example.org". `addresses` are the absolute addresses under which its pages lie.
    `attachments` are files by the source's own id. `skipped` and `notices` are complete once all pages are read.
    """

    key: str
    kind: SourceKind
    title: str = ""
    addresses: tuple[str, ...] = ()
    attachments: Mapping[str, Attachment] = field(default_factory=dict)
    skipped: list[Skipped] = field(default_factory=list)
    notices: list[Notice] = field(default_factory=list)


class Source(Protocol):
    """A source that has been opened."""

    site: SourceSite

    def count(self) -> int | None:
        """How many pages there are; None where only reading tells."""
        ...

    def pages(self) -> Iterator[SourcePage]:
        """The pages, one after the other, parents before their children where the source says so."""
        ...

    def close(self) -> None:
        """Let go of files and connections."""
        ...
