"""Work Groups for the blocks that list them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from wagtail_mathshub.blocks.listings import MOST_CANDIDATES, Card, answered, fact, years_fit
from wagtail_mathshub.blocks.lists import ListRequest
from wagtail_mathshub.hubs.queries import hub_of_site
from wagtail_mathshub.publishing.page_links import address_of
from wagtail_mathshub.taxonomy.vocabularies import Delivery, Recruitment
from wagtail_mathshub.workgroups.queries import current, for_cards, work_groups
from wagtail_mathshub.workgroups.wording import cost_words, meets_words, next_words, places_words

if TYPE_CHECKING:
    from wagtail_mathshub.publishing.references import Viewpoint

JOINABLE = (Recruitment.OPEN, Recruitment.NEARLY_FULL)


def list_source(requests: list[ListRequest], viewpoint: Viewpoint) -> dict[ListRequest, list[Card]]:
    """The Work Groups for each list block, soonest first."""
    groups = work_groups(hub=hub_of_site(viewpoint.site))
    if not any(request.get("state") == "finished" for request in requests):
        groups = current(groups)
    rows = for_cards(groups)[:MOST_CANDIDATES]
    return answered(requests, rows, fits=_fits, card=lambda group: card_of(group, viewpoint))


def _fits(group: Any, request: ListRequest) -> bool:
    audience, strand = request.get("audience"), request.get("strand")
    return (
        years_fit(group.year_from, group.year_to, request)
        and (not audience or audience in {row.key for row in group.audiences.all()})
        and (not strand or strand == group.strand)
        and _state_fits(group, request.get("state"))
    )


def _state_fits(group: Any, state: str | None) -> bool:
    if state == "joinable":
        return group.recruitment_state in JOINABLE
    if state == "opening_soon":
        return group.recruitment_state == Recruitment.OPENING_SOON
    finished = group.delivery_state == Delivery.FINISHED
    return finished if state == "finished" else not finished


def card_of(group: Any, viewpoint: Viewpoint) -> Card:
    """One Work Group as plain data."""
    state, (when, words) = group.state.recruitment, next_words(group)
    return {
        "id": group.pk,
        "type": "work_group",
        "title": group.title,
        "url": address_of(group, viewpoint),
        "summary": group.summary,
        "state": {"key": state.key, "label": state.label},
        "facts": [
            *fact(_("Years"), group.years_label),
            *fact(_("Places"), places_words(group)),
            *fact(when, words),
            *fact(_("Meets"), meets_words(group)),
            *fact(_("Cost"), cost_words(group)),
        ],
    }
