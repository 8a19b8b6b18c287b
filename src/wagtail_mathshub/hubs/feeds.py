"""A hub's pages as the entries of a feed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any
from uuid import uuid5

from django.template.loader import render_to_string
from django.utils.translation import get_language

from wagtail_mathshub.feeds.content import feed_content
from wagtail_mathshub.feeds.entries import Entry, Feed
from wagtail_mathshub.publishing.addresses import site_address
from wagtail_mathshub.publishing.installation import install_id
from wagtail_mathshub.publishing.page_links import address_of
from wagtail_mathshub.publishing.references import IMAGE, Found, Viewpoint, Wanted, find

if TYPE_CHECKING:
    from wagtail_mathshub.hubs.models import HubSettings

MOST_ENTRIES = 20
# For a page of which nobody knows when it was published: it must not be new with every reading.
LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC)


def found_for_feed(pages: Sequence[Any], hub: HubSettings) -> Found:
    """All that the pages point to, with absolute addresses and maths as XML."""
    wanted = Wanted()
    for page in pages:
        page.collect(wanted)
        wanted.add(IMAGE, getattr(page, "lead_image_id", None))
    return find(wanted, Viewpoint(site=hub.site, absolute=True, xml=True))


def page_entry(
    page: Any,
    found: Found,
    *,
    template: str,
    published: datetime | None,
    context: dict[str, Any] | None = None,
    authors: Sequence[str] = (),
    categories: Sequence[str] = (),
    first_published_at: str = "",
) -> Entry:
    """One page as an entry, its content filled into `template` (`page`, `references`, `picture`, and `context`)."""
    address, image = address_of(page, found.viewpoint), found.get(IMAGE, getattr(page, "lead_image_id", None))
    picture = image["renditions"].get("medium") if image else None
    html = render_to_string(
        template, {"page": page, "references": found, "picture": picture} | (context or {})
    )
    known = [at for at in (page.last_published_at, published) if at is not None]
    return Entry(
        id=_urn("page", page.pk),
        title=page.title,
        address=address,
        updated=max(known, default=LONG_AGO),
        published=published,
        authors=authors,
        summary=page.summary,
        content_html=feed_content(html, address),
        categories=[label for label in categories if label],
        image=picture["url"] if picture else "",
        first_published_at=first_published_at,
    )


def hub_feed(
    hub: HubSettings, *, kind: str, title: str, address: str, entries: Sequence[Entry], of: str = ""
) -> Feed:
    """A feed of the hub; `of` tells the part of a kind that it holds from the whole."""
    home = hub.site.root_page
    newest = [entry.updated for entry in entries] or [home.last_published_at or LONG_AGO]
    return Feed(
        id=_urn("feed", hub.site.pk, kind, of),
        title=title,
        address=address,
        home=site_address(hub.site) + "/",
        updated=max(newest),
        author=hub.name or hub.site.hostname,
        language=get_language() or "en-gb",
        entries=entries,
    )


def _urn(*parts: Any) -> str:
    # Of the key and not of the address, so that a page that moves stays read.
    return f"urn:uuid:{uuid5(install_id(), ':'.join(str(part) for part in parts))}"
