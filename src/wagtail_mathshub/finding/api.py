"""What lies across the slices in the API: the calendar, pages by their address, redirects."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any, Literal

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router
from pydantic import BaseModel, Field

from wagtail_mathshub import clock
from wagtail_mathshub.api.answers import ListShape, json_response
from wagtail_mathshub.api.paging import next_address
from wagtail_mathshub.api.parameters import Moment, Parameters, Words, check_known, check_words, keys
from wagtail_mathshub.api.parameters import Query as Text
from wagtail_mathshub.finding.agenda import Appointment, appointments
from wagtail_mathshub.finding.kinds import KINDS
from wagtail_mathshub.finding.routing import find_page, redirect_rows
from wagtail_mathshub.finding.search import search
from wagtail_mathshub.finding.suggestions import suggestions
from wagtail_mathshub.hubs.lists_api import FAULTS
from wagtail_mathshub.hubs.page_data import body_data
from wagtail_mathshub.hubs.scope import Scope, scope_of
from wagtail_mathshub.hubs.shapes import Block
from wagtail_mathshub.publishing.page_links import page_link
from wagtail_mathshub.publishing.references import Wanted, find
from wagtail_mathshub.publishing.shapes import PageLinkShape
from wagtail_mathshub.taxonomy.vocabularies import Mode
from wagtail_mathshub.workgroups.data import session_data
from wagtail_mathshub.workgroups.shapes import AppointmentShape

router = Router(tags=["Finding"])


class CalendarParameters(Parameters):
    """What the calendar takes."""

    starts_after: Moment | None = Field(None, description="Without it: now.")
    starts_before: Moment | None = None
    mode: keys(Mode) = []  # ty: ignore[invalid-type-form]
    kind: Literal["", "work_group", "event"] = ""
    limit: int = Field(20, ge=1, le=100)
    offset: int = Field(0, ge=0, le=1_000_000)


@router.get(
    "sessions",
    response={200: ListShape[AppointmentShape]} | FAULTS,
    operation_id="sessions_list",
    summary="The calendar: sessions of Work Groups and events by their day",
    url_name="sessions",
)
def sessions_list(request: HttpRequest, parameters: Query[CalendarParameters]) -> HttpResponse:
    """Sessions and events in a range of days, the nearest first; cancelled and postponed ones say so."""
    check_known(request, CalendarParameters)
    scope = scope_of(request, parameters.hub)
    rows = appointments(
        hub=scope.hub,
        after=parameters.starts_after or clock.now(),
        before=parameters.starts_before,
        modes=parameters.mode,
        kind=parameters.kind,
    )
    shown = rows[parameters.offset : parameters.offset + parameters.limit]
    end = parameters.offset + parameters.limit
    following = next_address(request, end) if len(rows) > end else None
    items = [_appointment(row, scope) for row in shown]
    return json_response({"count": len(rows), "items": items, "next": following, "facets": {}})


def _appointment(row: Appointment, scope: Scope) -> dict[str, Any]:
    return session_data(row.slot, scope) | {
        "kind": row.kind,
        "label": row.label,
        "page": page_link(row.page, scope.viewpoint),
    }


class FindParameters(Parameters):
    """A page's path in the hub's site."""

    path: Text = Field(..., description="Like /work-groups/fractions-2026-27/.")


class FoundPageShape(BaseModel):
    """What stands at a path."""

    page: PageLinkShape | None
    kind: str = Field(
        description="work_group, event, article, collection, job, page, ...; empty for a redirect."
    )
    api_url: str = Field(description="Where its data are.")
    redirect_to: str = Field(description="Where a redirect leads; empty for a page.")
    permanent: bool


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
    return json_response(find_page(parameters.path, scope_of(request, parameters.hub)))


class ContentPageShape(BaseModel):
    """A page of text, or a list page, with its body."""

    page: PageLinkShape
    kind: str
    intro: str
    body: list[Block]
    seo_title: str
    search_description: str


@router.get(
    "pages/{id}",
    response={200: ContentPageShape} | FAULTS,
    operation_id="pages_detail",
    summary="A page of text with its body",
    url_name="page",
)
def pages_detail(request: HttpRequest, id: int, parameters: Query[Parameters]) -> HttpResponse:
    """The home page, a list page or a page of text. Others have addresses of their own."""
    from wagtail_mathshub.finding.routing import text_page

    check_known(request, Parameters)
    scope = scope_of(request, parameters.hub)
    page, kind = text_page(id, scope)
    wanted = Wanted()
    page.collect(wanted)
    found = find(wanted, scope.viewpoint)
    return json_response(
        {
            "page": page_link(page, scope.viewpoint),
            "kind": kind,
            "intro": page.intro,
            "body": body_data(page, found) if hasattr(page, "body") else [],
            "seo_title": getattr(page, "seo_title", ""),
            "search_description": getattr(page, "search_description", ""),
        }
    )


class RedirectShape(BaseModel):
    """An old path, and where it leads."""

    old_path: str
    to: str
    permanent: bool


@router.get(
    "redirects",
    response={200: ListShape[RedirectShape]} | FAULTS,
    operation_id="redirects_list",
    summary="Redirects of the hub's site",
    url_name="redirects",
)
def redirects_list(request: HttpRequest, parameters: Query[Parameters]) -> HttpResponse:
    """Redirects whose target a visitor may see."""
    check_known(request, Parameters)
    items = redirect_rows(scope_of(request, parameters.hub))
    return json_response({"count": len(items), "items": items, "next": None, "facets": {}})


class SearchParameters(Parameters):
    """What the search takes."""

    q: Text = Field(..., min_length=1, description="Words, or the beginnings of words; all must be there.")
    kind: Words = Field(
        [], description="Only these kinds: work_group, event, article, collection, job, page."
    )
    limit: int = Field(20, ge=1, le=100)
    offset: int = Field(0, ge=0, le=1_000_000)


class HitShape(BaseModel):
    """A page that was found."""

    kind: str
    page: PageLinkShape
    summary: str
    snippet: str = Field(description="HTML: a passage of its text, with the words in `mark` elements.")


class SuggestionShape(BaseModel):
    """What to try where little or nothing was found."""

    query: str
    count: int
    in_all_hubs: bool


class SearchShape(BaseModel):
    """Pages found, how many of each kind there are, and what else to try."""

    count: int
    items: list[HitShape]
    next: str | None
    kinds: dict[str, int]
    suggestions: list[SuggestionShape]


@router.get(
    "search",
    response={200: SearchShape} | FAULTS,
    operation_id="search",
    summary="Search across everything that the hub publishes",
    url_name="search",
)
def search_pages(request: HttpRequest, parameters: Query[SearchParameters]) -> HttpResponse:
    """Pages that hold all the words, those with them in the title first."""
    check_known(request, SearchParameters)
    check_words("kind", parameters.kind, list(KINDS))
    scope = scope_of(request, parameters.hub)
    found = search(
        parameters.q, hub=scope.hub, kinds=parameters.kind, limit=parameters.limit, offset=parameters.offset
    )
    end = parameters.offset + parameters.limit
    return json_response(
        {
            "count": found.count,
            "items": [
                {
                    "kind": hit.kind,
                    "page": page_link(hit.page, scope.viewpoint),
                    "summary": hit.summary,
                    "snippet": str(hit.snippet),
                }
                for hit in found.items
            ],
            "next": next_address(request, end) if found.count > end else None,
            "kinds": found.counts,
            "suggestions": [] if found.count else _suggestions(parameters.q, scope),
        }
    )


def _suggestions(q: str, scope: Scope) -> list[dict[str, Any]]:
    return [asdict(one) for one in suggestions(q, scope.hub)]
