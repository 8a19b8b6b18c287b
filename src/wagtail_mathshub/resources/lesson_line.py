"""Lessons as a page draws them: counters down a line, each with its files."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from wagtail_mathshub.publishing.file_facts import size_words
from wagtail_mathshub.taxonomy import years

SECOND_COLOUR = ("early_years", "secondary")
Lessons = list[tuple[Any, list[dict[str, Any]]]]


@dataclass(frozen=True)
class Stop:
    """A lesson on the line: what its counter shows, whether in the second colour, and its files and links."""

    lesson: Any
    counter: str
    is_second: bool
    pills: list[dict[str, Any]]

    @property
    def is_range(self) -> bool:
        """Whether the counter has to hold more than two characters."""
        return len(self.counter) > 2


def stops_of(lessons: Lessons) -> list[Stop]:
    """The lessons with the materials that visitors may have."""
    return [Stop(lesson, *_counter(lesson), pills_of(rows)) for lesson, rows in lessons]


def _counter(lesson: Any) -> tuple[str, bool]:
    first, last = lesson.year_from, lesson.year_to
    if first is None or last is None:
        return _("All"), False
    ends = list(dict.fromkeys(years.year_key(year).upper() for year in (first, last)))
    return "\N{EN DASH}".join(ends), years.phases(first, first)[0] in SECOND_COLOUR


def pills_of(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The materials, each with a `label` that tells it from the others of its lesson, and `facts` in words."""
    kinds = Counter(row["value"]["kind_label"] for row in rows)
    return [row["value"] | _words(row["value"], kinds) for row in rows]


def _words(value: dict[str, Any], kinds: Counter[str]) -> dict[str, str]:
    kind, document = value["kind_label"], value.get("document")
    is_enough = kind and kinds[kind] == 1
    label = kind if is_enough else value["title"]
    if document:
        facts = f"{document['type_label']}, {_size(document)}"
    else:
        facts = _("video elsewhere") if "captions" in value else _("website")
    return {"label": label, "facts": facts, "address": document["url"] if document else value["url"]}


def _size(document: dict[str, Any]) -> str:
    return size_words(document["size"]).replace(" ", "\N{NO-BREAK SPACE}")


def jumps_of(lessons: Lessons) -> list[tuple[str, str, str]]:
    """Short name, name and place of the first lesson of each year that has one; none where there is no choice."""
    found: dict[int, Any] = {}
    for lesson, _rows in lessons:
        if lesson.year_from is not None and lesson.year_to is not None:
            for year in range(lesson.year_from, lesson.year_to + 1):
                found.setdefault(year, lesson)
    if len({lesson.pk for lesson in found.values()}) < 2:
        return []
    return [
        (years.year_key(year).upper(), years.year_label(year), found[year].anchor) for year in sorted(found)
    ]
