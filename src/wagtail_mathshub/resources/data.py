"""Collections and lessons as plain data."""

from __future__ import annotations

from typing import Any

from wagtail_mathshub.hubs.page_data import image_data, page_data
from wagtail_mathshub.hubs.scope import Scope, years_data
from wagtail_mathshub.publishing.page_links import page_link
from wagtail_mathshub.publishing.references import Found
from wagtail_mathshub.resources.queries import related_to, with_materials
from wagtail_mathshub.taxonomy.licences import stated_licence


def collection_data(collection: Any, scope: Scope, found: Found) -> dict[str, Any]:
    """One collection, complete for a card."""
    return page_data(collection, "collection", "collection", scope) | {
        "intro": collection.intro,
        "period": collection.period,
        "years": years_data(*collection.year_range),
        "compilers": collection.compiler_names,
        "licence": stated_licence(collection.licence),
        "attribution": collection.licence_terms.attribution,
        "last_checked": collection.last_checked,
        "state": scope.labelled(collection.state, collection.state.label),
        "lessons_count": len(collection.lessons.all()),
        "image": image_data(collection, found),
    }


def lesson_data(lesson: Any, materials: list[dict[str, Any]], scope: Scope) -> dict[str, Any]:
    """One lesson with its materials."""
    topic = lesson.topic
    return {
        "id": lesson.pk,
        "title": lesson.title,
        "years": years_data(lesson.year_from, lesson.year_to),
        "topic": scope.labelled(topic.key, topic.label) if topic else None,
        "objective": lesson.objective,
        "minutes": lesson.minutes,
        "has_answers": lesson.has_answers,
        "prior_knowledge": lesson.prior_knowledge,
        "materials": materials,
    }


def collection_more(collection: Any, scope: Scope, found: Found) -> dict[str, Any]:
    """What the page of a collection says beside its card."""
    lessons = with_materials(list(collection.lessons.all()), scope.viewpoint)
    return {
        "lessons": [lesson_data(lesson, materials, scope) for lesson, materials in lessons],
        "related": [page_link(page, scope.viewpoint) for page in related_to(collection, scope.hub)],
    }


def lesson_items(lessons: list[Any], scope: Scope) -> list[dict[str, Any]]:
    """Lessons of several collections, each with the collection that it belongs to."""
    return [
        lesson_data(lesson, materials, scope)
        | {
            "collection": page_link(lesson.page, scope.viewpoint),
            "licence": stated_licence(lesson.page.licence),
        }
        for lesson, materials in with_materials(lessons, scope.viewpoint)
    ]
