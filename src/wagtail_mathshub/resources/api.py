"""Collections and lessons in the API."""

from __future__ import annotations

from typing import Any, Literal

from django.db.models import Exists, OuterRef, Q
from django.http import HttpRequest, HttpResponse
from ninja import Query, Router
from pydantic import Field

from wagtail_mathshub.api.answers import ListShape
from wagtail_mathshub.api.conditions import (
    PK,
    for_phases,
    for_years,
    in_column,
    phase_options,
    words_in,
    year_options,
)
from wagtail_mathshub.api.listing import Facet, Listing, list_data
from wagtail_mathshub.api.paging import Key
from wagtail_mathshub.api.parameters import Id, ListParameters, Parameters, Words, Years, check_known, keys
from wagtail_mathshub.hubs.kept import kept
from wagtail_mathshub.hubs.lists_api import FAULTS, Family, page_detail, pages_list
from wagtail_mathshub.hubs.scope import Scope, scope_of
from wagtail_mathshub.resources.data import collection_data, collection_more, lesson_items
from wagtail_mathshub.resources.queries import collections, for_cards, lessons_of
from wagtail_mathshub.resources.shapes import CollectionDetailShape, CollectionShape, LessonInListShape
from wagtail_mathshub.resources.state import needs_review
from wagtail_mathshub.taxonomy.licences import Licence
from wagtail_mathshub.taxonomy.vocabularies import Phase, ResourceState

router = Router(tags=["Lesson resources"])


class LessonFilters(ListParameters):
    """What narrows down lessons, and collections by their lessons."""

    year: Years = []
    phase: keys(Phase) = []  # ty: ignore[invalid-type-form]
    topic: Words = Field([], description="Keys of topics.")


class CollectionParameters(LessonFilters):
    """What the list of collections takes."""

    licence: keys(Licence) = []  # ty: ignore[invalid-type-form]
    state: keys(ResourceState) = []  # ty: ignore[invalid-type-form]
    order: Literal["", "newest", "title"] = ""


class LessonParameters(LessonFilters):
    """What the list of lessons takes."""

    has_answers: bool | None = None
    minutes_up_to: int | None = Field(None, ge=0, le=1000)
    order: Literal["", "years", "title", "minutes"] = ""


def _by_lessons(narrow: Any) -> Any:
    def narrowed(rows: Any, values: Any) -> Any:
        lessons = rows.model.lessons.rel.related_model.objects.filter(page=OuterRef("pk"))
        return rows.filter(Exists(narrow(lessons, values)))

    return narrowed


def _state(rows: Any, values: list[str]) -> Any:
    wanted = set(values)
    if len(wanted) != 1:
        return rows
    return rows.filter(needs_review()) if wanted == {"needs_review"} else rows.exclude(needs_review())


def _state_options() -> dict[str, Q]:
    return {"needs_review": needs_review(), "current": ~needs_review()}


COLLECTIONS = Listing(
    filters={
        "year": _by_lessons(for_years),
        "phase": _by_lessons(for_phases),
        "topic": _by_lessons(in_column("topic__key")),
        "licence": in_column("licence"),
        "state": _state,
        "q": words_in("title", "intro"),
    },
    facets={
        "topic": Facet(column="lessons__topic__key"),
        "licence": Facet(column="licence", options=Licence),
        "state": Facet(_state_options),
    },
    orders={
        "newest": (Key("first_published_at", descending=True), Key("title"), PK),
        "title": (Key("title"), PK),
    },
    default_order="newest",
)
LESSONS = Listing(
    filters={
        "year": for_years,
        "phase": for_phases,
        "topic": in_column("topic__key"),
        "has_answers": lambda rows, value: rows.filter(has_answers=value),
        "minutes_up_to": lambda rows, value: rows.filter(minutes__lte=value),
        "q": words_in("title", "objective"),
    },
    facets={
        "year": Facet(year_options),
        "phase": Facet(phase_options),
        "topic": Facet(column="topic__key"),
    },
    orders={
        "years": (Key("year_from"), Key("title"), PK),
        "title": (Key("title"), PK),
        "minutes": (Key("minutes"), Key("title"), PK),
    },
    default_order="years",
)


def _rows(scope: Scope) -> Any:
    return collections(hub=scope.hub)


FAMILY = Family(rows=_rows, fill=for_cards, card=collection_data, more=collection_more)


@router.get(
    "collections",
    response={200: ListShape[CollectionShape]} | FAULTS,
    operation_id="collections_list",
    summary="Collections of lessons, newest first",
    url_name="collections",
)
def collections_list(request: HttpRequest, parameters: Query[CollectionParameters]) -> HttpResponse:
    """Collections with a lesson that fits each filter."""
    return pages_list(request, parameters, COLLECTIONS, FAMILY)


@router.get(
    "collections/{id}",
    response={200: CollectionDetailShape} | FAULTS,
    operation_id="collections_detail",
    summary="A collection with its lessons and their files",
    url_name="collection",
)
def collections_detail(request: HttpRequest, id: Id, parameters: Query[Parameters]) -> HttpResponse:
    """One collection."""
    return page_detail(request, id, parameters, FAMILY)


@router.get(
    "lessons",
    response={200: ListShape[LessonInListShape]} | FAULTS,
    operation_id="lessons_list",
    summary="Lessons of all collections, by year",
    url_name="lessons",
)
def lessons_list(request: HttpRequest, parameters: Query[LessonParameters]) -> HttpResponse:
    """Lessons that fit, each with its files and its collection."""
    check_known(request, LessonParameters)

    def data() -> dict[str, Any]:
        scope = scope_of(request, parameters.hub)
        lessons = lessons_of(_rows(scope))
        return list_data(
            LESSONS, lessons, parameters, request, lambda rows, bodies: lesson_items(rows, scope)
        )

    return kept(request, data)
