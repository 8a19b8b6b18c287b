"""What every page says of itself, as plain data."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.urls import NoReverseMatch, reverse

from wagtail_mathshub.blocks.base import stored
from wagtail_mathshub.publishing.page_links import address_of
from wagtail_mathshub.publishing.references import IMAGE, Found, Wanted, find

if TYPE_CHECKING:
    from wagtail_mathshub.hubs.scope import Scope

API = "mathshub_api"


def page_data(page: Any, kind: str, route: str, scope: Scope) -> dict[str, Any]:
    """Key, title, addresses and dates of a page."""
    return {
        "id": page.pk,
        "type": kind,
        "slug": page.slug,
        "title": page.title,
        "url": address_of(page, scope.viewpoint),
        "api_url": _api_address(route, page),
        "published_at": page.first_published_at,
        "updated_at": page.last_published_at,
    }


def _api_address(route: str, page: Any) -> str:
    try:
        return reverse(f"{API}:{route}", args=[page.pk])
    except NoReverseMatch:  # A site may serve its pages by Wagtail's own APIs alone.
        return ""


def found_for_pages(pages: list[Any], scope: Scope, *, bodies: bool, texts: bool = False) -> Found:
    """What the pages' pictures point to, and their bodies, or all of their texts, where those are shown."""
    wanted = Wanted()
    for page in pages:
        wanted.add(IMAGE, getattr(page, "lead_image_id", None))
        if texts:
            page.collect(wanted)
        elif bodies:
            page.body.stream_block.collect(stored(page.body), wanted)
    return find(wanted, scope.viewpoint)


def image_data(page: Any, found: Found) -> dict[str, Any] | None:
    """The page's picture."""
    return found.get(IMAGE, page.lead_image_id)


def body_data(page: Any, found: Found) -> list[dict[str, Any]]:
    """The page's body, each block as data."""
    return page.body.stream_block.represent(stored(page.body), found)
