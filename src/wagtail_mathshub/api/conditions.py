"""Conditions that filters and facets of several slices share."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import Exists, OuterRef, Q

from wagtail_mathshub.api.paging import Key
from wagtail_mathshub.taxonomy import years
from wagtail_mathshub.taxonomy.year_range import overlapping

PK = Key("pk")
Narrow = Callable[[Any, Any], Any]
Conditions = Callable[[], Mapping[str, Q]]


def any_of(conditions: Iterable[Q]) -> Q:
    """Rows for which one of the conditions holds; none without a condition."""
    return reduce(or_, conditions, Q(pk__in=[]))


def in_column(column: str) -> Narrow:
    """Rows whose column holds one of the values."""
    return lambda rows, values: rows.filter(**{f"{column}__in": values})


def having(lookup: str) -> Narrow:
    """Rows with one of the values at the end of a relation, each row once."""

    def narrow(rows: Any, values: list[Any]) -> Any:
        matching = rows.model._base_manager.filter(pk=OuterRef("pk"), **{f"{lookup}__in": values})
        return rows.filter(Exists(matching))

    return narrow


def for_years(rows: Any, values: list[int]) -> Any:
    """Rows for one of these school years."""
    return rows.filter(any_of(overlapping((value, value)) for value in values))


def for_phases(rows: Any, values: list[str]) -> Any:
    """Rows for one of these phases."""
    return rows.filter(any_of(overlapping(years.phase_range(value)) for value in values))


def for_key_stages(rows: Any, values: list[str]) -> Any:
    """Rows for one of these key stages."""
    known = [value for value in values if value in years.KEY_STAGES]
    return rows.filter(any_of(overlapping(years.key_stage_range(value)) for value in known))


def year_options() -> Mapping[str, Q]:
    """A condition for each school year."""
    return {years.year_key(year): overlapping((year, year)) for year, _label in years.YEAR_CHOICES}


def phase_options() -> Mapping[str, Q]:
    """A condition for each phase."""
    return {key: overlapping(years.phase_range(key)) for key in years.PHASES}


def key_stage_options() -> Mapping[str, Q]:
    """A condition for each key stage."""
    return {key: overlapping(years.key_stage_range(key)) for key in years.KEY_STAGES}


def words_in(*columns: str) -> Narrow:
    """Rows that hold every word in one of the columns."""

    def narrow(rows: Any, text: str) -> Any:
        for word in text.split()[:10]:
            rows = rows.filter(any_of(Q(**{f"{column}__icontains": word}) for column in columns))
        return rows

    return narrow
