"""The search of a hub: a field, filters by kind, a page of results, and what to try when there are none."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from django.core.paginator import Page, Paginator
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from wagtail_mathshub.conf import conf
from wagtail_mathshub.finding.home import indexes_of
from wagtail_mathshub.finding.kinds import KINDS
from wagtail_mathshub.finding.search import MOST_CHARACTERS, SearchResult, asked
from wagtail_mathshub.finding.search import search as search_pages
from wagtail_mathshub.finding.snippets import marked, pattern_of
from wagtail_mathshub.finding.spelling import did_you_mean
from wagtail_mathshub.finding.suggestions import fewer_words
from wagtail_mathshub.hubs.hub_view import hub_view
from wagtail_mathshub.hubs.page_meta import meta_for

if TYPE_CHECKING:
    from django.http import HttpRequest

    from wagtail_mathshub.hubs.models import HubSettings


@hub_view("wagtail_mathshub/search_page.html")
def search(request: HttpRequest, hub: HubSettings) -> dict[str, Any]:
    """The page for `q`, `kind` and `page`; a kind or a page that there is not is passed over."""
    q, kind = typed(request.GET.get("q", "")), request.GET.get("kind", "")
    kind = kind if kind in KINDS else ""
    words = asked(q)
    result, shown = _page_of_results(q, kind, request.GET.get("page", ""), hub)
    title = _("Search: {words}").format(words=q) if words else _("Search")
    context = {
        "current": "search",
        "q": q,
        "kind": kind,
        "words": words,
        "count": result.count,
        "kinds": _pills(q, kind, result.counts) if words else [],
        "results": shown,
        "hits": [_card(hit, words) for hit in result.items],
        "elsewhere": sum(result.counts.values()) - result.count,
        "count_words": count_words(result.count, kind),
        "all_address": _address(q, ""),
        "meta": meta_for(request, hub, title=title, indexed=False),
    }
    return context | ({} if result.count else _ways_on(q, kind, words, hub, context["elsewhere"]))


def typed(q: str) -> str:
    """A query as it is shown again: on one line, without what cannot be seen, and not endless."""
    plain = "".join(" " if unicodedata.category(character)[0] == "C" else character for character in q[:5000])
    return " ".join(plain.split())[:MOST_CHARACTERS].strip()


def count_words(count: int, kind: str) -> str:
    """How many results there are, with their kind where one was chosen."""
    if not kind:
        return ngettext("{count} result", "{count} results", count).format(count=count)
    labels = KINDS[kind].label if count == 1 else KINDS[kind].labels
    return f"{count} {labels}"


def _page_of_results(q: str, kind: str, number: str, hub: HubSettings) -> tuple[SearchResult, Page]:
    size, kinds = conf.list_page_size, [kind] if kind else []
    wanted = int(number) if number.isascii() and number.isdigit() and len(number) < 6 else 1
    wanted = max(1, wanted)
    found = search_pages(q, hub=hub, kinds=kinds, limit=size, offset=(wanted - 1) * size)
    paginator = Paginator(range(found.count), size)
    page = paginator.get_page(wanted)
    if page.number != wanted:
        found = search_pages(q, hub=hub, kinds=kinds, limit=size, offset=(page.number - 1) * size)
    return found, page


def _pills(q: str, chosen: str, counts: dict[str, int]) -> list[dict[str, Any]]:
    every = {"label": _("Everything"), "count": sum(counts.values()), "key": ""}
    rows = [every, *({"label": KINDS[key].labels, "count": counts[key], "key": key} for key in counts)]
    return [row | {"address": _address(q, str(row["key"])), "chosen": row["key"] == chosen} for row in rows]


def _address(q: str, kind: str) -> str:
    return f"?{urlencode({'q': q} | ({'kind': kind} if kind else {}))}"


def _card(hit: Any, words: list[str]) -> dict[str, Any]:
    return {
        "kind": hit.kind,
        "label": KINDS[hit.kind].label,
        "page": hit.page,
        "title": marked(hit.page.title, pattern_of(words)),
        "snippet": hit.snippet,
    }


def _ways_on(q: str, kind: str, words: list[str], hub: HubSettings, elsewhere: int) -> dict[str, Any]:
    """The lists of the hub, and queries like this one that find something."""
    tries = [] if elsewhere or not words else [did_you_mean(words, hub), fewer_words(words, hub)]
    seen = {row.query: row for row in tries if row and row.query != " ".join(words)}
    return {
        "indexes": indexes_of(hub),
        "tries": [
            {"words": row.query, "count": row.count, "address": _address(row.query, "")}
            for row in seen.values()
        ],
    }
