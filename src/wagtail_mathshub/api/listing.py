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
    """A filter whose options can be counted: a condition for each, or the column that holds them."""

    conditions: Callable[[], Mapping[str, Q]] | None = None
    column: str = ""


@dataclass(frozen=True)
class Listing:
    """How one kind of row is listed.

    `filters` are by parameter: the queryset and the value in, the queryset out. `orders` are by the
    name that `order` takes. `prefetch` fills in what the items need, `items` turns rows into data.
    """

    filters: Mapping[str, Filter]
    facets: Mapping[str, Facet]
    orders: Mapping[str, Sequence[Key]]
    default_order: str


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


def filtered(listing: Listing, rows: Any, parameters: ListParameters, *, leave_out: str = "") -> Any:
    """The rows that fit every filter that is set, but for one."""
    for name, narrow in listing.filters.items():
        value = getattr(parameters, name)
        if name != leave_out and value not in (None, "", []):
            rows = narrow(rows, value)
    return rows


def facet_counts(listing: Listing, rows: Any, parameters: ListParameters) -> FacetCounts:
    """How many items each option of the facets asked for would leave, with all other filters as they are."""
    return {
        name: _counts(listing.facets[name], filtered(listing, rows, parameters, leave_out=name))
        for name in parameters.facets
    }


def _counts(facet: Facet, rows: Any) -> dict[str, int]:
    if facet.conditions is not None:
        conditions = facet.conditions()
        # One alias a condition: keys of vocabularies are no Python names.
        counted = rows.order_by().aggregate(
            **{
                f"option_{n}": Count("pk", filter=condition)
                for n, condition in enumerate(conditions.values())
            }
        )
        return {key: counted[f"option_{n}"] for n, key in enumerate(conditions)}
    found = rows.order_by().values_list(facet.column).annotate(number=Count("pk", distinct=True))
    return {str(key): number for key, number in found if key not in (None, "")}
