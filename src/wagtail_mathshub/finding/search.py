"""The search: pages of all kinds in one list, with how many there are of each kind."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
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
    counts = counted(words, hub)
    chosen = [name for name in KINDS if name in kinds] if kinds else list(KINDS)
    count = sum(counts[name] for name in chosen)
    first, most = max(0, offset), max(0, min(limit, MOST_AT_ONCE))
    if not most or first >= count:
        return SearchResult(count, [], counts)
    pages = found(words, hub, chosen).order_by(*_order(words))
    return SearchResult(count, _hits(matching(words, pages)[first : first + most], words, hub), counts)


def asked(q: str) -> list[str]:
    """The words of a query, each once; no more than a person would type."""
    return list(dict.fromkeys(words_of(q[:MOST_CHARACTERS])))[:MOST_WORDS]


def found(words: list[str], hub: HubSettings | None, kinds: Iterable[str]) -> Any:
    """The pages of `kinds` that visitors may see, as base pages."""
    rows = (KINDS[name].find(hub=hub).order_by().values("pk") for name in kinds)
    return page_model().objects.filter(reduce(or_, (Q(pk__in=keys) for keys in rows), Q(pk__in=[])))


def matching(words: list[str], pages: Any) -> Any:
    """Wagtail's search for words that begin like each of `words`."""
    return get_search_backend().autocomplete(_query(words), pages, order_by_relevance=False)


def counted(words: list[str], hub: HubSettings | None) -> dict[str, int]:
    """How many pages of each kind there are."""
    counts = dict.fromkeys(KINDS, 0)
    types = matching(words, found(words, hub, KINDS).order_by()).facet("content_type_id")
    for content_type_id, number in types.items():
        if kind := kind_of(content_type_id):
            counts[kind] += number
    return counts


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


def _hits(rows: Iterable[Any], words: list[str], hub: HubSettings | None) -> list[Hit]:
    kinds = {row.pk: kind_of(row.content_type_id) for row in rows}
    keys: dict[str, list[int]] = defaultdict(list)
    for key, kind in kinds.items():
        if kind:
            keys[kind].append(key)
    pages = {}
    for kind, wanted in keys.items():
        shown = KINDS[kind].for_cards(KINDS[kind].find(hub=hub).filter(pk__in=wanted))
        pages |= {page.pk: Hit(kind, page, summary_of(page), snippet_of(page, words)) for page in shown}
    return [pages[key] for key in kinds if key in pages]
