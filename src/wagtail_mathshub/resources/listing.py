"""Collections of lessons for the blocks that list them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from wagtail_mathshub.blocks.listings import MOST_CANDIDATES, Card, answered, fact, years_fit
from wagtail_mathshub.blocks.lists import ListRequest
from wagtail_mathshub.hubs.queries import hub_of_site
from wagtail_mathshub.publishing.page_links import address_of
from wagtail_mathshub.resources.queries import collections, for_cards

if TYPE_CHECKING:
    from wagtail_mathshub.publishing.references import Viewpoint


def list_source(requests: list[ListRequest], viewpoint: Viewpoint) -> dict[ListRequest, list[Card]]:
    """The collections for each list block, newest first."""
    rows = for_cards(collections(hub=hub_of_site(viewpoint.site)))[:MOST_CANDIDATES]
    return answered(requests, rows, fits=_fits, card=lambda collection: card_of(collection, viewpoint))


def _fits(collection: Any, request: ListRequest) -> bool:
    return not request.filters or any(_lesson_fits(lesson, request) for lesson in collection.lessons.all())


def _lesson_fits(lesson: Any, request: ListRequest) -> bool:
    topic = request.get("topic")
    return years_fit(lesson.year_from, lesson.year_to, request) and (
        not topic or (lesson.topic is not None and lesson.topic.key == topic)
    )


def card_of(collection: Any, viewpoint: Viewpoint) -> Card:
    """One collection as plain data."""
    count = len(collection.lessons.all())
    return {
        "id": collection.pk,
        "type": "collection",
        "title": collection.title,
        "url": address_of(collection, viewpoint),
        "summary": collection.intro,
        "state": None,
        "facts": [
            *fact(_("Years"), collection.years_label),
            *fact(_("Lessons"), ngettext("{count} lesson", "{count} lessons", count).format(count=count)),
            *fact(_("Licence"), collection.licence_terms.label),
        ],
    }
