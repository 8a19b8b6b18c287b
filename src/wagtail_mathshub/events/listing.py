"""Events for the blocks that list them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from wagtail_mathshub.blocks.listings import MOST_CANDIDATES, Card, answered, fact
from wagtail_mathshub.blocks.lists import ListRequest
from wagtail_mathshub.events.queries import coming_events, for_cards
from wagtail_mathshub.hubs.queries import hub_of_site
from wagtail_mathshub.publishing.page_links import address_of
from wagtail_mathshub.publishing.wording import slot_words
from wagtail_mathshub.taxonomy.vocabularies import Delivery, Mode

if TYPE_CHECKING:
    from wagtail_mathshub.publishing.references import Viewpoint


def list_source(requests: list[ListRequest], viewpoint: Viewpoint) -> dict[ListRequest, list[Card]]:
    """The events to come for each list block, soonest first."""
    rows = for_cards(coming_events(hub=hub_of_site(viewpoint.site)))[:MOST_CANDIDATES]
    return answered(requests, rows, fits=_fits, card=lambda event: card_of(event, viewpoint))


def _fits(event: Any, request: ListRequest) -> bool:
    kind, audience = request.get("kind"), request.get("audience")
    return (not kind or kind == event.kind) and (
        not audience or audience in {row.key for row in event.audiences.all()}
    )


def card_of(event: Any, viewpoint: Viewpoint) -> Card:
    """One event as plain data."""
    place = event.place or (str(Mode(event.mode).label) if event.mode in Mode.values else "")
    return {
        "id": event.pk,
        "type": "event",
        "title": event.title,
        "url": address_of(event, viewpoint),
        "summary": event.summary,
        "state": None if event.state == Delivery.UPCOMING else event.state_chip,
        "facts": [
            *fact(_("When"), slot_words(event.date, event.start, event.end)),
            *fact(_("Where"), place),
        ],
    }
