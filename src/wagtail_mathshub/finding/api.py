"""The search in the API."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router
from pydantic import BaseModel, Field

from wagtail_mathshub.api.paging import next_address
from wagtail_mathshub.api.parameters import Parameters, Words, check_known, check_words
from wagtail_mathshub.api.parameters import Query as Text
from wagtail_mathshub.finding.kinds import KINDS
from wagtail_mathshub.finding.search import Hit, search
from wagtail_mathshub.finding.suggestions import suggestions
from wagtail_mathshub.hubs.kept import kept
from wagtail_mathshub.hubs.lists_api import FAULTS
from wagtail_mathshub.hubs.scope import Scope, scope_of
from wagtail_mathshub.publishing.page_links import page_link
from wagtail_mathshub.publishing.shapes import PageLinkShape

router = Router(tags=["Finding"])


class SearchParameters(Parameters):
    """What the search takes."""

    q: Text = Field(..., min_length=1, description="Words, or the beginnings of words; all must be there.")
    kind: Words = Field(
        [], description="Only these kinds: work_group, event, article, collection, job, page."
    )
    limit: int = Field(20, ge=1, le=100)
    offset: int = Field(0, ge=0, le=1_000_000)


class HitShape(BaseModel):
    """A page that was found."""

    kind: str = Field(description="As in `kinds`.")
    page: PageLinkShape
    summary: str = Field(description="Plain text.")
    snippet: str = Field(description="HTML: a passage of its text, with the words in `mark` elements.")


class SuggestionShape(BaseModel):
    """What to try where little or nothing was found."""

    query: str = Field(description="What to send as `q`.")
    count: int = Field(description="How many pages it finds.")
    in_all_hubs: bool = Field(description="Whether only with `hub=all`.")


class SearchShape(BaseModel):
    """Pages found, how many of each kind there are, and what else to try."""

    count: int = Field(description="How many pages there are in all.")
    items: list[HitShape]
    next: str | None = Field(description="The address of what follows; null at the end.")
    kinds: dict[str, int] = Field(
        description="How many pages of each kind hold the words, whatever `kind` asks for.",
        examples=[{"work_group": 3, "article": 1}],
    )
    suggestions: list[SuggestionShape] = Field(description="Only where nothing was found.")


@router.get(
    "search",
    response={200: SearchShape} | FAULTS,
    operation_id="search",
    summary="Search across everything that the hub publishes",
    url_name="search",
)
def search_pages(request: HttpRequest, parameters: Query[SearchParameters]) -> HttpResponse:
    """Pages that hold all the words, those with them in the title first."""
    check_known(request, SearchParameters)
    check_words("kind", parameters.kind, list(KINDS))
    return kept(request, lambda: _found(request, parameters))


def _found(request: HttpRequest, parameters: SearchParameters) -> dict[str, Any]:
    scope, end = scope_of(request, parameters.hub), parameters.offset + parameters.limit
    found = search(
        parameters.q, hub=scope.hub, kinds=parameters.kind, limit=parameters.limit, offset=parameters.offset
    )
    return {
        "count": found.count,
        "items": [_hit(hit, scope) for hit in found.items],
        "next": next_address(request, end) if found.count > end else None,
        "kinds": found.counts,
        "suggestions": [] if found.count else [asdict(one) for one in suggestions(parameters.q, scope.hub)],
    }


def _hit(hit: Hit, scope: Scope) -> dict[str, Any]:
    return {
        "kind": hit.kind,
        "page": page_link(hit.page, scope.viewpoint),
        "summary": hit.summary,
        "snippet": str(hit.snippet),
    }
