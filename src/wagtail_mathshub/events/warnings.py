"""What looks odd about an event's date: said to its editor, never in the way."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wagtail_mathshub.hubs.queries import holidays_of, hub_of_page
from wagtail_mathshub.scheduling.warnings import slot_warnings

if TYPE_CHECKING:
    from wagtail_mathshub.events.mixins import HubEventMixin


def date_warnings(event: HubEventMixin) -> list[str]:
    """Sentences about an event at a weekend, on a bank holiday or in the hub's holidays."""
    if not event.pk or not event.stands:
        return []
    holidays = holidays_of(hub_of_page(event))
    return [
        warning.message for warning in slot_warnings(event.date, event.start, event.end, holidays=holidays)
    ]
