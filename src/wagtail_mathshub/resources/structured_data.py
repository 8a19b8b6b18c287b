"""A collection as schema.org's CollectionPage of LearningResources."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin

from wagtail_mathshub import clock
from wagtail_mathshub.hubs.structured_data import LANGUAGE, hub_reference
from wagtail_mathshub.people.structured_data import persons
from wagtail_mathshub.publishing.file_facts import size_words
from wagtail_mathshub.publishing.json_ld import stated
from wagtail_mathshub.taxonomy.structured_data import age_range, educational_level

if TYPE_CHECKING:
    from wagtail_mathshub.hubs.page_meta import PageMeta
    from wagtail_mathshub.resources.mixins import ResourceCollectionMixin

Lessons = list[tuple[Any, list[dict[str, Any]]]]


def collection_page(
    collection: ResourceCollectionMixin, lessons: Lessons, hub: Any, meta: PageMeta
) -> dict[str, Any]:
    """The page that `meta` describes; `lessons` come with the materials that visitors may have."""
    modified = collection.last_published_at
    return stated(
        {
            "@type": "CollectionPage",
            "@id": f"{meta.address}#collection",
            "name": collection.title,
            "description": meta.description,
            "url": meta.address,
            "image": meta.image["url"] if meta.image else None,
            "author": persons(collection.compiler_names),
            "publisher": hub_reference(hub),
            "license": collection.licence_terms.url,
            "educationalLevel": educational_level(*collection.year_range),
            "typicalAgeRange": age_range(*collection.year_range),
            "lastReviewed": collection.last_checked.isoformat() if collection.last_checked else None,
            "dateModified": modified.astimezone(clock.LONDON).isoformat(timespec="seconds")
            if modified
            else None,
            "inLanguage": LANGUAGE,
            "isAccessibleForFree": True,
            "hasPart": [
                _lesson(lesson, [row["value"] for row in rows], collection, hub, meta)
                for lesson, rows in lessons
            ],
        }
    )


def _lesson(
    lesson: Any, rows: list[dict[str, Any]], collection: ResourceCollectionMixin, hub: Any, meta: PageMeta
) -> dict[str, Any]:
    place = f"{meta.address}#{lesson.anchor}" if lesson.anchor else None
    files = [row for row in rows if row.get("document")]
    return stated(
        {
            "@type": "LearningResource",
            "@id": place,
            "name": lesson.title,
            "url": place,
            "description": lesson.objective,
            "educationalLevel": educational_level(lesson.year_from, lesson.year_to),
            "typicalAgeRange": age_range(lesson.year_from, lesson.year_to),
            "license": collection.licence_terms.url,
            "learningResourceType": list(
                dict.fromkeys(row["kind_label"] for row in rows if row["kind_label"])
            ),
            "timeRequired": f"PT{lesson.minutes}M" if lesson.minutes else None,
            "teaches": lesson.objective,
            "competencyRequired": lesson.prior_knowledge,
            "about": {"@type": "Thing", "name": lesson.topic.label} if lesson.topic else None,
            "inLanguage": LANGUAGE,
            "encoding": [_file(row, hub, meta) for row in files],
        }
    )


def _file(row: dict[str, Any], hub: Any, meta: PageMeta) -> dict[str, Any]:
    document, licence = row["document"], row["licence"]
    return stated(
        {
            "@type": "MediaObject",
            "name": row["title"],
            # Files are served by Wagtail's own site, wherever the page is read.
            "contentUrl": urljoin(hub.site.root_url if hub else meta.address, document["url"]),
            "encodingFormat": document["media_type"],
            "contentSize": size_words(document["size"]) if document["size"] else None,
            "license": licence["url"] if licence else None,
        }
    )
