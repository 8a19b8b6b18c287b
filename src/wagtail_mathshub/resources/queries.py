"""What visitors may see of collections and their lessons."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models import BooleanField, Exists, ExpressionWrapper, F, OuterRef, Prefetch, Q
from wagtail.models import Site

from wagtail_mathshub.blocks.base import stored
from wagtail_mathshub.publishing.listing import listed, pictures_of
from wagtail_mathshub.publishing.page_types import get_model
from wagtail_mathshub.publishing.references import Found, Viewpoint, Wanted, find
from wagtail_mathshub.publishing.related import most_alike
from wagtail_mathshub.publishing.visibility import is_visible, visible_of_kind
from wagtail_mathshub.resources.browsing import LessonRow, browsing
from wagtail_mathshub.resources.downloads import download_of
from wagtail_mathshub.resources.lesson_line import jumps_of, stops_of
from wagtail_mathshub.resources.state import links_to_dead
from wagtail_mathshub.taxonomy.filter_words import given_filters, in_words
from wagtail_mathshub.taxonomy.year_range import overlapping
from wagtail_mathshub.taxonomy.years import KEY_STAGES, key_stage_range, parse_year

if TYPE_CHECKING:
    from django.http import HttpRequest

    from wagtail_mathshub.hubs.models import HubSettings
    from wagtail_mathshub.taxonomy.filter_options import Option

NEWEST = (F("first_published_at").desc(nulls_last=True), "title", "pk")
FILTERS = ("year", "topic", "key_stage")
SHOWN_LESSONS = 3


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
    if "key_stage" in filters:
        if filters["key_stage"] not in KEY_STAGES:
            return None
        condition &= overlapping(key_stage_range(filters["key_stage"]))
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
    dead = ExpressionWrapper(links_to_dead(), output_field=BooleanField())
    rows = rows.annotate(has_dead_links=dead).select_related("lead_image")
    return rows.prefetch_related(*card_rows(rows.model))


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
    return list(alike)


def detail_context(collection: Any, hub: HubSettings | None) -> dict[str, Any]:
    """What a collection's page shows beside its own fields."""
    viewpoint = Viewpoint(site=hub.site if hub else None)
    lessons = with_materials(list(collection.lessons.all()), viewpoint)
    return {
        "lessons": lessons,
        "stops": stops_of(lessons),
        "jumps": jumps_of(lessons),
        # Drafts, and pages behind a password, have no archive: its address asks for none.
        "download": download_of(lessons) if hub and collection.pk and is_visible(collection) else None,
        "related": related_to(collection, hub),
    }


def index_context(index: Any, request: HttpRequest, hub: HubSettings | None) -> dict[str, Any]:
    """The collections that the request's filters leave, a page of cards at a time, and what else can be chosen."""
    given = given_filters(request.GET, FILTERS)
    all_here = collections(hub=hub).descendant_of(index)
    shown = listed(for_cards(filtered(all_here, given)), request)
    for collection in shown:
        collection.fitting = _fitting(collection, given)
    return {
        "collections": shown,
        "filters": in_words(given),
        "browsing": _browsing(all_here, given),
        "pictures": pictures_of(shown),
    }


def _fitting(collection: Any, given: dict[str, str]) -> list[Any]:
    if not given:
        return []
    lessons = collection.lessons.all()
    return [lesson for lesson in lessons if lesson_row(lesson).fits(given)][:SHOWN_LESSONS]


def _browsing(rows: Any, given: dict[str, str]) -> dict[str, list[Option]]:
    columns = ("page_id", "year_from", "year_to", "topic__key", "topic__label", "topic__sort_order")
    found = list(lessons_of(rows).order_by("pk").values_list(*columns))
    topics = sorted({(order, label, key) for *_row, key, label, order in found if key})
    lessons = [LessonRow(*row, key or "") for *row, key, _label, _order in found]
    return browsing(lessons, [(key, label) for _order, label, key in topics], given)


def lesson_row(lesson: Any) -> LessonRow:
    """A lesson as the filters ask about it."""
    return LessonRow(
        lesson.page_id, lesson.year_from, lesson.year_to, lesson.topic.key if lesson.topic else ""
    )


def lessons_of(rows: Any) -> Any:
    """The lessons of the collections `rows`, each with its topic and its collection."""
    lessons = rows.model.lessons.rel.related_model.objects
    return lessons.filter(page__in=rows.order_by().values("pk")).select_related("topic", "page")
