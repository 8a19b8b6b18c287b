"""The search: pages of all kinds in one list, with how many there are of each kind."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import reduce
from operator import add
from typing import TYPE_CHECKING, Any

from django.db.models import Case, DateTimeField, F, IntegerField, Q, When
from django.db.models.functions import Cast, Coalesce, Length
from wagtail.search.backends import get_search_backend
from wagtail.search.query import And, Phrase, PlainText, SearchQuery

from wagtail_mathshub.finding.kinds import KINDS, base_pages, column, kinds_by_type
from wagtail_mathshub.finding.snippets import snippet_of, summary_of
from wagtail_mathshub.publishing.searching import words_of

if TYPE_CHECKING:
    from wagtail_mathshub.hubs.models import HubSettings

MOST_CHARACTERS = 200
MOST_WORDS = 10
MOST_AT_ONCE = 100
# Of more than so many, the newest come first wherever the words stand. PostgreSQL then reads an index until
# the list is full, and not the words of every page; asked for NULLS LAST, it would not use that index.
MOST_IN_ORDER = 1000
NEWEST = ["-first_published_at", "-id"]


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
    types = kinds_by_type()
    pages = base_pages(hub, types)
    counts = _counts(_matching(words, pages), types)
    if kinds:
        pages = pages.filter(content_type__in=[key for key, name in types.items() if name in kinds])
    count = sum(number for name, number in counts.items() if not kinds or name in kinds)
    first, most = max(0, offset), max(0, min(limit, MOST_AT_ONCE))
    if not most or first >= count:
        return SearchResult(count, [], counts)
    order = _order(words) if count <= MOST_IN_ORDER else NEWEST
    rows = _matching(words, pages.order_by(*order).only("content_type"))
    found = [(row.pk, types[row.content_type_id]) for row in rows[first : first + most]]
    return SearchResult(count, _hits(found, words, hub), counts)


def asked(q: str) -> list[str]:
    """The words of a query, each once; no more than a person would type."""
    return list(dict.fromkeys(words_of(q[:MOST_CHARACTERS])))[:MOST_WORDS]


def how_many(words: list[str], hub: HubSettings | None) -> int:
    """How many pages of all kinds have words that begin like each of `words`."""
    return _matching(words, base_pages(hub, kinds_by_type())).count()


def titled_like(words: list[str], hub: HubSettings, *, most: int = 4) -> list[Any]:
    """The visible pages whose slugs hold most of `words`, at least half of them; the shortest of equals first."""
    if not any(len(word) > 2 for word in words):
        return []
    holding = [Q(slug__icontains=word) for word in words]
    cases = [Case(When(one, then=1), default=0, output_field=IntegerField()) for one in holding]
    pages = base_pages(hub, kinds_by_type()).annotate(words_held=reduce(add, cases))
    alike = pages.filter(words_held__gte=-(-len(words) // 2)).order_by("-words_held", Length("slug"), *NEWEST)
    return list(alike[:most])


def _counts(found: Any, types: dict[int, str]) -> dict[str, int]:
    counts = dict.fromkeys(KINDS, 0)
    for key, number in found.facet("content_type_id").items():
        counts[types[key]] += number
    return counts


def _matching(words: list[str], pages: Any) -> Any:
    # Never by Wagtail's rank: SQLite works it out anew for every page that is found, so that it takes
    # a hundred times as long for ten times the pages, and it does not put titles first.
    return get_search_backend().autocomplete(_query(words), pages, order_by_relevance=False)


def _query(words: list[str]) -> SearchQuery:
    # A single letter and a number stand for themselves: "year 5" is not year 50.
    parts = [Phrase(word) if len(word) == 1 or word.isdigit() else PlainText(word) for word in words]
    return parts[0] if len(parts) == 1 else And(parts)


def _order(words: list[str]) -> list[Any]:
    """By how many of the words stand in the title, and then by the kind's own date."""
    starts = [Q(title__istartswith=word) | Q(title__icontains=f" {word}") for word in words]
    cases = [Case(When(start, then=1), default=0, output_field=IntegerField()) for start in starts]
    own = [column(kind, kind.date) for kind in KINDS.values() if kind.date]
    dates = [Cast(F(name), DateTimeField()) for name in own if name]
    newest = Coalesce(*dates, F("first_published_at")) if dates else F("first_published_at")
    return [reduce(add, cases).desc(), newest.desc(nulls_last=True), F("id").desc()]


def _hits(rows: list[tuple[int, str]], words: list[str], hub: HubSettings | None) -> list[Hit]:
    hits = {}
    for kind in {kind for _key, kind in rows}:
        keys = [key for key, name in rows if name == kind]
        pages = KINDS[kind].for_hits(KINDS[kind].find(hub=hub).filter(pk__in=keys))
        hits |= {page.pk: Hit(kind, page, summary_of(page), snippet_of(page, words)) for page in pages}
    return [hits[key] for key, _kind in rows if key in hits]
