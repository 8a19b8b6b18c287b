"""Cohorts of one project together, as a teacher reads a list of Work Groups."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from wagtail_mathshub.taxonomy.years import range_label


@dataclass(frozen=True)
class Gathered:
    """Some Work Groups of a list: one alone, or several of one project and year."""

    project: Any
    groups: list[Any]

    @property
    def is_project(self) -> bool:
        """Whether these stand together under the project's name."""
        return len(self.groups) > 1

    @property
    def first(self) -> Any:
        """The one that comes first."""
        return self.groups[0]

    @property
    def years(self) -> tuple[int | None, int | None]:
        """From the youngest to the oldest year of any; two None where one is for all years."""
        ranges = [(group.year_from, group.year_to) for group in self.groups]
        if any(None in pair for pair in ranges):
            return None, None
        return min(first for first, _last in ranges), max(last for _first, last in ranges)

    @property
    def years_label(self) -> str:
        """The same in words."""
        return range_label(*self.years)


def gathered(groups: Iterable[Any]) -> list[Gathered]:
    """The groups in their order; those of the same project and year stand where the first of them does."""
    found: dict[Any, Gathered] = {}
    for group in groups:
        key = (group.project_id, group.academic_year) if group.project_id else group.pk
        found.setdefault(key, Gathered(group.project, [])).groups.append(group)
    return list(found.values())
