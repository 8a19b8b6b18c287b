"""The demo's collections of lessons, with files that open."""

from __future__ import annotations

from typing import Any

from example_site.demo.files import document, lesson_file
from example_site.demo.known import Known, index_of, year_range
from wagtail_mathshub.hubs.library import hub_collection
from wagtail_mathshub.pages.models import (
    CollectionCompiler,
    HubResourceIndexPage,
    Lesson,
    ResourceCollectionPage,
)
from wagtail_mathshub.taxonomy.academic_years import label, parse_academic_year
from wagtail_mathshub.taxonomy.models import Topic
from wagtail_mathshub.taxonomy.years import range_label

KINDS = {"pptx": "presentation", "csv": "data", "docx": "lesson_plan"}


def make_collection(row: dict[str, Any], known: Known) -> tuple[ResourceCollectionPage, bool]:
    """The page for `row`; and whether it is new."""
    hub = known.hubs[row["hub"]]
    index = index_of(hub, HubResourceIndexPage)
    page = ResourceCollectionPage.objects.child_of(index).filter(slug=row["key"]).first()
    if page is not None:
        return page, False
    page = ResourceCollectionPage(
        slug=row["key"],
        title=row["title"],
        period=_period(row["period"], known),
        licence=row["licence"] or "",
        last_checked=known.shift.day(row["last_checked"]),
        intro=row["intro"],
    )
    page.compilers = [known.credit(CollectionCompiler, n, name) for n, name in enumerate(row["compilers"])]
    files = hub_collection(hub)
    page.lessons = [_lesson(order, lesson, files) for order, lesson in enumerate(row["lessons"])]
    index.add_child(instance=page)
    page.save_revision().publish()
    return page, True


def _period(text: str, known: Known) -> str:
    year = parse_academic_year(text)
    return label(known.shift.key(year)) if year and len(text) == len("2026/27") else text


def _lesson(order: int, row: dict[str, Any], collection: Any) -> Lesson:
    years = year_range(row["year_groups"])
    words = range_label(years["year_from"], years["year_to"])
    materials = [_material(file, row["title"], words, collection) for file in row["files"]]
    if row.get("external_url"):
        link = {"url": row["external_url"], "title": "The graphs, to move about", "kind": "other"}
        materials.append(("link", link | {"note": "", "licence": ""}))
    return Lesson(
        sort_order=order,
        title=row["title"],
        topic=Topic.objects.filter(key=row["topic"]).first(),
        minutes=row["minutes"],
        has_answers=row["answers"],
        materials=materials,
        **years,
    )


def _material(row: dict[str, Any], title: str, years: str, collection: Any) -> tuple[str, dict[str, Any]]:
    data = lesson_file(row["name"], row["type"], title, years)
    value = {
        "document": document(f"{title} ({row['type'].upper()})", row["name"], data, collection),
        "title": title,
        "note": "",
        "licence": "",
    }
    if row["type"] == "mp4":
        captions = "captions" if row.get("captions") else ""
        return "video", value | {"url": "", "captions": captions, "kind": "other"}
    return "file", value | {"kind": KINDS.get(row["type"], "worksheet")}
