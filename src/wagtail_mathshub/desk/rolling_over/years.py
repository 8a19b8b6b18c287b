"""From which academic year to which: what the clock proposes, and what can be chosen."""

from __future__ import annotations

from wagtail_mathshub import clock
from wagtail_mathshub.taxonomy import academic_years

JUNE, SEPTEMBER = 6, 9
FURTHEST = 2


def proposed() -> tuple[str, str]:
    """From June on, this year and the next; before, last year and this."""
    current = academic_years.current()
    if JUNE <= clock.today().month < SEPTEMBER:
        return current, academic_years.next_key(current)
    return academic_years.previous_key(current), current


def targets() -> list[str]:
    """The years to which an offer can be copied: this one and the next two."""
    current = academic_years.current()
    return [academic_years.shifted(current, years) for years in range(FURTHEST + 1)]


def between(from_year: str, to_year: str) -> int:
    """How many years lie between the two keys."""
    return academic_years.first_year(to_year) - academic_years.first_year(from_year)
