"""Articles for the blocks that list them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from wagtail_mathshub.articles.queries import articles, for_cards
from wagtail_mathshub.blocks.listings import MOST_CANDIDATES, Card, answered, fact, years_fit
from wagtail_mathshub.blocks.lists import ListRequest
from wagtail_mathshub.hubs.queries import hub_of_site
from wagtail_mathshub.people.credits import names_of
from wagtail_mathshub.publishing.page_links import address_of

if TYPE_CHECKING:
    from wagtail_mathshub.publishing.references import Viewpoint


def list_source(requests: list[ListRequest], viewpoint: Viewpoint) -> dict[ListRequest, list[Card]]:
    """The articles for each list block, newest first."""
    rows = for_cards(articles(hub=hub_of_site(viewpoint.site)))[:MOST_CANDIDATES]
    return answered(requests, rows, fits=_fits, card=lambda article: card_of(article, viewpoint))


def _fits(article: Any, request: ListRequest) -> bool:
    topic = request.get("topic")
    return years_fit(article.year_from, article.year_to, request) and (
        not topic or topic in {row.key for row in article.topics.all()}
    )


def card_of(article: Any, viewpoint: Viewpoint) -> Card:
    """One article as plain data."""
    return {
        "id": article.pk,
        "type": "article",
        "title": article.title,
        "url": address_of(article, viewpoint),
        "summary": article.summary,
        "state": None,
        "facts": [
            *fact(_("By"), ", ".join(names_of(article.authors.all()))),
            *fact(_("Date"), article.date_words),
        ],
    }
