"""Browsing collections by year, topic and key stage, with the number of collections behind each option."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from wagtail_mathshub.taxonomy import years
from wagtail_mathshub.taxonomy.filter_options import Option, options


@dataclass(frozen=True)
class LessonRow:
    """What the filters ask about one lesson; `topic` is "" where it has none."""

    page: int
    first: int | None
    last: int | None
    topic: str = ""

    def fits(self, given: Mapping[str, str]) -> bool:
        """Whether it fits every filter of `given`; nothing fits a value that means nothing."""
        return all(FITS[name](self, value) for name, value in given.items())


def _fits_year(row: LessonRow, value: str) -> bool:
    try:
        year = years.parse_year(value)
    except ValueError:
        return False
    return years.overlaps(row.first, row.last, (year, year))


def _fits_key_stage(row: LessonRow, value: str) -> bool:
    return value in years.KEY_STAGES and years.overlaps(row.first, row.last, years.key_stage_range(value))


FITS = {
    "year": _fits_year,
    "topic": lambda row, value: row.topic == value,
    "key_stage": _fits_key_stage,
}


def browsing(
    rows: Sequence[LessonRow], topics: Sequence[tuple[str, str]], given: Mapping[str, str]
) -> dict[str, list[Option]]:
    """The options by filter. An option is counted with all other filters as they are."""
    choices: dict[str, Sequence[tuple[str, Any]]] = {
        "year": [(years.year_key(year), years.year_label(year)) for year, _label in years.YEAR_CHOICES],
        "topic": topics,
        "key_stage": [(key, label) for key, (label, _low, _high) in years.KEY_STAGES.items()],
    }
    return {
        name: options(name, of_filter, _counts(name, of_filter, rows, given), _canonical(given))
        for name, of_filter in choices.items()
    }


def _counts(
    name: str, choices: Sequence[tuple[str, Any]], rows: Sequence[LessonRow], given: Mapping[str, str]
) -> dict[str, int]:
    others = {other: value for other, value in given.items() if other != name}
    left = [row for row in rows if row.fits(others)]
    return {key: len({row.page for row in left if FITS[name](row, key)}) for key, _label in choices}


def _canonical(given: Mapping[str, str]) -> dict[str, str]:
    # "Year 6" and "6" are one option.
    try:
        return dict(given) | {"year": years.year_key(years.parse_year(given["year"]))}
    except (KeyError, ValueError):
        return dict(given)
