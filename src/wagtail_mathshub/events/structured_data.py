"""An event as schema.org's EducationEvent."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from wagtail_mathshub.hubs.structured_data import LANGUAGE, hub_reference
from wagtail_mathshub.organisations.structured_data import location
from wagtail_mathshub.people.credits import names_of
from wagtail_mathshub.people.structured_data import persons
from wagtail_mathshub.publishing.json_ld import stated
from wagtail_mathshub.scheduling.structured_data import slot_data
from wagtail_mathshub.taxonomy.structured_data import audience

if TYPE_CHECKING:
    from wagtail_mathshub.events.mixins import HubEventMixin
    from wagtail_mathshub.hubs.page_meta import PageMeta


def education_event(event: HubEventMixin, hub: Any, meta: PageMeta) -> dict[str, Any] | None:
    """The event of the page that `meta` describes; None while no day is known.

    What it costs is not known, so nothing is offered.
    """
    when = slot_data(event)
    if not when:
        return None
    return stated(
        {
            "@type": "EducationEvent",
            "@id": f"{meta.address}#event",
            "name": event.title,
            "description": meta.description or event.title,
            "url": meta.address,
            "image": meta.image["url"] if meta.image else None,
            "location": location(event, meta.address),
            "organizer": hub_reference(hub),
            "performer": persons(names_of(event.speakers.all())),
            "audience": audience(row.label for row in event.audiences.all()),
            "maximumAttendeeCapacity": event.capacity,
            "inLanguage": LANGUAGE,
        }
        | when
    )
