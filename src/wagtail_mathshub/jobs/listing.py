"""Open roles for the blocks that list them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from wagtail_mathshub.blocks.listings import MOST_CANDIDATES, Card, answered, fact
from wagtail_mathshub.blocks.lists import ListRequest
from wagtail_mathshub.hubs.queries import hub_of_site
from wagtail_mathshub.jobs.queries import for_cards, open_jobs
from wagtail_mathshub.jobs.wording import closing_words, pay_words
from wagtail_mathshub.publishing.page_links import address_of

if TYPE_CHECKING:
    from wagtail_mathshub.publishing.references import Viewpoint


def list_source(requests: list[ListRequest], viewpoint: Viewpoint) -> dict[ListRequest, list[Card]]:
    """The open roles for each list block, the next to close first."""
    rows = for_cards(open_jobs(hub=hub_of_site(viewpoint.site)))[:MOST_CANDIDATES]
    return answered(requests, rows, fits=_fits, card=lambda advert: card_of(advert, viewpoint))


def _fits(advert: Any, request: ListRequest) -> bool:
    phase, kind = request.get("phase"), request.get("kind")
    return (not phase or phase == advert.phase) and (not kind or kind == advert.kind)


def card_of(advert: Any, viewpoint: Viewpoint) -> Card:
    """One advert as plain data."""
    return {
        "id": advert.pk,
        "type": "job",
        "title": advert.title,
        "url": address_of(advert, viewpoint),
        "summary": advert.summary or advert.who_can_apply,
        "state": advert.state_chip,
        "facts": [
            *fact(_("Closing"), closing_words(advert)),
            *fact(_("Time"), advert.time_commitment),
            *fact(_("Pay"), pay_words(advert)),
            *fact(_("Where"), advert.location),
        ],
    }
