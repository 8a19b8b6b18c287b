"""What visitors may see of events."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db.models import F, Prefetch, Q
from wagtail.models import Site

from wagtail_mathshub import clock
from wagtail_mathshub.publishing.listing import listed
from wagtail_mathshub.publishing.moments import next_moment
from wagtail_mathshub.publishing.page_types import get_model
from wagtail_mathshub.publishing.visibility import visible_of_kind
from wagtail_mathshub.scheduling.slot_state import is_over, slot_state_column
from wagtail_mathshub.taxonomy.filter_words import given_filters, in_words

if TYPE_CHECKING:
    from django.http import HttpRequest

    from wagtail_mathshub.hubs.models import HubSettings

SHOWN = 3
NEXT_FIRST = (F("starts_at").asc(nulls_last=True), "title", "pk")
LATEST_FIRST = (F("starts_at").desc(nulls_last=True), "title", "pk")
FILTERS = ("kind", "audience")


def events(*, hub: HubSettings | None = None) -> Any:
    """The events that anybody may see, past ones included, with their state annotated."""
    from wagtail_mathshub.events.mixins import HubEventMixin

    model = get_model(HubEventMixin)
    if model is None:
        return Site.objects.none()
    pages = visible_of_kind(model.objects.all(), site=hub.site if hub else None)
    return pages.annotate(event_state=slot_state_column(clock.now())).order_by(*NEXT_FIRST)


def coming_events(*, hub: HubSettings | None = None) -> Any:
    """The events whose day is not over, the next first; those without a date last."""
    return events(hub=hub).exclude(is_over(clock.now()))


def filtered(rows: Any, filters: dict[str, str]) -> Any:
    """The events that fit every filter of FILTERS that is given."""
    columns = {"kind": "kind", "audience": "audiences__key"}
    return rows.filter(Q(**{columns[name]: value for name, value in filters.items()}))


def for_cards(rows: Any) -> Any:
    """With everything that a card shows, in a few queries."""
    return rows.select_related("organisation", "lead_image").prefetch_related(*card_rows(rows.model))


def card_rows(model: Any) -> tuple[Any, ...]:
    """The rows of other tables that a card shows."""
    speakers = model.speakers.rel.related_model.objects.select_related("person").order_by("sort_order")
    return (Prefetch("speakers", queryset=speakers), "audiences")


def detail_context(event: Any, hub: HubSettings | None) -> dict[str, Any]:
    """What an event's page shows beside its own fields."""
    return {"others": for_cards(coming_events(hub=hub).exclude(pk=event.pk))[:SHOWN]}


def index_context(index: Any, request: HttpRequest, hub: HubSettings | None) -> dict[str, Any]:
    """The events to come, or the past ones where `past` is set, a page of cards at a time."""
    given, past = given_filters(request.GET, FILTERS), bool(request.GET.get("past"))
    rows = (
        events(hub=hub).filter(is_over(clock.now())).order_by(*LATEST_FIRST)
        if past
        else coming_events(hub=hub)
    )
    shown = for_cards(filtered(rows.descendant_of(index), given))
    return {"events": listed(shown, request), "filters": in_words(given), "past": past}


def next_change(now: datetime) -> datetime | None:
    """When the clock alone will next change what is shown of events."""
    from wagtail_mathshub.events.mixins import HubEventMixin

    model = get_model(HubEventMixin)
    return next_moment(model.objects.live(), ["starts_at", "ends_at"], now) if model else None
