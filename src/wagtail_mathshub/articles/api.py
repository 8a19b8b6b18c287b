"""Articles in the API."""

from __future__ import annotations

from typing import Any, Literal

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router
from pydantic import Field

from wagtail_mathshub.api.answers import ListShape
from wagtail_mathshub.api.conditions import (
    PK,
    for_phases,
    for_years,
    having,
    in_column,
    phase_options,
    words_in,
    year_options,
)
from wagtail_mathshub.api.listing import Facet, Listing
from wagtail_mathshub.api.paging import Key
from wagtail_mathshub.api.parameters import Id, ListParameters, Parameters, Words, Years, keys
from wagtail_mathshub.articles.data import article_data, article_more
from wagtail_mathshub.articles.queries import articles, for_cards, in_month
from wagtail_mathshub.articles.shapes import ArticleDetailShape, ArticleShape
from wagtail_mathshub.hubs.lists_api import FAULTS, Family, page_detail, pages_list
from wagtail_mathshub.hubs.scope import Scope
from wagtail_mathshub.taxonomy.vocabularies import Phase

router = Router(tags=["Articles"])


class ArticleParameters(ListParameters):
    """What the list of articles takes."""

    author: Words = Field([], description="Slugs of people.")
    topic: Words = Field([], description="Keys of topics.")
    series: Words = Field([], description="Slugs of series.")
    month: str = Field("", max_length=7, description="Like 2026-09.")
    year: Years = []
    phase: keys(Phase) = []  # ty: ignore[invalid-type-form]
    order: Literal["", "newest", "oldest", "title"] = ""


def _month(rows: Any, value: str) -> Any:
    condition = in_month(value)
    return rows.none() if condition is None else rows.filter(condition)


LISTING = Listing(
    filters={
        "author": having("authors__person__slug"),
        "topic": having("topics__key"),
        "series": in_column("series_slug"),
        "month": _month,
        "year": for_years,
        "phase": for_phases,
        "q": words_in("title", "summary"),
    },
    facets={
        "author": Facet(column="authors__person__slug"),
        "topic": Facet(column="topics__key"),
        "series": Facet(column="series_slug"),
        "year": Facet(year_options),
        "phase": Facet(phase_options),
    },
    orders={
        "newest": (Key("date", descending=True), Key("title"), PK),
        "oldest": (Key("date"), Key("title"), PK),
        "title": (Key("title"), PK),
    },
    default_order="newest",
)


def _rows(scope: Scope) -> Any:
    return articles(hub=scope.hub)


FAMILY = Family(rows=_rows, fill=for_cards, card=article_data, more=article_more)


@router.get(
    "articles",
    response={200: ListShape[ArticleShape]} | FAULTS,
    operation_id="articles_list",
    summary="Articles, newest first",
    url_name="articles",
)
def articles_list(request: HttpRequest, parameters: Query[ArticleParameters]) -> HttpResponse:
    """Articles that anybody may see, complete for cards."""
    return pages_list(request, parameters, LISTING, FAMILY)


@router.get(
    "articles/{id}",
    response={200: ArticleDetailShape} | FAULTS,
    operation_id="articles_detail",
    summary="An article with its text",
    url_name="article",
)
def articles_detail(request: HttpRequest, id: Id, parameters: Query[Parameters]) -> HttpResponse:
    """One article, with the other parts of its series and what to read next."""
    return page_detail(request, id, parameters, FAMILY)
