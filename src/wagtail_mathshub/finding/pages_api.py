"""Pages by their address in the API: what stands at a path, pages of text, redirects, the site map."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import partial
from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router
from pydantic import BaseModel, Field

from wagtail_mathshub.api.answers import ListShape
from wagtail_mathshub.api.paging import next_address
from wagtail_mathshub.api.parameters import Id, Parameters, check_known
from wagtail_mathshub.api.parameters import Query as Text
from wagtail_mathshub.finding.routing import (
    find_page,
    redirects_data,
    redirects_of,
    text_page,
    text_page_data,
)
from wagtail_mathshub.finding.site_map import site_map, site_map_data
from wagtail_mathshub.hubs.kept import kept
from wagtail_mathshub.hubs.lists_api import FAULTS
from wagtail_mathshub.hubs.scope import scope_of
from wagtail_mathshub.hubs.shapes import Block
from wagtail_mathshub.publishing.shapes import PageLinkShape

router = Router(tags=["Finding"])


class FindParameters(Parameters):
    """A page's path in the hub's site."""

    path: Text = Field(..., description="Like /work-groups/fractions-2026-27/.")


class FoundPageShape(BaseModel):
    """What stands at a path."""

    page: PageLinkShape | None = Field(description="Null for a redirect.")
    kind: str = Field(
        description="work_group, event, article, collection, job, home, index, page; else empty."
    )
    api_url: str = Field(description="Where its data are.")
    redirect_to: str = Field(description="Where a redirect leads; empty for a page.")
    permanent: bool = Field(description="Whether a redirect is for good.")
    lists: str = Field(description="For a list page: the kind of page that it lists; else empty.")
    unlock_url: str = Field(description="Where the password of a protected page is sent; empty for others.")


@router.get(
    "pages/find",
    response={200: FoundPageShape} | FAULTS,
    operation_id="pages_find",
    summary="The page, or the redirect, at a path",
    url_name="find",
)
def pages_find(request: HttpRequest, parameters: Query[FindParameters]) -> HttpResponse:
    """What a front end shows at a path. Problem 404 where nothing is."""
    check_known(request, FindParameters)
    return kept(request, lambda: find_page(parameters.path, scope_of(request, parameters.hub)))


class ContentPageShape(BaseModel):
    """A page of text, or a list page, with its body."""

    page: PageLinkShape
    kind: str = Field(description="home, index or page.")
    lists: str = Field(description="For a list page: the kind of page that it lists; else empty.")
    intro: str = Field(description="Plain text; may be empty.")
    body: list[Block]
    seo_title: str = Field(description="For the browser's tab; may be empty.")
    search_description: str = Field(description="For search engines; may be empty.")


@router.get(
    "pages/{id}",
    response={200: ContentPageShape} | FAULTS,
    operation_id="pages_detail",
    summary="A page of text with its body",
    url_name="page",
)
def pages_detail(request: HttpRequest, id: Id, parameters: Query[Parameters]) -> HttpResponse:
    """The home page, a list page or a page of text. Others have addresses of their own."""
    check_known(request, Parameters)

    def data() -> dict[str, Any]:
        scope = scope_of(request, parameters.hub)
        return text_page_data(text_page(id, scope), scope)

    return kept(request, data)


class ManyParameters(Parameters):
    """What a long list of addresses takes."""

    limit: int = Field(1000, ge=1, le=1000, description="How many items, 1 to 1000.")
    offset: int = Field(0, ge=0, le=1_000_000, description="How many to pass over.")


class RedirectShape(BaseModel):
    """An old path, and where it leads."""

    old_path: str = Field(examples=["/courses/fractions"])
    to: str = Field(description="Where it leads, absolute.")
    permanent: bool = Field(description="Whether it is for good.")


@router.get(
    "redirects",
    response={200: ListShape[RedirectShape]} | FAULTS,
    operation_id="redirects_list",
    summary="Redirects of the hub's site",
    url_name="redirects",
)
def redirects_list(request: HttpRequest, parameters: Query[ManyParameters]) -> HttpResponse:
    """Redirects whose target a visitor may see, by their old paths."""
    check_known(request, ManyParameters)

    def data() -> dict[str, Any]:
        scope = scope_of(request, parameters.hub)
        return _many(request, parameters, redirects_of(scope), partial(redirects_data, scope=scope))

    return kept(request, data)


class SiteMapEntryShape(BaseModel):
    """A page for search engines, and for a front end that builds all of its pages."""

    id: int
    kind: str = Field(description="As in `pages/find`; empty for a type of page of the site's own.")
    lists: str = Field(description="For a list page: the kind of page that it lists; else empty.")
    url: str = Field(description="Where visitors read it.")
    api_url: str = Field(description="Where its data are; empty for a type of page of the site's own.")
    updated_at: datetime | None = Field(description="When it was last published.")


@router.get(
    "sitemap",
    response={200: ListShape[SiteMapEntryShape]} | FAULTS,
    operation_id="sitemap",
    summary="Every page of the hub's site, in the order of the tree",
    url_name="sitemap",
)
def sitemap(request: HttpRequest, parameters: Query[ManyParameters]) -> HttpResponse:
    """What a sitemap holds: all pages that anybody may see, but for closed jobs."""
    check_known(request, ManyParameters)

    def data() -> dict[str, Any]:
        scope = scope_of(request, parameters.hub)
        return _many(request, parameters, site_map(scope), partial(site_map_data, scope=scope))

    return kept(request, data)


def _many(
    request: HttpRequest,
    parameters: ManyParameters,
    rows: Any,
    items: Callable[[list[Any]], list[dict[str, Any]]],
) -> dict[str, Any]:
    count, end = rows.count(), parameters.offset + parameters.limit
    return {
        "count": count,
        "items": items(list(rows[parameters.offset : end])),
        "next": next_address(request, end) if count > end else None,
        "facets": {},
    }
