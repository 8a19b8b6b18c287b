"""Events as entries of a calendar."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from wagtail_mathshub.hubs.appointments import slot_appointment

if TYPE_CHECKING:
    from wagtail_mathshub.feeds.ical import Appointment
    from wagtail_mathshub.publishing.references import Viewpoint


def appointment_of(event: Any, viewpoint: Viewpoint, *, extra: str = "") -> Appointment:
    """The entry for an event that has a date; `extra` is text for the person it is sent to."""
    return slot_appointment(event, event, viewpoint, title=event.title, extra=extra)
