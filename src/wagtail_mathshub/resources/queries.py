"""What visitors may see of collections and their lessons."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models import Exists, F, OuterRef, Prefetch, Q
from wagtail.models import Site

from wagtail_mathshub.blocks.base import stored
from wagtail_mathshub.publishing.listing import listed
from wagtail_mathshub.publishing.page_types import get_model
from wagtail_mathshub.publishing.references import Found, Viewpoint, Wanted, find
from wagtail_mathshub.publishing.related import most_alike
from wagtail_mathshub.publishing.visibility import visible_of_kind
from wagtail_mathshub.taxonomy.filter_words import given_filters, in_words
from wagtail_mathshub.taxonomy.year_range import overlapping
from wagtail_mathshub.taxonomy.years import parse_year

if TYPE_CHECKING:
    from django.http import HttpRequest

    from wagtail_mathshub.hubs.models import HubSettings

NEWEST = (F("first_published_at").desc(nulls_last=True), "title", "pk")
FILTERS = ("year", "topic")


def collections(*, hub: HubSettings | None = None) -> Any:
    """The collections that anybody may see, of one hub or of all, newest first."""
    from wagtail_mathshub.resources.mixins import ResourceCollectionMixin

    model = get_model(ResourceCollectionMixin)
    if model is None:
        return Site.objects.none()
    return visible_of_kind(model.objects.all(), site=hub.site if hub else None).order_by(*NEWEST)


def lesson_condition(filters: dict[str, str]) -> Q | None:
    """The condition on lessons for the filters that are given; None for a value that means nothing."""
    condition = Q()
    if "year" in filters:
        try:
            year = parse_year(filters["year"])
        except ValueError:
            return None
        condition &= overlapping((year, year))
    if "topic" in filters:
        condition &= Q(topic__key=filters["topic"])
    return condition


def filtered(rows: Any, filters: dict[str, str]) -> Any:
    """The collections with a lesson that fits every filter that is given."""
    condition = lesson_condition(filters)
    if condition is None:
        return rows.none()
    lessons = rows.model.lessons.rel.related_model.objects
    return rows.filter(Exists(lessons.filter(condition, page=OuterRef("pk")))) if filters else rows


def for_cards(rows: Any) -> Any:
    """With everything that a card shows, in a few queries."""
    return rows.select_related("lead_image").prefetch_related(*card_rows(rows.model))


def card_rows(model: Any) -> tuple[Any, ...]:
    """The rows of other tables that a card shows."""
    lessons = model.lessons.rel.related_model.objects.select_related("topic").order_by("sort_order")
    compilers = model.compilers.rel.related_model.objects.select_related("person").order_by("sort_order")
    return (Prefetch("lessons", queryset=lessons), Prefetch("compilers", queryset=compilers))


def with_materials(lessons: list[Any], viewpoint: Viewpoint) -> list[tuple[Any, list[dict[str, Any]]]]:
    """Each lesson with its files, links and videos, in a fixed number of queries."""
    wanted = Wanted()
    for lesson in lessons:
        lesson.materials.stream_block.collect(stored(lesson.materials), wanted)
    found = find(wanted, viewpoint)
    return [(lesson, _materials(lesson, found)) for lesson in lessons]


def _materials(lesson: Any, found: Found) -> list[dict[str, Any]]:
    return lesson.materials.stream_block.represent(stored(lesson.materials), found)


def related_to(collection: Any, hub: HubSettings | None) -> list[Any]:
    """Collections of the hub with lessons on the same topics."""
    topics = [lesson.topic_id for lesson in collection.lessons.all() if lesson.topic_id]
    others = collections(hub=hub).exclude(pk=collection.pk)
    alike = most_alike(others, relation="lessons__topic", topics=topics, same_years=None, order=NEWEST)
    return list(for_cards(alike))


def detail_context(collection: Any, hub: HubSettings | None) -> dict[str, Any]:
    """What a collection's page shows beside its own fields."""
    lessons = list(collection.lessons.all())
    viewpoint = Viewpoint(site=hub.site if hub else None)
    return {"lessons": with_materials(lessons, viewpoint), "related": related_to(collection, hub)}


def index_context(index: Any, request: HttpRequest, hub: HubSettings | None) -> dict[str, Any]:
    """The collections that the request's filters leave, a page of cards at a time."""
    given = given_filters(request.GET, FILTERS)
    rows = for_cards(filtered(collections(hub=hub).descendant_of(index), given))
    return {"collections": listed(rows, request), "filters": in_words(given)}


def lessons_of(rows: Any) -> Any:
    """The lessons of the collections `rows`, each with its topic and its collection."""
    lessons = rows.model.lessons.rel.related_model.objects
    return lessons.filter(page__in=rows.order_by().values("pk")).select_related("topic", "page")
