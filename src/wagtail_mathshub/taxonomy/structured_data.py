"""Years and audiences in the words of schema.org."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from wagtail_mathshub.publishing.json_ld import first_or_all
from wagtail_mathshub.taxonomy import years


def educational_level(first: int | None, last: int | None) -> str | None:
    """The years in words; None where none are given."""
    return years.range_label(first, last) if first is not None and last is not None else None


def age_range(first: int | None, last: int | None) -> str | None:
    """The pupils' ages, like "11-12" for Year 7; None where no years are given."""
    if first is None or last is None:
        return None
    youngest, oldest = years.ages(first, last)
    return f"{youngest}-{oldest}"


def audience(labels: Iterable[str]) -> Any:
    """Those whom something is for; None where nobody is named."""
    return first_or_all([{"@type": "EducationalAudience", "educationalRole": label} for label in labels])
