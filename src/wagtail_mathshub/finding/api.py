"""What lies across the slices in the API: the calendar, pages by their address, redirects."""

from __future__ import annotations

from typing import Any, Literal

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router
from pydantic import BaseModel, Field

from wagtail_mathshub import clock
from wagtail_mathshub.api.answers import ListShape, json_response
from wagtail_mathshub.api.parameters import Moment, Parameters, check_known, keys
from wagtail_mathshub.api.parameters import Query as Text
from wagtail_mathshub.finding.agenda import Appointment, appointments
from wagtail_mathshub.finding.routing import find_page, redirect_rows
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
    following = None
    if len(rows) > parameters.offset + parameters.limit:
        query = request.GET.copy()
        query["offset"] = str(parameters.offset + parameters.limit)
        following = f"{request.path}?{query.urlencode()}"
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
