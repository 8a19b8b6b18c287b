"""What visitors may see of events."""

from __future__ import annotations

from collections import Counter
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db.models import F, Prefetch, Q
from wagtail.models import Site

from wagtail_mathshub import clock
from wagtail_mathshub.publishing.listing import listed
from wagtail_mathshub.publishing.moments import next_moment
from wagtail_mathshub.publishing.page_types import get_model
from wagtail_mathshub.publishing.visibility import is_visible, visible_of_kind
from wagtail_mathshub.scheduling.slot_state import is_over, slot_state_column
from wagtail_mathshub.taxonomy.filter_options import Option, options
from wagtail_mathshub.taxonomy.filter_words import given_filters, in_words
from wagtail_mathshub.taxonomy.vocabularies import EventKind

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
    speakers = model.speakers.rel.related_model.objects.select_related("person__school")
    speakers = speakers.order_by("sort_order")
    return (Prefetch("speakers", queryset=speakers), "audiences")


def detail_context(event: Any, hub: HubSettings | None) -> dict[str, Any]:
    """What an event's page shows beside its own fields."""
    return {
        "others": for_cards(coming_events(hub=hub).exclude(pk=event.pk))[:SHOWN],
        # Drafts, and pages behind a password, have no calendar: its address asks for none.
        "in_calendars": bool(hub and event.pk and event.date and is_visible(event)),
    }


def index_context(index: Any, request: HttpRequest, hub: HubSettings | None) -> dict[str, Any]:
    """The events to come, or the past ones where `past` is set, a page of cards at a time."""
    given, past = given_filters(request.GET, FILTERS), bool(request.GET.get("past"))
    rows = (
        events(hub=hub).filter(is_over(clock.now())).order_by(*LATEST_FIRST)
        if past
        else coming_events(hub=hub)
    )
    here = rows.descendant_of(index)
    return {
        "events": listed(for_cards(filtered(here, given)), request),
        "filters": in_words(given),
        "browsing": _browsing(here, given, past=past),
        "past": past,
    }


def _browsing(rows: Any, given: dict[str, str], *, past: bool) -> dict[str, list[Option]]:
    columns = ("kind", "audiences__key", "audiences__label", "audiences__sort_order")
    found = list(rows.order_by().values_list("pk", *columns))
    query = given | ({"past": "1"} if past else {})
    audiences = sorted({(order, label, key) for *_row, key, label, order in found if key})
    choices: dict[str, list[tuple[str, Any]]] = {
        "kind": [(key, label) for key, label in EventKind.choices if key in {row[1] for row in found}],
        "audience": [(key, label) for _order, label, key in audiences],
    }
    rows_of = {
        "kind": [(pk, kind) for pk, kind, key, *_label in found if given.get("audience", key) == key],
        "audience": [(pk, key) for pk, kind, key, *_label in found if given.get("kind", kind) == kind],
    }
    counts = {name: Counter(key for _pk, key in set(pairs)) for name, pairs in rows_of.items()}
    return {name: options(name, of_filter, counts[name], query) for name, of_filter in choices.items()}


def next_change(now: datetime) -> datetime | None:
    """When the clock alone will next change what is shown of events."""
    from wagtail_mathshub.events.mixins import HubEventMixin

    model = get_model(HubEventMixin)
    return next_moment(model.objects.live(), ["starts_at", "ends_at"], now) if model else None
