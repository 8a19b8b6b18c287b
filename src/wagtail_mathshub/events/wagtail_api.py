"""Events in Wagtail's own APIs."""

from __future__ import annotations

from typing import Any

from wagtail_mathshub.events.data import event_data
from wagtail_mathshub.events.queries import card_rows
from wagtail_mathshub.events.shapes import EventShape
from wagtail_mathshub.hubs.wagtail_api import PageSource, page_fields


def _rows(model: Any) -> tuple[Any, ...]:
    return ("organisation", *card_rows(model))


EVENT = page_fields(
    PageSource(event_data, rows=_rows),
    EventShape,
    *("summary", "kind", "date", "start", "end", "previous_date", "mode", "status"),
    *("organisation", "venue_text", "capacity", "invitation_only", "booking_url"),
    read_as={"organisation": "venue"},
)
