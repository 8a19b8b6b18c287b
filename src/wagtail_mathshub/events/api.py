"""Events in the API."""

from __future__ import annotations

from typing import Any, Literal

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router
from pydantic import Field

from wagtail_mathshub import clock
from wagtail_mathshub.api.answers import ListShape
from wagtail_mathshub.api.conditions import PK, having, in_column, words_in
from wagtail_mathshub.api.listing import Facet, Listing, Unasked
from wagtail_mathshub.api.paging import Key
from wagtail_mathshub.api.parameters import Id, ListParameters, Moment, Parameters, Words, keys
from wagtail_mathshub.events.data import event_data
from wagtail_mathshub.events.queries import events, for_cards
from wagtail_mathshub.events.shapes import EventDetailShape, EventShape
from wagtail_mathshub.hubs.lists_api import FAULTS, Family, page_detail, pages_list
from wagtail_mathshub.hubs.scope import Scope
from wagtail_mathshub.scheduling.slot_state import is_over
from wagtail_mathshub.taxonomy.vocabularies import Delivery, EventKind, Mode

router = Router(tags=["Events"])


class EventParameters(ListParameters):
    """What the list of events takes."""

    kind: keys(EventKind) = []  # ty: ignore[invalid-type-form]
    audience: Words = Field([], description="Keys of audiences.")
    mode: keys(Mode) = []  # ty: ignore[invalid-type-form]
    state: keys(Delivery) = []  # ty: ignore[invalid-type-form]
    starts_after: Moment | None = None
    starts_before: Moment | None = None
    past: bool | None = Field(None, description="Only past events. Without it: none of them.")
    order: Literal["", "start", "-start", "title"] = ""


def _past(rows: Any, value: bool) -> Any:
    return rows.filter(is_over(clock.now())) if value else rows.exclude(is_over(clock.now()))


LISTING = Listing(
    filters={
        "kind": in_column("kind"),
        "audience": having("audiences__key"),
        "mode": in_column("mode"),
        "state": in_column("event_state"),
        "starts_after": lambda rows, value: rows.filter(starts_at__gte=value),
        "starts_before": lambda rows, value: rows.filter(starts_at__lt=value),
        "past": _past,
        "q": words_in("title", "summary"),
    },
    facets={
        "kind": Facet(column="kind", options=EventKind),
        "audience": Facet(column="audiences__key"),
        "mode": Facet(column="mode", options=Mode),
        "state": Facet(column="event_state", options=Delivery),
    },
    orders={
        "start": (Key("starts_at"), Key("title"), PK),
        "-start": (Key("starts_at", descending=True), Key("title"), PK),
        "title": (Key("title"), PK),
    },
    default_order="start",
    unasked=Unasked(lambda rows: _past(rows, False), asked_by=("past", "starts_before", "state")),
)


def _all(scope: Scope) -> Any:
    return events(hub=scope.hub)


FAMILY = Family(rows=_all, fill=for_cards, card=event_data)


@router.get(
    "events",
    response={200: ListShape[EventShape]} | FAULTS,
    operation_id="events_list",
    summary="Events, the next first",
    url_name="events",
)
def events_list(request: HttpRequest, parameters: Query[EventParameters]) -> HttpResponse:
    """Events that anybody may see. Past ones only where they are asked for."""
    return pages_list(request, parameters, LISTING, FAMILY)


@router.get(
    "events/{id}",
    response={200: EventDetailShape} | FAULTS,
    operation_id="events_detail",
    summary="An event with its programme",
    url_name="event",
)
def events_detail(request: HttpRequest, id: Id, parameters: Query[Parameters]) -> HttpResponse:
    """One event, past ones included."""
    return page_detail(request, id, parameters, FAMILY)
