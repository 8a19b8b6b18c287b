"""What to try next when a search finds nothing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from wagtail_mathshub.finding.search import asked, how_many

if TYPE_CHECKING:
    from wagtail_mathshub.hubs.models import HubSettings

# Each word costs a query.
MOST_TRIED = 5


@dataclass(frozen=True)
class Suggestion:
    """A query that finds something: in the same hub, or in all of them."""

    query: str
    count: int
    in_all_hubs: bool = False


def suggestions(q: str, hub: HubSettings | None) -> list[Suggestion]:
    """The same words in all hubs, and fewer of them here; what finds nothing is left out."""
    words = asked(q)[:MOST_TRIED]
    if not words:
        return []
    found = [fewer_words(words, hub)]
    if hub is not None and (count := how_many(words, None)):
        found.append(Suggestion(" ".join(words), count, in_all_hubs=True))
    return [suggestion for suggestion in found if suggestion and suggestion.count]


def fewer_words(words: list[str], hub: HubSettings | None) -> Suggestion | None:
    """The query without the words that keep it from finding anything; None for a single word."""
    return _fewer(words[:MOST_TRIED], hub) if len(words) > 1 else None


def _fewer(words: list[str], hub: HubSettings | None) -> Suggestion | None:
    """The query without its least frequent word, and without the next one while it finds nothing."""
    counts = {word: how_many([word], hub) for word in words}
    left = [word for word in words if counts[word]]
    if left == words:
        left.remove(min(left, key=lambda word: counts[word]))
    while left:
        if count := counts[left[0]] if len(left) == 1 else how_many(left, hub):
            return Suggestion(" ".join(left), count)
        left.remove(min(left, key=lambda word: counts[word]))
    return None
