"""One way to answer with a list: filter, count, page, and turn rows into data in a few queries."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q
from django.http import HttpRequest

from wagtail_mathshub.api.answers import FacetCounts
from wagtail_mathshub.api.paging import Key, page_of
from wagtail_mathshub.api.parameters import ListParameters, check_words

Filter = Callable[[Any, Any], Any]
BODY = "body"


@dataclass(frozen=True)
class Facet:
    """A filter whose options can be counted: a condition for each, the column that holds them, or a way to count.

    `options` are the keys of a fixed vocabulary in that column, which are counted even where there is none.
    `prepare` annotates what conditions or column stand on.
    """

    conditions: Callable[[], Mapping[str, Q]] | None = None
    column: str = ""
    options: Any = None
    prepare: Callable[[Any], Any] = lambda rows: rows
    counts: Callable[[Any], dict[str, int]] | None = None


@dataclass(frozen=True)
class Unasked:
    """What a list leaves out as long as none of the filters named is set: what is over, or closed."""

    narrow: Callable[[Any], Any]
    asked_by: Sequence[str]


@dataclass(frozen=True)
class Listing:
    """How one kind of row is listed.

    `filters` are by parameter: the queryset and the value in, the queryset out. `orders` are by the
    name that `order` takes.
    """

    filters: Mapping[str, Filter]
    facets: Mapping[str, Facet]
    orders: Mapping[str, Sequence[Key]]
    default_order: str
    unasked: Unasked | None = None


def list_data(
    listing: Listing,
    rows: Any,
    parameters: Any,
    request: HttpRequest,
    items: Callable[[list[Any], bool], list[dict[str, Any]]],
    fill: Callable[[Any], Any] = lambda rows: rows,
) -> dict[str, Any]:
    """Count, items, next and facets for the parameters of a request."""
    check_words("facets", parameters.facets, list(listing.facets))
    check_words("include", parameters.include, [BODY])
    keys = listing.orders[parameters.order or listing.default_order]
    page = page_of(fill(filtered(listing, rows, parameters)), parameters, keys, request)
    return {
        "count": page.count,
        "items": items(page.rows, BODY in parameters.include),
        "next": page.next,
        "facets": facet_counts(listing, rows, parameters),
    }


def filtered(listing: Listing, rows: Any, parameters: Any, *, leave_out: str = "") -> Any:
    """The rows that fit every filter that is set, but for one."""
    given = {name: getattr(parameters, name) for name in listing.filters if name != leave_out}
    given = {name: value for name, value in given.items() if value not in (None, "", [])}
    for name, value in given.items():
        rows = listing.filters[name](rows, value)
    unasked = listing.unasked
    # Each option of the filter that is left out would be asked for by itself.
    return unasked.narrow(rows) if unasked and not {*given, leave_out} & {*unasked.asked_by} else rows


def facet_counts(listing: Listing, rows: Any, parameters: ListParameters) -> FacetCounts:
    """How many items each option of the facets asked for would leave, with all other filters as they are."""
    return {
        name: _counts(listing.facets[name], filtered(listing, rows, parameters, leave_out=name))
        for name in parameters.facets
    }


Options = Mapping[str, Q] | str


def counted_together(
    listing: Listing, rows: Any, parameters: ListParameters, options: Mapping[str, Options]
) -> tuple[int, dict[str, dict[str, int]]]:
    """How many rows fit, and what each option of several filters would leave, in few queries.

    `options` has for each filter a condition for each value, or the column that holds the values. One query
    counts all whose filter is not set, since they count the same rows; one more each those whose own filter
    is left out.
    """
    is_set = {name: getattr(parameters, name) not in (None, "", []) for name in options}
    free = {name: options[name] for name in options if not is_set[name]}
    total, counts = _grouped(listing.facets, filtered(listing, rows, parameters), free)
    for name in (name for name in options if is_set[name]):
        others = filtered(listing, rows, parameters, leave_out=name)
        counts |= _grouped(listing.facets, others, {name: options[name]})[1]
    return total, counts


def _grouped(
    facets: Mapping[str, Facet], rows: Any, options: Mapping[str, Options]
) -> tuple[int, dict[str, dict[str, int]]]:
    columns = {name: column for name, column in options.items() if isinstance(column, str)}
    # One alias a condition: keys of vocabularies are no Python names.
    aliases = {
        f"option_{n}_{m}": (name, key, condition)
        for n, (name, conditions) in enumerate(options.items())
        if not isinstance(conditions, str)
        for m, (key, condition) in enumerate(conditions.items())
    }
    for name in options:
        rows = facets[name].prepare(rows)
    tallies = {alias: Count("pk", filter=condition) for alias, (_name, _key, condition) in aliases.items()}
    groups = (
        list(rows.order_by().values(*columns.values()).annotate(total_=Count("pk"), **tallies))
        if columns
        else [rows.order_by().aggregate(total_=Count("pk"), **tallies)]
    )
    counts: dict[str, dict[str, int]] = {name: {} for name in options}
    for group in groups:
        found = [(name, key, group[alias]) for alias, (name, key, _condition) in aliases.items()]
        found += [(name, group[column], group["total_"]) for name, column in columns.items()]
        for name, key, number in found:
            counts[name][key] = counts[name].get(key, 0) + number
    return sum(group["total_"] for group in groups), counts


def _counts(facet: Facet, rows: Any) -> dict[str, int]:
    if facet.counts is not None:
        return facet.counts(rows)
    rows = facet.prepare(rows).order_by()
    if facet.conditions is not None:
        conditions = facet.conditions()
        # One alias a condition: keys of vocabularies are no Python names.
        counted = rows.aggregate(
            **{
                f"option_{n}": Count("pk", filter=condition)
                for n, condition in enumerate(conditions.values())
            }
        )
        return {key: counted[f"option_{n}"] for n, key in enumerate(conditions)}
    found = rows.values_list(facet.column).annotate(number=Count("pk", distinct=facet.options is None))
    counts = {str(key): number for key, number in found if key not in (None, "")}
    if facet.options is None:
        return counts
    return {key: counts.get(key, 0) for key in map(str, facet.options.values) if key}
