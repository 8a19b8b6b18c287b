"""Words of the hub's own titles in place of words that nothing has: "fracshuns" is "fractions"."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING

from wagtail_mathshub.finding.kinds import base_pages, kinds_by_type
from wagtail_mathshub.finding.search import how_many
from wagtail_mathshub.finding.snippets import folded
from wagtail_mathshub.finding.suggestions import MOST_TRIED, Suggestion
from wagtail_mathshub.publishing.searching import words_of

if TYPE_CHECKING:
    from wagtail_mathshub.hubs.models import HubSettings

# So many of the newest titles are read, and so many of their words compared.
MOST_TITLES, MOST_WORDS = 1000, 2000
SHORTEST, LONGEST = 4, 30
# How alike two words have to be, of 1.
LIKENESS = 0.65


def did_you_mean(words: list[str], hub: HubSettings) -> Suggestion | None:
    """The query with each word that no title has changed for the nearest one; None where that finds nothing."""
    words = words[:MOST_TRIED]
    if not any(SHORTEST <= len(word) <= LONGEST for word in words):
        return None
    known = _known(hub)
    nearer = [_nearest(folded(word), known) or word for word in words]
    if nearer == words:
        return None
    count = how_many(nearer, hub)
    return Suggestion(" ".join(nearer), count) if count else None


def _known(hub: HubSettings) -> list[str]:
    pages = base_pages(hub, kinds_by_type()).order_by("-first_published_at", "-pk")
    titles = pages.values_list("title", flat=True)[:MOST_TITLES]
    found = (folded(word) for title in titles for word in words_of(title))
    return list(dict.fromkeys(word for word in found if SHORTEST <= len(word) <= LONGEST))[:MOST_WORDS]


def _nearest(word: str, known: list[str]) -> str | None:
    if not SHORTEST <= len(word) <= LONGEST or any(other.startswith(word) for other in known):
        return None
    return next(iter(get_close_matches(word, known, n=1, cutoff=LIKENESS)), None)
