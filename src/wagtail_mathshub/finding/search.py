"""The search: pages of all kinds in one list, with how many there are of each kind."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import reduce
from operator import add, or_
from typing import TYPE_CHECKING, Any

from django.db.models import Case, DateTimeField, F, IntegerField, Q, When
from django.db.models.functions import Cast, Coalesce
from wagtail.search.backends import get_search_backend
from wagtail.search.query import And, Phrase, PlainText, SearchQuery

from wagtail_mathshub.finding.kinds import KINDS, column, kind_of, page_model
from wagtail_mathshub.finding.snippets import snippet_of, summary_of
from wagtail_mathshub.publishing.searching import words_of

if TYPE_CHECKING:
    from wagtail_mathshub.hubs.models import HubSettings

MOST_CHARACTERS = 200
MOST_WORDS = 10
MOST_AT_ONCE = 100


@dataclass(frozen=True)
class Hit:
    """A page that was found, ready for its card."""

    kind: str
    page: Any
    summary: str
    snippet: str


@dataclass(frozen=True)
class SearchResult:
    """Some of the pages found, how many there are, and how many of each kind whatever was chosen."""

    count: int = 0
    items: list[Hit] = field(default_factory=list)
    counts: dict[str, int] = field(default_factory=lambda: dict.fromkeys(KINDS, 0))


def search(
    q: str, *, hub: HubSettings | None, kinds: Sequence[str] = (), limit: int = 20, offset: int = 0
) -> SearchResult:
    """The pages of `kinds`, or of all, with every word of `q`: in one hub, or in all with None."""
    words = asked(q)
    if not words:
        return SearchResult()
    seen = visible_by_kind(hub)
    rows = matches(words, seen)
    chosen = [(key, kind) for key, kind in rows if not kinds or kind in kinds]
    first, most = max(0, offset), max(0, min(limit, MOST_AT_ONCE))
    counts = dict.fromkeys(KINDS, 0) | Counter(kind for _key, kind in rows)
    return SearchResult(len(chosen), _hits(chosen[first : first + most], words, seen), counts)


def visible_by_kind(hub: HubSettings | None) -> dict[str, Any]:
    """What visitors may see of each kind."""
    return {name: kind.find(hub=hub) for name, kind in KINDS.items()}


def asked(q: str) -> list[str]:
    """The words of a query, each once; no more than a person would type."""
    return list(dict.fromkeys(words_of(q[:MOST_CHARACTERS])))[:MOST_WORDS]


def base_pages(seen: dict[str, Any]) -> Any:
    """All those pages as base pages, in one queryset."""
    keys = [Q(pk__in=rows.order_by().values("pk")) for rows in seen.values()]
    return page_model().objects.filter(reduce(or_, keys, Q(pk__in=[])))


def matches(words: list[str], seen: dict[str, Any]) -> list[tuple[int, str]]:
    """The key and kind of every page with words that begin like each of `words`, in their order.

    All of them in one query: the match itself is what takes the time, and a second query that
    counts, or one for each kind, would pay for it again. Wagtail's rank is not used, as SQLite
    works it out anew for every page, which grows with the square of what is found.
    """
    rows = base_pages(seen).order_by(*_order(words)).values_list("pk", "content_type_id")
    found = list(get_search_backend().autocomplete(_query(words), rows, order_by_relevance=False))
    kinds = {content_type_id: kind_of(content_type_id) for _key, content_type_id in found}
    return [(key, kind) for key, type_id in found if (kind := kinds[type_id])]


def how_many(words: list[str], seen: dict[str, Any]) -> int:
    """How many of those pages there are."""
    return (
        get_search_backend().autocomplete(_query(words), base_pages(seen), order_by_relevance=False).count()
    )


def _query(words: list[str]) -> SearchQuery:
    # A single letter and a number stand for themselves: "year 5" is not year 50.
    parts = [Phrase(word) if len(word) == 1 or word.isdigit() else PlainText(word) for word in words]
    return parts[0] if len(parts) == 1 else And(parts)


def _order(words: list[str]) -> list[Any]:
    starts = [Q(title__istartswith=word) | Q(title__icontains=f" {word}") for word in words]
    cases = [Case(When(start, then=1), default=0, output_field=IntegerField()) for start in starts]
    own = [column(kind, kind.date) for kind in KINDS.values() if kind.date]
    dates = [Cast(F(name), DateTimeField()) for name in own if name]
    newest = Coalesce(*dates, F("first_published_at")) if dates else F("first_published_at")
    return [reduce(add, cases).desc(), newest.desc(nulls_last=True), F("pk").desc()]


def _hits(rows: list[tuple[int, str]], words: list[str], seen: dict[str, Any]) -> list[Hit]:
    hits = {}
    for kind in {kind for _key, kind in rows}:
        pages = KINDS[kind].for_cards(seen[kind].filter(pk__in=[key for key, name in rows if name == kind]))
        hits |= {page.pk: Hit(kind, page, summary_of(page), snippet_of(page, words)) for page in pages}
    return [hits[key] for key, _kind in rows if key in hits]
